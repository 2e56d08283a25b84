"""Workbooks of Excel: what stands in their cells, and what their looks say."""

from __future__ import annotations

import warnings
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from engine.sources.cell_facts import CellKind
from engine.sources.checklists.grid import Area, Grid
from tests.conftest import ROOT
from tests.material.small_files import kinds, one_grid, opened, words, zipped


@pytest.fixture
def book() -> Workbook:
    return Workbook()


@pytest.fixture
def sheet(book: Workbook) -> Worksheet:
    """The one sheet of the workbook."""
    (sheet,) = book.worksheets
    return sheet


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.xlsx"


def saved(book: Workbook, path: Path) -> Grid:
    book.save(path)
    return one_grid(path)


@pytest.mark.parametrize(
    ("value", "form", "text", "kind"),
    [
        ("Words", "General", "Words", CellKind.TEXT),
        (0.71, "0%", "71%", CellKind.NUMBER),
        (12, "General", "12", CellKind.NUMBER),
        (True, "General", "TRUE", CellKind.TRUTH),
        (False, "General", "FALSE", CellKind.TRUTH),
        (date(2026, 4, 3), "yyyy-mm-dd", "3 April 2026", CellKind.DATE),
        (datetime(2026, 4, 3, 9, 30), "yyyy-mm-dd hh:mm", "3 April 2026 09:30", CellKind.DATE),
        (time(9, 30), "hh:mm", "09:30", CellKind.DATE),
        ("#N/A", "General", "#N/A", CellKind.ERROR),
    ],
)
def test_a_cell_says_what_excel_shows(
    book: Workbook, sheet: Worksheet, path: Path, value: Any, form: str, text: str, kind: CellKind
) -> None:
    sheet["B3"] = value
    sheet["B3"].number_format = form
    grid = saved(book, path)
    assert (words(grid), kinds(grid)) == ({"B3": text}, {"B3": kind})


@pytest.mark.parametrize("formula", ["=1+1", ArrayFormula("B3:B4", "=1+1")])
def test_a_formula_that_was_never_worked_out_is_its_text(
    book: Workbook, sheet: Worksheet, path: Path, formula: Any
) -> None:
    sheet["A1"] = "Words"
    sheet["B3"] = formula
    grid = saved(book, path)
    assert (words(grid)["B3"], kinds(grid)["B3"]) == ("=1+1", CellKind.FORMULA)


def test_words_typed_behind_a_sign_are_read_from_the_formula() -> None:
    """What LibreOffice saved of them shows #NAME?."""
    grid = opened(ROOT / "tests" / "returned" / "messy.xlsx").grids[7]
    assert (words(grid)["G9"], kinds(grid)["G9"]) == ("nameless", CellKind.TEXT)


def test_text_that_begins_as_a_formula_is_text(book: Workbook, sheet: Worksheet, path: Path) -> None:
    sheet["A1"] = "=1+1"
    sheet["A1"].data_type = "s"
    sheet["A2"] = "=2"
    grid = saved(book, path)
    assert kinds(grid) == {"A1": CellKind.TEXT, "A2": CellKind.FORMULA}


def test_a_cell_that_is_only_coloured_has_no_words_beside_a_formula(
    book: Workbook, sheet: Worksheet, path: Path
) -> None:
    sheet["A1"] = "=1+1"
    sheet["B3"].fill = PatternFill("solid", fgColor="FFFF0000")
    assert words(saved(book, path)) == {"A1": "=1+1"}


def test_what_is_not_read_of_a_workbook_is_left_out_in_silence(book: Workbook, sheet: Worksheet, path: Path) -> None:
    sheet["A1"] = "Words"
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    part = "xl/worksheets/sheet1.xml"
    zipped(path, parts | {part: parts[part].replace(b"</worksheet>", extension)})
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert words(one_grid(path)) == {"A1": "Words"}
    assert told == []


def test_every_sheet_is_read_and_a_hidden_one_is_known(book: Workbook, sheet: Worksheet, path: Path) -> None:
    for state in ("hidden", "veryHidden"):
        book.create_sheet(state).sheet_state = state
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.save(path)
    assert [(grid.name, grid.hidden) for grid in opened(path).grids] == [
        ("Sheet", False),
        ("hidden", True),
        ("veryHidden", True),
        ("Chart", False),
    ]
    assert [each.kind for each in opened(path).grids[3].drawn] == ["chart"]


