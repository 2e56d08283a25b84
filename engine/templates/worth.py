"""Days and numbers as templates get them: printed as words, sorted, compared and added up as what they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from engine.plain_words import long_date

NOTHING = "–"
"""How a day or number that is not there is printed."""
Worth = date | int | float | None

_NUMBER = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s?(k|thousand|m|million|bn|billion)?(?![^\W\d_])", re.IGNORECASE)
_TIMES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}


class Worded(str):
    """A text that stands for a day or a number. worth: which one; None where there is none.

    It is the text wherever a text is asked for. Beside a number, a day as 2026-03-14, or another of its kind it is
    compared by its worth; without one it is neither smaller nor larger than anything.
    """

    __slots__ = ("worth",)
    worth: Worth

    def __new__(cls, words: str, worth: Worth = None) -> Worded:
        made = super().__new__(cls, words)
        made.worth = worth
        return made

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, str):
            return isinstance(other, int | float) and self.worth == other
        return str(self) == str(other) or (self.worth is not None and self.worth == worth_of(other, self.worth))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: Any) -> bool:
        return self._compared(other, lambda mine, theirs: mine < theirs)

    def __le__(self, other: Any) -> bool:
        return self._compared(other, lambda mine, theirs: mine <= theirs)

    def __gt__(self, other: Any) -> bool:
        return self._compared(other, lambda mine, theirs: mine > theirs)

    def __ge__(self, other: Any) -> bool:
        return self._compared(other, lambda mine, theirs: mine >= theirs)

    def _compared(self, other: Any, compare: Callable[[Any, Any], bool]) -> bool:
        theirs = worth_of(other, self.worth)
        both_days = isinstance(self.worth, date) and isinstance(theirs, date)
        both_numbers = isinstance(self.worth, int | float) and isinstance(theirs, int | float)
        return compare(self.worth, theirs) if both_days or both_numbers else False


def day(when: date | None) -> Worded:
    """A day as it is written in a British letter; a dash where there is none."""
    return Worded(long_date(when), when) if when else Worded(NOTHING)


def number(amount: int | float | None, words: str = "") -> Worded:
    """A number, in these words or in figures; a dash where there is none."""
    return Worded(NOTHING) if amount is None else Worded(words or str(amount), amount)


def amount(typed: str) -> Worded:
    """A value as somebody typed it, with its unit: worth the one number in it, none where there are more or none."""
    found = _NUMBER.findall(typed)
    if len(found) != 1 or len(re.findall(r"\d[\d,.]*", typed)) != 1:
        return Worded(typed)
    figures, times = found[0]
    worth = float(figures.replace(",", "")) * 10 ** _TIMES.get(times.casefold(), 0)
    return Worded(typed, int(worth) if worth.is_integer() else worth)


def worth_of(value: Any, like: Worth = None) -> Worth:
    """What a value is worth. like: beside a day, a text that is one, such as 2026-03-14, is that day."""
    if isinstance(value, Worded):
        return value.worth
    if isinstance(value, str):
        return _written_day(value) if isinstance(like, date) else None
    return value if isinstance(value, int | float | date) else None


def as_number(value: Any) -> Any:
    """The number that a text of ours stands for; any other value as it is."""
    if isinstance(value, Worded) and isinstance(value.worth, int | float):
        return value.worth
    return value


def _written_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
