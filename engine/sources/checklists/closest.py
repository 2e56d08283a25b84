"""The one of several known texts that somebody's text stands for: the same once folded, or clearly the closest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from engine.plain_words import folded


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close a text must come, in hundredths of its letters, and by how much the second best must be worse."""

    least: float
    margin: float


@dataclass(frozen=True, slots=True)
class Found:
    """The keys a text stands for: one, or several with the same text; exact where only folding lay between."""

    keys: tuple[str, ...]
    exact: bool


class Wordings:
    """Known texts by their keys. Several keys may share one text; they are never told apart here."""

    def __init__(self, texts: Iterable[tuple[str, str]], closeness: Closeness) -> None:
        by_text: dict[str, list[str]] = {}
        for key, text in texts:
            keys = by_text.setdefault(folded(text), [])
            keys.extend([key] if key not in keys else [])
        self._keys: Mapping[str, list[str]] = by_text
        self._texts = list(by_text)
        self._most_texts = max(Counter(key for keys in by_text.values() for key in keys).values(), default=1)
        """Of one key: a text that was reworded is known in its former words too, which are no rival of it."""
        self._closeness = closeness

    def exactly(self, text: str) -> tuple[str, ...]:
        """The keys of a text, whatever its case, quotes, dashes and spaces; a number before it is passed over."""
        plain = folded(text)
        return tuple(self._keys.get(plain) or self._keys.get(_without_number(plain)) or ())

    def find(self, text: str) -> Found | None:
        """What a text stands for; None where nothing is close, or two are nearly as close as one another."""
        if keys := self.exactly(text):
            return Found(keys, True)
        plain = _without_number(folded(text))
        if not plain:
            return None
        best = process.extract(plain, self._texts, scorer=fuzz.ratio, limit=1 + self._most_texts, score_cutoff=0)
        nearest, score = self._keys[best[0][0]], best[0][1]
        second = next((likeness for text, likeness, _ in best[1:] if self._keys[text] != nearest), 0.0)
        if score < self._closeness.least or score - second < self._closeness.margin:
            return None
        return Found(tuple(nearest), False)


def _without_number(plain: str) -> str:
    """A folded text without the numbers somebody put before it."""
    words = plain.split()
    while words and words[0].isdigit():
        words.pop(0)
    return " ".join(words)