def test_the_formulas_of_each_sheet_are_its_own(book: Workbook, sheet: Worksheet, path: Path) -> None:
    sheet["A1"] = "=1"
    book.create_sheet("Other")["A1"] = "=2"
    book.save(path)
    assert [words(grid)["A1"] for grid in opened(path).grids] == ["=1", "=2"]


def test_the_day_on_which_it_was_saved_is_known(book: Workbook, sheet: Worksheet, path: Path) -> None:
    book.save(path)
    saved_at = opened(path).saved
    assert saved_at is not None
    assert saved_at.year >= 2026


def test_fonts_are_known(book: Workbook, sheet: Worksheet, path: Path) -> None:
    sheet["A1"], sheet["A2"] = "ü", "ü"
    sheet["A2"].font = Font(name="Wingdings")
    grid = saved(book, path)
    assert grid.cells[2, 1].font == "Wingdings"
    assert grid.cells[1, 1].font != "Wingdings"


@pytest.mark.parametrize(
    ("fill", "is_colour"),
    [
        (PatternFill("solid", fgColor="FFFF0000"), True),
        (PatternFill("solid", fgColor="FFFFFFFF"), False),
        (PatternFill("solid", fgColor=Color(theme=4)), True),
        (PatternFill("solid", fgColor=Color(theme=0)), False),
        (PatternFill("solid", fgColor=Color(indexed=10)), True),
        (PatternFill("solid", fgColor=Color(indexed=64)), False),
        (PatternFill("lightGray", fgColor="FFFF0000"), False),
        (PatternFill(), False),
    ],
)
def test_colours_are_known_but_for_white_and_for_patterns(
    book: Workbook, sheet: Worksheet, path: Path, fill: PatternFill, is_colour: bool
) -> None:
    sheet["A3"], sheet["B3"].fill = "words", fill
    assert set(saved(book, path).fills) == ({(3, 2)} if is_colour else set())


def test_colours_are_told_apart(book: Workbook, sheet: Worksheet, path: Path) -> None:
    for number, colour in enumerate((Color(rgb="FFFF0000"), Color(rgb="FF00FF00"), Color(theme=4), Color(theme=5)), 1):
        sheet.cell(number, 1).fill = PatternFill("solid", fgColor=colour)
        sheet.cell(number, 2).value = "words"
    sheet["B5"] = "words"
    sheet["A5"].fill = PatternFill("solid", fgColor=Color(rgb="00FF0000"))
    fills = saved(book, path).fills
    assert len(set(fills.values())) == 4
    assert fills[5, 1] == fills[1, 1]


def test_hidden_rows_and_columns_are_known(book: Workbook, sheet: Worksheet, path: Path) -> None:
    sheet["A9"], sheet["C1"] = "row", "column"
    sheet.row_dimensions[9].hidden = True
    sheet.row_dimensions[4].height = 30
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["A"].width = 30
    grid = saved(book, path)
    assert (grid.hidden_rows, grid.hidden_columns) == (frozenset({9}), frozenset({3}))


def test_columns_that_are_hidden_to_the_end_of_the_sheet_are_known_as_far_as_a_checklist_goes(
    book: Workbook, sheet: Worksheet, path: Path
) -> None:
    sheet.column_dimensions.group("C", "XFD", hidden=True)
    hidden = saved(book, path).hidden_columns
    assert set(range(3, 30)) <= hidden
    assert min(hidden) == 3
    assert max(hidden) < 100


def test_merged_cells_are_known_by_their_corners(book: Workbook, sheet: Worksheet, path: Path) -> None:
    sheet["A7"] = "merged"
    sheet.merge_cells("A7:C8")
    grid = saved(book, path)
    assert grid.merged == (Area(7, 1, 8, 3),)
    assert words(grid) == {"A7": "merged"}


def test_a_note_is_known_by_its_cell(book: Workbook, sheet: Worksheet, path: Path) -> None:
    sheet["B3"].comment = Comment("Ask Priya", "Sam")
    assert saved(book, path).notes == {(3, 2): "Ask Priya"}
