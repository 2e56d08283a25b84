"""Where the tables of a sheet are, what their columns hold, and which statement each part is about."""

from __future__ import annotations

from engine.sources.checklists.tables import TablePart, parts
from tests.material.small_sheets import AGREE, ASK, LEARN, SCALE, TWIN, reworded, sheet, small_catalogue

HEAD = ("Id", "Checklist item", "Rating")


def found(*rows: tuple[str, ...]) -> tuple[TablePart, ...]:
    return parts(sheet(*rows), small_catalogue())


def told(*rows: tuple[str, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """The statement and the rows of each part."""
    return [(part.statement, part.rows) for part in found(*rows)]


def fields(*rows: tuple[str, ...]) -> dict[str, int]:
    """The columns of the one part of a sheet."""
    (part,) = found(*rows)
    return part.columns.fields


# where tables are


def test_a_sheet_without_a_header_has_no_table() -> None:
    assert told(("", TWIN), ("", LEARN)) == []


def test_a_table_is_what_stands_below_its_header() -> None:
    assert told(("Our council",), HEAD, ("", TWIN), (), ("", LEARN)) == [("", (3, 5))]


def test_each_header_begins_a_table_of_its_own() -> None:
    assert told(HEAD, ("", TWIN), HEAD, ("", LEARN)) == [("", (2,)), ("", (4,))]


def test_a_row_with_the_words_or_the_id_of_an_item_is_no_header() -> None:
    assert told(HEAD, ("", TWIN, *SCALE[:3])) == [("", (2,))]
    assert told(HEAD, ("equity.01", "", *SCALE[:3])) == [("", (2,))]


def test_lines_that_lead_over_to_the_next_table_belong_to_none() -> None:
    assert told(HEAD, ("", TWIN), ("Now for the rest",), ("of it",), HEAD, ("", LEARN)) == [("", (2,)), ("", (6,))]
    assert told(HEAD, ("Now for the rest",), HEAD, ("", LEARN)) == [("", ()), ("", (4,))]


def test_the_last_line_of_a_table_is_kept_where_it_is_an_item() -> None:
    assert told(HEAD, ("", TWIN), ("", LEARN.replace("every", "each")), HEAD) == [("", (2, 3)), ("", ())]
    assert told(HEAD, ("", TWIN), ("equity.02",), HEAD) == [("", (2, 3)), ("", ())]


def test_the_last_line_of_the_last_table_is_kept_whatever_it_is() -> None:
    assert told(HEAD, ("", TWIN), ("", "One more of our own")) == [("", (2, 3))]


def test_a_line_of_two_cells_leads_over_to_nothing() -> None:
    assert told(HEAD, ("", TWIN), ("", "Our own", "Because"), HEAD) == [("", (2, 3)), ("", ())]


# titles


def test_a_title_between_rows_begins_a_part_about_its_statement() -> None:
    assert told(HEAD, ("", TWIN), ("Equity in outcomes",), ("", ASK), ("Safeguarding",), ("", LEARN)) == [
        ("", (2,)),
        ("equity", (4,)),
        ("safeguarding", (6,)),
    ]


def test_the_title_of_a_theme_is_no_row() -> None:
    assert told(HEAD, ("Working with people",), ("", TWIN)) == [("", (3,))]


def test_a_row_of_an_item_is_no_title() -> None:
    assert told(HEAD, ("", TWIN), ("equity.02",)) == [("", (2, 3))]


def test_the_words_of_an_item_that_name_a_statement_are_no_title() -> None:
    words = "Safeguarding: people are asked"
    made = parts(sheet(HEAD, ("", TWIN), (words,)), reworded("equity.02", words))
    assert [(part.statement, part.rows) for part in made] == [("", (2, 3))]


def test_the_statement_stands_above_the_header_the_nearest_first() -> None:
    assert told(("Safeguarding",), ("Equity in outcomes",), HEAD, ("", TWIN)) == [("equity", (4,))]
    assert told(("Safeguarding",), ("For leaders",), HEAD, ("", TWIN)) == [("safeguarding", (4,))]


def test_the_statement_may_stand_in_the_header_itself() -> None:
    assert told(("Safeguarding",), (*HEAD, "", "Equity in outcomes"), ("", TWIN)) == [("equity", (3,))]


def test_the_heading_of_the_words_comes_before_the_others() -> None:
    head = ("Id", "Checklist item: Safeguarding", "Rating", "", "Equity in outcomes")
    assert told(head, ("", TWIN)) == [("safeguarding", (2,))]


def test_the_heading_of_another_column_is_no_title() -> None:
    assert told(("Id", "Checklist item", "Rating: Safeguarding"), ("", TWIN)) == [("", (2,))]
    assert told(("Id: Safeguarding", "Rating"), ("equity.01", AGREE)) == [("", (2,))]


def test_a_title_above_another_table_s_rows_is_not_this_one_s() -> None:
    assert told(("Safeguarding",), HEAD, ("", TWIN), HEAD, ("", LEARN)) == [("safeguarding", (3,)), ("", (5,))]


def test_the_ids_of_the_table_above_are_no_title_of_this_one() -> None:
    assert told(HEAD, ("equity.02", ASK), HEAD, ("", TWIN)) == [("", (2,)), ("", (4,))]


def test_what_stands_below_a_header_is_not_its_title() -> None:
    assert told(HEAD, ("", TWIN, "", "Equity in outcomes")) == [("", (2,))]


# columns by what stands in them


def test_columns_are_where_their_headings_say() -> None:
    assert fields(HEAD, ("", "Our own", "")) == {"item": 1, "text": 2, "rating": 3}


def test_ids_and_words_under_each_other_s_headings_are_read_where_they_stand() -> None:
    assert fields(HEAD, (TWIN, "equity.01"), (LEARN, "safeguarding.02")) == {"item": 2, "text": 1, "rating": 3}


def test_words_are_where_most_of_them_stand() -> None:
    rows = (("", TWIN, "", LEARN), ("", LEARN), ("", ASK))
    assert fields((*HEAD, ""), *rows)["text"] == 2


def test_of_two_columns_with_as_many_the_first_holds_the_words() -> None:
    assert fields(("Id", "", "Checklist item", "Rating"), ("", TWIN, LEARN))["text"] == 2


def test_the_first_column_is_the_leftmost_and_not_the_uppermost() -> None:
    assert fields(("Id", "", "Checklist item", "Rating"), ("", "", LEARN), ("", TWIN))["text"] == 2


def test_a_column_that_holds_the_words_is_no_other_whatever_its_heading_says() -> None:
    assert fields((*HEAD, "Why"), ("", "", "", TWIN)) == {"item": 1, "rating": 3, "text": 4}


def test_words_under_a_rating_stay_a_mark() -> None:
    assert fields(("Checklist item", *SCALE), ("Our own", TWIN))["text"] == 1


def test_a_column_without_a_heading_holds_the_words_where_they_are_known() -> None:
    assert fields(("Id", "", "Rating"), ("equity.01", TWIN)) == {"item": 1, "rating": 3, "text": 2}


def test_without_a_heading_the_first_column_that_nothing_else_has_holds_the_words() -> None:
    assert fields(("Id", "", "", "Rating"), ("1", "Our own", "words"), ("2", "", "more")) == {
        "item": 1,
        "rating": 4,
        "text": 2,
    }


def test_what_stands_above_the_header_is_no_column_of_words() -> None:
    assert fields(("", "For leaders"), ("Id", "", "", "Rating"), ("1", "", "Our own"))["text"] == 3


def test_an_empty_table_has_no_column_of_words() -> None:
    assert fields(("Id", "Rating")) == {"item": 1, "rating": 2}


def test_what_stands_above_a_table_says_nothing_about_its_columns() -> None:
    assert fields(("", "", "", TWIN), HEAD, ("", "Our own")) == {"item": 1, "text": 2, "rating": 3}
