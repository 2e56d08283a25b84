"""A value as its cell shows it: a cell holds 0.71, and its format says 71%.

Libraries were weighed: the ports of SheetJS's formatter to Python were last looked after in 2020, and bring calendars
and languages of their own. What stands here is held against what LibreOffice shows, pair by pair
(tests/sources/cell_formats).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from engine.plain_words import long_date
from engine.sources.cell_formats.days import day_words, moment, parts_shown
from engine.sources.cell_formats.numbers import number_words, plain
from engine.sources.cell_formats.sections import FormatPart, FormatSection, UnknownFormatError, sections

_NO_FORMAT = frozenset({"General", "@", ""})
_ROOM = re.compile(" {2,}")
_UNDER_A_STROKE = re.compile(r"/\s*\d+")


@dataclass(frozen=True, slots=True)
class ShownValue:
    """What a cell shows. words: empty where it shows nothing; a number stays one where it has no format.

    day: the day or moment it holds, where it shows any of one; a whole day is written out in the words.
    """

    words: str | int | float
    day: datetime | None = None


def shown(value: int | float, form: str) -> ShownValue:
    """A number, or a day as its number, as its cell shows it.

    Raises UnknownFormatError for a format that is not understood whole, and for a number that it cannot show.
    """
    if form in _NO_FORMAT or form.casefold() == "general" or not math.isfinite(value):
        return ShownValue(plain(value) if math.isfinite(value) else value)
    number = Decimal(str(value))
    section, has_own_sign = _section_for(sections(form), number)
    if section is None:
        return ShownValue(plain(value))
    if section.is_of_days:
        return ShownValue(_tidy(_day(section, number)), moment(number))
    words = number_words(section, abs(number))
    is_negative = number < 0 and not has_own_sign and section.pieces
    sign = "-" if is_negative and not _is_nought(section, abs(number), words) else ""
    return ShownValue(_tidy(f"{sign}{words.lstrip()}"))


def _is_nought(section: FormatSection, size: Decimal, words: str) -> bool:
    """Whether nothing is left of a number once it is rounded, so that it has no sign."""
    if not section.has(FormatPart.DIGIT):
        return False
    if not section.has(FormatPart.STROKE):
        pieces = tuple(piece for piece in section.pieces if piece.kind is not FormatPart.LITERAL)
        words = number_words(replace(section, pieces=pieces), size)
    return not re.search("[1-9]", _UNDER_A_STROKE.sub("", words))


def _day(section: FormatSection, number: Decimal) -> str:
    """A whole day, or a month of a year, in words as everywhere in the report; anything else as the cell shows it."""
    words = day_words(section, number)
    parts = parts_shown(section)
    when = moment(number)
    if parts >= {"d", "m", "y"}:
        return with_time(when) if parts & {"h", "s"} else long_date(when)
    return f"{when:%B %Y}" if parts == {"m", "y"} else words


def with_time(when: datetime) -> str:
    """A day in words; the time of day too where there is one."""
    return long_date(when) + (f" {when:%H:%M}" if when.hour or when.minute else "")


def text_shown(text: str, form: str) -> str:
    """A text as its cell shows it: with the words around it that its format has for texts.

    Raises UnknownFormatError for a format that is not understood whole.
    """
    if form in _NO_FORMAT or ("@" not in form and form.count(";") < 3):
        return text
    every = sections(form)
    last = every[-1]
    if not last.has(FormatPart.TEXT) and len(every) < 4:
        return text
    if any(piece.kind not in (FormatPart.LITERAL, FormatPart.ROOM, FormatPart.TEXT) for piece in last.pieces):
        return text
    around = "".join(text if piece.kind is FormatPart.TEXT else piece.text for piece in last.pieces)
    return around.strip(" ")


def _tidy(words: str) -> str:
    """The words without room that only lines columns up."""
    return _ROOM.sub(" ", words).strip(" ")


def _section_for(every: tuple[FormatSection, ...], value: Decimal) -> tuple[FormatSection | None, bool]:
    """The section for a number, and whether it has the sign in its words; None where a format is for texts alone."""
    numeric = [section for section in every if not section.has(FormatPart.TEXT)][:3]
    if not numeric:
        return None, False
    if any(section.condition for section in numeric):
        return _by_condition(numeric, value)
    if len(numeric) == 1:
        return numeric[0], False
    if value < 0:
        return numeric[1], True
    return numeric[2 if value == 0 and len(numeric) == 3 else 0], False


def _by_condition(numeric: list[FormatSection], value: Decimal) -> tuple[FormatSection | None, bool]:
    """The first section whose condition holds, else the last. One without a condition takes what is negative.

    The second has the sign in its own words, and so has the first where it is for negative numbers or shows none.
    """
    first, *others = numeric
    if first.condition is None:
        if value > 0 or (value == 0 and len(others) == 1):
            return first, False
    elif first.takes(value):
        is_negative = first.condition[0] in ("<", "<=") and first.condition[1] <= 0
        return first, is_negative or not first.has(FormatPart.DIGIT, FormatPart.GENERAL)
    if not others:
        raise UnknownFormatError
    second = others[0]
    implied = len(others) == 1 or value < 0
    if second.takes(value) if second.condition else implied:
        return second, True
    if len(others) == 1:
        raise UnknownFormatError
    return others[1], False
