"""Relations of a document being made: each picture and address once, under ids of their own."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from PIL import Image

from engine.rendering.relations import Relations


@pytest.fixture
def part() -> Part:
    """The main part of a document with a picture and relations that leave gaps among their ids."""
    document = Document()
    document.add_picture(picture("red"))
    main: Part = document.part
    main.load_rel(RELATIONSHIP_TYPE.HYPERLINK, "https://example.org/", "rId40", is_external=True)
    main.load_rel(RELATIONSHIP_TYPE.HYPERLINK, "https://example.org/named", "named", is_external=True)
    return main


def picture(colour: str) -> io.BytesIO:
    buffer = io.BytesIO()
    Image.new("RGB", (2, 2), colour).save(buffer, "PNG")
    return buffer


def test_a_picture_that_is_shown_twice_is_stored_once(part: Part) -> None:
    relations = Relations()
    first, again = (relations.to_picture(part, picture("blue").getvalue()) for _ in range(2))
    other = relations.to_picture(part, picture("green").getvalue())
    assert first == again != other
    assert part.rels[first].target_part.blob == picture("blue").getvalue()


def test_its_name_is_none_that_the_template_has(part: Part) -> None:
    taken = Relations().to_picture(part, picture("blue").getvalue())
    relations = Relations()
    names = [
        part.rels[relations.to_picture(part, picture(c).getvalue())].target_part.partname for c in ("blue", "green")
    ]
    assert len({part.rels[taken].target_part.partname, *names}) == 3


def test_an_address_is_related_once_for_each_part(part: Part) -> None:
    relations = Relations()
    assert relations.to_address(part, "https://a.example/") == relations.to_address(part, "https://a.example/")
    assert relations.to_address(part, "https://b.example/") != relations.to_address(part, "https://a.example/")
    assert sum(rel.is_external and rel.target_ref == "https://a.example/" for rel in part.rels.values()) == 1


def test_ids_are_none_that_stand_already_whatever_their_gaps(part: Part) -> None:
    before = dict(part.rels)
    relations = Relations()
    new = [relations.to_address(part, f"https://example.org/{number}") for number in range(60)]
    assert len(set(new)) == 60
    assert not set(new) & set(before)
    assert all(part.rels[key] is relation for key, relation in before.items())
