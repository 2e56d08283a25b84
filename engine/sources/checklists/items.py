"""Which item a row is about: by its id, else by its words, never by where it stands."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.phrases import sentences
from engine.sources.checklists.recognised import Catalogue

_MOST_CHANGES = 6
_OF_ONE_STATEMENT = 0.8
"""So large a share of a part's rows makes the whole part one about their statement."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """items: one; several where it stays open; none. difference: reworded how, else empty.

    torn: the id says one item and the words another, so nothing around the row can decide.
    """

    items: tuple[str, ...]
    difference: str = ""
    torn: bool = False


def recognise(id_text: str, text: str, catalogue: Catalogue) -> Recognised:
    """The item of an id and a text. The id stands, however much was reworded, unless the words are another item's."""
    by_id = catalogue.item_of_id(id_text) or (catalogue.item_of_id(text) if not id_text else "")
    if by_id == catalogue.item_of_id(text):
        text = "" if by_id else text
    found = catalogue.items.find(text) if text else None
    if by_id and found and by_id not in found.keys:
        return Recognised((by_id, *found.keys), torn=True)
    if by_id:
        return Recognised((by_id,), _difference(by_id, text, catalogue) if text and not (found and found.exact) else "")
    if found is None:
        return Recognised(())
    return Recognised(found.keys, "" if found.exact else _difference(found.keys[0], text, catalogue))


def about(items: Iterable[Sequence[str]], title: str) -> str:
    """The statement that a part of a sheet is about: that of most of its rows, else the one in its title."""
    sure = Counter(one[0].rpartition(".")[0] for one in items if len(one) == 1)
    if sure:
        statement, most = sure.most_common(1)[0]
        return statement if most >= _OF_ONE_STATEMENT * sure.total() else ""
    return title


def settle_twins(items: Sequence[tuple[str, ...]], statement: str) -> list[tuple[str, ...]]:
    """Rows whose words are those of several items, given to the one whose statement the rows around them are about.

    statement: the one that the whole part is about. Where it has none, the part may still be sorted by statement:
    then a row belongs to the statement it stands within or beside, if that leaves one item.
    """
    if statement:
        return [_of((statement,), each) for each in items]
    runs = _runs(items)
    if not runs:
        return list(items)
    return [_beside(number, each, runs) for number, each in enumerate(items)]


def _of(statements: Collection[str], items: tuple[str, ...]) -> tuple[str, ...]:
    """The item that is of one of the statements, where no other is."""
    own = tuple(item for item in items if item.rpartition(".")[0] in statements)
    return own if len(own) == 1 else items


def _runs(items: Sequence[tuple[str, ...]]) -> list[tuple[int, str]]:
    """The rows that are sure and their statements; nothing where statements are mixed."""
    sure = [(number, each[0].rpartition(".")[0]) for number, each in enumerate(items) if len(each) == 1]
    changes = sum(one != other for (_, one), (_, other) in pairwise(sure))
    return sure if changes == len({statement for _, statement in sure}) - 1 else []


def _beside(number: int, items: tuple[str, ...], runs: list[tuple[int, str]]) -> tuple[str, ...]:
    before = next((statement for at, statement in reversed(runs) if at < number), "")
    after = next((statement for at, statement in runs if at > number), "")
    return _of((before, after), items)


def _difference(item: str, text: str, catalogue: Catalogue) -> str:
    """What was done to an item's words, one change after another."""
    before, after = catalogue.framework.items[item].text.split(), text.split()
    changes = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = " ".join(before[a:b]), " ".join(after[c:d])
        if kind == "replace":
            changes.append(f"“{old}” became “{new}”")
        elif kind == "delete":
            changes.append(f"“{old}” was taken out")
        elif kind == "insert":
            changes.append(f"“{new}” was added")
    more = len(changes) - _MOST_CHANGES
    return "; ".join(changes[:_MOST_CHANGES]) + sentences.MORE_CHANGES(max(more, 0))
