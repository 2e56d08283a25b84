"""Which marks count, for which rating, and which of them nobody can be sure of."""

from __future__ import annotations

from typing import Any

import pytest

from engine.sources.cell_facts import CellKind
from engine.sources.checklists.columns import Columns
from engine.sources.checklists.grid import Area
from engine.sources.checklists.marks import Marked, continues, marks
from tests.material.small_sheets import (
    AGREE,
    COLUMNS,
    DISAGREE,
    SCALE,
    STRONG,
    STRONGLY_NOT,
    UNKNOWN,
    sheet,
    small_catalogue,
)

HEAD = ("Id", "Item", *SCALE)
ONE = Columns(1, {"text": 1, "rating": 2}, {})
"""Words in A, the name of a rating in B."""


def ticked(*cells: str, **more: Any) -> Marked:
    """What the rating cells of row 2 mean, from the column of the best rating on."""
    return marks(sheet(HEAD, ("", "An item", *cells), **more), 2, COLUMNS, small_catalogue())


def named(text: str, **more: Any) -> Marked:
    """What a cell in a column of ratings means."""
    return marks(sheet(("Item", "Rating"), ("An item", text), **more), 2, ONE, small_catalogue())


def meant(marked: Marked) -> list[str] | None:
    """The ratings that are marked; None where it is not clear."""
    return None if marked.unclear else list(marked.ratings)


# a mark in a column of its own


@pytest.mark.parametrize(
    "mark", ["x", "X", "✓", "(x)", "[X]", "xx", "✔✔", "1", "Yes", "y", "TRUE", "✔\ufe0f", "ü", "•"]
)
def test_a_mark_is_for_the_rating_of_its_column(mark: str) -> None:
    assert meant(ticked("", mark)) == [AGREE]


@pytest.mark.parametrize("mark", ["0", "no", "N", "-", "--", "☐", "false"])
def test_an_empty_box_or_a_no_is_no_mark(mark: str) -> None:
    assert meant(ticked("", mark)) == []


@pytest.mark.parametrize("mark", ["11", "00", "2", "?", "xo", "maybe", "We do", "üx", "()"])
def test_anything_else_is_not_clear(mark: str) -> None:
    assert meant(ticked("", mark)) is None


def test_two_marks_in_one_row_are_both_told() -> None:
    assert meant(ticked("x", "", "x")) == [STRONG, DISAGREE]


def test_a_cell_that_is_not_clear_is_told_beside_a_mark_that_is() -> None:
    found = ticked("?", "x")
    assert ([cell.name for cell in found.unclear], list(found.ratings)) == (["C2"], [AGREE])


@pytest.mark.parametrize("kind", [CellKind.ERROR, CellKind.DATE])
def test_an_error_or_a_date_is_no_mark_whatever_it_shows(kind: CellKind) -> None:
    assert meant(ticked("x", kinds={(2, 3): kind})) is None


def test_the_name_of_the_rating_in_its_own_column_is_a_mark() -> None:
    assert meant(ticked("", "tend to agree")) == [AGREE]


def test_the_name_of_another_rating_is_not_clear() -> None:
    assert meant(ticked("", "Strongly disagree")) is None


# marks in merged cells


def test_a_mark_over_two_columns_is_for_both() -> None:
    assert meant(ticked("", "x", merged=(Area(2, 4, 2, 5),))) == [AGREE, DISAGREE]


def test_a_mark_over_three_columns_is_for_none_of_the_others() -> None:
    assert meant(ticked("", "x", merged=(Area(2, 4, 2, 6),))) == [AGREE, DISAGREE, STRONGLY_NOT]


def test_cells_merged_elsewhere_change_nothing() -> None:
    assert meant(ticked("", "x", merged=(Area(3, 4, 3, 5), Area(2, 6, 2, 7)))) == [AGREE]


def test_both_names_over_both_columns_are_clear_and_one_of_them_is_not() -> None:
    over = (Area(2, 4, 2, 5),)
    assert meant(ticked("", "Tend to agree or tend to disagree", merged=over)) == [DISAGREE, AGREE]
    assert meant(ticked("", "Tend to agree", merged=over)) is None


# what is told of how it was read


def test_a_plain_cross_needs_no_word() -> None:
    assert ticked("x", "X").read == ()


def test_a_tick_is_told_with_what_it_was_read_as() -> None:
    assert [(cell.name, meant) for cell, meant in ticked("", "✓").read] == [("D2", AGREE)]


def test_an_empty_box_is_told_as_no_mark() -> None:
    assert [(cell.name, meant) for cell, meant in ticked("☐").read] == [("C2", "no mark")]


def test_two_ratings_of_one_mark_are_told_together() -> None:
    found = ticked("", "✓", merged=(Area(2, 4, 2, 5),))
    assert [meant for _, meant in found.read] == ["Tend to agree and Tend to disagree"]


def test_the_exact_name_of_a_rating_needs_no_word_and_a_misspelt_one_does() -> None:
    assert named("Tend to agree").read == ()
    assert [meant for _, meant in named("Tend too agree").read] == [AGREE]


# a column with the names of ratings


@pytest.mark.parametrize(
    ("text", "ratings"),
    [
        ("Tend to agree", [AGREE]),
        ("DON'T KNOW", [UNKNOWN]),
        ("Tend to agree / tend to disagree", [DISAGREE, AGREE]),
        ("between Tend to disagree and Strongly disagree", [STRONGLY_NOT, DISAGREE]),
    ],
)
def test_a_name_is_known_alone_or_joined_with_another(text: str, ratings: list[str]) -> None:
    assert meant(named(text)) == ratings


