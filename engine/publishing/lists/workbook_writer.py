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
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from engine.plain_words import long_date
from engine.publishing.lists.sheet_sizes import POINTS, height_of, scale_of, widths_of
from engine.templates.palette import HOUSE, Palette, in_figures
from engine.word.package import Package

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


class _GrowingRow(RowDimension):
    """A row with a height that still grows with its text, which a height that is custom (openpyxl's word) does not."""

    customHeight = False  # noqa: N815


def workbook(tables: Sequence[SheetTable], about: Properties, palette: Palette = HOUSE) -> bytes:
    """The tables, each on a sheet of its own, in a council's colours and font. Text that begins with = stays text."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for style in _styles(palette):
        book.add_named_style(style)
    for table in tables:
        _write(book.create_sheet(table.sheet), table, palette)
    buffer = io.BytesIO()
    book.save(buffer)
    package = Package.read(buffer.getvalue())
    package.describe(about.title, about.title, about.author, about.when)
    return package.write()


def _styles(palette: Palette) -> Iterator[NamedStyle]:
    """The looks of cells, each under a name: to give every cell its own takes openpyxl three times as long."""
    name, deep = palette.font, in_figures(palette.deep)
    text = Font(name=name, size=POINTS, color=in_figures(palette.ink))
    link = Font(name=name, size=POINTS, underline="single", color=in_figures(palette.link))
    entry: Any = {
        "alignment": Alignment(wrap_text=True, vertical="top"),
        "border": Border(bottom=Side(style="thin", color=in_figures(palette.hair))),
    }
    yield NamedStyle(_TITLE, font=Font(name=palette.headings, size=16, bold=True, color=deep))
    yield NamedStyle(_HINT, font=text)
    yield NamedStyle(
        _HEADING,
        font=Font(name=name, size=POINTS, bold=True, color=in_figures(palette.paper)),
        fill=PatternFill("solid", fgColor=deep),
        alignment=Alignment(wrap_text=True, vertical="center"),
    )
    yield NamedStyle(_ENTRY, font=text, **entry)
    yield NamedStyle(_LINK, font=link, **entry)
    yield NamedStyle(_DATE, font=text, number_format="d mmmm yyyy", **entry)


def _write(sheet: Worksheet, table: SheetTable, palette: Palette) -> None:
    _put(sheet, 1, 1, table.title, _TITLE)
    _put(sheet, 2, 1, table.hint, _HINT)
    shown = [[_words(cell) for cell in cells] for cells in table.rows]
    widths = widths_of(table.columns, shown, palette.font)
    headings = [heading for heading, _ in table.columns]
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        _put(sheet, _HEADER_ROW, number, heading, _HEADING)
        sheet.column_dimensions[get_column_letter(number)].width = width
    _set_height(sheet, _HEADER_ROW, height_of(headings, widths, palette.font, is_heading=True))
    for row, cells in enumerate(table.rows, start=_HEADER_ROW + 1):
        for column, value in enumerate(cells, start=1):
            style = _LINK if isinstance(value, CellLink) else _DATE if isinstance(value, date) else _ENTRY
            _put(sheet, row, column, value, style)
        _set_height(sheet, row, height_of(shown[row - _HEADER_ROW - 1], widths, palette.font))
    _lay_out(sheet, table, scale_of(widths))


def _set_height(sheet: Worksheet, row: int, height: float) -> None:
    sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=height)


def _words(cell: Cell) -> str:
    """What a cell shows."""
    if isinstance(cell, date):
        return long_date(cell)
    return cell.words if isinstance(cell, CellLink) else "" if cell is None else str(cell)


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


def _lay_out(sheet: Worksheet, table: SheetTable, scale: int) -> None:
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}{_HEADER_ROW + max(1, len(table.rows))}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.scale = scale
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_title_cols = "A:A"
    footer: Any = sheet.oddFooter
    footer.center.text = f"{table.title}, page &P of &N"
