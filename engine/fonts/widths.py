"""How wide words are and how high a line is in the font that prints them on this machine."""

from __future__ import annotations

from functools import lru_cache

from PIL import ImageFont

from engine.fonts.files import to_draw_with

_SIZE = 200.0
"""Letters are measured so large, in dots, and the width is scaled down: hints for small letters do not show."""
_MM_PER_POINT = 25.4 / 72


@lru_cache(maxsize=16384)
def width_of(words: str, face: str, bold: bool, points: float) -> float:
    """The width of words in millimetres, without the space between pairs that some programs take away."""
    return float(_measured(face, bold).getlength(words)) / _SIZE * points * _MM_PER_POINT


@lru_cache(maxsize=64)
def line_height(face: str, bold: bool, points: float) -> float:
    """The height of a single line in millimetres, as the font's own file asks for it."""
    font = _measured(face, bold)
    if not isinstance(font, ImageFont.FreeTypeFont):
        return points * 1.2 * _MM_PER_POINT
    above, below = font.getmetrics()
    return (above + below) / _SIZE * points * _MM_PER_POINT


def _measured(face: str, bold: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return to_draw_with(face, bold, _SIZE)
