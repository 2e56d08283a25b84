"""Text as people type it: what cleaning takes out and keeps, and what makes no difference when texts are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.plain_words import clean, folded, one_line


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\t", "   "])
def test_every_kind_of_space_becomes_one_space(space: str) -> None:
    assert clean(f"24{space}days") == "24 days"


def test_spaces_at_the_edges_go() -> None:
    assert clean("\u00a0 Agree \t") == "Agree"


@pytest.mark.parametrize("mark", ["\u200b", "\u200e", "\u2060", "\ufeff", "\u00ad"])
def test_characters_nobody_sees_go(mark: str) -> None:
    assert clean(f"safe{mark}guarding") == "safeguarding"


def test_a_hyphen_that_does_not_break_is_a_hyphen() -> None:
    assert clean("D\u2011014") == "D-014"


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1f", "\ufffe", "\ud800"])
def test_characters_that_no_document_may_hold_go(control: str) -> None:
    assert clean(f"a{control}b") == "ab"


@pytest.mark.parametrize("written", ["_x0007_", "_x001f_", "_x001F_", "_xFFFF_"])
def test_control_characters_in_the_spelling_of_excel_go(written: str) -> None:
    assert clean(f"a{written}b") == "ab"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\u2028", "_x000D_\n", "_x000d_", "\n\n\n"])
def test_every_end_of_a_line_becomes_one_line_break(end: str) -> None:
    assert clean(f"one{end}two") == "one\ntwo"


def test_words_between_underscores_stay() -> None:
    assert clean("report_x2024_final") == "report_x2024_final"


@pytest.mark.parametrize(
    "text", ["{{ council.name }}", "{% if %}", "<w:p/>", "a & b", "“quoted” – it’s", "Żółć 漢字 🙂"]
)
def test_marks_accents_and_signs_of_all_kinds_stay(text: str) -> None:
    assert clean(text) == text


def test_one_line_has_spaces_for_line_breaks() -> None:
    assert one_line("first\r\nsecond\nthird") == "first second third"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1))
def test_letters_digits_and_punctuation_are_never_lost(text: str) -> None:
    assert clean(text).replace("-", "") == text.replace("\u2011", "").replace("-", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How we know", "HOW WE KNOW?"),
        ("Why do you say so?", "why do you  say so"),
        ("Carers’ forum", "Carers' Forum"),
        ("Care & support", "care and support"),
        ("lived-experience", "Lived experience"),
        ("Don’t know", "Dont know"),
        ("ﬁgures", "figures"),
    ],
)
def test_case_punctuation_and_quotes_make_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_different_words_stay_different() -> None:
    assert folded("Tend to agree") != folded("Tend to disagree")
