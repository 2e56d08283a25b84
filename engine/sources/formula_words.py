"""What the text of a formula says by itself, with nothing worked out: where it leads, or words typed behind =."""

from __future__ import annotations

import re

_TEXT = r'"((?:[^"]|"")*)"'
_HYPERLINK = re.compile(rf"(?:of:)?=\s*HYPERLINK\(\s*{_TEXT}\s*(?:[,;](?:\s*{_TEXT}\s*|[^()]*))?\)\s*\Z", re.IGNORECASE)
_ANY_HYPERLINK = re.compile(r"(?<![\w.])HYPERLINK\s*\(", re.IGNORECASE)
_PICTURE = re.compile(r"=\s*(?:_xlfn\.)*(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)
_ANY_TEXT = re.compile(_TEXT)
_WORDS = re.compile(r"[^\W\d_]{2}[^\W_]*(?:[\s,;.:'’!/-]+[^\W_]+)*[.!?]?\Z")
_PLACE = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}\Z")
_NOT_KNOWN = frozenset({"#NAME?", "Err:508", "Err:509", "Err:510", "#NULL!"})
"""What a cell shows of words that were typed behind a = and are no formula."""
_DOUBTFUL = ("#VALUE!", "")
"""What shows of several such words in some programs, or before one has seen them; a single one may be a name."""


def leads_to(formula: str) -> tuple[str, str]:
    """The address that a HYPERLINK formula holds, and the words it shows; empty where they stand in other cells."""
    if not (found := _HYPERLINK.match(formula)):
        return "", ""
    address, words = (part.replace('""', '"') if part else "" for part in (found[1], found[2]))
    return address, words


def is_hyperlink(formula: str) -> bool:
    """Whether a formula makes a link, of whatever; it may depend on other cells."""
    return bool(_ANY_HYPERLINK.search(_ANY_TEXT.sub('""', formula)))


def is_picture(formula: str) -> bool:
    """Whether a formula shows a picture in its cell."""
    return bool(_PICTURE.match(formula))


def words_behind_sign(formula: str, shows: str) -> str:
    """The words somebody typed with = before them, where what the cell shows tells so; else empty.

    shows: empty where no program has worked it out yet.
    """
    text = " ".join(formula.removeprefix("of:").removeprefix("=").replace("!", " ").split())
    are_words = shows in _NOT_KNOWN or (shows in _DOUBTFUL and " " in text)
    if not are_words or not _WORDS.match(text):
        return ""
    return "" if any(_PLACE.match(word.upper()) for word in text.split()) else text
