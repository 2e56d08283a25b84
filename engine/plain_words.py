"""Text as people type it, made safe to print and easy to compare."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from engine.unseen_letters import each_without_unseen

_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold; named by what it is, since a class of all else takes ten times as long to compile."""
_EXCEL_ESCAPE = re.compile(r"_x(00[01][0-9a-fA-F]|[fF]{3}[eEfF])_")
"""How Excel writes a character that XML cannot hold, or would change."""
_MOJIBAKE = re.compile("â€|â‚¬|â„¢|Ã[\u0080-\u00bf\u0152-\u2122]|Â[\u00a0-\u00bf]")
_UNDEFINED = frozenset("\u0081\u008d\u008f\u0090\u009d")
"""Five bytes that Windows-1252 gives no character; Windows reads them as control characters. One is the end of ”."""
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile(r"\n{2,}")
_UNSEEN = re.compile("[\u061c\u200c-\u200f\u2066-\u2069]")
"""Joiners and marks of direction that a script needs and no comparison does."""
_QUOTED = 60
"""How many letters of a text are quoted."""
_TITLES = frozenset(
    ("dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "cllr", "councillor", "sir", "dame", "lord", "lady")
)
_SOFT = str.maketrans(
    {"\u00ad": None, "\u2011": "-", "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
)


def clean(text: str) -> str:
    """The text with one space where there were several kinds or many, without characters that no document may hold.

    Line breaks stay; they mean something in a cell.
    """
    return clean_together((text,))[0]


def clean_together(texts: Sequence[str]) -> list[str]:
    """The same of texts that follow one another in a paragraph: marks of direction may belong to one another there."""
    if all(map(_is_clean, texts)):
        return list(texts)
    return [_tidied(text) for text in each_without_unseen([_prepared(text) for text in texts])]


def _is_clean(text: str) -> bool:
    """Whether a text is as most are, so that nothing is to be looked for in it."""
    is_plain = text.isascii() and text.isprintable() and "  " not in text and "_x" not in text
    return is_plain and text[:1] != " " and text[-1:] != " "


def _prepared(text: str) -> str:
    if "_x" in text:
        text = _EXCEL_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    return text.replace("\r\n", "\n").translate(_SOFT)


def _tidied(text: str) -> str:
    text = _NOT_XML.sub("", text)
    if "\n" not in text:
        return _SPACES.sub(" ", text).strip()
    return _BREAKS.sub("\n", "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n"))).strip()


def without_mojibake(text: str) -> str:
    """The text as it was before some program read UTF-8 as Windows-1252 and made â€™ of ’; any other text unchanged."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return b"".join(c.encode("latin-1" if c in _UNDEFINED else "cp1252") for c in text).decode("utf-8")
    except UnicodeError:
        return text


def listed(text: str) -> tuple[str, ...]:
    """The entries of a list in one cell: between commas, semicolons, strokes or line breaks. None is empty."""
    return tuple(entry.strip() for entry in re.split(r"[,;/\n]", text) if entry.strip())


def one_line(text: str) -> str:
    """The cleaned text with its line breaks turned into spaces."""
    return clean(text).replace("\n", " ")


def within_bytes(text: str, most: int) -> str:
    """The beginning of a text that takes no more bytes in UTF-8: what a system counts in the name of a file.

    It ends in no space and no dot, for Windows leaves these out of a name.
    """
    return text.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore").rstrip(". ")


def quoted(text: str) -> str:
    """The beginning of a text in quotation marks, so that it can be found; empty where it has no words."""
    words = one_line(text) if text else ""
    return f'"{words[:_QUOTED]}{"…" if len(words) > _QUOTED else ""}"' if words else ""


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """A text for comparing headings and columns: case, punctuation, dashes and curly quotes make no difference."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().replace("&", " and ")
    return " ".join(re.findall(r"[^\W_]+", plain.replace("’", "").replace("'", "")))


def long_date(day: date) -> str:
    """A date as it is written in a British letter: 14 March 2026."""
    return f"{day.day} {day:%B %Y}"


def short_date(day: date) -> str:
    """A date in short, such as 14 Mar 2026, which no line breaks."""
    return f"{day.day}\u00a0{day:%b}\u00a0{day.year}"


def close_by_margin(text: str, choices: Iterable[str], least: float, margin: float) -> str | None:
    """The choice that a text is meant to be: alike by least or more, of 1, and by a margin more than any other."""
    matcher = difflib.SequenceMatcher(b=text, autojunk=False)
    ranked, worth_ranking = [], least - margin
    for choice in choices:
        matcher.set_seq1(choice)
        if matcher.real_quick_ratio() >= worth_ranking and matcher.quick_ratio() >= worth_ranking:
            ranked.append((matcher.ratio(), choice))
    ranked.sort(reverse=True)
    if not ranked or ranked[0][0] < least:
        return None
    return None if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < margin else ranked[0][1]


def is_same_name(one: str, other: str) -> bool:
    """Whether two names have the same words in any order; titles, accents and case make no difference.

    A name that is written otherwise, with a middle name or without, is another: a person has to say that it is not.
    """
    return _parts_of(one) == _parts_of(other)


@lru_cache(maxsize=4096)
def _parts_of(name: str) -> list[str]:
    letters = unicodedata.normalize("NFD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return sorted(part for part in folded(plain).split() if part not in _TITLES)
