"""Signs that word processors and web pages put in place of those of YAML: told with their line, never guessed at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_QUOTES = "“”„‟‘’‚‛«»‹›″′＂＇「」『』"
_COLONS = "：﹕︰∶꞉"
_SPACES = "\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_BULLETS = "•·▪◦–—−‐‑"
_NAME = r"[ \t]*(?:- +)?[^\W\d][\w.-]*"
_TELLING = (
    (
        re.compile(r"\A *\t"),
        "a tab stands at the start of the line",
        "Put spaces in its place: as many as stand before the lines around it.",
    ),
    (
        re.compile(rf"\A[ \t]*[{_SPACES}]"),
        "spaces that do not break stand at the start of the line",
        "Delete them, and type usual spaces.",
    ),
    (
        re.compile(rf"\A[ \t]*[{_BULLETS}] ?\S"),
        "the line begins with a bullet or a dash of a word processor",
        "Put the hyphen of the keyboard (-) in its place, and a space behind it.",
    ),
    (
        re.compile(rf"\A{_NAME}[ {_SPACES}]*[{_COLONS}]"),
        "the colon is not that of the keyboard",
        "Type a colon (:) and a space in its place.",
    ),
    (
        re.compile(rf"\A{_NAME}[{_SPACES}]*:[{_SPACES}]"),
        "a space that does not break stands behind the colon",
        "Delete it, and type a usual space.",
    ),
    (
        re.compile(
            rf"\A(?:{_NAME}:[ {_SPACES}]*[{_QUOTES}]|[ \t]*- +[{_QUOTES}]|[ \t]*[{_QUOTES}][\w.-]+[{_QUOTES}]"
            rf"|{_NAME}: *\"[^\"{_QUOTES}]*[{_QUOTES}] *\Z)"
        ),
        "the quotation marks are not those of the keyboard, so they would be printed",
        'Type " in their place, or leave them out.',
    ),
)
_IN_QUOTES = re.compile(rf"[{_QUOTES}].*[{_QUOTES}\"']\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PastedSign:
    """A sign that is not YAML's. line: its number, from 1; problem, fix: what it is, and what to do."""

    line: int
    problem: str
    fix: str


@dataclass(frozen=True, slots=True)
class PlainWords:
    """A name or a value without quotation marks of the keyboard, and no block of text: in those everything is meant."""

    text: str
    line: int
    is_name: bool


def pasted_in_lines(text: str) -> list[PastedSign]:
    """The lines of a text that is no YAML that begin as no YAML does, but as what was pasted does."""
    found = (_telling(line, number) for number, line in enumerate(text.splitlines(), start=1))
    return [each for each in found if each]


def pasted_in_values(words: Iterable[PlainWords]) -> list[PastedSign]:
    """The same of a text that is YAML by accident: names and values that hold such signs without quotation marks."""
    return list(dict.fromkeys(sign for each in words if (sign := _in_words(each))))


def _telling(line: str, number: int) -> PastedSign | None:
    if line.lstrip().startswith("#"):
        return None
    for pattern, problem, fix in _TELLING:
        if pattern.match(line):
            return PastedSign(number, problem, fix)
    return None


def _in_words(words: PlainWords) -> PastedSign | None:
    *others, colon, space, quotes = _TELLING
    told = None
    if _IN_QUOTES.match(words.text):
        told = quotes
    elif words.is_name:
        told = next((each for each in others if each[0].match(words.text)), None)
    else:
        told = next((each for each in (colon, space) if each[0].match(words.text)), None)
    return PastedSign(words.line, told[1], told[2]) if told else None
