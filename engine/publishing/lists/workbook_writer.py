"""Tables as an Excel workbook: header rows that stay in sight, filters, links under words, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from engine.word.package import Package

_FONT, _DEEP = "Arial", "12404A"
_HEADER_ROW = 4
_TITLE, _HINT, _HEADING = "Table title", "Table hint", "Table heading"
_ENTRY, _LINK, _DATE = "Table entry", "Table link", "Table date"


@dataclass(frozen=True, slots=True)
class CellLink:
    """A web address under the words that stand for it."""

    words: str
    address: str


_LIKE_A_FORMULA = ("=", "+", "-", "@")
"""How a text begins that Excel takes for a formula once it is typed anew."""
Cell = str | int | date | CellLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """One sheet. columns: heading and width in characters. Each row has a cell for each column."""

    sheet: str
    title: str
    hint: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Properties:
    """What a workbook says of itself. when: the date it carries."""

    title: str
    author: str
    when: datetime


def workbook(tables: Sequence[SheetTable], about: Properties) -> bytes:
    """The tables, each on a sheet of its own. Text that begins with = stays text."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for style in _styles():
        book.add_named_style(style)
    for table in tables:
        _write(book.create_sheet(table.sheet), table)
    buffer = io.BytesIO()
    book.save(buffer)
    package = Package.read(buffer.getvalue())
    package.describe(about.title, about.title, about.author, about.when)
    return package.write()


def _styles() -> Iterator[NamedStyle]:
    """The looks of cells, each under a name: to give every cell its own takes openpyxl three times as long."""
    text, link = Font(name=_FONT, size=10), Font(name=_FONT, size=10, underline="single", color="1A5FB4")
    entry: Any = {
        "alignment": Alignment(wrap_text=True, vertical="top"),
        "border": Border(bottom=Side(style="thin", color="BACBCC")),
    }
    yield NamedStyle(_TITLE, font=Font(name=_FONT, size=16, bold=True, color=_DEEP))
    yield NamedStyle(_HINT, font=text)
    yield NamedStyle(
        _HEADING,
        font=Font(name=_FONT, size=10, bold=True, color="FFFFFF"),
        fill=PatternFill("solid", fgColor=_DEEP),
        alignment=Alignment(wrap_text=True, vertical="center"),
    )
    yield NamedStyle(_ENTRY, font=text, **entry)
    yield NamedStyle(_LINK, font=link, **entry)
    yield NamedStyle(_DATE, font=text, number_format="d mmmm yyyy", **entry)


def _write(sheet: Worksheet, table: SheetTable) -> None:
    _put(sheet, 1, 1, table.title, _TITLE)
    _put(sheet, 2, 1, table.hint, _HINT)
    for number, (heading, width) in enumerate(table.columns, start=1):
        _put(sheet, _HEADER_ROW, number, heading, _HEADING)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, cells in enumerate(table.rows, start=_HEADER_ROW + 1):
        for column, value in enumerate(cells, start=1):
            style = _LINK if isinstance(value, CellLink) else _DATE if isinstance(value, date) else _ENTRY
            _put(sheet, row, column, value, style)
    _lay_out(sheet, table)


def _put(sheet: Worksheet, row: int, column: int, value: Cell, style: str) -> None:
    cell: Any = sheet.cell(row, column)
    cell.value = value.words if isinstance(value, CellLink) else value
    if isinstance(value, str | CellLink):
        cell.data_type = "s"
    if isinstance(value, CellLink):
        cell.hyperlink = value.address
    cell.style = style  # after the hyperlink, which brings a style of its own
    if cell.data_type == "s" and str(cell.value).startswith(_LIKE_A_FORMULA):
        cell.quotePrefix = True  # so that it stays text when somebody edits the cell


def _lay_out(sheet: Worksheet, table: SheetTable) -> None:
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}{_HEADER_ROW + max(1, len(table.rows))}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    footer: Any = sheet.oddFooter
    footer.center.text = f"{table.title}, page &P of &N"
