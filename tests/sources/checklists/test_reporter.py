"""What is told of a sheet beside its answers: what is hidden, noted, left out, or stands where nothing is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from engine.findings import Finding, Severity
from engine.sources.cell_facts import CellKind
from engine.sources.checklists.grid import Area, Grid
from engine.sources.checklists.lines import lines
from engine.sources.checklists.reporter import Reporter
from engine.sources.checklists.tables import parts
from tests.material.small_sheets import AGREE, ASK, LEARN, SCALE, TWIN, sheet, small_catalogue

HEAD = ("Id", "Checklist item", "Rating", "Why")
READ = "All of it was read. Look whether any of it is personal and should not be here."

Told = tuple[str, Severity, str, str]
"""Code, severity, place, message."""


def reporter(grid: Grid) -> Reporter:
    """What is told of a sheet, and of each of its lines."""
    made, catalogue = Reporter("a.xlsx", small_catalogue(), "Group"), small_catalogue()
    found = [(part, lines(grid, part, catalogue)) for part in parts(grid, catalogue)]
    made.sheet(grid, found)
    for _, each in found:
        for line in each:
            made.line(grid, line)
    if found:
        made.beside(grid, found, [line for _, each in found for line in each])
    made.last()
    return made


def told(*rows: tuple[str, ...], more: Mapping[str, Any] | None = None, **made: Any) -> list[Told]:
    """The findings of a sheet of these rows. made: merged, fills and so on; more: what else a grid has."""
    return [_short(finding) for finding in reporter(replace(sheet(*rows, **made), **(more or {}))).findings]


def coerced(*rows: tuple[str, ...], **made: Any) -> list[tuple[str, str, str]]:
    """The cells of a sheet that are read as something else: where, what stands there, as what it is read."""
    return [(one.place.where, one.was, one.read_as) for one in reporter(sheet(*rows, **made)).coercions]


def _short(finding: Finding) -> Told:
    assert finding.place.file == "a.xlsx"
    return finding.code, finding.severity, finding.place.where, finding.message


def test_of_a_sheet_in_order_there_is_nothing_to_tell() -> None:
    rows = (("Safeguarding",), HEAD, ("safeguarding.02", LEARN, AGREE, "Because"), ("1", "Our own", AGREE, "So"))
    made = reporter(sheet(*rows))
    assert (made.findings, made.coercions, made.without_headings) == ([], [], False)


# what is hidden


def test_a_hidden_sheet_is_told_if_it_holds_anything() -> None:
    hidden = {"hidden": True}
    expected = [("I-20", Severity.WARNING, "Sheet1", "The sheet is hidden.")]
    assert told(HEAD, ("", TWIN), more=hidden) == expected
    assert told(more=hidden) == []


@pytest.mark.parametrize(
    ("hidden", "message"),
    [
        ({3}, "Row 3 is hidden."),
        ({2, 3}, "Rows 2, 3 are hidden."),
        (set(range(2, 10)), "Rows 2, 3, 4, 5, 6, 7, 8, 9 are hidden."),
        (set(range(2, 11)), "Rows 2, 3, 4, 5, 6, 7, 8, 9 and more are hidden."),
    ],
)
def test_hidden_rows_are_told_by_number_up_to_eight(hidden: set[int], message: str) -> None:
    rows = (HEAD, *((("", TWIN),) * 12))
    found = told(*rows, more={"hidden_rows": frozenset(hidden)})
    assert found == [("I-20", Severity.WARNING, "Sheet1", message)]


def test_hidden_columns_are_told_by_letter_but_for_that_of_the_ids() -> None:
    rows = (HEAD, ("equity.01", TWIN, AGREE, "Because"))
    every = {"hidden_columns": frozenset({1, 2, 4, 9})}
    assert told(*rows, more=every) == [("I-20", Severity.WARNING, "Sheet1", "Columns B, D are hidden.")]
    assert told(*rows, more={"hidden_columns": frozenset({1})}) == []
    assert told(*rows, more={"hidden_columns": frozenset({4})})[0][3] == "Column D is hidden."


def test_rows_and_columns_that_hold_nothing_may_be_hidden() -> None:
    assert told(HEAD, ("", TWIN), more={"hidden_rows": frozenset({9}), "hidden_columns": frozenset({9})}) == []


# notes


def test_a_note_is_told_with_its_first_words() -> None:
    notes = {(2, 3): "Ask\n Priya", (2, 4): "a" * 121}
    assert told(HEAD, ("", TWIN), more={"notes": notes}) == [
        ("I-28", Severity.WARNING, "Sheet1!C2", 'A note on the cell says "Ask Priya". Notes are not read.'),
        ("I-28", Severity.WARNING, "Sheet1!D2", f'A note on the cell says "{"a" * 120}". Notes are not read.'),
    ]


# sheets that are left out


def test_two_items_without_headings_are_an_error() -> None:
    made = reporter(sheet(("", ASK), ("", LEARN)))
    (finding,) = made.findings
    assert (finding.code, finding.severity, finding.place.where) == ("I-06", Severity.ERROR, "Sheet1")
    assert made.without_headings


def test_one_item_twice_is_not_two() -> None:
    made = reporter(sheet((LEARN,), (LEARN,)))
    assert ([finding.code for finding in made.findings], made.without_headings) == (["I-21"], False)


def test_a_sheet_of_other_words_is_left_out_and_told() -> None:
    message = 'The sheet has no table that penholder reads, and is left out: "Notes" (A1), "of" (A2).'
    assert told(("Notes",), ("of",)) == [("I-21", Severity.INFO, "Sheet1", message)]


def test_of_a_sheet_of_many_words_the_first_are_named() -> None:
    (found,) = told(*[(f"Line {number}",) for number in range(40)])
    assert found[3].endswith('"Line 7" (A8) and 32 more.')


def test_the_sheet_that_names_the_group_is_read_elsewhere() -> None:
    assert told(("GROUP:", "Leaders"), ("Date",), ("Notes",)) == []


# headings


def test_a_heading_that_is_written_otherwise_is_told_with_what_it_was_read_as() -> None:
    head = ("Id", "Checklist item", "strongly AGREE", "Tend too agree", *SCALE[2:], "Why")
    assert coerced(head, ("", TWIN)) == [("Sheet1!D1", "Tend too agree", "the column of Tend to agree")]


def test_a_rating_without_a_column_is_an_error() -> None:
    message = "There is no column for Strongly disagree or Don’t know."
    assert told(("", "Checklist item", *SCALE[:3], "Why"), ("", TWIN)) == [
        ("I-07", Severity.ERROR, "Sheet1!1:1", message)
    ]


def test_of_ratings_that_all_have_their_columns_there_is_nothing_to_tell() -> None:
    assert told(("", "Checklist item", *SCALE, "Why"), ("", TWIN, "x")) == []


def test_no_rating_needs_a_column_where_one_column_names_them() -> None:
    assert told(HEAD, ("", TWIN, AGREE)) == []
    assert told((*HEAD, *SCALE[:3]), ("", TWIN)) == []


def test_without_the_column_why_a_warning_is_given() -> None:
    expected = [("I-07", Severity.WARNING, "Sheet1!1:1", 'The column "Why" is missing.')]
    assert told(HEAD[:3], ("", TWIN, AGREE)) == expected


def test_the_headings_of_each_table_are_looked_at_once() -> None:
    rows = (HEAD[:3], ("Equity in outcomes",), ("", TWIN), ("Safeguarding",), ("", LEARN), HEAD[:3], ("", ASK))
    assert [where for code, _, where, _ in told(*rows) if code == "I-07"] == ["Sheet1!1:1", "Sheet1!6:6"]


# words that are not read


def test_words_under_a_heading_of_their_own_are_told_once_for_a_column() -> None:
    rows = ((*HEAD, "Who", ""), ("", TWIN, "", "", "Priya", "x"), ("", LEARN, "", "", "Sam"), ("", ASK, "", "", "Jo"))
    assert told(*rows) == [
        (
            "I-14",
            Severity.WARNING,
            "Sheet1!E2",
            'Column E, headed "Who", is not read: "Priya" (E2), "Sam" (E3), "Jo" (E4).',
        ),
        ("I-14", Severity.WARNING, "Sheet1!F2", 'Column F is not read: "x" (F2).'),
    ]


def test_long_words_and_headings_are_cut() -> None:
    rows = ((*HEAD, f"Who {'h' * 37}"), ("", TWIN, "", "", "w" * 61))
    assert told(*rows)[0][3] == f'Column E, headed "Who {"h" * 36}", is not read: "{"w" * 60}" (E2).'


def test_a_column_that_counts_the_rows_is_passed_over_and_no_other_numbers_are() -> None:
    rows = ((*HEAD, "No."), ("", TWIN, "", "", "1"), ("", LEARN, "", "", "2."))
    assert told(*rows) == []
    assert len(told(*rows, ("", ASK, "", "", "4"))) == 1
    assert len(told((*HEAD, "Score"), ("", TWIN, "", "", "3"), kinds={(2, 5): CellKind.NUMBER})) == 1


def test_the_columns_of_two_tables_are_told_apart() -> None:
    rows = ((*HEAD, "Who"), ("", TWIN, "", "", "Priya"), (*HEAD, "When"), ("", LEARN, "", "", "May"))
    assert [message.partition(": ")[2] for *_, message in told(*rows)] == ['"Priya" (E2).', '"May" (E4).']


def test_words_between_two_tables_are_told_and_titles_are_not() -> None:
    rows = (
        *(("Our council",), HEAD, ("", TWIN), (f"Now {'n' * 60}",)),
        *(("Equity in outcomes",), ("Working with people",), HEAD, ("", LEARN)),
    )
    message = f'Beside what is read, and left out: "Our council" (A1), "Now {"n" * 56}" (A4).'
    assert told(*rows) == [("I-21", Severity.INFO, "Sheet1!A1", message)]


def test_words_below_a_table_in_the_first_row_are_told_too() -> None:
    found = told(HEAD, ("", TWIN), ("Now for the rest",), HEAD, ("", LEARN))
    assert [where for *_, where, _ in found] == ["Sheet1!A3"]


# single cells


def test_emoji_in_answers_are_told_by_cell_up_to_six() -> None:
    assert told(HEAD, ("", TWIN, "", "Good 😀")) == [
        ("I-26", Severity.INFO, "Sheet1!D2", "D2: emoji are kept as they were written.")
    ]
    six = (HEAD, *((("", TWIN, "", "😀"),) * 6))
    assert told(*six)[0][3] == "D2, D3, D4, D5, D6, D7: emoji are kept as they were written."
    message = "D2, D3, D4, D5, D6, D7 and 1 more: emoji are kept as they were written."
    assert told(*six, six[1])[0][3] == message


def test_emoji_elsewhere_are_not_told() -> None:
    assert [one[0] for one in told(("😀",), HEAD, ("", f"{LEARN} 😀", "", "Because"))] == ["I-21"]


def test_a_mark_over_two_rows_is_told() -> None:
    found = told(HEAD, ("", TWIN, AGREE), ("", LEARN), merged=(Area(2, 3, 3, 3),))
    assert [one[:3] for one in found] == [("I-27", Severity.WARNING, "Sheet1!C2")]


def test_a_mark_that_is_read_as_a_rating_is_told() -> None:
    assert coerced(("", "Checklist item", *SCALE, "Why"), ("", TWIN, "✓")) == [("Sheet1!C2", "✓", "Strongly agree")]


def test_a_coloured_cell_is_told() -> None:
    rows = (HEAD, ("", TWIN), ("", LEARN), ("", ASK))
    found = told(*rows, fills={(3, 3): "FF0"})
    assert [one[:3] for one in found] == [("C-03", Severity.WARNING, "Sheet1!C3")]


def test_a_date_among_the_words_is_told() -> None:
    rows = (HEAD, ("", TWIN, "", "3 April 2026"))
    assert [one[:3] for one in told(*rows, kinds={(2, 4): CellKind.DATE})] == [("I-25", Severity.WARNING, "Sheet1!D2")]
    assert coerced(*rows, kinds={(2, 4): CellKind.DATE}) == []


def test_errors_among_the_words_are_told_once_for_the_file() -> None:
    """The words are not printed, so a final edition does not wait for them."""
    rows = (HEAD, ("", TWIN, "", "#NAME?"), ("", LEARN, "", "#REF!"))
    found = told(*rows, kinds={(2, 4): CellKind.ERROR, (3, 4): CellKind.ERROR})
    assert [one[:3] for one in found] == [("I-10", Severity.WARNING, "")]
    assert "#NAME?: Sheet1!D2, Sheet1!D3." in found[0][3]
    assert coerced(*rows, kinds={(2, 4): CellKind.ERROR, (3, 4): CellKind.ERROR}) == []


def test_a_formula_is_told_with_its_text() -> None:
    found = coerced(HEAD, ("", TWIN, "", "=B2"), kinds={(2, 4): CellKind.FORMULA})
    assert found == [("Sheet1!D2", "=B2", "the text of the formula, which was never worked out")]


def test_words_that_were_cleaned_are_told_and_spaces_are_not() -> None:
    rows = (HEAD, ("", TWIN, "", "It\u200bis"), ("", LEARN, "", " It \u00a0 is\nso "))
    assert coerced(*rows) == [("Sheet1!D2", "It\u200bis", "Itis")]


def test_every_hidden_thing_is_told_as_read() -> None:
    grid = replace(sheet(HEAD, ("", TWIN)), hidden=True, hidden_rows=frozenset({2}))
    assert {finding.fix for finding in reporter(grid).findings} == {READ}
