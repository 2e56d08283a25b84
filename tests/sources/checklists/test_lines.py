"""Rows of a table as what was written in them: split rows are one again, and blank ones are none."""

from __future__ import annotations

from typing import Any

import pytest

from engine.sources.cell_facts import CellKind
from engine.sources.checklists.columns import Columns
from engine.sources.checklists.grid import Area
from engine.sources.checklists.lines import ItemLine, answer_cells, lines
from engine.sources.checklists.tables import TablePart
from tests.material.small_sheets import AGREE, LEARN, TWIN, reworded, sheet, small_catalogue

COLUMNS = Columns(1, {"item": 1, "text": 2, "rating": 3, "why": 4, "have": 5, "need": 6}, {})
HEAD = ("Id", "Item", "Rating", "Why", "Have", "Need")
FIRST, REST = LEARN[:20].strip(), LEARN[20:].strip()


def read(*rows: tuple[str, ...], **more: Any) -> list[ItemLine]:
    """The lines of a table of these rows, which begin in row 2."""
    part = TablePart(COLUMNS, "", tuple(range(2, len(rows) + 2)))
    return lines(sheet(HEAD, *rows, **more), part, small_catalogue())


def texts(*rows: tuple[str, ...], **more: Any) -> list[tuple[int, str]]:
    return [(line.row, line.text) for line in read(*rows, **more)]


# one row


def test_a_row_has_its_cells_by_field_and_its_rating_by_itself() -> None:
    (line,) = read(("equity.01", TWIN, AGREE, "Because", "", "More"))
    assert {field: line.words(field) for field in line.fields} == {
        "item": "equity.01",
        "text": TWIN,
        "why": "Because",
        "need": "More",
    }
    assert list(line.marked.ratings) == [AGREE]
    assert line.words("have") == ""


def test_a_row_that_was_left_blank_is_none() -> None:
    assert texts(("", TWIN), ("",), ("", LEARN)) == [(2, TWIN), (4, LEARN)]


@pytest.mark.parametrize("row", [("", "", AGREE), ("", "", "?"), ("", "", "", "Because")])
def test_a_row_that_holds_a_mark_or_a_word_is_one(row: tuple[str, ...]) -> None:
    assert len(read(row)) == 1


def test_the_words_of_an_item_are_on_one_line() -> None:
    assert texts(("", "Staff know\nhow to raise  it")) == [(2, "Staff know how to raise it")]


def test_a_cell_that_shows_an_error_has_no_words() -> None:
    (line,) = read(("", TWIN, "", "#NAME?"), kinds={(2, 4): CellKind.ERROR})
    assert line.words("why") == ""
    assert line.fields["why"][0].text == "#NAME?"


# two rows that are one


def test_a_row_below_a_merged_item_belongs_to_it() -> None:
    (line,) = read(("equity.01", TWIN, AGREE, "One", "A"), ("", "", "", "Two", "", "B"), merged=(Area(2, 2, 3, 2),))
    assert (line.row, line.words("why"), line.words("have"), line.words("need")) == (2, "One\nTwo", "A", "B")


def test_a_row_without_an_item_that_is_not_merged_is_a_row_of_its_own() -> None:
    assert len(read(("equity.01", TWIN), ("", "", "", "Two"))) == 2
    assert len(read(("equity.01", TWIN), ("", "", "", "Two"), merged=(Area(2, 4, 3, 4),))) == 2


def test_where_no_column_has_the_words_a_merged_reason_makes_no_rows_one() -> None:
    part = TablePart(Columns(1, {"why": 1, "item": 2, "need": 3}, {}), "", (2, 3))
    grid = sheet(("Why", "Id", "Need"), ("Because", "equity.01"), ("", "", "More"), merged=(Area(2, 1, 3, 1),))
    assert len(lines(grid, part, small_catalogue())) == 2


def test_a_row_with_an_id_of_its_own_is_never_part_of_the_one_above() -> None:
    assert len(read(("equity.01", TWIN), ("equity.02", ""), merged=(Area(2, 2, 3, 2),))) == 2
    assert len(read(("", FIRST), ("safeguarding.02", REST))) == 2


def test_a_wording_that_was_cut_in_two_is_one_again() -> None:
    assert texts(("", FIRST, "", "One"), ("", REST, AGREE, "Two")) == [(2, LEARN)]


def test_two_wordings_of_which_one_is_an_item_stay_two() -> None:
    assert len(read(("", TWIN), ("", REST))) == 2
    assert len(read(("", FIRST), ("", TWIN))) == 2


def test_an_item_below_a_number_is_a_row_of_its_own() -> None:
    assert texts(("", "2"), ("", TWIN)) == [(2, "2"), (3, TWIN)]


def test_an_item_stays_one_where_the_next_words_would_make_another_of_it() -> None:
    part = TablePart(COLUMNS, "", (2, 3))
    longer = reworded("safeguarding.02", f"{TWIN} or a doubt")
    assert len(lines(sheet(HEAD, ("", TWIN), ("", "or a doubt")), part, longer)) == 2


def test_two_wordings_that_make_no_item_together_stay_two() -> None:
    assert len(read(("", FIRST), ("", "and something else"))) == 2


def test_a_row_below_one_without_words_is_not_put_to_it() -> None:
    assert len(read(("", "", "", "One"), ("", FIRST))) == 2


def test_the_first_row_has_none_above_it() -> None:
    assert texts(("", REST)) == [(2, REST)]


def test_three_rows_under_one_merged_item_are_one() -> None:
    (line,) = read(
        ("equity.01", TWIN, "", "One"), ("", "", "", "Two"), ("", "", "", "Three"), merged=(Area(2, 2, 4, 2),)
    )
    assert line.words("why") == "One\nTwo\nThree"


def test_of_two_ratings_in_a_split_row_both_are_kept_and_what_is_not_clear_too() -> None:
    (line,) = read(("equity.01", TWIN, AGREE), ("", "", "Strongly disagre"), ("", "", "?"), merged=(Area(2, 2, 4, 2),))
    assert set(line.marked.ratings) == {AGREE, "Strongly disagree"}
    assert [cell.text for cell in line.marked.unclear] == ["?"]
    assert [meant for _, meant in line.marked.read] == ["Strongly disagree"]


def test_of_two_marks_for_one_rating_the_upper_cell_is_told() -> None:
    (line,) = read(("equity.01", TWIN, AGREE), ("", "", AGREE), merged=(Area(2, 2, 3, 2),))
    assert line.marked.ratings[AGREE].row == 2


# people's own words


def test_answers_are_why_have_and_need_and_nothing_else() -> None:
    found = read(("equity.01", TWIN, AGREE, "Because", "This", "That"), ("", LEARN, "", "", "", "More"))
    assert [cell.text for cell in answer_cells(found)] == ["Because", "This", "That", "More"]
