"""Which text of a new edition is which of the former: by its words, and only with a clear margin."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.plain_words import folded

_STEM = 6
"""Words are compared by so many letters, so that assess, assesses and assessment are one."""
_LEAST, _MARGIN = 0.45, 0.1
"""How alike two texts must be, from 0 to 1, and by how much more than any other pair with one of them."""
_LEAST_IN_OTHER_WORDS = 0.1


@dataclass(frozen=True, slots=True)
class Matched:
    """pairs: for each new text the index of the former text it is, or None. doubts: new texts with several candidates,
    each with the indices of the former ones.
    """

    pairs: tuple[int | None, ...]
    doubts: tuple[tuple[int, tuple[int, ...]], ...]


def match(former: Sequence[str], new: Sequence[str], own_words: bool) -> Matched:
    """Pair the texts. own_words: the former ones tell the same things in the same order in other words.

    In that case the order counts as well: a text told in other words may share too few of them to be recognised by
    itself.
    """
    likeness = _likeness(former, new)
    if own_words:
        pairs = _aligned(likeness, len(former))
        return Matched(tuple(pairs.get(index) for index in range(len(new))), ())
    pairs = _equal(former, new)
    doubts = _close(likeness, pairs)
    return Matched(tuple(pairs.get(index) for index in range(len(new))), doubts)


def _equal(former: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Texts that agree but for case, punctuation and spaces."""
    left: dict[str, list[int]] = {}
    for index, text in enumerate(former):
        left.setdefault(folded(text), []).append(index)
    return {index: same.pop(0) for index, text in enumerate(new) if (same := left.get(folded(text)))}


def _close(likeness: list[list[float]], pairs: dict[int, int]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Add the texts that are each other's nearest by a clear margin. Gives the doubtful ones."""
    taken = set(pairs.values())
    open_new = [new for new in range(len(likeness)) if new not in pairs]
    scores = {
        (new, old): score
        for new in open_new
        for old, score in enumerate(likeness[new])
        if old not in taken and score >= _LEAST
    }
    doubts = []
    for new in open_new:
        best = max((old for n, old in scores if n == new), key=lambda old: scores[new, old], default=None)
        if best is None:
            continue
        near = scores[new, best] - _MARGIN
        rivals = [(n, old) for (n, old), score in scores.items() if (n == new) != (old == best) and score > near]
        if rivals:
            doubts.append((new, tuple(sorted({best, *(old for n, old in rivals if n == new)}))))
        else:
            pairs[new] = best
    return tuple(doubts)


def _aligned(likeness: list[list[float]], formers: int) -> dict[int, int]:
    """The pairs that keep both orders and are alike most, all taken together."""
    news = len(likeness)
    best = [[0.0] * (formers + 1) for _ in range(news + 1)]
    for new in range(news - 1, -1, -1):
        for old in range(formers - 1, -1, -1):
            together = best[new + 1][old + 1] + _worth(likeness[new][old])
            best[new][old] = max(together, best[new + 1][old], best[new][old + 1])
    pairs, new, old = {}, 0, 0
    while new < news and old < formers:
        worth = _worth(likeness[new][old])
        if worth and best[new][old] == best[new + 1][old + 1] + worth:
            pairs[new] = old
            new, old = new + 1, old + 1
        elif best[new][old] == best[new + 1][old]:
            new += 1
        else:
            old += 1
    return pairs


def _worth(likeness: float) -> float:
    return likeness if likeness >= _LEAST_IN_OTHER_WORDS else 0.0


def _likeness(former: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    """For each new text how alike each former one is: the cosine of their words, rare words counting more."""
    stems = [_stems(text) for text in (*former, *new)]
    seen = Counter(stem for text in stems for stem in text)
    weighed = [
        {stem: count * math.log((len(stems) + 1) / seen[stem]) for stem, count in text.items()} for text in stems
    ]
    olds, news = weighed[: len(former)], weighed[len(former) :]
    return [[_cosine(a, b) for b in olds] for a in news]


def _stems(text: str) -> Counter[str]:
    return Counter(word[:_STEM] for word in re.findall(r"\w+", folded(text)))


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    shared = sum(weight * b.get(stem, 0.0) for stem, weight in a.items())
    size = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return shared / size if size else 0.0
