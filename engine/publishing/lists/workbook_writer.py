"""Tables as an Excel workbook: header rows that stay in sight, filters, links under words, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from engine.plain_words import short_date
from engine.publishing.lists.sheet_sizes import POINTS, fits, height_of, scale_of, widths_of
from engine.publishing.lists.sheet_table import Cell, CellLink, Properties, SheetTable
from engine.templates.new_book import GrowingRow, new_workbook
from engine.templates.palette import Palette, in_figures
from engine.word.package import Package

_HEADER_ROW = 4
_TITLE, _HINT = "Table title", "Table hint"
_HEADING, _NUMBER_HEADING = "Table heading", "Table number heading"
_ENTRY, _LINK, _DATE, _NUMBER = "Table entry", "Table link", "Table date", "Table number"
_LIKE_A_FORMULA = ("=", "+", "-", "@")
"""How a text begins that Excel takes for a formula once it is typed anew."""


def written(tables: Sequence[SheetTable], about: Properties, palette: Palette) -> bytes:
    """The tables, each on a sheet of its own, in a council's colours and font. Text that begins with = stays text."""
    book = new_workbook()
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
        "alignment": _aligned("left", "top"),
        "border": Border(bottom=Side(style="thin", color=in_figures(palette.hair))),
    }
    yield NamedStyle(_TITLE, font=Font(name=palette.headings, size=16, bold=True, color=deep))
    yield NamedStyle(_HINT, font=text)
    heading: Any = {
        "font": Font(name=name, size=POINTS, bold=True, color=in_figures(palette.paper)),
        "fill": PatternFill("solid", fgColor=deep),
    }
    yield NamedStyle(_HEADING, alignment=_aligned("left", "center"), **heading)
    yield NamedStyle(_NUMBER_HEADING, alignment=_aligned("right", "center"), **heading)
    yield NamedStyle(_ENTRY, font=text, **entry)
    yield NamedStyle(_LINK, font=link, **entry)
    yield NamedStyle(_DATE, font=text, number_format="d mmm yyyy", **entry)
    yield NamedStyle(_NUMBER, font=text, border=entry["border"], alignment=_aligned("right", "top"))


def _aligned(sideways: str, upright: str) -> Alignment:
    """Words that are broken over lines, and do not touch those of the cell beside them, nor the arrow of a filter."""
    return Alignment(horizontal=sideways, vertical=upright, wrap_text=True, indent=2 if sideways == "right" else 1)


def _style_of(value: Cell) -> str:
    if isinstance(value, CellLink):
        return _LINK
    if isinstance(value, date):
        return _DATE
    return _NUMBER if isinstance(value, int) else _ENTRY


def _write(sheet: Worksheet, table: SheetTable, palette: Palette) -> None:
    shown = [[_words(cell) for cell in cells] for cells in table.rows]
    widths = widths_of(table.columns, shown, palette.font)
    headings = [heading for heading, _ in table.columns]
    first = 1 if fits(widths) else 2  # a title in a column that is printed on each page would be cut off there
    _put(sheet, 1, first, table.title, _TITLE)
    _put(sheet, 2, first, table.hint, _HINT)
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        of_numbers = any(isinstance(cells[number - 1], int) for cells in table.rows)
        _put(sheet, _HEADER_ROW, number, heading, _NUMBER_HEADING if of_numbers else _HEADING)
        sheet.column_dimensions[get_column_letter(number)].width = width
    _set_height(sheet, _HEADER_ROW, height_of(headings, widths, palette.font, is_heading=True))
    for row, cells in enumerate(table.rows, start=_HEADER_ROW + 1):
        for column, value in enumerate(cells, start=1):
            _put(sheet, row, column, value, _style_of(value))
        _set_height(sheet, row, height_of(shown[row - _HEADER_ROW - 1], widths, palette.font))
    _lay_out(sheet, table, palette.font, widths)


def _set_height(sheet: Worksheet, row: int, height: float) -> None:
    sheet.row_dimensions[row] = GrowingRow(sheet, index=row, ht=height)


def _words(cell: Cell) -> str:
    """What a cell shows."""
    if isinstance(cell, date):
        return short_date(cell)
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


def _lay_out(sheet: Worksheet, table: SheetTable, font: str, widths: Sequence[float]) -> None:
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}{_HEADER_ROW + max(1, len(table.rows))}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.scale = scale_of(widths)
    sheet.page_setup.pageOrder = "overThenDown"  # what does not fit beside each other is on the very next page
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom = 0.7
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_title_cols = None if fits(widths) else "A:A"
    sheet.HeaderFooter.scaleWithDoc = False
    furniture: Any = sheet.oddFooter
    footer = furniture.center
    footer.text, footer.size, footer.font = f"{table.title}, page &P of &N", 9, f"{font},Regular"
