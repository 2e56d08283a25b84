"""Workbooks of Excel 97 to 2003, .xls."""

from __future__ import annotations

from pathlib import Path

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.book import Book
from xlrd.sheet import Cell as ExcelCell
from xlrd.sheet import Sheet
from xlrd.xldate import xldate_as_datetime

from engine.foreign.office_97 import open_office_97
from engine.sources.checklists.grid import Area, CellKind, Grid, Opened, Position, SheetCell, cell, day
from engine.sources.number_format import shown


def open_xls(path: Path) -> Opened:
    """Every sheet, with fonts and colours. Raises RefusedFile, and of a damaged file whatever xlrd does."""
    with open_office_97(path) as book:
        return Opened(tuple(_grid(book, sheet) for sheet in book.sheets()))


def _grid(book: Book, sheet: Sheet) -> Grid:
    cells: dict[Position, SheetCell] = {}
    fills: dict[Position, str] = {}
    for row in range(sheet.nrows):
        for column, each in enumerate(sheet.row(row)):
            at = (row + 1, column + 1)
            if read := _cell(book, each, at):
                cells[at] = read
            if colour := _colour(book, each):
                fills[at] = colour
    areas = tuple(Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    rows = frozenset(number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden)
    columns = frozenset(number + 1 for number, column in sheet.colinfo_map.items() if column.hidden)
    notes = {(row + 1, column + 1): note.text for (row, column), note in sheet.cell_note_map.items()}
    return Grid(
        name=sheet.name,
        cells=cells,
        hidden=bool(sheet.visibility),
        hidden_rows=rows,
        hidden_columns=columns,
        merged=areas,
        fills=fills,
        notes=notes,
    )


def _cell(book: Book, each: ExcelCell, at: Position) -> SheetCell | None:
    if each.ctype == xlrd.XL_CELL_TEXT:
        return cell(*at, str(each.value), CellKind.TEXT, _font(book, each))
    if each.ctype == xlrd.XL_CELL_NUMBER:
        return cell(*at, str(shown(float(each.value), _format(book, each))), CellKind.NUMBER)
    if each.ctype == xlrd.XL_CELL_BOOLEAN:
        return cell(*at, "TRUE" if each.value else "FALSE", CellKind.TRUTH)
    if each.ctype == xlrd.XL_CELL_DATE:
        return cell(*at, day(xldate_as_datetime(each.value, book.datemode)), CellKind.DATE)
    if each.ctype == xlrd.XL_CELL_ERROR:
        return cell(*at, error_text_from_code.get(each.value, "#ERROR"), CellKind.ERROR)
    return None


def _format(book: Book, each: ExcelCell) -> str:
    return str(book.format_map[book.xf_list[each.xf_index].format_key].format_str)


def _font(book: Book, each: ExcelCell) -> str:
    return str(book.font_list[book.xf_list[each.xf_index].font_index].name)


def _colour(book: Book, each: ExcelCell) -> str:
    background = book.xf_list[each.xf_index].background
    red_green_blue = book.colour_map.get(background.pattern_colour_index)
    solid = background.fill_pattern == 1 and red_green_blue not in (None, (255, 255, 255))
    return str(red_green_blue) if solid else ""
