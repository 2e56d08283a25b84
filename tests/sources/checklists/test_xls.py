"""Workbooks of Excel 97: what stands in their cells, and what their looks say.

looks.xls was made with xlwt, cell by cell, since no program on hand writes every one of these looks.
"""

from __future__ import annotations

import pytest

from engine.sources.cell_facts import CellKind
from engine.sources.checklists.grid import Area, Grid
from tests.conftest import ROOT
from tests.material.small_files import kinds, opened, words

RETURNED = ROOT / "tests" / "returned"


@pytest.fixture
def grids() -> tuple[Grid, ...]:
    return opened(RETURNED / "looks.xls").grids


def test_every_sheet_is_read_and_a_hidden_one_is_known(grids: tuple[Grid, ...]) -> None:
    assert [(grid.name, grid.hidden) for grid in grids] == [("Looks", False), ("Hidden", True), ("Empty", False)]
    assert words(grids[1]) == {"A1": "hidden sheet"}
    assert words(grids[2]) == {}


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("A1", "Words", CellKind.TEXT),
        ("A2", "71%", CellKind.NUMBER),
        ("B2", "12", CellKind.NUMBER),
        ("C2", "1,234.50", CellKind.NUMBER),
        ("A3", "TRUE", CellKind.TRUTH),
        ("B3", "FALSE", CellKind.TRUTH),
        ("A4", "3 April 2026", CellKind.DATE),
        ("B4", "3 April 2026 09:30", CellKind.DATE),
        ("A5", "#N/A", CellKind.ERROR),
        ("B5", "#NAME?", CellKind.ERROR),
        ("A10", "spaced\nout", CellKind.TEXT),
    ],
)
def test_a_cell_says_what_excel_shows(grids: tuple[Grid, ...], name: str, text: str, kind: CellKind) -> None:
    assert (words(grids[0])[name], kinds(grids[0])[name]) == (text, kind)


def test_cells_without_words_are_none(grids: tuple[Grid, ...]) -> None:
    assert {"B6", "B7", "C8", "D1"}.isdisjoint(words(grids[0]))


def test_fonts_are_known(grids: tuple[Grid, ...]) -> None:
    assert (grids[0].cells[1, 1].font, grids[0].cells[1, 2].font) == ("Arial", "Wingdings")


def test_colours_are_known_but_for_white_and_for_patterns(grids: tuple[Grid, ...]) -> None:
    fills = grids[0].fills
    assert set(fills) == {(6, 1), (6, 2)}
    assert fills[6, 1] != fills[6, 2]


def test_hidden_rows_and_columns_are_counted_from_one(grids: tuple[Grid, ...]) -> None:
    assert (grids[0].hidden_rows, grids[0].hidden_columns) == (frozenset({9}), frozenset({5}))


def test_merged_cells_are_known_by_their_corners(grids: tuple[Grid, ...]) -> None:
    assert grids[0].merged == (Area(7, 1, 8, 3),)


def test_a_note_is_known_by_its_cell() -> None:
    grid = opened(RETURNED / "messy.xls").grids[7]
    assert grid.notes == {(11, 7): "Ask Priya"}
