"""What changed between two texts, word by word, for people to read."""

from __future__ import annotations

import difflib

_SHOWN = 4
"""So many unchanged words are shown on either side of a change."""


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """The text in pieces, each with its words before and after; alike in both where nothing changed.

    Long stretches without a change are cut short.
    """
    old, new = before.split(), after.split()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pieces = []
    for number, (kind, old_from, old_to, new_from, new_to) in enumerate(steps):
        was, now = " ".join(old[old_from:old_to]), " ".join(new[new_from:new_to])
        if kind == "equal":
            was = now = _cut(old[old_from:old_to], number == 0, number == len(steps) - 1)
        pieces.append((was, now))
    return pieces


def word_difference(before: str, after: str) -> str:
    """The text with its changes in brackets: [was: easily] [now: quickly], [gone: …], [added: …].

    Long stretches without a change are cut short.
    """
    if before.split() == after.split():
        return "only spaces changed"
    return " ".join(_in_brackets(was, now) for was, now in word_changes(before, after))


def _in_brackets(was: str, now: str) -> str:
    if was == now:
        return was
    if was and now:
        return f"[was: {was}] [now: {now}]"
    return f"[gone: {was}]" if was else f"[added: {now}]"


def _cut(words: list[str], first: bool, last: bool) -> str:
    """The words, with those far from a change left out."""
    head = [] if first else words[:_SHOWN]
    tail = [] if last else words[-_SHOWN:]
    if len(words) <= len(head) + len(tail) + 1:
        return " ".join(words)
    return " ".join([*head, "…", *tail])
