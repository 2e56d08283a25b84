"""What a section of a format makes of a day, a time of day, or of how long something took."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import takewhile

from engine.sources.cell_formats.sections import FormatPart, FormatPiece, FormatSection, UnknownFormatError

_DAY = 86_400
_FIRST = datetime(1899, 12, 30)
_NAMES = frozenset({"mmm", "mmmm", "mmmmm", "ddd", "dddd"})
_LAST = 2_958_465
"""The last day that spreadsheets know: the end of the year 9999."""


def day_words(section: FormatSection, value: Decimal) -> str:
    """The words of a day since the end of 1899, with its time as a fraction. Raises UnknownFormatError."""
    if not 0 <= value < _LAST + 1 or (section.foreign and any(piece.text in _NAMES for piece in section.pieces)):
        raise UnknownFormatError
    if section.has(FormatPart.DIGIT, FormatPart.GENERAL, FormatPart.TEXT, FormatPart.EXPONENT):
        raise UnknownFormatError
    seconds = _seconds(section, value)
    when = _FIRST + timedelta(seconds=int(seconds))
    is_halved = section.has(FormatPart.HALF)
    words = list[str]()
    for at, piece in enumerate(section.pieces):
        if piece.kind is FormatPart.ELAPSED:
            words.append(_elapsed(piece.text, seconds))
        elif piece.kind is FormatPart.HALF:
            half = "AM" if when.hour < 12 else "PM"
            words.append(half if len(piece.text) > 3 else half[0])
        elif piece.kind is FormatPart.DAY and piece.text.startswith("."):
            words.append(f"{seconds % 1:.{len(piece.text) - 1}f}"[1:])
        elif piece.kind is FormatPart.DAY:
            is_minute = piece.text in ("m", "mm") and _is_minute(section.pieces, at)
            words.append(_part(piece.text, when, is_minute=is_minute, is_halved=is_halved))
        else:
            words.append(piece.text)
    return "".join(words)


def moment(value: Decimal) -> datetime:
    """The day and time that a number stands for, to the second."""
    return _FIRST + timedelta(seconds=int((value * _DAY).quantize(Decimal(1), ROUND_HALF_UP)))


def parts_shown(section: FormatSection) -> frozenset[str]:
    """Which parts of a day a section shows: its day, month or year, hours, minutes (n) or seconds."""
    found = set[str]()
    for at, piece in enumerate(section.pieces):
        if piece.kind is FormatPart.DAY and not piece.text.startswith("."):
            is_minute = piece.text in ("m", "mm") and _is_minute(section.pieces, at)
            found.add("n" if is_minute else piece.text[0])
        elif piece.kind is FormatPart.ELAPSED:
            found.add("elapsed")
    return frozenset(found)


def _seconds(section: FormatSection, value: Decimal) -> Decimal:
    """All seconds, as exact as the section shows them; what it does not show is not rounded up."""
    places = next((len(piece.text) - 1 for piece in section.pieces if piece.text.startswith(".0")), 0)
    exact = (value * _DAY).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    shows_seconds = section.has(FormatPart.ELAPSED) or any(piece.text in ("s", "ss") for piece in section.pieces)
    rounding = ROUND_HALF_UP if shows_seconds else ROUND_DOWN
    return exact.quantize(Decimal(1).scaleb(-places), rounding)


def _elapsed(letters: str, seconds: Decimal) -> str:
    size = {"h": 3_600, "m": 60, "s": 1}[letters[0]]
    return str(int(seconds) // size).zfill(len(letters))


def _is_minute(pieces: tuple[FormatPiece, ...], at: int) -> bool:
    """Whether an m stands behind hours or before seconds, where it means minutes and not months."""
    between = (FormatPart.LITERAL, FormatPart.ROOM)
    before = list(takewhile(lambda piece: piece.kind in between, reversed(pieces[:at])))
    after = list(takewhile(lambda piece: piece.kind in between, pieces[at + 1 :]))
    earlier, later = at - len(before) - 1, at + 1 + len(after)
    is_behind_hours = earlier >= 0 and pieces[earlier].text.startswith("h")
    return is_behind_hours or (later < len(pieces) and pieces[later].text.startswith("s"))


def _part(letters: str, when: datetime, *, is_minute: bool, is_halved: bool) -> str:
    if is_minute:
        return str(when.minute).zfill(len(letters))
    short = len(letters) < 3
    number = {
        "y": when.year % 100,
        "m": when.month,
        "d": when.day,
        "h": (when.hour % 12 or 12) if is_halved else when.hour,
        "s": when.second,
    }[letters[0]]
    if letters[0] == "y":
        return f"{number:02}" if short else f"{when.year:04}"
    if short:
        return str(number).zfill(len(letters))
    if letters not in _NAMES:
        raise UnknownFormatError
    names = {"mmm": "%b", "mmmm": "%B", "mmmmm": "%B", "ddd": "%a", "dddd": "%A"}
    name = when.strftime(names[letters])
    return name[0] if letters == "mmmmm" else name
