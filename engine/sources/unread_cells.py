"""Filled cells of which nothing is read: named with their words, so that none is lost in silence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from openpyxl.utils import get_column_letter

from engine.foreign.start_tags import CellAt
from engine.phrases.forms import and_more
from engine.phrases.issued import FACTS, ISSUED
from engine.plain_words import clean, folded

_NAMED = 8
_SHOWN = 60
_ISSUED = frozenset(map(folded, ISSUED))
_FACTS = frozenset(map(folded, FACTS))

Words = Sequence[tuple[CellAt, str]]
"""What stands in cells, in the order of reading."""


def of_people(cells: Mapping[CellAt, str], known: Collection[str] = ()) -> Words:
    """The cells without those that a workbook is sent out with, and without columns that only count the rows.

    known: other words that stand on the sheet by themselves, such as its title.
    """
    passed = _ISSUED | set(map(folded, known))
    words = {at: text for at, value in sorted(cells.items()) if (text := clean(value)) and folded(text) not in passed}
    facts = [at for at, text in words.items() if folded(text) in _FACTS]
    for row, column in facts:
        words.pop((row, column))
        words.pop((row, column + 1), None)
    for column in {column for _, column in words}:
        for at in _counting([at for at in words if at[1] == column], words):
            del words[at]
    return list(words.items())


def _counting(cells: Sequence[CellAt], words: Mapping[CellAt, str]) -> list[CellAt]:
    """The cells of a column that say 1, 2, 3 and are all it says below its heading, with the heading."""
    numbers = [at for at in cells if words[at].rstrip(".)").isdecimal()]
    counted = [int(words[at].rstrip(".)")) for at in numbers]
    if not counted or counted[0] > 1 or any(other - one != 1 for one, other in pairwise(counted)):
        return []
    (row, column), *_ = numbers
    headings = [at for at in cells if at not in numbers]
    if any(at[0] > row for at in headings):
        return []
    return [*numbers, *(at for at in headings if at == (row - 1, column))]


def named(words: Words) -> str:
    """The first of them with their places, and how many more there are."""
    first = (f'"{text[:_SHOWN]}" ({get_column_letter(column)}{row})' for (row, column), text in words[:_NAMED])
    return and_more(", ".join(first), len(words) - _NAMED)
