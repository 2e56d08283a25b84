"""Letters known by their outline: those of a font that pdfium does not bring along, and others in their place."""

from __future__ import annotations

import string

import pytest
from PIL import Image, ImageDraw, ImageFont

from engine.fonts.files import to_draw_with
from engine.signatures.letter_shapes import is_known, is_letter


def drawn(letter: str, bold: bool = False) -> Image.Image:
    picture = Image.new("L", (140, 160), 255)
    font = to_draw_with("Liberation Sans", bold, 80)
    assert isinstance(font, ImageFont.FreeTypeFont)
    ImageDraw.Draw(picture).text((30, 30), letter, font=font, fill=0)
    return picture


@pytest.mark.slow
@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_and_digit_is_known_in_another_font(bold: bool) -> None:
    letters = string.ascii_letters + string.digits + "âéô’-.,&"
    assert [letter for letter in letters if not is_letter(drawn(letter, bold), letter)] == []


def test_no_digit_passes_for_another() -> None:
    pairs = [(shown, held) for shown in string.digits for held in string.digits if shown != held]
    assert [pair for pair in pairs if is_letter(drawn(pair[0]), pair[1])] == []


@pytest.mark.slow
@pytest.mark.parametrize(("shown", "held"), [("Karim Bose", "Priya Nair"), ("Nair", "Hair"), ("Jones", "James")])
def test_no_name_passes_for_another(shown: str, held: str) -> None:
    pairs = zip(shown.replace(" ", ""), held.replace(" ", ""), strict=True)
    assert not all(is_letter(drawn(one), other) for one, other in pairs)


def test_nothing_and_a_box_are_no_letter() -> None:
    picture = Image.new("L", (140, 160), 255)
    assert not is_letter(picture, "a")
    ImageDraw.Draw(picture).rectangle((30, 30, 90, 120), fill=0)
    assert not is_letter(picture, "a")


def test_letters_of_scripts_that_nobody_here_can_draw_are_not_known() -> None:
    assert [letter for letter in "яλ王عא한क" if is_known(letter)] == []


def test_letters_of_ours_are_known_where_their_mark_can_be_seen() -> None:
    assert [letter for letter in "âéñøßš-’&1" if not is_known(letter)] == []
    assert [letter for letter in "ţăłęșżķōļąŵ" if is_known(letter)] == []
