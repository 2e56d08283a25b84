"""The fingerprint of what a manager verifies, and the short code of a sheet.

The fingerprint covers words, figures, references and key documents. It does not cover brand, page breaks or dates
of the build: a new logo leaves every signature valid, a new word does not.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is mistaken for a digit or another letter when read out or typed."""

_FIELD = 0b100101
"""The polynomial x⁵ + x² + 1, by which numbers of five bits are multiplied without leaving five bits."""


_PARTS = {
    "statement": "Quality statement",
    "view": "Our view",
    "direction": "Direction of travel",
    "ambition": "Our ambition and performance",
    "strengths": "Strengths",
    "improvements": "What needs to improve",
    "evidence": "How we know",
    "plans": "What we will do",
    "actions": "Actions",
    "quotations": "What others say",
    "documents": "Documents",
    "judgement": "Our own judgement",
    "sources": "Data sources",
    "figures": "Figures",
    "ratings": "Ratings",
    "statements": "Statements",
    "overview": "Section A",
    "glance": "At a glance",
    "risks": "Risks",
    "themes": "Themes",
    "report own": "Fields of our own",
    "report sections": "Sections of our own",
}
"""What the parts of a content are called where people compare two of them."""


class Unsaid(str):
    """What a content has of a field that says nothing, such as a day that is not set: no reader is shown it."""

    __slots__ = ()


def fingerprint(content: Any) -> str:
    """SHA-256, in hexadecimal, of a statement's content or the whole report's: of its JSON, alike on every machine."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def lines_of(content: Any, part: str = "", in_list: bool = False) -> tuple[str, ...]:
    """The words of a content for people to compare: a line for each paragraph or row, with the part it stands in."""
    if isinstance(content, dict):
        return tuple(line for key in content for line in lines_of(content[key], _PARTS.get(key, str(key))))
    is_row = in_list and isinstance(content, list) and all(isinstance(cell, str | int) for cell in content)
    if isinstance(content, list) and not is_row:
        return tuple(line for inner in content for line in lines_of(inner, part, True))
    if isinstance(content, Unsaid):
        return ()
    words = ", ".join(str(cell) for cell in content if not isinstance(cell, Unsaid)) if is_row else str(content)
    return (f"{part}: {words}" if part else words,)


def sheet_code(*parts: str) -> str:
    """Ten characters to type by hand, such as 7K2M4-QX9TB: nine drawn from the parts, the last one checks them."""
    number = int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest()[:8], "big")
    digits = [number >> 5 * place & 31 for place in range(9)]
    digits.append(_check(digits))
    letters = "".join(_ALPHABET[digit] for digit in digits)
    return f"{letters[:5]}-{letters[5:]}"


def is_sheet_code(code: str) -> bool:
    """Whether a typed code can be one of ours: any one wrong character is caught, and any two that changed places."""
    digits = [_ALPHABET.find(letter) for letter in code.upper().replace("-", "").replace(" ", "")]
    return len(digits) == 10 and -1 not in digits and digits[-1] == _check(digits[:-1])


def _check(digits: list[int]) -> int:
    """A weighted sum in the field of 32 elements, where doubling nine times gives nine different weights."""
    total = 0
    for digit in digits:
        total = (total ^ digit) << 1
        total ^= _FIELD if total & 32 else 0
    return total
