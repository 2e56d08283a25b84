"""Characters that nobody sees are taken out, and told where they change what is printed."""

from __future__ import annotations

import pytest

from engine.findings import Place, unseen_letters
from engine.plain_words import clean
from engine.unseen_letters import unseen_in

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
