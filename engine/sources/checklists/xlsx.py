"""Workbooks of Excel, .xlsx and .xlsm, with their formats. Macros are not looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl.cell import Cell as ExcelCellOfSheet

from engine.foreign.workbook_file import ForeignSheet, foreign_workbook
from engine.sources.cell_facts import CellFact, CellKind, FactKind
from engine.sources.checklists.drawn_marks import marks_of_boxes
from engine.sources.checklists.grid import Area, Grid, Opened, Position, SheetCell, cell
from engine.sources.excel_cell import ExcelCell, excel_cell


def open_xlsx(path: Path) -> Opened:
    """Every sheet. A formula counts by its last result, or by its text where it never had one. Raises RefusedFile."""
    book = foreign_workbook(path)
    return Opened(tuple(map(grid_of, book.sheets)), saved=book.saved)


def grid_of(sheet: ForeignSheet) -> Grid:
    """A sheet with the cells that show something, and all there is to know of it."""
    cells: dict[Position, SheetCell] = {}
    fills: dict[Position, str] = {}
    notes: dict[Position, str] = {}
    told: dict[Position, CellFact] = {}
    looks = _Looks()
    for at, each in sheet.cells.items():
        found = excel_cell(each, sheet)
        if found.fact:
            told[at] = found.fact
        font, colour = looks.of(each)
        if read := _cell(at, found, font if found.kind is CellKind.TEXT else ""):
            cells[at] = read
        if colour:
            fills[at] = colour
        if each.comment:
            notes[at] = each.comment.text
    boxes, drawn = marks_of_boxes(sheet.drawn, cells)
    return Grid(
        name=sheet.title,
        cells=cells | boxes,
        hidden=sheet.is_hidden,
        hidden_rows=sheet.hidden_rows,
        hidden_columns=_hidden_columns(sheet),
        merged=tuple(Area(a.top, a.left, a.bottom, a.right) for a in sheet.merged),
        fills=fills,
        notes=notes,
        struck=sheet.struck,
        pale=sheet.pale,
        drawn=drawn,
        boxed=frozenset(boxes),
        told=told,
    )


class _Looks:
    """The name of the font and the colour of each look of a sheet, looked up once: openpyxl takes long to tell."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[str, str]] = {}

    def of(self, each: ExcelCellOfSheet) -> tuple[str, str]:
        """The font and the colour of a cell; empty where it has none of its own."""
        if not each.has_style:
            return "", ""
        key = (each._style.fontId, each._style.fillId)  # type: ignore[attr-defined]
        if key not in self._known:
            colour = _colour(each.fill.fgColor) if each.fill.fill_type == "solid" else ""
            self._known[key] = (str(each.font.name or ""), colour)
        return self._known[key]


def _hidden_columns(sheet: ForeignSheet) -> frozenset[int]:
    return frozenset(number for first, last in sheet.hidden_columns for number in range(first, min(last, 64) + 1))


def _cell(at: Position, found: ExcelCell, font: str) -> SheetCell | None:
    """The cell; of a formula that was never worked out its text, of words that were taken for one the words."""
    fact = found.fact
    if fact and fact.kind is FactKind.NO_RESULT:
        return cell(*at, fact.form, CellKind.FORMULA)
    if found.value is None:
        return None
    words = str(found.value).upper() if isinstance(found.value, bool) else str(found.value)
    return cell(*at, words, found.kind, font, found.link)


def _colour(colour: Any) -> str:
    """The colour as its six digits, or the number of the theme's; nothing for white and for no colour."""
    if colour is None:
        return ""
    value = str(colour.rgb)[-6:] if colour.type == "rgb" else f"{colour.type} {colour.value}"
    return "" if value in ("FFFFFF", "indexed 64", "theme 0") else value
