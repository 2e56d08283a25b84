"""Characters that nobody sees: what they do to the text around them, and a text without them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_TURNING = "\u061c\u202a-\u202e\u2066-\u206f"
"""Marks that turn the order of what is printed around them, or change its digits: "12, 41" becomes "1 / 41 ,2"."""
_FILLING = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufff9-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
"""Letters that take room or none, so that words look alike and differ."""
_NO_LETTERS = f"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef{_PLANES}\U000e0000-\U000e00ff\U000e0200-\U000e0fff"
"""Control characters, places that no letter has, and letters of tags, which hold words that nobody reads."""
_HARMLESS = "\u200b-\u200f\u2060-\u2064\ufeff"
"""What Word and web pages leave behind: where a line may break, or which way a sign is read."""
_FLAG = "(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)"
"""The flags of England, Scotland and Wales are written with letters of tags, and stay."""
_SUSPECT = re.compile(f"{_FLAG}|[{_TURNING}{_FILLING}{_NO_LETTERS}]")
_EVERY = re.compile(f"{_FLAG}|[{_HARMLESS}{_TURNING}{_FILLING}{_NO_LETTERS}]")
_NAMED = 3


_LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")
_MARK = re.compile("[\u061c\u200c-\u200f\u2066-\u2069]")
"""What some scripts need: joiners, marks of direction, and isolates, which end with their line."""
_DIRECTION = re.compile("[\u061c\u200e\u200f\u2066-\u2069]")
_JOINER, _TO_THE_RIGHT, _TO_THE_LEFT = re.compile("[\u200c\u200d]"), re.compile("\u200e"), re.compile("[\u061c\u200f]")
_JOINING = re.compile(
    "[\u0600-\u109f\u1780-\u18af\ua840-\ua8ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
"""Letters of scripts in which a joiner between two makes another word: Persian and Urdu, those of India, and more."""
_PICTURE = re.compile("[\u2190-\u2bff\u3030\u303d\ufe0f\u20e3\U0001f000-\U0001faff]")
"""Emoji, of which several are one picture when joined."""
_OPENS, _CLOSES, _HARMLESS_ONE = "\u2066\u2067\u2068", "\u2069", "\u2066"
_KINDS = {"R": "r", "AL": "r", "L": "l", "EN": "n", "AN": "n"}
"""By Unicode's classes: letters written to the left, those written to the right, digits; all else goes with these."""


def without_unseen(text: str) -> str:
    """The text without characters that nobody sees; line breaks and tabs stay, and marks that its script needs."""
    return each_without_unseen((text,))[0]


def each_without_unseen(texts: Sequence[str]) -> list[str]:
    """The same of texts that follow one another in a line, where a mark in one may belong to a mark in another."""
    if all(text.isascii() and text.isprintable() for text in texts):
        return list(texts)
    needed, begun, made = _needed("".join(texts)), 0, []
    for text in texts:
        made.append(_EVERY.sub(partial(_stays, needed, begun), text))
        begun += len(text)
    return made


def _stays(needed: frozenset[int], begun: int, found: re.Match[str]) -> str:
    return found[1] or (found[0] if begun + found.start() in needed else "")


def unseen_in(text: str) -> str:
    """Which of those that change what is printed stand in a text, such as "U+2067, U+2069"; empty where none does.

    What stays because the script needs it is not among them.
    """
    if text.isascii() and text.isprintable():
        return ""
    needed = _needed(text)
    found = dict.fromkeys(one[0] for one in _SUSPECT.finditer(text) if not one[1] and one.start() not in needed)
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return ", ".join(f"U+{ord(letter):04X}" for letter in list(found)[:_NAMED]) + more


def without_direction(text: str) -> str:
    """The text without the marks of direction that its script needs, for where it is quoted among words of ours."""
    needed = _needed(text)
    return _DIRECTION.sub(lambda found: "" if found.start() in needed else found[0], text) if needed else text


def _needed(text: str) -> frozenset[int]:
    """Where marks stand that the scripts of a text need. Nothing that could turn figures around is among them."""
    if not _MARK.search(text):
        return frozenset()
    return frozenset(line.start() + at for line in _LINE.finditer(text) for at in _needed_in(line[0]))


def _needed_in(line: str) -> Iterator[int]:
    kinds = ["" if _MARK.match(letter) else _KINDS.get(unicodedata.bidirectional(letter), "") for letter in line]
    yield from (found.start() for found in _JOINER.finditer(line) if _joins(line, found.start()))
    if "r" not in kinds:
        return
    before, after = list(_nearest(kinds)), list(_nearest(reversed(kinds)))[::-1]
    yield from (found.start() for found in _TO_THE_RIGHT.finditer(line))
    for found in _TO_THE_LEFT.finditer(line):
        at = found.start()
        if before[at] == "r" or (after[at] == "r" and before[at] != "n"):
            yield at
    yield from _isolates(line, after)


def _nearest(kinds: Iterable[str]) -> Iterator[str]:
    """For each place the kind of the last letter or digit before it."""
    last = ""
    for kind in kinds:
        yield last
        last = kind or last


def _joins(line: str, at: int) -> bool:
    """Whether a joiner stands behind a letter that needs it, or between the halves of one picture."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    if _JOINING.match(before):
        return True
    return line[at] == "\u200d" and bool(_PICTURE.match(before) and _PICTURE.match(after))


def _isolates(line: str, after: list[str]) -> Iterator[int]:
    """Both ends of each isolate that is closed on its line and begins with what it turns: figures stay as typed."""
    opened: list[int] = []
    for at, letter in enumerate(line):
        if letter in _OPENS:
            opened.append(at)
        elif letter in _CLOSES and opened:
            begun = opened.pop()
            if line[begun] == _HARMLESS_ONE or after[begun] == "r":
                yield from (begun, at)
