"""Which item a row is about: by its id, by its words, by the rows around it, never by where it stands."""

from __future__ import annotations

import pytest

from engine.sources.checklists.items import Recognised, about, recognise, settle_twins
from tests.material.small_sheets import ASK, LEARN, TWIN, small_catalogue

SURE, OTHER, BOTH = ("safeguarding.02",), ("equity.02",), ("safeguarding.01", "equity.01")


def found(id_text: str, text: str) -> Recognised:
    return recognise(id_text, text, small_catalogue())


# ids and words


def test_an_id_and_its_own_words_are_one_item() -> None:
    assert found("safeguarding.02", LEARN) == Recognised(SURE)


def test_an_id_as_statement_and_number_stands_for_its_item() -> None:
    assert found("QS7.2", "") == Recognised(SURE)


def test_words_alone_are_enough() -> None:
    assert found("", LEARN.upper()) == Recognised(SURE)


def test_an_id_among_the_words_is_enough() -> None:
    assert found("", "safeguarding.02") == Recognised(SURE)


def test_an_id_that_stands_twice_is_no_change_of_wording() -> None:
    assert found("safeguarding.02", "safeguarding.02") == Recognised(SURE)


def test_words_that_two_items_share_stay_open() -> None:
    assert found("", TWIN) == Recognised(BOTH)


def test_an_id_settles_which_of_two_items_with_the_same_words_it_is() -> None:
    assert found("equity.01", TWIN) == Recognised(("equity.01",))


def test_an_id_with_the_words_of_another_item_is_torn() -> None:
    assert found("safeguarding.02", ASK) == Recognised(("safeguarding.02", "equity.02"), torn=True)


def test_an_id_with_the_id_of_another_item_for_words_stands_with_the_difference() -> None:
    assert found("safeguarding.02", "equity.02").items == SURE


def test_an_id_stands_however_much_was_reworded() -> None:
    one = found("safeguarding.02", "Nothing like it at all")
    assert (one.items, one.torn, bool(one.difference)) == (SURE, False, True)


def test_an_id_that_there_is_not_leaves_the_words_to_decide() -> None:
    assert found("safeguarding.99", LEARN) == Recognised(SURE)


def test_words_that_nobody_knows_are_no_item() -> None:
    assert found("", "Our own question about parking") == Recognised(())
    assert found("", "") == Recognised(())
    assert found("equity.99", "") == Recognised(())


# the difference


def test_words_that_were_changed_taken_out_and_added_are_told() -> None:
    assert found("", LEARN.replace("every", "each")) == Recognised(SURE, "“every” became “each”")
    assert found("", LEARN.replace(" that is done", " that is")).difference == "“done” was taken out"
    assert found("", f"{LEARN} here").difference == "“here” was added"


def test_a_rewording_of_a_text_that_two_items_share_is_told_against_it() -> None:
    assert found("", TWIN.replace("know", "knew")) == Recognised(BOTH, "“know” became “knew”")


def test_other_capitals_and_signs_are_no_rewording() -> None:
    assert found("safeguarding.02", f"{LEARN.upper()}!") == Recognised(SURE)
    assert found("", f"{LEARN.upper()}!") == Recognised(SURE)


def test_a_word_is_found_again_however_often_a_long_text_has_it() -> None:
    assert found("safeguarding.02", "We " * 250).difference.startswith("“learn from every review that is done” became")


def test_a_rewording_beside_an_id_is_told() -> None:
    assert found("safeguarding.02", LEARN.replace("every", "each")) == Recognised(SURE, "“every” became “each”")


@pytest.mark.parametrize(
    ("changes", "end"),
    [(6, "; “new5” was added"), (7, "; “new5” was added; and 1 more change"), (8, "; and 2 more changes")],
)
def test_after_six_changes_the_others_are_counted(changes: int, end: str) -> None:
    difference = _inserted(changes).difference
    assert difference.count("was added") == 6
    assert difference.endswith(end)


def _inserted(changes: int) -> Recognised:
    """An id beside its words, with a new word before so many of them."""
    words = LEARN.split()
    made = [f"new{number} {word}" if number < changes else word for number, word in enumerate(words)]
    return found("safeguarding.02", " ".join(made))


# what a part of a sheet is about


def test_a_part_is_about_the_statement_of_most_of_its_rows() -> None:
    assert about([SURE, SURE, SURE, SURE, OTHER], "title") == "safeguarding"


def test_a_part_of_two_statements_is_about_neither() -> None:
    assert about([SURE, SURE, SURE, OTHER], "title") == ""


def test_rows_that_are_open_say_nothing_and_then_the_title_does() -> None:
    assert about([BOTH, (), BOTH], "title") == "title"
    assert about([BOTH, OTHER], "title") == "equity"


# words that two items share


def test_a_row_goes_to_the_statement_of_its_part() -> None:
    assert settle_twins([BOTH, SURE], "equity") == [("equity.01",), SURE]


def test_a_row_that_has_no_item_of_the_statement_stays_open() -> None:
    assert settle_twins([BOTH], "governance") == [BOTH]


def test_a_row_with_two_items_of_the_statement_stays_open() -> None:
    same = ("equity.01", "equity.02")
    assert settle_twins([same], "equity") == [same]


def test_one_of_three_items_of_a_row_is_that_of_the_statement() -> None:
    assert settle_twins([(*BOTH, "learning.01")], "equity") == [("equity.01",)]


def test_a_row_that_is_sure_stays_whatever_its_part_is_about() -> None:
    assert settle_twins([SURE, ()], "equity") == [SURE, ()]


def test_without_a_sure_row_nothing_is_settled() -> None:
    assert settle_twins([BOTH, ()], "") == [BOTH, ()]


@pytest.mark.parametrize(
    ("rows", "settled"),
    [
        ([SURE, BOTH], [SURE, ("safeguarding.01",)]),
        ([BOTH, SURE], [("safeguarding.01",), SURE]),
        ([SURE, BOTH, SURE], [SURE, ("safeguarding.01",), SURE]),
        ([SURE, BOTH, OTHER], [SURE, BOTH, OTHER]),
        ([SURE, BOTH, SURE, OTHER], [SURE, ("safeguarding.01",), SURE, OTHER]),
        ([SURE, OTHER, BOTH, OTHER], [SURE, OTHER, ("equity.01",), OTHER]),
        ([SURE, OTHER, BOTH], [SURE, OTHER, ("equity.01",)]),
        ([BOTH, SURE, OTHER, BOTH], [("safeguarding.01",), SURE, OTHER, ("equity.01",)]),
        ([SURE, OTHER, SURE, BOTH], [SURE, OTHER, SURE, BOTH]),
        ([SURE, (), BOTH], [SURE, (), ("safeguarding.01",)]),
    ],
)
def test_in_a_part_that_is_sorted_a_row_goes_to_the_statement_it_stands_within_or_beside(
    rows: list[tuple[str, ...]], settled: list[tuple[str, ...]]
) -> None:
    assert settle_twins(rows, "") == settled
