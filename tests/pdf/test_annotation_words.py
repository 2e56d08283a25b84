"""Every link and field has words for a screen reader, whatever the converter wrote."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from engine.pdf.annotation_words import words_of
from engine.pdf.finish import finish
from tests.conftest import Run
from tests.material.small_pdf import (
    ABOUT,
    ADDRESS,
    ALTERNATIVE,
    LINKED,
    annotations_of,
    changed,
    converted,
    elements,
    some_of_everything,
)

pytestmark = [pytest.mark.office, pytest.mark.every_office]
LINES = ["First heading 2", "Second heading 3", "Below it 3"]


@pytest.fixture(scope="session")
def raw(this_run: Run) -> bytes:
    def make(folder: Path) -> bytes:
        folder.mkdir()
        return converted(some_of_everything(), folder)

    return this_run.once("small-pdf", make)


def said(raw: bytes, change: Callable[[Pdf], None]) -> list[str]:
    """The words of each annotation once the PDF of a converter that does something otherwise is finished."""
    with pikepdf.open(io.BytesIO(finish(changed(raw, change), ABOUT))) as pdf:
        return [" ".join(words_of(annotation).split()) for annotation in annotations_of(pdf)]


def without_words(pdf: Pdf) -> None:
    for annotation in annotations_of(pdf):
        if "/Contents" in annotation:
            del annotation["/Contents"]


def unnamed(pdf: Pdf) -> None:
    """Neither words nor an owner in the structure: only the target is left."""
    for annotation in annotations_of(pdf):
        annotation.Contents = String(" ")
        if "/A" in annotation:
            del annotation["/StructParent"]


def a_field(pdf: Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("notes"), Rect=Array([0, 0, 9, 9]))
    )
    pdf.pages[0].Annots.append(field)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def on_a_picture(pdf: Pdf) -> None:
    """The link to the web stands around the picture, not around its words."""
    without_words(pdf)
    (picture,) = elements(pdf, "/Figure")
    for link in elements(pdf, "/Link"):
        kids = list(link.K) if isinstance(link.K, Array) else [link.K]
        pages = [kid for kid in kids if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR]
        if any("/A" in kid.Obj for kid in pages):
            link.K = Array([*pages, picture])


def test_a_link_that_has_no_words_gets_its_own_text(raw: bytes) -> None:
    words = said(raw, without_words)
    assert LINKED in words
    assert all(line in words or line.rpartition(" ")[2] in words for line in LINES), words
    assert "" not in words


def test_words_that_the_converter_wrote_stay(raw: bytes) -> None:
    def other(pdf: Pdf) -> None:
        for number, annotation in enumerate(annotations_of(pdf)):
            annotation.Contents = String(f"Words {number}")

    words = said(raw, other)
    assert words
    assert all(each.startswith("Words") for each in words)


def test_a_link_without_text_of_its_own_says_where_it_leads(raw: bytes) -> None:
    assert ADDRESS in said(raw, unnamed)


def test_a_link_around_a_picture_says_what_the_picture_shows(raw: bytes) -> None:
    assert ALTERNATIVE in said(raw, on_a_picture)


def test_a_field_without_words_says_its_name(raw: bytes) -> None:
    assert "notes" in said(raw, a_field)
