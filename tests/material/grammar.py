"""Slips of grammar beside a number: what a reader stumbles over where a program counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.phrases import nouns
from engine.phrases.forms import Noun, in_words

NOUNS = tuple(found for found in vars(nouns).values() if isinstance(found, Noun))
_FEW = "|".join(in_words(number) for number in range(2, 13))
_MANY_DIGITS = r"(?<![\d.,:/£-])(?:[2-9]|[1-9]\d{1,2}|\d{1,3}(?:,\d{3})+)(?![\d.,:/%]|\s?%)"
_ONE = r"(?:(?<![\w.,:/£#-])1|(?<![\w-])[Oo]ne|(?<![\w-])a single)"
_SEVERAL = rf"(?:{_MANY_DIGITS}|\b(?:{_FEW})|\b(?:{_FEW.title()}))"


def _words(forms: Iterator[str]) -> str:
    """Any of the words as it stands at the end of a name: longest first, so that the whole of it is meant."""
    return "|".join(sorted({re.escape(form) for form in forms}, key=len, reverse=True))


_ONE_OF_THEM = _words(noun.one for noun in NOUNS)
_SEVERAL_OF_THEM = _words(noun.many for noun in NOUNS)
_ENDS = (
    r"(?=[.,;:!?)]|\s+(?:is|are|was|were|has|have|of|and|or|in|on|from|beside|agree|agrees|do|does|that|which)\b|\s*$)"
)
_SLIPS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"{_ONE} (?:{_SEVERAL_OF_THEM})\b",
        rf"{_SEVERAL} (?:{_ONE_OF_THEM})\b{_ENDS}",
        rf"\bof 1 (?:{_SEVERAL_OF_THEM})\b",
        r"\b[Nn]o (?:are|have|do|were)\b",
        r"\b[Nn]one of the one\b",
        rf"{_ONE} (?:{_ONE_OF_THEM}) (?:are|have|do|were|stand|show|agree with)\b",
        rf"\b1 of \d+ (?:{_SEVERAL_OF_THEM}) (?:are|have|do|were|show|name)\b",
        rf"(?<!of )(?<!of the ){_SEVERAL} (?:{_SEVERAL_OF_THEM}) (?:is|has|does|was|shows|stands)\b",
        rf"\b(?:[Ee]very|[Ee]ach) (?:{_SEVERAL_OF_THEM})\b",
        rf"\b(?:[Aa]ll|[Bb]oth) (?:{_ONE_OF_THEM})\b{_ENDS}",
        r"\b[Tt]he (?:no|0) \w+\b",
        r"\b[Hh]ow no \w+",
        r"\b[Aa]ll (?:one|1)\b(?![,.]\d)",
    )
)


def slips(text: str) -> list[str]:
    """Every place where a number and what is counted do not agree, with some words around it."""
    return [
        text[max(0, found.start() - 25) : found.end() + 25].replace("\n", " ")
        for pattern in _SLIPS
        for found in pattern.finditer(text)
    ]
