"""Characters that nobody sees are taken out, and told where they change what is printed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.findings import Place, unseen_letters, warning
from engine.plain_words import clean, clean_together
from engine.unseen_letters import unseen_in

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
RLM, LRM, ALM, ZWNJ, ZWJ = "\u200f", "\u200e", "\u061c", "\u200c", "\u200d"
TURNING = [0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x2070)]
FILLING = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x3164, 0xFFA0, *range(0xFFF9, 0xFFFD)]
NO_LETTERS = [0x85 - 1, 0x9B, 0x7F, 0xFDD0, 0xFDEF, 0xFFFE, 0x1FFFF, 0x10FFFE, 0xE0001, 0xE0041, 0xE007F]
HARMLESS = [0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD]


@pytest.mark.parametrize("code", [*TURNING, *FILLING, *NO_LETTERS])
def test_what_nobody_sees_is_taken_out_and_told(code: int) -> None:
    text = f"after: {chr(code)}12, 41."
    assert clean(text) == "after: 12, 41."
    (told,) = unseen_letters(Place("inputs/council.yaml", "line 3"), text)
    assert (told.code, told.severity) == ("I-52", "warning")
    assert f"U+{code:04X}" in told.message
    assert '"after: 12, 41."' in told.message


@pytest.mark.parametrize("code", HARMLESS)
def test_what_word_leaves_behind_is_taken_out_without_a_word(code: int) -> None:
    assert clean(f"co{chr(code)}operation") == "cooperation"
    assert unseen_in(f"co{chr(code)}operation") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Müller",
        "مرحبا ١٢",
        "שלום 12",
        "naïve",
        "한국어",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert clean(text) == text
    assert unseen_in(text) == ""


def test_lines_and_tabs_are_no_unseen_letters() -> None:
    assert unseen_in("one\ntwo\tthree\r\n") == ""


NEEDED = {
    "Persian": f"می{ZWNJ}خواهم به خانه بروم",
    "Hindi": f"क्{ZWJ}ष",
    "a family": f"👨{ZWJ}👩{ZWJ}👧",
    "a flag": f"🏳\ufe0f{ZWJ}🌈",
    "Arabic with a mark behind its full stop": f"she said «شكرا جزيلا.»{RLM} and left",
    "Arabic before a bracket": f"he wrote {RLM}(شكرا)",
    "a name in Latin letters": f"أحب C++{LRM} كثيرا",
    "Arabic with a percent sign": f"نسبة{ALM} 12%",
    "an Arabic quotation in English": f"one wrote {RLI}شكرا (12){PDI}, another nothing",
    "English in Hebrew": f"אמר {LRI}Section A{PDI} פעמיים",
    "one within another": f"{RLI}קרא {LRI}Wenlow{PDI} היום{PDI}",
}


@pytest.mark.parametrize("text", NEEDED.values(), ids=NEEDED)
def test_what_a_script_needs_stays(text: str) -> None:
    assert clean(text) == text
    assert unseen_letters(Place("inputs/narrative/equity.docx"), text) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"after: {RLI}12, 41{PDI}.", "after: 12, 41."),
        (f"after: {RLI}12, 41{PDI} شكرا", "after: 12, 41 شكرا"),
        (f"after: {RLI}12, 41 ש{PDI}", "after: 12, 41 ש"),
        (f"rate 12{RLM}, 41 شكرا", "rate 12, 41 شكرا"),
        (f"شكرا {RLI}جزيلا", "شكرا جزيلا"),
        (f"شكرا{PDI} 12", "شكرا 12"),
        (f"{RLI}شكرا\nجزيلا{PDI}", "شكرا\nجزيلا"),
        ("\u202eشكرا 12, 41\u202c", "شكرا 12, 41"),
    ],
)
def test_what_would_turn_figures_or_does_not_end_is_taken_out_and_told(typed: str, kept: str) -> None:
    assert clean(typed) == kept
    assert (unseen_in(typed) != "") == (RLM not in typed)


@pytest.mark.parametrize("word", [f"co{ZWNJ}operation", f"co{ZWJ}operation", f"12{ZWJ}41"])
def test_joiners_where_nothing_joins_are_taken_out(word: str) -> None:
    assert clean(word) == word.replace(ZWNJ, "").replace(ZWJ, "")


def test_marks_that_belong_together_may_stand_in_two_runs() -> None:
    parts = [f"one wrote {RLI}", "شكرا", f"{PDI}, two"]
    assert clean_together(parts) == [f"one wrote {RLI}", "شكرا", f"{PDI}, two"]
    assert clean_together([f"one wrote {RLI}", "12, 41", f"{PDI}, two"]) == ["one wrote", "12, 41", ", two"]


def test_a_quotation_turns_nothing_in_a_finding() -> None:
    whole, cut = (f'"{RLI}شكرا{end} جزيلا" rests on 1 kind, not 2.' for end in (PDI, ""))
    assert warning("T-01", Place("x"), whole).message == '"شكرا جزيلا" rests on 1 kind, not 2.'
    assert warning("T-01", Place("x"), cut).message == '"\\u2067شكرا جزيلا" rests on 1 kind, not 2.'


pieces = st.sampled_from(
    [*"aش1 ,.%(", "12", "שלום", "Wenlow", "\n", RLI, LRI, FSI, PDI, RLM, LRM, ALM, ZWNJ, ZWJ, "\u202e"]
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_whatever_stays_is_balanced_and_turns_no_figure(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert unseen_in(kept) == ""
    for line in kept.split("\n"):
        depth = 0
        for letter in line:
            depth += (letter in (LRI, RLI, FSI)) - (letter == PDI)
            assert depth >= 0
        assert depth == 0
        if not any(
            unicodedata.bidirectional(letter) in ("R", "AL") for letter in line.replace(RLM, "").replace(ALM, "")
        ):
            assert not set(line) & {LRI, RLI, FSI, PDI, RLM, LRM, ALM}
    letters = [letter for letter in text if unicodedata.category(letter) not in ("Cf", "Zs", "Cc")]
    assert [letter for letter in kept if unicodedata.category(letter) not in ("Cf", "Zs", "Cc")] == letters
