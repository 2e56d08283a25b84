"""Text as people type it, made safe to print and easy to compare."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXCEL_ESCAPE = re.compile(r"_x(00[01][0-9a-fA-F]|[fF]{3}[eEfF])_")
"""How Excel writes a character that XML cannot hold, or would change."""
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_SOFT = str.maketrans(
    {"\u00ad": None, "\u2011": "-", "\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"}
)


def clean(text: str) -> str:
    """The text with one space where there were several kinds or many, without characters that no document may hold.

    Line breaks stay; they mean something in a cell.
    """
    text = _EXCEL_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    text = _NOT_XML.sub("", _INVISIBLE.sub("", text.replace("\r\n", "\n").translate(_SOFT)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """The cleaned text with its line breaks turned into spaces."""
    return clean(text).replace("\n", " ")


def folded(text: str) -> str:
    """A text for comparing headings and columns: case, punctuation, dashes and curly quotes make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return " ".join(re.findall(r"[^\W_]+", plain.replace("’", "").replace("'", "")))


def long_date(day: date) -> str:
    """A date as it is written in a British letter: 14 March 2026."""
    return f"{day.day} {day:%B %Y}"
