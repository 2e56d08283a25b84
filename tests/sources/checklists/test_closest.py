"""The known text that somebody's text stands for: the same but for its writing, or clearly the closest."""

from __future__ import annotations

import pytest

from engine.sources.checklists.closest import Closeness, Found, Wordings

TEN = "abcdefghij"


def wordings(*texts: str, least: float = 80, margin: float = 8) -> Wordings:
    """Known texts, each under its own letters."""
    return Wordings(((text, text) for text in texts), Closeness(least, margin))


def test_a_text_is_itself_whatever_its_case_signs_and_spaces() -> None:
    assert wordings("Staff know how").find(" STAFF - know  how! ") == Found(("Staff know how",), True)


def test_a_number_before_a_text_is_passed_over() -> None:
    assert wordings("Staff know how").exactly("1.2 Staff know how") == ("Staff know how",)


def test_a_number_that_belongs_to_a_text_is_part_of_it() -> None:
    assert wordings("24 hours a day", "hours a day").exactly("24 hours a day") == ("24 hours a day",)


def test_what_is_not_known_is_exactly_nothing() -> None:
    assert wordings("Staff know how").exactly("Staff know") == ()


def test_keys_with_one_text_are_never_told_apart_and_each_stands_once() -> None:
    both = Wordings((("a", "Same"), ("b", "SAME"), ("a", "same")), Closeness(80, 8))
    assert both.find("same") == Found(("a", "b"), True)


@pytest.mark.parametrize("text", ["", "...", "12", "1.2."])
def test_nothing_and_a_number_alone_stand_for_nothing(text: str) -> None:
    assert wordings("Staff know how").find(text) is None


def test_a_misspelt_text_stands_for_the_one_it_is_close_to() -> None:
    assert wordings("Staff know how").find("Staf know how") == Found(("Staff know how",), False)


def test_a_misspelt_text_is_known_behind_a_number() -> None:
    assert wordings(TEN, least=100).find(f"7 {TEN}") == Found((TEN,), True)
    assert wordings(TEN, least=90).find("7 abcdefghi") == Found((TEN,), False)


def test_the_least_closeness_is_close_enough_and_less_is_not() -> None:
    assert wordings(TEN, least=90).find("abcdefghix") is not None
    assert wordings(TEN, least=90.1).find("abcdefghix") is None


def test_the_second_best_must_be_worse_by_the_margin() -> None:
    near, far = TEN, "abcdefgxyz"
    assert wordings(near, far, margin=10).find("abcdefghix") == Found((near,), False)
    assert wordings(near, far, margin=10.1).find("abcdefghix") is None


def test_the_closer_of_two_is_told_whichever_is_known_first() -> None:
    for order in ((TEN, "abcdefgxyz"), ("abcdefgxyz", TEN)):
        assert wordings(*order).find("abcdefghix") == Found((TEN,), False)


def test_one_known_text_alone_has_nothing_to_be_mistaken_for() -> None:
    assert wordings(TEN, margin=90).find("abcdefghix") == Found((TEN,), False)


def test_of_three_the_third_does_not_matter() -> None:
    assert wordings(TEN, "qqqqqqqqqq", "zzzzzzzzzz").find("abcdefghix") == Found((TEN,), False)


def test_a_text_without_a_letter_of_any_known_one_stands_for_nothing() -> None:
    assert wordings(TEN).find("zzz") is None
