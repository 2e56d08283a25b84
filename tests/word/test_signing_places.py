"""Places to sign in a Word file: told by their names, linked only in the copy that is converted."""

from __future__ import annotations

import io

import pytest
from docx import Document
from PIL import Image

from engine.word.contents import Contents
from engine.word.names import qn
from engine.word.package import DOCUMENT, Package
from engine.word.signing_places import SigningPlace, drawn_places, link_places, read_mark

RELATIONS = "word/_rels/document.xml.rels"


def with_picture(alt: str) -> Package:
    document = Document()
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    document.add_picture(picture)
    document.element.body.find(f".//{qn('wp:docPr')}").set("descr", alt)
    saved = io.BytesIO()
    document.save(saved)
    return Package.read(saved.getvalue())


@pytest.mark.parametrize("value", ["", "Siân O’Neill", "100% & more? yes/no #1"])
def test_a_place_is_read_as_it_was_marked(value: str) -> None:
    place = SigningPlace("name", "assessing-needs", "Name of the manager", value)
    assert read_mark(place.mark, "Name of the manager") == place


@pytest.mark.parametrize(
    "mark", ["Picture 1", "field:stamp/equity", "field:name/", "https://example.org", "place:name/x"]
)
def test_anything_else_marks_no_place(mark: str) -> None:
    assert read_mark(mark, "") is None


def test_an_author_marks_a_place_by_its_alternative_text() -> None:
    contents = Contents(with_picture("field:signature/equity | Signature of the assistant director"))
    contents.prepare()
    (about,) = drawn_places(contents.root)
    assert about.get("descr") == "Signature of the assistant director"
    assert about.get("name") == "field:signature/equity"


def test_only_the_copy_to_convert_has_links() -> None:
    contents = Contents(with_picture("field:signature/equity | Signature"))
    contents.prepare()
    printed = Package.read(contents.for_printing(live=False))
    assert b"field:signature/equity" in printed.parts[RELATIONS]
    assert b"field:" not in contents.package.parts[RELATIONS]
    assert b"hlinkClick" not in contents.package.parts[DOCUMENT]


def test_a_document_without_places_stays_as_it_is() -> None:
    package = with_picture("A map")
    before = dict(package.parts)
    link_places(package.xml(DOCUMENT), package)
    assert package.parts == before
