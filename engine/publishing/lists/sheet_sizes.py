"""How wide the columns and how high the rows of a sheet are, so that every word is seen and read in print."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from engine.fonts.widths import line_height, lines_needed, width_of

POINTS = 10.0
"""The size of what stands in a table."""
_DOT = 25.4 / 96
"""Millimetres: programs count a column in dots of a screen."""
_LETTER, _RIM = 7, 5
"""Dots: a column is as wide as so many zeros of Calibri 11, and leaves that much free (ECMA-376, 18.3.1.13)."""
_ARROW = 18
"""Dots that the arrow of a filter covers."""
_PAGE = 297 - 2 * 12.7
"""Millimetres across A4 landscape."""
_LEAST_SCALE = 0.8
"""Ten points are printed as eight, and no smaller."""
_NARROWEST = 0.7
"""How far a column may shrink so that all of them fit onto one page."""
_LEADING, _AROUND, _TALLEST = 1.12, 4.0, 400.0
"""Lines stand so far apart; points above and below them; Excel shows no row taller than 409."""
_MM_PER_POINT = 25.4 / 72


def widths_of(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], font: str) -> list[float]:
    """The widths of columns in zeros: as asked for, or narrower where all of them fit onto a page that way.

    None is narrower than its longest word. columns: heading and width asked for.
    """
    least = [_in_zeros(_longest(heading.split(), font, bold=True), _ARROW) for heading, _ in columns]
    for cells in rows:
        for at, cell in enumerate(cells):
            if len(cell) * 2 > least[at]:  # a letter is no wider than two zeros
                least[at] = max(least[at], _in_zeros(_longest(cell.split(), font, bold=False), 0))
    asked = [float(width) for _, width in columns]
    limit = [min(one, wide) for one, wide in zip(least, (w * 1.6 for w in asked), strict=True)]
    share = _fits(len(asked)) / sum(asked)
    wanted = [width * max(min(share, 1.0), _NARROWEST) for width in asked]
    return [max(one, wide) for one, wide in zip(limit, wanted, strict=True)]


def scale_of(widths: Sequence[float]) -> int:
    """In hundredths: so small that all columns are printed on one page, or as small as can be read."""
    return round(100 * max(_LEAST_SCALE, min(1.0, _PAGE / (_mm(widths) + 1))) - 0.5)


def height_of(cells: Iterable[str], widths: Sequence[float], font: str, *, is_heading: bool = False) -> float:
    """The height of a row in points."""
    taken = _ARROW if is_heading else 0
    lines = max(
        lines_needed(cell, font, is_heading, POINTS, _room(width, taken))
        for cell, width in zip(cells, widths, strict=True)
    )
    line = line_height(font, is_heading, POINTS) / _MM_PER_POINT * _LEADING
    return min(math.ceil(lines * line + _AROUND), _TALLEST)


def _fits(columns: int) -> float:
    """How many zeros fit beside each other on a page, in letters that can be read."""
    return (_PAGE / _LEAST_SCALE / _DOT - columns * _RIM) / _LETTER


def _mm(widths: Sequence[float]) -> float:
    return sum(width * _LETTER + _RIM for width in widths) * _DOT


def _room(width: float, taken: int) -> float:
    return max(width * _LETTER - taken, _LETTER) * _DOT


def _longest(words: Iterable[str], font: str, *, bold: bool) -> float:
    return max((width_of(word, font, bold, POINTS) for word in words), default=0.0)


def _in_zeros(width: float, taken: int) -> float:
    return (width / _DOT + taken + 1) / _LETTER
