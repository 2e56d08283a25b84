"""Files that a signing service wrote anew: their pages beside the issued ones, as pictures."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from engine.assembly.assemble import Built
from engine.model.signing import State, Verdict
from engine.signatures.page_pictures import PagesCompared, compare
from engine.workspace import Workspace
from tests.commands.signoff.test_signoff import (
    STATEMENT,
    painted_over,
    returned,
    rewritten,
    scanned,
    sheet_of,
    state_of,
)
from tests.material.small_signing import filled, signed


@pytest.fixture(scope="module")
def sheet(final: Built) -> bytes:
    return (final.folder / "verification" / f"{STATEMENT}.pdf").read_bytes()


def with_pages(data: bytes, before: int, behind: int) -> bytes:
    """The file with blank pages, as a service adds a cover and a certificate."""
    writer = PdfWriter()
    for _ in range(before):
        writer.add_blank_page(595.3, 841.9)
    writer.append(PdfReader(io.BytesIO(data)))
    for _ in range(behind):
        writer.add_blank_page(595.3, 841.9)
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def flattened(data: bytes, dots: int) -> bytes:
    """The file as pictures of its pages, squeezed."""
    pages = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            squeezed = io.BytesIO()
            page.render(scale=dots / 72).to_pil().convert("RGB").save(squeezed, "JPEG", quality=70)
            pages.append(Image.open(squeezed))
    saved = io.BytesIO()
    pages[0].save(saved, "PDF", resolution=dots, save_all=True, append_images=pages[1:])
    return saved.getvalue()


def drawn_on(data: bytes, drawing: bytes) -> bytes:
    """The file written anew with something drawn on its first page."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    page, more = writer.pages[0], DecodedStreamObject()
    more.set_data(page.get_contents().get_data() + b"\n" + drawing)  # type: ignore[union-attr]
    page[NameObject("/Contents")] = writer._add_object(more)
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def line_of_text(words: str) -> bytes:
    """One page with one line in eight points."""
    writer = PdfWriter()
    page, content = writer.add_blank_page(595, 842), DecodedStreamObject()
    content.set_data(b"BT /F 8 Tf 100 600 Td (%s) Tj ET" % words.encode())
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F"): writer._add_object(named)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(content)
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def compared(issued: bytes, came_back: bytes) -> PagesCompared:
    found = compare(issued, came_back, {})
    assert found is not None
    return found


@pytest.mark.parametrize("dots", [150, 300])
def test_pages_that_were_made_pictures_look_as_issued(sheet: bytes, dots: int) -> None:
    assert compared(sheet, flattened(sheet, dots)).is_same


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("8.6% are vacant", "8.5% are vacant"),
        ("3 homes", "8 homes"),
        ("12.4 days", "124 days"),
        ("is not met", "is now met"),
    ],
)
def test_one_letter_is_seen_and_its_place_is_told(before: str, after: str) -> None:
    (difference,) = compared(line_of_text(before), line_of_text(after)).differences
    assert difference.page == 1
    assert difference.where.startswith(("81 to 8", "83 to 8"))


def test_a_page_that_was_put_before_or_behind_is_told(sheet: bytes) -> None:
    found = compared(sheet, with_pages(sheet, 1, 1))
    pages = len(PdfReader(io.BytesIO(sheet)).pages)
    assert (found.is_same, found.extra) == (True, (1, pages + 2))


def test_a_page_that_is_gone_is_told(sheet: bytes) -> None:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(sheet)), pages=(0, 1))
    saved = io.BytesIO()
    writer.write(saved)
    assert [(found.page, found.where) for found in compared(sheet, saved.getvalue()).differences] == [(2, "missing")]


def test_a_stamp_in_an_empty_margin_is_told_and_changes_nothing(sheet: bytes) -> None:
    found = compared(sheet, drawn_on(sheet, b"q 0 g 30 828 120 4 re f Q"))
    assert (found.is_same, found.stamped) == (True, (1,))


def test_a_scan_is_not_taken_for_a_changed_page(sheet: bytes) -> None:
    assert compared(sheet, scanned(sheet, 150, 0.7, "pdf")).is_scan


def test_what_people_filled_in_is_no_change(issued: Workspace) -> None:
    saved = rewritten(filled(sheet_of(issued), issued.root, "Priya Nair").read_bytes())
    one = returned(issued, signed(saved, f"{STATEMENT}_signature", "A signing service"))
    assert one.examined.verdict is Verdict.REWRITTEN
    assert one.examined.pages is not None
    assert one.examined.pages.is_same


def test_a_sealed_copy_that_looks_as_issued_is_attested_by_a_person(issued: Workspace) -> None:
    sealed = signed(with_pages(sheet_of(issued).read_bytes(), 0, 1), f"{STATEMENT}_signature", "A signing service")
    one = returned(issued, sealed, by="Anna Price")
    assert "certificate of the service: page 3" in one.examined.pages.in_words  # type: ignore[union-attr]
    assert [person.name for person in one.attested] == ["Priya Nair"]
    assert state_of(issued).signers == ("Priya Nair, attested by Anna Price",)


def test_a_sealed_copy_with_one_page_altered_is_refused_and_the_page_is_named(issued: Workspace) -> None:
    altered = rewritten(painted_over(sheet_of(issued).read_bytes()))
    one = returned(issued, signed(altered, f"{STATEMENT}_signature", "A signing service"), by="Anna Price")
    assert one.examined.verdict is Verdict.ALTERED
    assert one.examined.pages is not None
    assert [found.page for found in one.examined.pages.differences] == [1]
    assert (one.attested, state_of(issued).state) == ((), State.ALTERED)
