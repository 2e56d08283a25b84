"""A number format of a cell as its sections, each as pieces: what stands there as it is, and what a value fills in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from operator import eq, ge, gt, le, lt, ne

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<room>.) | \*(?P<fill>.) | \[(?P<brackets>[^\]\[]*)\]
    | (?P<general>General) | (?P<am>AM/PM|A/P) | (?P<exponent>E[+-])
    | (?P<day>y+|m+|d+|h+|s+|\.0+(?![0\#?,.])) | (?P<digits>[0\#?]) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LONGEST = 255
"""Letters of a format, as Excel allows them."""
_MOST_SECTIONS = 4
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)\Z", re.ASCII)
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|colou?r\s?\d{1,2})\Z", re.IGNORECASE | re.ASCII
)
_ELAPSED = re.compile(r"(h+|m+|s+)\Z", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)(?:-([0-9a-f]{1,8}))?\Z", re.IGNORECASE | re.ASCII)
_OF_THE_SYSTEM = {"f800": "d mmmm yyyy", "f400": "hh:mm:ss"}
"""Formats that follow the settings of the machine, as a British one has them."""
_ENGLISH = 0x09
"""The lowest ten bits of the number of each language that is English."""


class UnknownFormatError(ValueError):
    """A format that nobody here can read."""


class FormatPart(StrEnum):
    """What a piece of a section is. LITERAL, ROOM and FILL stand there whatever the value is."""

    LITERAL = "literal"
    ROOM = "room"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    EXPONENT = "exponent"
    STROKE = "stroke"
    GENERAL = "general"
    TEXT = "text"
    DAY = "day"
    ELAPSED = "elapsed"
    HALF = "half"


_OF_ONE_KIND = {
    "quoted": FormatPart.LITERAL,
    "escaped": FormatPart.LITERAL,
    "general": FormatPart.GENERAL,
    "am": FormatPart.HALF,
    "digits": FormatPart.DIGIT,
}
"""Tokens that are the same kind of piece wherever they stand."""


@dataclass(frozen=True, slots=True)
class FormatPiece:
    """A piece of a section. text: the words of a literal; the letters of whatever a value fills in."""

    kind: FormatPart
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatSection:
    """What a format makes of some values. condition: its sign and number; foreign: names of days are not English."""

    pieces: tuple[FormatPiece, ...]
    condition: tuple[str, Decimal] | None = None
    foreign: bool = False

    def has(self, *kinds: FormatPart) -> bool:
        """Whether a piece is of one of these kinds."""
        return any(piece.kind in kinds for piece in self.pieces)

    @property
    def is_of_days(self) -> bool:
        """Whether it shows a day, a time or how long something took."""
        return self.has(FormatPart.DAY, FormatPart.ELAPSED, FormatPart.HALF)

    def takes(self, value: Decimal) -> bool:
        """Whether its condition holds; it does where it has none."""
        return self.condition is None or _COMPARED[self.condition[0]](value, self.condition[1])


@lru_cache(maxsize=2_000)
def sections(form: str) -> tuple[FormatSection, ...]:
    """The sections of a format, at least one. Raises UnknownFormatError for one that is not understood whole."""
    if len(form) > _LONGEST:
        raise UnknownFormatError
    made: list[FormatSection] = []
    tokens = [(str(found.lastgroup), found[found.lastgroup or 0]) for found in _TOKEN.finditer(form)]
    ends = [-1, *(at for at, token in enumerate(tokens) if token == ("other", ";")), len(tokens)]
    for begin, end in pairwise(ends):
        made.append(_section(tokens[begin + 1 : end]))
    if len(made) > _MOST_SECTIONS or any(section.has(FormatPart.TEXT) for section in made[:-1]):
        raise UnknownFormatError
    return tuple(made)


def _section(tokens: list[tuple[str, str]]) -> FormatSection:
    pieces: list[FormatPiece] = []
    condition, foreign = None, False
    is_of_days = any(kind in ("day", "am") and not text.startswith(".") for kind, text in tokens) or any(
        kind == "brackets" and _ELAPSED.match(text) for kind, text in tokens
    )
    if is_of_days and any(kind == "digits" for kind, _ in tokens):
        raise UnknownFormatError
    for kind, text in tokens:
        if kind != "brackets":
            pieces.extend(_pieces(kind, text, is_of_days))
        elif found := _CONDITION.match(text):
            condition = found[1], Decimal(found[2])
        elif found := _ELAPSED.match(text):
            pieces.append(FormatPiece(FormatPart.ELAPSED, text.lower()))
        elif (found := _CURRENCY.match(text)) and (found[2] or "").lower() in _OF_THE_SYSTEM:
            return sections(_OF_THE_SYSTEM[found[2].lower()])[0]
        elif found:
            more, is_foreign = _of_a_language(found[1], (found[2] or "").lower())
            pieces.extend(more)
            foreign |= is_foreign
        elif not _COLOUR.match(text):
            raise UnknownFormatError
    return FormatSection(pieces=tuple(pieces), condition=condition, foreign=foreign)


def _of_a_language(currency: str, language: str) -> tuple[list[FormatPiece], bool]:
    """The pieces that a currency or a language stands for, and whether the language has other names of days."""
    number = int(language or "0", 16)
    if number >> 24 not in (0, 1) or number >> 16 & 0xFF not in (0, 1):  # digits of other scripts, other calendars
        raise UnknownFormatError
    pieces = [FormatPiece(FormatPart.LITERAL, currency)] if currency else []
    return pieces, number & 0x3FF not in (0, _ENGLISH)


def _pieces(kind: str, text: str, is_of_days: bool) -> list[FormatPiece]:
    """The pieces of a token; a fill has none, for it only lines columns up."""
    if kind in _OF_ONE_KIND:
        return [FormatPiece(_OF_ONE_KIND[kind], text)]
    match kind:
        case "room":
            return [FormatPiece(FormatPart.ROOM, " ")]
        case "fill":
            return []
        case "exponent":
            return [FormatPiece(FormatPart.EXPONENT, text[1])]
        case "day" if is_of_days:
            return [FormatPiece(FormatPart.DAY, text.lower())]
        case "day":
            return [FormatPiece(FormatPart.POINT if each == "." else FormatPart.DIGIT, each) for each in text]
        case _:
            return [_other(text, is_of_days)]


def _other(text: str, is_of_days: bool) -> FormatPiece:
    """A single character outside quotation marks."""
    if text == "@":
        return FormatPiece(FormatPart.TEXT, text)
    if not is_of_days:
        signs = {".": FormatPart.POINT, ",": FormatPart.COMMA, "%": FormatPart.PERCENT, "/": FormatPart.STROKE}
        if text in signs:
            return FormatPiece(signs[text], text)
    is_letter = text.isascii() and text.isalpha()
    if is_letter or text in '"\\[]*_':  # it says something to some program, or a quotation mark lacks its end
        raise UnknownFormatError
    return FormatPiece(FormatPart.LITERAL, text)
