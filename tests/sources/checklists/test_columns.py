"""Headings: which rows are some, and which column holds what."""

from __future__ import annotations

import pytest

from engine.sources.checklists.columns import Columns, recognise_columns
from tests.material.small_sheets import SCALE, sheet, small_catalogue


def header(*texts: str) -> Columns | None:
    """What a row of these texts is."""
    ((_, cells),) = sheet(texts).rows()
    return recognise_columns(1, cells, small_catalogue())


def test_three_ratings_are_a_header_and_two_are_not() -> None:
    assert header(*SCALE[:3]) == Columns(1, {}, dict(zip(SCALE[:3], (1, 2, 3), strict=True)))
    assert header(*SCALE[:2]) is None


def test_the_rating_column_and_one_other_are_a_header_and_alone_it_is_not() -> None:
    assert header("Checklist item", "Rating") == Columns(1, {"text": 1, "rating": 2}, {})
    assert header("Rating") is None


def test_two_columns_without_ratings_are_no_header() -> None:
    assert header("Id", "Checklist item", "Why") is None


def test_a_rating_column_and_two_ratings_are_no_header() -> None:
    assert header("Rating", *SCALE[:2]) is None


def test_of_two_columns_with_one_heading_the_first_counts() -> None:
    assert header("Checklist item", "Rating", "Rating", "Checklist item") == Columns(1, {"text": 1, "rating": 2}, {})
    found = header(SCALE[0], SCALE[0], *SCALE[1:3])
    assert found is not None
    assert found.ratings == {SCALE[0]: 1, SCALE[1]: 3, SCALE[2]: 4}


def test_columns_that_nobody_knows_are_passed_over() -> None:
    assert header("Colour", "Checklist item", "", "Rating") == Columns(1, {"text": 2, "rating": 4}, {})


def test_a_rating_with_more_words_after_it_is_that_rating() -> None:
    found = header("Strongly agree (1)", "TEND TO AGREE 2", "Tend to disagree – partly true of us")
    assert found is not None
    assert list(found.ratings) == list(SCALE[:3])


def test_a_word_that_only_begins_like_a_rating_is_none() -> None:
    assert header("Strongly agreeable people", *SCALE[1:3]) is None


def test_a_heading_with_more_words_after_it_or_misspelt_is_known() -> None:
    assert header("Checklist item (as worded)", "Ratng") == Columns(1, {"text": 1, "rating": 2}, {})


@pytest.mark.parametrize(("letters", "is_heading"), [(200, True), (201, False)])
def test_a_cell_of_over_two_hundred_letters_is_no_heading(letters: int, is_heading: bool) -> None:
    heading = "Checklist item ".ljust(letters, "x")
    assert (header(heading, "Rating") is not None) is is_heading


def test_every_column_that_is_read_is_in_use() -> None:
    assert Columns(1, {"text": 2}, {SCALE[0]: 3}).in_use() == {2, 3}
