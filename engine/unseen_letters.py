"""Characters that nobody sees: what they do to the text around them, and a text without them."""

from __future__ import annotations

import re

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


def without_unseen(text: str) -> str:
    """The text without characters that nobody sees; line breaks and tabs stay."""
    return text if text.isascii() and text.isprintable() else _EVERY.sub(lambda found: found[1] or "", text)


def unseen_in(text: str) -> str:
    """Which of those that change what is printed stand in a text, such as "U+2067, U+2069"; empty where none does."""
    if text.isascii() and text.isprintable():
        return ""
    found = dict.fromkeys(one[0] for one in _SUSPECT.finditer(text) if not one[1])
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return ", ".join(f"U+{ord(letter):04X}" for letter in list(found)[:_NAMED]) + more
