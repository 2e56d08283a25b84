"""Workbooks of Excel, .xlsx and .xlsm, with their formats. Macros are not looked at."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

from openpyxl.cell import Cell as ExcelCell

from engine.foreign.workbook_file import ForeignSheet, foreign_workbook
from engine.sources.checklists.grid import Area, CellKind, Grid, Opened, Position, SheetCell, cell, day
from engine.sources.number_format import shown


def open_xlsx(path: Path) -> Opened:
    """Every sheet. A formula counts by its last result, or by its text where it never had one. Raises RefusedFile."""
    book = foreign_workbook(path)
    return Opened(tuple(map(_grid, book.sheets)), saved=book.saved)


def _grid(sheet: ForeignSheet) -> Grid:
    cells: dict[Position, SheetCell] = {}
    fills: dict[Position, str] = {}
    notes: dict[Position, str] = {}
    for at, each in sheet.cells.items():
        read = _cell(each, sheet.formulas.get(at, ""))
        if read:
            cells[at] = read
        if each.has_style and each.fill.fill_type == "solid" and (colour := _colour(each.fill.fgColor)):
            fills[at] = colour
        if each.comment:
            notes[at] = each.comment.text
    return Grid(
        name=sheet.title,
        cells=cells,
        hidden=sheet.is_hidden,
        hidden_rows=sheet.hidden_rows,
        hidden_columns=_hidden_columns(sheet),
        merged=tuple(Area(a.top, a.left, a.bottom, a.right) for a in sheet.merged),
        fills=fills,
        notes=notes,
    )


def _hidden_columns(sheet: ForeignSheet) -> frozenset[int]:
    return frozenset(number for first, last in sheet.hidden_columns for number in range(first, min(last, 64) + 1))


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
