"""Drawings of forms made into pictures by real LibreOffice, and what is said where it is not there."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from engine.assembly.drawings_drawn import draw_with_office
from engine.assembly.reading import read
from engine.findings import Place, errors_in
from engine.foreign.picture import open_picture
from engine.model.drawn import DrawnPicture
from engine.model.story import Picture, pictures
from engine.pdf.drawn_pages import drawn
from engine.pdf.office import Office, find_office
from engine.progress import Progress
from engine.sources.drawings.words import missing_words
from engine.sources.word_body import read_body
from engine.workspace import Workspace
from tests.material.hostile_drawings import HOSTILE
from tests.material.metafiles import METAFILES
from tests.material.small_drawings import WHOLE, inline, put_in, shape
from tests.material.small_inputs import word

pytestmark = pytest.mark.office

RED, BLUE, GREEN, PURPLE, BLACK = (255, 0, 0), (0, 0, 255), (0, 176, 80), (112, 48, 160), (0, 0, 0)
SEEN = {
    "diagram": [PURPLE],
    "group": [RED, BLUE, GREEN],
    "a group of two pictures": [RED, BLUE],
    "shape": [GREEN],
    "canvas": [RED, BLUE, GREEN],
    "a picture cut to a shape": [RED, BLUE],
    "an oval of old": [RED],
    "in two forms": [GREEN],
    **{kind: [BLACK] for kind in (*METAFILES, "an EMF of old", "a table of Excel")},
    "an EMF in a group": [BLACK, GREEN],
    "a group with objects, fields and links": [RED, BLUE, GREEN],
}
"""The colours that are to be seen of each kind."""


def to_be_drawn(xml: str) -> Picture:
    document = word()
    put_in(document, xml)
    (found,) = pictures(read_body(document, "small.docx")[0])
    return found


@pytest.fixture(scope="module")
def made() -> dict[str, tuple[Picture, DrawnPicture | None]]:
    """Every kind of drawing with the picture of it, made in one go; one that is nothing at all among them."""
    waiting = {}
    for kind, make in {**WHOLE, **HOSTILE}.items():
        document = word()
        put_in(document, make(document))
        (waiting[kind],) = pictures(read_body(document, "small.docx")[0])
    white = shape(colour="FFFFFF").replace("</wps:spPr>", "<a:ln><a:noFill/></a:ln></wps:spPr>")
    waiting["nothing"] = to_be_drawn(inline("shape", white))
    found = draw_with_office([picture.drawing for picture in waiting.values()])
    assert found is not None
    return {kind: (picture, each) for (kind, picture), each in zip(waiting.items(), found, strict=True)}


def test_every_kind_becomes_a_picture_as_large_as_its_drawing(
    made: dict[str, tuple[Picture, DrawnPicture | None]],
) -> None:
    for kind, (picture, found) in made.items():
        if kind == "nothing":
            continue
        assert found is not None, kind
        with open_picture(found.data) as seen:
            assert seen.width / (found.width / 25.4) >= 200, kind
        assert found.width <= picture.width * 1.1 + 2, kind
        assert found.height <= picture.height * 1.1 + 2, kind


def test_what_is_in_a_drawing_is_in_its_picture(made: dict[str, tuple[Picture, DrawnPicture | None]]) -> None:
    for kind, colours in SEEN.items():
        found = made[kind][1]
        assert found is not None
        seen = Image.open(io.BytesIO(found.data)).convert("RGB")
        for colour in colours:
            near = sum(n for n, dot in seen.getcolors(seen.width * seen.height) or [] if _is_near(dot, colour))
            assert near > 1000, (kind, colour)


def test_every_word_of_a_drawing_is_in_its_picture(made: dict[str, tuple[Picture, DrawnPicture | None]]) -> None:
    for kind, (picture, found) in made.items():
        if found is not None:
            assert missing_words(picture.drawing, found.words) == [], kind


def _is_near(dot: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(dot, tuple)
    return all(abs(one - other) < 40 for one, other in zip(dot, colour, strict=True))


def test_a_drawing_of_which_nothing_is_seen_becomes_none(made: dict[str, tuple[Picture, DrawnPicture | None]]) -> None:
    assert made["nothing"][1] is None


def test_the_same_drawing_makes_the_same_picture_and_one_that_breaks_takes_no_other_along() -> None:
    program = find_office()
    assert program is not None
    sound = to_be_drawn(inline("shape", shape())).drawing
    first, none, second = drawn([sound, b"no document at all", sound], Office(program))
    assert first == second
    assert first is not None
    assert none is None or none != first


def with_a_drawing(workspace: Workspace, words: str = "What it shows.") -> str:
    """The sample with a drawing in one of its forms; gives the form's file."""
    from docx import Document

    path = workspace.inputs / "narrative" / "safeguarding.docx"
    document = Document(str(path))
    heading = next(p for p in document.paragraphs if p.text == "Our ambition and performance")
    put_in(document, inline("shape", shape(), words=words))
    heading._p.addnext(document.paragraphs[-1]._p)
    document.save(str(path))
    return "inputs/narrative/safeguarding.docx"


def test_a_drawing_of_a_form_is_a_picture_of_its_text(sample: Workspace) -> None:
    with_a_drawing(sample)
    reading = read(sample, Progress())
    (found, *_) = pictures(reading.assessment.statements["safeguarding"].ambition)
    assert (found.what, found.alt, found.data[:4], found.drawing) == ("shape", "What it shows.", b"\x89PNG", b"")
    assert not [f for f in reading.judgement.findings if f.code in ("I-12", "I-54", "X-01")]


def test_without_libreoffice_it_is_told_and_a_final_edition_waits(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = with_a_drawing(sample, words="")
    monkeypatch.setenv("PENHOLDER_SOFFICE", "")
    reading = read(sample, Progress())
    told = [f for f in errors_in(reading.judgement.findings) if f.code in ("I-54", "X-01")]
    assert {f.place.file for f in told} == {file}
    assert [f.message for f in sorted(told, key=lambda f: f.code)] == [
        "The shape here could not be drawn: no LibreOffice was found on this machine. A draft has a line of words in "
        "its place.",
        "The shape has no alternative text, so people who cannot see it get nothing.",
    ]
    assert told[0].place != Place(file)
