"""What changed between two texts, word by word, for people to read."""

from __future__ import annotations

import difflib

_SHOWN = 4
"""So many unchanged words are shown on either side of a change."""


def word_difference(before: str, after: str) -> str:
    """The text with its changes in brackets: [was: easily] [now: quickly], [gone: …], [added: …].

    Long stretches without a change are cut short.
    """
    old, new = before.split(), after.split()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    parts = []
    for number, (kind, old_from, old_to, new_from, new_to) in enumerate(steps):
        was, now = " ".join(old[old_from:old_to]), " ".join(new[new_from:new_to])
        match kind:
            case "equal":
                parts.append(_cut(old[old_from:old_to], number == 0, number == len(steps) - 1))
            case "replace":
                parts.append(f"[was: {was}] [now: {now}]")
            case "delete":
                parts.append(f"[gone: {was}]")
            case _:
                parts.append(f"[added: {now}]")
    return "only spaces changed" if old == new else " ".join(parts)


def _cut(words: list[str], first: bool, last: bool) -> str:
    """The words, with those far from a change left out."""
    head = [] if first else words[:_SHOWN]
    tail = [] if last else words[-_SHOWN:]
    if len(words) <= len(head) + len(tail) + 1:
        return " ".join(words)
    return " ".join([*head, "…", *tail])
