"""How wide the columns and how high the rows of a sheet are, so that every word is seen and read in print."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from engine.fonts.widths import line_height, lines_needed, width_of
from engine.templates.new_book import DOT, PAGE, RIM, ZERO, across, beside, room_in

POINTS = 10.0
"""The size of what stands in a table."""
_INDENT = 10
"""Dots between the rim of a cell and its text: words of neighbours would else meet where grid lines are not printed."""
_ARROW = 18
"""Dots that the arrow of a filter covers."""
_LEAST_SCALE = 0.8
"""Ten points are printed as eight, and no smaller."""
_SPARE = 1.0
"""Millimetres that programs may round up to without a page more."""
_NARROWEST = 0.5
"""How far a column may shrink so that all of them fit onto one page."""
_BLANKS = re.compile(r"[ \n\t]+")
"""Where a line may be broken: not at a no-break space, such as those of a date, which Excel never breaks."""
_LEADING, _AROUND, _TALLEST = 1.12, 4.0, 400.0
"""Lines stand so far apart; points above and below them; Excel shows no row taller than 409."""
_MM_PER_POINT = 25.4 / 72


def widths_of(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]], font: str) -> list[float]:
    """The widths of columns in zeros: as asked for, or narrower where all of them fit onto a page that way.

    None is narrower than its longest word. columns: heading and width asked for.
    """
    least = [_in_zeros(_longest(heading, font, bold=True), _ARROW) for heading, _ in columns]
    for cells in rows:
        for at, cell in enumerate(cells):
            if len(cell) * 2 > least[at]:  # a letter is no wider than two zeros
                least[at] = max(least[at], _in_zeros(_longest(cell, font, bold=False), 0))
    asked = [width + _INDENT / ZERO for _, width in columns]
    limit = [min(one, wide) for one, wide in zip(least, (w * 1.6 for w in asked), strict=True)]
    share = _share(limit, asked, beside(PAGE / _LEAST_SCALE - _SPARE))
    return [max(one, wide * share) for one, wide in zip(limit, asked, strict=True)]


def scale_of(widths: Sequence[float]) -> int:
    """In hundredths: so small that all columns are printed on one page, or as small as can be read."""
    return round(100 * max(_LEAST_SCALE, min(1.0, PAGE / across(widths))) - 0.5)


def fits(widths: Sequence[float]) -> bool:
    """Whether all columns are printed on one page."""
    return across(widths) * scale_of(widths) <= 100 * PAGE


def height_of(cells: Iterable[str], widths: Sequence[float], font: str, *, is_heading: bool = False) -> float:
    """The height of a row in points."""
    taken = _INDENT + (_ARROW if is_heading else 0)
    lines = max(
        lines_needed(cell, font, is_heading, POINTS, room_in(width, taken))
        for cell, width in zip(cells, widths, strict=True)
    )
    line = line_height(font, is_heading, POINTS) / _MM_PER_POINT * _LEADING
    return min(math.ceil(lines * line + _AROUND), _TALLEST)


def _share(limit: Sequence[float], asked: Sequence[float], room: float) -> float:
    """How much each column may have of what it asks for, where none may have less than its limit."""
    free = list(range(len(asked)))
    share = 1.0
    while free:
        held = sum(limit) - sum(limit[at] for at in free)
        share = max(min((room - held) / sum(asked[at] for at in free), 1.0), _NARROWEST)
        still = [at for at in free if limit[at] <= asked[at] * share]
        if len(still) == len(free):
            break
        free = still
    return share


def _longest(text: str, font: str, *, bold: bool) -> float:
    """Millimetres of what cannot be broken over lines."""
    return max(width_of(word, font, bold, POINTS) for word in _BLANKS.split(text))


def _in_zeros(width: float, taken: int) -> float:
    return (width / DOT + RIM + _INDENT + taken + 1) / ZERO
