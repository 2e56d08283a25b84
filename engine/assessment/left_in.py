"""Text that was never meant for the report: prompts of the form, wording of the framework, marks of unfinished work."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator
from functools import lru_cache

from engine.assessment.texts import texts
from engine.findings import Finding, error
from engine.model.assessment import SelfAssessment
from engine.model.framework import Framework
from engine.model.roles import ReadFor
from engine.model.walk import Held
from engine.plain_words import folded

_CLOSE = 0.9
"""How alike a paragraph and a prompt must be for one to be the other with a word changed."""
_SHARED = 0.7
"""The share of their words that two texts so alike have in common at the least: quick to count."""
_LONG = 6
"""Words from which on a prompt is nobody's own by accident, so that a small change or text around it hide nothing."""

_PLACEHOLDERS = re.compile(
    r"""\bT\.?B\.?[CDA]\b\.? | \bTODO\b | \b[Xx]{3,}\b | \bXX\b | \b[xX]{2,}\s?% | \?{3,}
    | [\[<(]\s*(?:insert|add|enter|name|number|figure|date|council|your|placeholder)\b[^\])>]*[\]>)]
    | \binsert\b[^.]{1,40}\bhere\b | \bclick\ (?:or\ tap\ )?here\ to\ enter\b | \blorem\ ipsum\b | \b_{3,} | \.{6,}""",
    re.VERBOSE | re.IGNORECASE,
)
_MUST_BE_CAPITAL = re.compile(r"tb[cda]|todo", re.IGNORECASE)


def left_in_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """S-04 for whatever its writer has to delete, answer or finish."""
    guidance = _guidance_of(assessment.framework)
    for held in texts(assessment, ReadFor.PROMPTS):
        if guidance.is_in(held.text):
            message = f'"{held.text[:70]}" is a prompt for the writer, not text of yours.'
            yield error("S-04", held.place, message, "Delete it, or answer it.", held.about)
    for held in texts(assessment, ReadFor.GAPS):
        yield from _placeholder(held)


def _placeholder(held: Held) -> Iterator[Finding]:
    for message in _places_to_fill_in(held.text):
        yield error("S-04", held.place, message, "Write what belongs there.", held.about)


@lru_cache(maxsize=8192)  # few texts change between one save and the next
def _places_to_fill_in(text: str) -> tuple[str, ...]:
    """What is said of each place in a text that was to be filled in."""
    return tuple(
        f'"{match[0]}" holds a place that was to be filled in: '
        f'"{text[max(match.start() - 30, 0) : match.end() + 30].strip()}".'
        for match in _PLACEHOLDERS.finditer(text)
        if match[0].isupper() or not _MUST_BE_CAPITAL.fullmatch(match[0])
    )


def _guidance_of(framework: Framework) -> Guidance:
    items = (item.text for statement in framework.statements for item in statement.items)
    return _guidance(tuple(framework.prompts()), (*items, *(row.text for row in framework.library)))


@lru_cache(maxsize=4)
def _guidance(prompts: tuple[str, ...], others: tuple[str, ...]) -> Guidance:
    return Guidance(set(map(folded, prompts)), set(map(folded, others)))


class Guidance:
    """The framework's strings, folded; those of some length are also found within a text, or with a small change."""

    def __init__(self, prompts: set[str], others: set[str]) -> None:
        long = sorted(text for text in prompts | others if len(text.split()) >= _LONG)
        self.exact = prompts.union(long)
        self.by_run: dict[tuple[str, ...], list[str]] = {}
        """Each under its second to fifth word: whole words wherever it stands, and seldom those of another."""
        self.words = {text: frozenset(text.split()) for text in long}
        self.by_word: dict[str, list[str]] = {}
        """Each under every word of it."""
        self.is_in = lru_cache(maxsize=8192)(self._is_in)  # few texts change between one save and the next
        for text in long:
            self.by_run.setdefault(tuple(text.split()[1 : _LONG - 1]), []).append(text)
            for word in self.words[text]:
                self.by_word.setdefault(word, []).append(text)

    def _is_in(self, text: str) -> bool:
        """Whether a text is one of them, is one but for a few letters, or holds one whole."""
        said = folded(text)
        words = said.split()
        if said in self.exact or len(set(words)) < _LONG // 2:
            return said in self.exact
        runs = zip(*(words[start:] for start in range(_LONG - 2)), strict=False)
        if any(known in said for run in runs for known in self.by_run.get(run, ())):
            return True
        return any(
            difflib.SequenceMatcher(None, said, known, autojunk=False).ratio() >= _CLOSE
            for known in self._with_words_of(frozenset(words))
        )

    def _with_words_of(self, words: frozenset[str]) -> Iterator[str]:
        """Those that share so many of these words: they lack few, so they have one of the rarest of a few more."""
        most_lacking = len(words) - math.ceil(_SHARED * len(words))
        rarest = sorted(words, key=lambda word: len(self.by_word.get(word, ())))[: most_lacking + 1]
        for known in {text: None for word in rarest for text in self.by_word.get(word, ())}:
            parts = self.words[known]
            if len(words & parts) >= _SHARED * max(len(words), len(parts)):
                yield known