@pytest.mark.parametrize("text", ["x", "✓", "Yes", "agree", "Tend to agree, but only in the north", "and", "Good"])
def test_what_names_no_rating_is_not_clear_in_such_a_column(text: str) -> None:
    assert meant(named(text)) is None


def test_a_row_without_a_rating_says_nothing() -> None:
    found = named("")
    assert (found.ratings, found.unclear, found.read, found.coloured) == ({}, (), (), "")


# fonts that draw letters as ticks


@pytest.mark.parametrize(
    ("letter", "font", "means"),
    [
        ("ü", "Wingdings", [AGREE]),
        ("o", "Wingdings", []),
        ("P", "Wingdings 2", [AGREE]),
        ("£", "WINGDINGS 2", []),
        ("a", "Webdings", [AGREE]),
        ("c", "Webdings", []),
        ("P", "Arial", None),
        ("o", "Arial", None),
        ("PO", "Wingdings 2", None),
        ("££", "Wingdings 2", None),
        ("£*", "Wingdings 2", None),
        ("\uf0fc", "", [AGREE]),
        ("\uf06f", "", []),
        ("\uf050", "Wingdings 2", [AGREE]),
        ("\uf020", "", None),
        ("\uf0ff", "", None),
        ("\uf01f", "", None),
        ("\uf100", "", None),
    ],
)
def test_a_letter_is_what_its_font_draws(letter: str, font: str, means: list[str] | None) -> None:
    assert meant(ticked("", letter, fonts={(2, 4): font})) == means


# colours


def coloured(*fills: tuple[int, int], rows: int) -> str:
    """The cell that only its colour sets apart in row 2, where these cells are coloured."""
    every = (HEAD, *((("", "An item"),) * rows))
    grid = sheet(*every, fills=dict.fromkeys(fills, "FF0"))
    return marks(grid, 2, COLUMNS, small_catalogue()).coloured


def test_the_one_coloured_cell_of_a_row_is_told() -> None:
    assert coloured((2, 4), rows=3) == "D2"


def test_two_cells_of_one_colour_are_not() -> None:
    assert coloured((2, 4), (2, 5), rows=3) == ""


def test_a_row_that_is_coloured_from_its_item_on_is_not() -> None:
    assert coloured((2, 2), (2, 4), rows=3) == ""


def test_two_cells_of_two_colours_are_not() -> None:
    grid = sheet(HEAD, *((("", "An item"),) * 3), fills={(2, 4): "FF0", (2, 5): "0F0"})
    assert marks(grid, 2, COLUMNS, small_catalogue()).coloured == ""


def test_a_colour_that_most_cells_of_its_column_have_is_the_look_of_the_form() -> None:
    assert coloured(*((row, 4) for row in range(2, 7)), rows=5) == ""
    assert coloured(*((row, 4) for row in range(2, 7)), rows=6) == ""
    assert coloured(*((row, 4) for row in range(2, 6)), rows=5) == "D2"


def test_the_colour_of_the_header_is_not_one_of_its_column() -> None:
    grid = sheet(HEAD, *((("", "An item"),) * 5), fills={(row, 4): "FF0" for row in range(1, 6)})
    assert marks(grid, 2, COLUMNS, small_catalogue()).coloured == "D2"


def test_other_columns_and_colours_do_not_make_a_colour_usual() -> None:
    fills = {(2, 4): "FF0", **{(row, 5): "FF0" for row in range(3, 7)}, **{(row, 4): "0F0" for row in range(3, 7)}}
    grid = sheet(HEAD, *((("", "An item"),) * 5), fills=fills)
    assert marks(grid, 2, COLUMNS, small_catalogue()).coloured == "D2"


def test_a_cell_in_the_column_of_ratings_is_told_too() -> None:
    grid = sheet(("Item", "Rating"), *((("An item",),) * 3), fills={(2, 2): "FF0"})
    assert marks(grid, 2, ONE, small_catalogue()).coloured == "B2"


def test_a_coloured_cell_beside_a_mark_means_nothing() -> None:
    for cells in (("x",), ("?",)):
        grid = sheet(HEAD, ("", "An item", *cells), ("", "An item"), ("", "An item"), fills={(2, 4): "FF0"})
        assert marks(grid, 2, COLUMNS, small_catalogue()).coloured == ""


# one mark over several rows


@pytest.mark.parametrize(
    ("area", "found"),
    [
        (Area(2, 3, 3, 3), ["C2"]),
        (Area(2, 3, 2, 4), []),
        (Area(2, 4, 3, 4), []),
        (Area(2, 2, 3, 2), []),
    ],
)
def test_a_mark_that_is_merged_with_the_row_below_is_told(area: Area, found: list[str]) -> None:
    assert continues(sheet(HEAD, ("", "An item", "x"), ("", "Another"), merged=(area,)), 2, COLUMNS) == found


def test_a_rating_that_is_merged_with_the_row_below_is_told_in_a_column_of_ratings() -> None:
    grid = sheet(("Item", "Rating"), ("An item", AGREE), ("Another",), merged=(Area(2, 2, 3, 2),))
    assert continues(grid, 2, ONE) == ["B2"]
