"""A workbook of ours before anything is in it: what its columns are measured in, and rows as high as their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.dimensions import RowDimension

DOT = 25.4 / 96
"""Millimetres: programs count a column in dots of a screen."""
ZERO, _WIDEST_ZERO, RIM = 7, 7.42, 5
"""Dots: columns are measured in zeros of Arial 10. Excel takes whole dots, and leaves some of each column free
(ECMA-376, 18.3.1.13); LibreOffice takes the zero as it is."""
PAGE = 297 - 2 * 12.7
"""Millimetres across A4 landscape, between margins of half an inch."""


def across(widths: Iterable[float]) -> float:
    """Millimetres that columns of so many zeros take side by side, in whichever program makes them wider."""
    return sum(widths) * _WIDEST_ZERO * DOT


def beside(millimetres: float) -> float:
    """How many zeros fit beside each other, in whichever program makes columns wider."""
    return millimetres / DOT / _WIDEST_ZERO


def room_in(width: float, taken: int) -> float:
    """Millimetres for words in a column of so many zeros, of which so many dots are taken, in Excel's narrower ones."""
    return max(width * ZERO - RIM - taken, ZERO) * DOT


class GrowingRow(RowDimension):
    """A row with a height that still grows with its text, which a height that is custom (openpyxl's word) does not."""

    customHeight = False  # noqa: N815


def new_workbook() -> Workbook:
    """A workbook without a sheet.

    A column is as wide as so many zeros of its plainest style, so that is a font which every machine has, or one with
    the same widths: where openpyxl's own (Calibri) is missing, LibreOffice makes columns wider than their page.
    """
    book: Any = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    plain, normal = Font(name="Arial", size=10, family=2), book._named_styles["Normal"]
    book._fonts = IndexedList([plain])
    normal.font = plain
    normal.bind(book)
    made: Workbook = book
    return made
