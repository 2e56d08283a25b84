r"""Letters that a terminal would act on, or that nobody can see, written so that everybody can: \x1b, \u202e."""

from __future__ import annotations

import re
import unicodedata

_ACTED_ON = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters other than a tab and the end of a line, marks of direction, and bytes that are no letters."""


def escaped(text: str) -> str:
    """A text that may be printed anywhere: what a program would act on is told and not done. Twice is as once."""
    if text.isprintable():  # as most are: nothing in it is acted on
        return text
    return _ACTED_ON.sub(lambda found: _written(found[0]), text)


def escaped_name(name: str) -> str:
    """The name of a file, of which nothing is unseen, on one line. Different names stay different."""
    return "".join(letter if _is_seen(letter) else _written(letter) for letter in name)


def _is_seen(letter: str) -> bool:
    return letter != "\\" and (letter.isprintable() or unicodedata.category(letter) == "Zs")


def _written(letter: str) -> str:
    code = ord(letter)
    if letter == "\\":
        return "\\\\"
    if 0xDC80 <= code <= 0xDCFF:  # how Python writes a byte of a name that is no letter in UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
