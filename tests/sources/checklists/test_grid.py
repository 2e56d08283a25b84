"""Sheets of cells: how cells are named, which of them are merged, and what dates look like in words."""

from __future__ import annotations

import pytest

from engine.sources.cell_facts import CellKind
from engine.sources.checklists.grid import Area, Grid, address, cell
from tests.material.small_sheets import sheet


@pytest.mark.parametrize(
    ("row", "column", "name"), [(1, 1, "A1"), (14, 3, "C14"), (2, 26, "Z2"), (2, 27, "AA2"), (9, 703, "AAA9")]
)
def test_a_cell_is_named_as_people_name_it(row: int, column: int, name: str) -> None:
    made = cell(row, column, "words")
    assert made is not None
    assert address(row, column) == made.name == name


def test_a_cell_keeps_what_stands_in_it_beside_what_people_read() -> None:
    made = cell(1, 1, " itâ€™s  fine ", CellKind.FORMULA, "Wingdings")
    assert made is not None
    assert (made.raw, made.text) == (" itâ€™s  fine ", "it’s fine")
    assert (made.kind, made.font) == (CellKind.FORMULA, "Wingdings")


@pytest.mark.parametrize("raw", ["", "  ", "\n", "\u200b", "\u0007"])
def test_a_cell_of_which_nothing_is_left_is_none(raw: str) -> None:
    assert cell(1, 1, raw) is None


def test_rows_are_told_in_order_with_their_filled_cells_in_order() -> None:
    shuffled = [(3, 2), (1, 2), (3, 1), (1, 10)]
    cells = {(row, column): made for row, column in shuffled if (made := cell(row, column, "words"))}
    told = [(number, [one.name for one in row]) for number, row in Grid(name="Sheet1", cells=cells).rows()]
    assert told == [(1, ["B1", "J1"]), (3, ["A3", "B3"])]


AREA = Area(top=2, left=3, bottom=4, right=5)


@pytest.mark.parametrize("at", [(row, column) for row in range(1, 6) for column in range(2, 7)])
def test_a_merged_area_is_known_at_its_first_cell_alone(at: tuple[int, int]) -> None:
    grid = sheet(merged=(Area(8, 8, 9, 9), AREA))
    assert grid.area_at(*at) == (AREA if at == (2, 3) else None)


@pytest.mark.parametrize("at", [(row, column) for row in range(1, 6) for column in range(2, 7)])
def test_what_is_covered_are_the_rows_of_an_area_below_its_first(at: tuple[int, int]) -> None:
    grid = sheet(merged=(Area(8, 8, 9, 9), AREA))
    assert grid.is_covered(*at) == (at[0] in (3, 4) and at[1] in (3, 4, 5))
