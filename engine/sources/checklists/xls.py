"""Workbooks of Excel 97 to 2003, .xls."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.book import Book
from xlrd.formatting import Font
from xlrd.sheet import Cell as ExcelCell
from xlrd.sheet import Sheet

from engine.foreign.drawn_objects import DrawnObject, ObjectKind
from engine.foreign.filled_cells import FilledCells
from engine.foreign.office_97 import open_office_97
from engine.foreign.sheet_scan import MergedRange
from engine.sources.cell_facts import CellFact, CellKind, FactKind
from engine.sources.checklists.drawn_marks import marks_of_boxes
from engine.sources.checklists.grid import Area, Grid, Opened, Position, SheetCell, cell
from engine.sources.excel_cell import number_cell, text_cell
from engine.sources.formula_words import is_hyperlink, leads_to, words_behind_sign

_WHITE = (255, 255, 255)
_DAYS_TO_1904 = 1_462
"""Workbooks of older Macintoshes count days from 1904."""


def open_xls(path: Path) -> Opened:
    """Every sheet, with fonts and colours. Raises RefusedFile, and of a damaged file whatever xlrd does."""
    opened = open_office_97(path)
    with opened.book as book:
        sheets = zip(book.sheets(), opened.drawn, opened.formulas, strict=True)
        grids = [_grid(book, sheet, drawn, formulas) for sheet, drawn, formulas in sheets]
    charts = [Grid(name=name, cells={}, drawn=(DrawnObject(kind=ObjectKind.CHART),)) for name in opened.charts]
    return Opened((*grids, *charts))


def _grid(book: Book, sheet: Sheet, lying: tuple[DrawnObject, ...], formulas: Mapping[Position, str]) -> Grid:
    cells: dict[Position, SheetCell] = {}
    fills: dict[Position, str] = {}
    struck: dict[Position, str] = {}
    told: dict[Position, CellFact] = {}
    pale: set[Position] = set()
    for row in range(sheet.nrows):
        for column, each in enumerate(sheet.row(row)):
            at = (row + 1, column + 1)
            read, fact = _cell(book, each, at, formulas.get(at, ""), _target(sheet, at))
            if fact:
                told[at] = fact
            if colour := _colour(book, each):
                fills[at] = colour
            if read:
                cells[at] = read
                if words := _struck(book, sheet, each, at):
                    struck[at] = words
                if str(_colours(book, _font(book, each))) == (colour or str(_WHITE)):
                    pale.add(at)
    areas = tuple(Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    _without_covered(cells, areas)
    rows = frozenset(number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden)
    columns = frozenset(number + 1 for number, column in sheet.colinfo_map.items() if column.hidden)
    notes = {(row + 1, column + 1): note.text for (row, column), note in sheet.cell_note_map.items()}
    boxes, drawn = marks_of_boxes(lying, cells)
    return Grid(
        name=sheet.name,
        cells=cells | boxes,
        hidden=bool(sheet.visibility),
        hidden_rows=rows,
        hidden_columns=columns,
        merged=areas,
        fills=fills,
        notes=notes,
        struck=struck,
        pale=frozenset(pale),
        drawn=drawn,
        boxed=frozenset(boxes),
        told=told,
    )


def _without_covered(cells: dict[Position, SheetCell], areas: Sequence[Area]) -> None:
    """Take out what stands in cells that are merged with another: nobody sees it."""
    filled = FilledCells(cells if areas else (), "merged ranges")
    for area in areas:
        for at in filled.within(MergedRange(area.top, area.left, area.bottom, area.right)):
            if at != (area.top, area.left):
                cells.pop(at, None)


def _cell(
    book: Book, each: ExcelCell, at: Position, formula: str, target: str
) -> tuple[SheetCell | None, CellFact | None]:
    link = leads_to(formula)[0] or target
    puts_together = is_hyperlink(formula) and not link
    fact = CellFact(FactKind.FORMULA_LINK, form=formula) if puts_together else None
    match each.ctype:
        case xlrd.XL_CELL_TEXT:
            found = text_cell(str(each.value), _format(book, each), link, fact)
            font = str(_font(book, each).name)
            return (None if found.value is None else cell(*at, str(found.value), found.kind, font, link)), found.fact
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            days = _DAYS_TO_1904 if book.datemode and each.ctype == xlrd.XL_CELL_DATE else 0
            found = number_cell(float(each.value) + days, _format(book, each), link, fact)
            return (None if found.value is None else cell(*at, str(found.value), found.kind, "", link)), found.fact
        case xlrd.XL_CELL_BOOLEAN:
            return cell(*at, "TRUE" if each.value else "FALSE", CellKind.TRUTH), None
        case xlrd.XL_CELL_ERROR:
            return _error(at, error_text_from_code.get(each.value, "#ERROR"), formula)
        case _:
            return None, None


def _error(at: Position, shows: str, formula: str) -> tuple[SheetCell | None, CellFact | None]:
    """LibreOffice writes words that it knows no name of as texts, and says that it does not know them."""
    if words := words_behind_sign(formula.replace('"', ""), shows):
        return cell(*at, words), CellFact(FactKind.TYPED_BEHIND_SIGN, value=words, form=shows)
    return cell(*at, shows, CellKind.ERROR), None


def _target(sheet: Sheet, at: Position) -> str:
    """Where a linked cell leads to outside its workbook."""
    link = sheet.hyperlink_map.get((at[0] - 1, at[1] - 1))
    target = link.url_or_path if link else ""
    if isinstance(target, bytes):
        target = target.decode("cp1252", "replace")
    has_place = target and link.textmark and "#" not in target
    return f"{target}#{link.textmark}" if has_place else str(target or "")


def _struck(book: Book, sheet: Sheet, each: ExcelCell, at: Position) -> str:
    """The words of a cell that have a line through them."""
    words = str(each.value)
    runs = sheet.rich_text_runlist_map.get((at[0] - 1, at[1] - 1), ()) if each.ctype == xlrd.XL_CELL_TEXT else ()
    starts = [(0, book.xf_list[each.xf_index].font_index), *runs, (len(words), 0)]
    pieces = ((words[start:end], font) for (start, font), (end, _) in pairwise(starts))
    return "".join(piece for piece, font in pieces if book.font_list[font].struck_out)


def _font(book: Book, each: ExcelCell) -> Font:
    return book.font_list[book.xf_list[each.xf_index].font_index]


def _colours(book: Book, font: Font) -> object:
    return book.colour_map.get(font.colour_index)


def _format(book: Book, each: ExcelCell) -> str:
    return str(book.format_map[book.xf_list[each.xf_index].format_key].format_str)


def _colour(book: Book, each: ExcelCell) -> str:
    background = book.xf_list[each.xf_index].background
    red_green_blue = book.colour_map.get(background.pattern_colour_index)
    solid = background.fill_pattern == 1 and red_green_blue not in (None, _WHITE)
    return str(red_green_blue) if solid else ""
