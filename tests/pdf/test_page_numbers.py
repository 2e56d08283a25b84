"""Whether a PDF is whole, and what its contents list prints, looked for no longer than it takes to lay it out."""

from __future__ import annotations

import io
from pathlib import Path
from threading import Thread

import pikepdf
import pytest

from engine.errors import ConversionError
from engine.foreign.pdfium import opened
from engine.pdf.page_numbers import InspectedPdf, refuse_broken


def with_lines(*pages: str) -> InspectedPdf:
    return InspectedPdf(pdf_of(*pages), "report")


def pdf_of(*pages: str) -> bytes:
    """A PDF with a line on each page, or none."""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for line in pages:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = pdf.make_stream(b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % line.encode())
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("between", "is_shown"), [(0, True), (10, True), (11, False)])
def test_a_list_that_goes_on_far_away_counts_as_one_that_is_not_there(between: int, is_shown: bool) -> None:
    pdf = with_lines("Equity .... 4", *[""] * between, "Safeguarding 12")
    assert pdf.shows([("Equity", 4), ("Safeguarding", 12)]) is is_shown


@pytest.mark.parametrize(
    ("printed", "is_shown"), [(("Actions 4", "Actions 9"), True), (("Actions 9", "Actions 9"), False)]
)
def test_headings_that_read_the_same_are_each_looked_for(printed: tuple[str, ...], is_shown: bool) -> None:
    assert with_lines(*printed).shows([("Actions", 4), ("Actions", 9)]) is is_shown


def test_as_many_lines_are_looked_for_as_read_the_same_on_one_page() -> None:
    assert not with_lines("Actions 4", "Equity 4").shows([("Actions", 4), ("Actions", 4)])


def test_another_number_is_not_the_one_that_is_asked_for() -> None:
    assert not with_lines("Equity 41").shows([("Equity", 4)])


def test_a_pdf_of_which_an_end_is_missing_is_told_from_a_whole_one(tmp_path: Path) -> None:
    whole, path = pdf_of("Equity", "Safeguarding"), tmp_path / "report.pdf"
    path.write_bytes(whole)
    refuse_broken(path, whole, "report")
    assert InspectedPdf(whole, "report").pages == 2
    for lacking in range(len(whole.rstrip()) - 1, 0, -7):
        path.write_bytes(whole[:lacking])
        with pytest.raises(ConversionError, match="report"):
            refuse_broken(path, whole[:lacking], "report")
        with pytest.raises(ConversionError, match="report"):
            InspectedPdf(whole[:lacking], "report")


def test_a_pdf_of_which_something_is_not_where_it_should_be_is_not_kept(tmp_path: Path) -> None:
    whole, path = pdf_of("Equity", "Safeguarding"), tmp_path / "report.pdf"
    for at in range(whole.index(b"obj"), whole.index(b"xref"), 9):
        broken = whole[:at] + whole[at + 1 :]
        path.write_bytes(broken)
        with pytest.raises(ConversionError, match="report"):
            refuse_broken(path, broken, "report")


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of())
    with pytest.raises(ConversionError, match="no pages"):
        refuse_broken(path, path.read_bytes(), "report")
    with pytest.raises(ConversionError, match="report"):
        InspectedPdf(path.read_bytes(), "report")


def test_pdfium_is_used_by_one_thread_at_a_time() -> None:
    pdf, told = pdf_of("Equity"), list[str]()

    def look() -> None:
        with opened(pdf):
            told.append("the other")

    other = Thread(target=look)
    with opened(pdf):
        other.start()
        other.join(0.05)
        told.append("the first")
    other.join()
    assert told == ["the first", "the other"]
