"""Numbers the way Excel shows them: a cell holds 0.71, and its format says 71%."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*+)[^\]]*+\]|(\[[^\]]*\]|_.|\*.)|([0#?][0#?,.]*)|(%)|(.)')
"""Quoted words, an escaped character, a currency, what only takes up room, the digits, percent, any other character."""
_LONGEST = 255
"""Letters of a format, as Excel allows them. A longer one counts as none."""
_PLAIN = frozenset("£€$-+() ")
"""Characters that Excel prints as they stand in a format."""
_EXACT_BELOW = 1e15
"""From here on Excel itself no longer knows the last digits, so no format is applied."""
_DIGITS_WITHOUT_FORMAT = 10
"""What a cell without a format shows of a number; further digits are how computers store fractions."""


def shown(value: int | float, form: str) -> str | int | float:
    """The number as its cell shows it; the number itself where the format adds nothing or is of a kind unknown here."""
    parts = _parts(form.partition(";")[0]) if is_format(form) else None
    if parts is None or not abs(value) < _EXACT_BELOW:
        return _plain(value)
    before, pattern, after, percent = parts
    digits = pattern.rstrip(",")
    thousands = len(pattern) - len(digits)
    words = _digits(abs(Decimal(str(value))).scaleb(2 * percent - 3 * thousands), digits)
    sign = "-" if value < 0 and re.search("[1-9]", words) else ""
    return f"{sign}{before.lstrip()}{words}{after.rstrip()}"


def is_format(form: str) -> bool:
    """Whether a text can be a format at all."""
    return len(form) <= _LONGEST


def _parts(form: str) -> tuple[str, str, str, int] | None:
    """What stands before the digits, their pattern, what stands after, and how many percent signs there are.

    None for the formats of dates, fractions and the like.
    """
    around, digits, percents = ["", ""], "", 0
    for quoted, escaped, currency, room, pattern, percent, other in _TOKEN.findall(form):
        if (pattern and digits) or (other and other not in _PLAIN):
            return None
        digits = digits or pattern
        percents += bool(percent)
        if not pattern and not room:
            around[bool(digits)] += quoted or escaped or currency or percent or other
    return (around[0], digits, around[1], percents) if digits else None


def _digits(value: Decimal, pattern: str) -> str:
    """Rounded as Excel rounds, a half away from zero; # behind the point stands for a digit that may be left out."""
    whole, point, fraction = pattern.partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    width = whole.count("0") + len(point + fraction)
    words = f"{rounded:,f}" if "," in whole else f"{rounded:f}".zfill(width)
    for place in reversed(fraction):
        if place == "0" or not words.endswith("0"):
            break
        words = words[:-1]
    return words.rstrip(".") if fraction else words


def _plain(value: int | float) -> int | float:
    if isinstance(value, int):
        return value
    exact = float(f"{value:.{_DIGITS_WITHOUT_FORMAT}g}")
    return int(exact) if exact.is_integer() else exact
