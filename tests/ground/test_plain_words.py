"""Text as people type it: what cleaning takes out, what makes no difference, and what a text is meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.plain_words import clean, close_by_margin, folded, one_line, without_mojibake

_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
"""Bytes that Windows-1252 has no character for, which Windows passes on as they are."""


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


# UTF-8 that some program read as Windows-1252


@pytest.mark.parametrize(
    ("mangled", "meant"),
    [
        ("Itâ€™s", "It’s"),
        ("â€œIt worksâ€\u009d", "“It works”"),
        ("â€œIt works", "“It works"),
        ("2024â€“25", "2024–25"),
        ("and so onâ€¦", "and so on…"),
        ("â‚¬5", "€5"),
        ("Carersâ„¢", "Carers™"),
        ("Â£5", "£5"),
        ("37Â°", "37°"),
        ("cafÃ©", "café"),
        ("Ã‰lan", "Élan"),
        ("voilÃ\u00a0", "voilà"),
        ("ten\u00c2\u00a0days", "ten\u00a0days"),
        ("SiÃ¢n Oâ€™Neill paid Â£5", "Siân O’Neill paid £5"),
    ],
)
def test_a_letter_that_became_two_or_three_is_that_letter_again(mangled: str, meant: str) -> None:
    assert without_mojibake(mangled) == meant


@pytest.mark.parametrize(
    "text",
    ["It’s £5", "Siân", "Ã", "SÃO PAULO", "ÂGE", "â", "100 €", "Łódź", "漢字", "", "plain words"],
)
def test_a_text_that_only_has_such_letters_stays(text: str) -> None:
    assert without_mojibake(text) == text


@pytest.mark.parametrize("text", ["itâ€™s ’", "itâ€™s 漢", "Ã©Ã"])
def test_a_text_that_is_only_mangled_in_part_stays_as_it_is(text: str) -> None:
    assert without_mojibake(text) == text


@given(st.text("abc XYZ 0123.,£€½°éèêôûçÉÁ‘’“”–—…•™"))
def test_whatever_was_mangled_is_put_back(text: str) -> None:
    mangled = "".join(bytes([byte]).decode("latin-1" if byte in _UNDEFINED else "cp1252") for byte in text.encode())
    assert without_mojibake(mangled) == text


@given(st.text(st.characters(codec="ascii")))
def test_plain_english_is_never_touched(text: str) -> None:
    assert without_mojibake(text) == text


# the choice that a text is meant to be: two texts of ten letters that share nine are alike by 0.9


def test_the_one_choice_that_is_close_is_meant() -> None:
    assert close_by_margin("abcdefghix", ["abcdefghij", "qrstuvwxyz"], 0.85, 0.1) == "abcdefghij"


def test_the_order_of_the_choices_makes_no_difference() -> None:
    assert close_by_margin("abcdefghix", ["qrstuvwxyz", "abcdefghij"], 0.85, 0.1) == "abcdefghij"


def test_a_text_is_meant_to_be_itself() -> None:
    assert close_by_margin("abcdefghij", ["abcdefghij", "abcdefghpq"], 0.85, 0.1) == "abcdefghij"


def test_without_a_choice_nothing_is_meant() -> None:
    assert close_by_margin("abcdefghij", [], 0.85, 0.1) is None


@pytest.mark.parametrize(("least", "meant"), [(0.89, "abcdefghij"), (0.9, "abcdefghij"), (0.91, None)])
def test_a_choice_must_be_as_alike_as_is_asked_for(least: float, meant: str | None) -> None:
    assert close_by_margin("abcdefghix", ["abcdefghij"], least, 0.1) == meant


@pytest.mark.parametrize("second", ["abcdefghiy", "abcdefgpix"])
def test_of_two_choices_that_are_equally_close_neither_is_meant(second: str) -> None:
    assert close_by_margin("abcdefghix", ["abcdefghij", second], 0.85, 0.05) is None


@pytest.mark.parametrize(("margin", "meant"), [(0.25, "abcd"), (0.26, None), (0.1, "abcd")])
def test_the_closest_choice_must_be_closer_by_the_margin(margin: float, meant: str | None) -> None:
    """Alike by 1 and by 0.75, which binary fractions hold exactly."""
    assert close_by_margin("abcd", ["abcx", "abcd"], 0.8, margin) == meant


def test_a_second_choice_below_what_is_asked_for_makes_the_first_doubtful_too() -> None:
    assert close_by_margin("abcd", ["abcd", "abcx"], 0.8, 0.5) is None


def test_a_text_with_its_letters_in_another_order_is_not_close() -> None:
    assert close_by_margin("abcdefghij", ["jihgfedcba"], 0.85, 0.1) is None


def test_a_letter_that_stands_everywhere_counts_like_any_other() -> None:
    """Two texts of over two hundred letters, in which those that come often must not be passed over."""
    text = "abcde " * 50
    assert close_by_margin(text, [text + "x"], 0.85, 0.1) == text + "x"


@given(st.text("abc", min_size=1, max_size=6), st.lists(st.text("abc", min_size=1, max_size=6), max_size=5))
def test_whatever_is_meant_is_one_of_the_choices_whatever_their_order(text: str, choices: list[str]) -> None:
    meant = close_by_margin(text, choices, 0.7, 0.1)
    assert meant is None or meant in choices
    assert close_by_margin(text, sorted(choices, reverse=True), 0.7, 0.1) == meant


@given(st.text("abc", min_size=4, max_size=8), st.text("xyz", min_size=4, max_size=8))
def test_a_choice_without_one_letter_of_the_text_is_never_meant(text: str, other: str) -> None:
    assert close_by_margin(text, [other], 0.5, 0.1) is None


def test_nothing_that_xml_cannot_hold_is_left_and_nothing_beside_it_is_lost() -> None:
    of_none = (
        *(number for number in range(0x20) if chr(number) not in "\t\n\r\v\f"),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    )
    assert clean("".join(map(chr, of_none))) == ""
    beside = "!\ud7a3\ue000\ufffd\U00010000"
    assert clean(beside) == beside
