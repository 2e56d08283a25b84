"""A file from its bytes to its rows: whose it is, what each row says, and where all of it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.findings import Finding, Place, Severity
from engine.model.returned import ReturnedChecklist, Row
from engine.sources.checklists.read import read_checklist
from tests.material.small_checklists import save_csv, save_xlsx
from tests.material.small_inputs import SCHEMAS
from tests.material.small_sheets import AGREE, ASK, DISAGREE, LEARN, SCALE, STRONG, TWIN, small_catalogue

FILE = "inputs/checklists/leaders.csv"
HEAD: list[object] = ["Id", "Checklist item", "Rating", "Why", "Evidence you have", "Evidence you need"]
TICKS: list[object] = ["", "Checklist item", *SCALE, "Why"]

Received = tuple[ReturnedChecklist, list[Finding]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "leaders.csv"


def opened(path: Path) -> Received:
    return read_checklist(path, FILE, small_catalogue(), SCHEMAS["checklist"])


def read(path: Path, *rows: Sequence[object]) -> Received:
    """What a file with the name of the group in row 1 and these rows from row 3 on says."""
    save_csv(path, [list(each) for each in rows])
    return opened(path)


def row(path: Path, *rows: Sequence[object]) -> Row:
    """The one row of such a file."""
    (one,) = read(path, *rows)[0].rows
    return one


# files


def test_a_text_file_is_told_to_be_one_sheet_of_a_workbook(path: Path) -> None:
    _, findings = read(path, HEAD, ["equity.01", TWIN, AGREE])
    assert [(one.code, one.severity) for one in findings if one.code == "I-75"] == [("I-75", Severity.WARNING)]


def test_our_own_first_sheet_saved_as_text_is_no_error(path: Path) -> None:
    path.write_text("Checklists\n\nGroup,leaders\nName,Managers and leaders\n", encoding="utf-8")
    found, findings = opened(path)
    assert (found.group, found.rows) == ("leaders", ())
    assert [one.severity for one in findings if one.severity is Severity.ERROR] == []
    assert "without any ratings" in next(one.message for one in findings if one.code == "I-75")


def test_a_file_is_told_with_all_that_may_name_its_group(tmp_path: Path) -> None:
    path = tmp_path / "Ours.xlsx"
    save_xlsx(path, [("Carers", [HEAD, ["equity.01", TWIN, AGREE]])])
    found, _ = opened(path)
    assert (found.file, found.group, found.group_place) == (FILE, "leaders", Place(FILE, "About!B1"))
    assert found.names == ("Ours", "About", "Carers")
    assert found.refused == ""
    assert found.saved is not None


def test_the_digest_tells_files_apart_by_their_bytes(path: Path) -> None:
    found, _ = read(path, HEAD)
    assert found.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_cannot_be_read_has_no_rows_and_says_why(path: Path) -> None:
    path.write_bytes(b"")
    found, findings = opened(path)
    assert [(one.code, one.severity, one.place, one.message) for one in findings] == [
        ("I-02", Severity.ERROR, Place(FILE), found.refused)
    ]
    assert (found.file, found.names, found.rows, found.digest) == (FILE, ("leaders",), (), "")


def test_how_a_file_was_read_is_told(path: Path) -> None:
    _, findings = read(path, HEAD, ["equity.01", TWIN, AGREE])
    assert [(one.code, one.severity, one.place) for one in findings] == [
        ("I-22", Severity.INFO, Place(FILE)),
        ("I-75", Severity.WARNING, Place(FILE)),
    ]


def test_what_is_wrong_with_a_sheet_as_a_whole_is_told(path: Path) -> None:
    _, findings = read(path, HEAD[:3], ["equity.01", TWIN, AGREE])
    assert 'The column "Why" is missing.' in [one.message for one in findings]


# tables


def missing(found: Received) -> list[str]:
    """What is told of tables that are not there."""
    return [one.message for one in found[1] if one.code == "I-06"]


def test_a_file_without_a_table_is_told_with_its_sheets(tmp_path: Path) -> None:
    path = tmp_path / "leaders.xlsx"
    save_xlsx(path, [("Notes", [["Nothing"]])])
    found = opened(path)
    assert missing(found) == [
        'No sheet with checklist items and a column for ratings was found. The file has "About", "Notes".'
    ]
    (finding,) = (one for one in found[1] if one.code == "I-06")
    assert finding.fix == "Use the checklist workbook as it was sent out: one sheet for each statement."


def test_one_table_in_one_sheet_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "leaders.xlsx"
    save_xlsx(path, [("Notes", [["Nothing"]]), ("Sheet2", [HEAD, ["equity.01", TWIN, AGREE]])])
    assert missing(opened(path)) == []


def test_items_without_headings_are_told_once(path: Path) -> None:
    assert len(missing(read(path, [TWIN], [LEARN]))) == 1


# rows


def test_a_row_is_all_that_was_written_in_it(path: Path) -> None:
    found = row(path, HEAD, ["equity.02", ASK, AGREE, "Because", "A", "B"])
    assert found == Row(
        items=("equity.02",),
        statement="equity",
        text=ASK,
        ratings=(AGREE,),
        unclear=(),
        why="Because",
        have="A",
        need="B",
        difference="",
        place=Place(FILE, "leaders!C4"),
        text_place=Place(FILE, "leaders!B4"),
    )


def test_all_rating_cells_are_the_place_of_a_row_in_their_order(path: Path) -> None:
    found = row(path, TICKS, ["", ASK, "x", "?", "x"])
    assert (found.ratings, found.unclear) == ((STRONG, DISAGREE), ("?",))
    assert found.place.where == "leaders!C4 and D4 and E4"


def test_a_mark_for_two_ratings_is_one_place(path: Path) -> None:
    found = row(path, HEAD, ["", ASK, f"{AGREE} or {DISAGREE}"])
    assert (set(found.ratings), found.place.where) == ({AGREE, DISAGREE}, "leaders!C4")


def test_without_a_rating_the_place_of_a_row_is_that_of_its_words(path: Path) -> None:
    assert row(path, HEAD, ["equity.02", ASK, "", "So"]).place.where == "leaders!B4"


def test_without_words_the_place_of_a_row_is_that_of_its_id(path: Path) -> None:
    found = row(path, HEAD, ["equity.02", "", AGREE])
    assert (found.place.where, found.text_place.where) == ("leaders!C4", "leaders!A4")


def test_with_a_rating_alone_both_places_are_its_own(path: Path) -> None:
    found = row(path, HEAD, ["", "", AGREE])
    assert (found.place.where, found.text_place.where) == ("leaders!C4", "leaders!C4")


def test_with_a_reason_alone_the_place_is_the_beginning_of_the_row(path: Path) -> None:
    found = row(path, HEAD, ["", "", "", "So"])
    assert (found.place.where, found.text_place.where) == ("leaders!A4", "leaders!A4")


def test_a_row_that_was_reworded_is_told_with_the_difference(path: Path) -> None:
    found = row(path, HEAD, ["", LEARN.replace("every", "each"), AGREE])
    assert (found.items, found.difference) == (("safeguarding.02",), "“every” became “each”")


def test_a_row_of_the_group_s_own_is_kept_with_the_statement_of_its_part(path: Path) -> None:
    found, _ = read(path, HEAD, ["equity.02", ASK, AGREE], ["", "Our own question", AGREE])
    assert [(one.items, one.statement, one.text) for one in found.rows] == [
        (("equity.02",), "equity", ASK),
        ((), "equity", "Our own question"),
    ]


def test_words_without_an_answer_are_a_row_and_an_answer_without_words_is_too(path: Path) -> None:
    assert len(read(path, HEAD, ["", "Our own"], ["", "", "", "So"], ["equity.02"])[0].rows) == 3


def test_a_number_alone_is_no_row(path: Path) -> None:
    assert read(path, HEAD, ["1", "", ""], ["2"])[0].rows == ()


def test_nothing_is_told_of_a_row_that_is_none(path: Path) -> None:
    assert read(path, HEAD, ["\u200b1", "", ""])[0].coercions == ()
    assert len(read(path, HEAD, ["\u200b1", "Ours", ""])[0].coercions) == 1


# items that are worded alike


def items(found: Received) -> list[tuple[str, ...]]:
    return [one.items for one in found[0].rows]


def test_they_are_told_apart_by_the_rows_around_them(path: Path) -> None:
    assert items(read(path, HEAD, ["", ASK], ["", TWIN]))[1] == ("equity.01",)
    assert items(read(path, HEAD, ["", LEARN], ["", TWIN]))[1] == ("safeguarding.01",)


def test_they_are_told_apart_by_the_title_where_the_rows_say_nothing(path: Path) -> None:
    assert items(read(path, ["Equity in outcomes"], HEAD, ["", TWIN])) == [("equity.01",)]


def test_the_rows_say_more_than_the_title(path: Path) -> None:
    found = read(path, ["Equity in outcomes"], HEAD, ["", LEARN], ["", TWIN])
    assert items(found)[1] == ("safeguarding.01",)


def test_where_rows_are_of_two_statements_the_title_decides(path: Path) -> None:
    found = read(path, ["Equity in outcomes"], HEAD, ["", LEARN], ["", ASK], ["", LEARN], ["", TWIN])
    assert items(found)[3] == ("equity.01",)
    assert found[0].rows[3].statement == "equity"


def test_a_row_whose_id_and_words_disagree_decides_nothing_and_stays_open(path: Path) -> None:
    found = read(path, HEAD, ["equity.02", LEARN], ["", TWIN])
    assert items(found) == [("equity.02", "safeguarding.02"), ("safeguarding.01", "equity.01")]
    assert [one.statement for one in found[0].rows] == ["", ""]


def test_a_row_that_stays_open_has_the_statement_of_its_part(path: Path) -> None:
    found = read(path, HEAD, ["", ASK], ["equity.02", LEARN])
    assert [one.statement for one in found[0].rows] == ["equity", "equity"]
