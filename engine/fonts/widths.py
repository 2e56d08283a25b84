"""How wide words are and how high a line is in the font that prints them on this machine."""

from __future__ import annotations

from functools import lru_cache

from engine.fonts.files import above_and_below, of_fields_at, to_draw_with

_SIZE = 200.0
"""Letters are measured so large, in dots, and the width is scaled down: hints for small letters do not show."""
_MM_PER_POINT = 25.4 / 72


@lru_cache(maxsize=16384)
def width_of(words: str, face: str, bold: bool, points: float) -> float:
    """The width of words in millimetres, without the space between pairs that some programs take away."""
    return float(to_draw_with(face, bold, _SIZE).getlength(words)) / _SIZE * points * _MM_PER_POINT


@lru_cache(maxsize=64)
def line_height(face: str, bold: bool, points: float) -> float:
    """The height of a single line in millimetres, as the font's own file asks for it."""
    return sum(above_and_below(face, bold, _SIZE)) / _SIZE * points * _MM_PER_POINT


@lru_cache(maxsize=16384)
def lines_needed(text: str, face: str, bold: bool, points: float, room: float) -> int:
    """How many lines a text takes in so many millimetres; what is wider than a line is broken between letters."""
    space, lines = width_of(" ", face, bold, points), 0
    for part in text.split("\n"):
        at = 0.0
        lines += 1
        for word in part.split():
            wide = width_of(word, face, bold, points)
            if at and at + space + wide > room:
                lines, at = lines + 1, 0.0
            at += wide + (space if at else 0.0)
            if at > room:
                more = int(at // room)
                lines, at = lines + more, at - more * room
    return lines


def lines_in_field(words: str, width: float, points: float) -> list[str]:
    """Words as they are broken into lines in a field of so many millimetres, in the letters of fields.

    A word that is wider than the field is broken between letters. Raises ConversionError where there is no such font.
    """
    font, room = of_fields_at(_SIZE), width / (points * _MM_PER_POINT) * _SIZE
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and font.getlength(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]
