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
    text = held.text
    for match in _PLACEHOLDERS.finditer(text):
        if _MUST_BE_CAPITAL.fullmatch(match[0]) and not match[0].isupper():
            continue
        start = max(match.start() - 30, 0)
        message = f'"{match[0]}" holds a place that was to be filled in: "{text[start : match.end() + 30].strip()}".'
        yield error("S-04", held.place, message, "Write what belongs there.", held.about)


def _guidance_of(framework: Framework) -> _Guidance:
    items = (item.text for statement in framework.statements for item in statement.items)
    return _guidance(tuple(framework.prompts()), (*items, *(row.text for row in framework.library)))


@lru_cache(maxsize=4)
def _guidance(prompts: tuple[str, ...], others: tuple[str, ...]) -> _Guidance:
    return _Guidance(set(map(folded, prompts)), set(map(folded, others)))


class _Guidance:
    """The framework's strings, folded; those of some length are also found within a text, or with a small change."""

    def __init__(self, prompts: set[str], others: set[str]) -> None:
        long = sorted(text for text in prompts | others if len(text.split()) >= _LONG)
        self.exact = prompts.union(long)
        self.by_run: dict[tuple[str, ...], list[str]] = {}
        """Each under its second to fifth word: whole words wherever it stands, and seldom those of another."""
        self.by_size: dict[int, list[tuple[str, frozenset[str]]]] = {}
        """Each under the number of its different words."""
        self.is_in = lru_cache(maxsize=8192)(self._is_in)  # few texts change between one save and the next
        for text in long:
            words = text.split()
            self.by_run.setdefault(tuple(words[1 : _LONG - 1]), []).append(text)
            self.by_size.setdefault(len(set(words)), []).append((text, frozenset(words)))

    def _is_in(self, text: str) -> bool:
        """Whether a text is one of them, is one but for a few letters, or holds one whole."""
        said = folded(text)
        words = said.split()
        if said in self.exact or len(set(words)) < _LONG // 2:
            return said in self.exact
        runs = zip(*(words[start:] for start in range(_LONG - 2)), strict=False)
        if any(known in said for run in runs for known in self.by_run.get(run, ())):
            return True
        own = frozenset(words)
        return any(
            len(own & parts) >= _SHARED * max(len(own), size)
            and difflib.SequenceMatcher(None, said, known, autojunk=False).ratio() >= _CLOSE
            for size in range(math.ceil(_SHARED * len(own)), math.floor(len(own) / _SHARED) + 1)
            for known, parts in self.by_size.get(size, ())
        )
