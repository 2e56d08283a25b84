"""Workbooks of Excel, .xlsx and .xlsm, with their formats. Macros are not looked at."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.sources.checklists.grid import Area, CellKind, Grid, Opened, Position, SheetCell, cell, day
from engine.sources.number_format import shown

_HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


def open_xlsx(path: Path) -> Opened:
    """Every sheet. A formula counts by its last result, or by its own text where it never had one."""
    with warnings.catch_warnings(), path.open("rb") as file:  # of a path, openpyxl believes the ending
        warnings.simplefilter("ignore")  # openpyxl tells of extensions it leaves out, which we do not read
        book = load_workbook(file, data_only=True)
        formulas = load_workbook(file) if _has_formulas(path) else None
    saved = book.properties.modified
    grids = tuple(_grid(sheet, _formulas(formulas, sheet.title)) for sheet in _sheets(book))
    return Opened(grids, saved=saved if isinstance(saved, datetime) else None)


def _has_formulas(path: Path) -> bool:
    """Only then is the workbook read a second time."""
    with zipfile.ZipFile(path) as package:
        sheets = (name for name in package.namelist() if name.startswith("xl/worksheets/"))
        return any(_HAS_FORMULA.search(package.read(name)) for name in sheets)


def _sheets(book: Workbook) -> Iterator[Worksheet]:
    return (sheet for sheet in book.worksheets if isinstance(sheet, Worksheet))


def _formulas(book: Workbook | None, title: str) -> dict[Position, str]:
    """The text of every formula on a sheet."""
    sheet = book[title] if book else None
    if not isinstance(sheet, Worksheet):
        return {}
    filled = ((at, each.value) for at, each in sheet._cells.items() if each.data_type == "f")
    return {at: str(getattr(value, "text", value)) for at, value in filled}


def _grid(sheet: Worksheet, formulas: dict[Position, str]) -> Grid:
    cells: dict[Position, SheetCell] = {}
    fills: dict[Position, str] = {}
    notes: dict[Position, str] = {}
    for at, each in sheet._cells.items():  # the grid is not walked: it may have a million rows
        if not isinstance(each, ExcelCell):
            continue
        read = _cell(each, formulas.get(at, ""))
        if read:
            cells[at] = read
        if each.has_style and each.fill.fill_type == "solid" and (colour := _colour(each.fill.fgColor)):
            fills[at] = colour
        if each.comment:
            notes[at] = each.comment.text
    areas = tuple(Area(a.min_row, a.min_col, a.max_row, a.max_col) for a in sheet.merged_cells.ranges)
    rows = frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden)
    return Grid(
        name=sheet.title,
        cells=cells,
        hidden=sheet.sheet_state != "visible",
        hidden_rows=rows,
        hidden_columns=_hidden_columns(sheet),
        merged=areas,
        fills=fills,
        notes=notes,
    )


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    hidden = (column for column in sheet.column_dimensions.values() if column.hidden)
    return frozenset(number for column in hidden for number in range(column.min or 1, min(column.max or 1, 64) + 1))


def _cell(each: ExcelCell, formula: str) -> SheetCell | None:
    value: Any = each.value
    font = str(each.font.name or "") if each.has_style else ""
    if value is None:
        return cell(each.row, each.column, formula, CellKind.FORMULA) if formula else None
    if each.data_type == "e":
        return cell(each.row, each.column, str(value), CellKind.ERROR)
    if isinstance(value, bool):
        return cell(each.row, each.column, str(value).upper(), CellKind.TRUTH)
    if isinstance(value, int | float):
        return cell(each.row, each.column, str(shown(value, str(each.number_format))), CellKind.NUMBER)
    if isinstance(value, date | time):
        words = day(value) if isinstance(value, date) else f"{value:%H:%M}"
        return cell(each.row, each.column, words, CellKind.DATE)
    return cell(each.row, each.column, str(value), CellKind.TEXT, font)


def _colour(colour: Any) -> str:
    """The colour as its six digits, or the number of the theme's; nothing for white and for no colour."""
    if colour is None:
        return ""
    value = str(colour.rgb)[-6:] if colour.type == "rgb" else f"{colour.type} {colour.value}"
    return "" if value in ("FFFFFF", "indexed 64", "theme 0") else value
