"""The contents list of a PDF is found by its lines, and not looked for longer than it takes to lay the document out."""

from __future__ import annotations

import io

import pikepdf
import pytest

from engine.pdf.page_numbers import InspectedPdf


def with_lines(*pages: str) -> InspectedPdf:
    """A PDF with a line on each page, or none."""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for line in pages:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = pdf.make_stream(b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % line.encode())
        buffer = io.BytesIO()
        pdf.save(buffer)
    return InspectedPdf(buffer.getvalue(), "report")


@pytest.mark.parametrize(("between", "is_shown"), [(0, True), (10, True), (11, False)])
def test_a_list_that_goes_on_far_away_counts_as_one_that_is_not_there(between: int, is_shown: bool) -> None:
    pdf = with_lines("Equity .... 4", *[""] * between, "Safeguarding 12")
    assert pdf.shows({"Equity": 4, "Safeguarding": 12}) is is_shown


def test_another_number_is_not_the_one_that_is_asked_for() -> None:
    assert not with_lines("Equity 41").shows({"Equity": 4})
