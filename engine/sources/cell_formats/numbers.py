"""What a section of a format makes of a number: digits, thousands, percent, powers of ten and fractions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from engine.sources.cell_formats.sections import FormatPart, FormatPiece, FormatSection, UnknownFormatError
from engine.whole_numbers import whole_number

_AS_IT_STANDS = (FormatPart.LITERAL, FormatPart.ROOM)
_KNOWN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
"""So many digits a spreadsheet knows of a number."""
_LARGEST_DENOMINATOR = 4
"""Digits of it; Excel has three, and LibreOffice no more of use."""
_PLACEHOLDER = {"0": "0", "?": " ", "#": ""}
"""What stands for a digit that a number does not have."""
_PLAIN_DIGITS = 10
"""What a cell without a format shows of a number; further digits are how computers store fractions."""


def plain(value: int | float) -> int | float:
    """A number as a cell without a format shows it."""
    if isinstance(value, int):
        return value
    exact = float(f"{value:.{_PLAIN_DIGITS}g}")
    return int(exact) if exact.is_integer() else exact


def number_words(section: FormatSection, size: Decimal) -> str:
    """The words of a number that is not negative. Raises UnknownFormatError where the section makes no sense."""
    pieces = section.pieces
    strokes = sum(piece.kind is FormatPart.STROKE for piece in pieces)
    if section.has(FormatPart.TEXT, FormatPart.DAY, FormatPart.ELAPSED, FormatPart.HALF) or strokes > 1:
        raise UnknownFormatError
    if section.has(FormatPart.GENERAL):
        return _general(section, size)
    size = _KNOWN_DIGITS.plus(size).scaleb(2 * sum(piece.kind is FormatPart.PERCENT for piece in pieces))
    if section.has(FormatPart.EXPONENT):
        return _power_of_ten(pieces, size)
    if section.has(FormatPart.STROKE) and (found := _fraction(pieces, size)) is not None:
        return found
    return _filled(*_scaled(pieces, size))


def _general(section: FormatSection, size: Decimal) -> str:
    if section.has(FormatPart.DIGIT, FormatPart.EXPONENT, FormatPart.POINT):
        raise UnknownFormatError
    percents = sum(piece.kind is FormatPart.PERCENT for piece in section.pieces)
    words = f"{Decimal(str(plain(float(size.scaleb(2 * percents))))):f}"
    return "".join(words if piece.kind is FormatPart.GENERAL else piece.text for piece in section.pieces)


def _scaled(pieces: Sequence[FormatPiece], size: Decimal) -> tuple[list[FormatPiece], Decimal, bool]:
    """The pieces without commas that stand for thousands; the number by them; and whether it gets commas of its own.

    A comma behind the last digit before the point, or behind the last of all, takes three places off.
    """
    digits = [at for at, piece in enumerate(pieces) if piece.kind is FormatPart.DIGIT]
    point = next((at for at, piece in enumerate(pieces) if piece.kind is FormatPart.POINT), len(pieces))
    whole = [at for at in digits if at < point]
    kept, grouped, thousands = list[FormatPiece](), False, 0
    for at, piece in enumerate(pieces):
        if piece.kind is not FormatPart.COMMA:
            kept.append(piece)
        elif whole and whole[0] < at < whole[-1]:
            grouped = True
        elif digits and (at > digits[-1] or (whole and whole[-1] < at < point)):
            thousands += 1
        else:
            kept.append(FormatPiece(FormatPart.LITERAL, ","))
    return kept, size.scaleb(-3 * thousands), grouped


def _filled(pieces: Sequence[FormatPiece], size: Decimal, grouped: bool) -> str:
    """The pieces with the digits of a number in their places."""
    point = next((at for at, piece in enumerate(pieces) if piece.kind is FormatPart.POINT), len(pieces))
    whole = [piece.text for piece in pieces[:point] if piece.kind is FormatPart.DIGIT]
    behind = [piece.text for piece in pieces[point:] if piece.kind is FormatPart.DIGIT]
    places = Decimal(1).scaleb(-len(behind))
    digits = f"{size.quantize(places, ROUND_HALF_UP, Context(prec=400)):f}"
    before, _, after = digits.partition(".")
    front = _whole_digits(before.lstrip("0"), whole, grouped)
    back = _last_digits(after, behind)
    words, ahead, later = list[str](), iter(front), iter(back)
    for at, piece in enumerate(pieces):
        if piece.kind is FormatPart.DIGIT:
            words.append(next(ahead) if at < point else next(later))
        elif piece.kind is FormatPart.POINT:
            words.append("." if at > point or any(back) or not behind else "")
        else:
            words.append(piece.text)
    if not whole and point < len(pieces) and before.strip("0"):
        words.insert(point, before)
    return "".join(words)


def _whole_digits(digits: str, places: Sequence[str], grouped: bool) -> list[str]:
    """The digits before the point by their places, those that find no place of their own in the first."""
    own = [*digits[max(len(digits) - len(places), 0) :]]
    ahead = digits[: len(digits) - len(own)]
    shown = [_PLACEHOLDER[place] for place in places[: len(places) - len(own)]] + own
    if shown:
        shown[0] = ahead + shown[0]
    if not grouped:
        return shown
    behind = 0
    for at in range(len(shown) - 1, -1, -1):
        new = ""
        for digit in reversed(shown[at]):
            if digit.isdigit():
                new = f",{new}" if behind and behind % 3 == 0 else new
                behind += 1
            new = digit + new
        shown[at] = new
    return shown


def _last_digits(digits: str, places: Sequence[str]) -> list[str]:
    """The digits behind the point by their places; noughts that need not stand there are left out."""
    shown = [*digits]
    for at in range(len(places) - 1, -1, -1):
        if places[at] == "0" or shown[at] != "0":
            break
        shown[at] = _PLACEHOLDER[places[at]]
    return shown


def _power_of_ten(pieces: Sequence[FormatPiece], size: Decimal) -> str:
    """Such as 1.2E+03. With several digits before the point, the power is a multiple of their number."""
    at = next(number for number, piece in enumerate(pieces) if piece.kind is FormatPart.EXPONENT)
    front, back = pieces[:at], pieces[at + 1 :]
    point = next((number for number, piece in enumerate(front) if piece.kind is FormatPart.POINT), len(front))
    whole = sum(piece.kind is FormatPart.DIGIT for piece in front[:point])
    behind = sum(piece.kind is FormatPart.DIGIT for piece in front[point:])
    if not whole or any(
        piece.kind in (FormatPart.EXPONENT, FormatPart.POINT, FormatPart.STROKE, FormatPart.COMMA) for piece in back
    ):
        raise UnknownFormatError
    power = size.adjusted() // whole * whole if size else 0
    places = Decimal(1).scaleb(-behind)
    mantissa = size.scaleb(-power).quantize(places, ROUND_HALF_UP)
    if mantissa >= Decimal(10) ** whole:
        power += whole
        mantissa = size.scaleb(-power).quantize(places, ROUND_HALF_UP)
    sign = "-" if power < 0 else pieces[at].text.replace("-", "")
    return _filled(front, mantissa, False) + f"E{sign}" + _filled(back, Decimal(abs(power)), False)


def _fraction(pieces: Sequence[FormatPiece], size: Decimal) -> str | None:
    """Such as 1 1/2; None where the stroke is one between other things."""
    at = next(number for number, piece in enumerate(pieces) if piece.kind is FormatPart.STROKE)
    under = _run(pieces, at + 1, 1)
    over = _run(pieces, at - 1, -1)
    if not under or not over:
        return None
    written = "".join(pieces[number].text for number in under)
    fixed = whole_number(written) or 0
    if not fixed and (
        not all(pieces[number].kind is FormatPart.DIGIT for number in under) or len(under) > _LARGEST_DENOMINATOR
    ):
        raise UnknownFormatError
    if any(pieces[number].kind is not FormatPart.DIGIT for number in over):
        return None
    before, after = list(pieces[: min(over)]), list(pieces[max(under) + 1 :])
    is_mixed = any(piece.kind is FormatPart.DIGIT for piece in before)
    whole, rest = divmod(Fraction(size), 1) if is_mixed else (0, Fraction(size))
    part, bottom = _nearest(rest, fixed, len(under))
    if is_mixed and part == bottom:
        whole, part = whole + 1, 0
    has_places = any(pieces[number].text == "0" for number in over)
    if is_mixed and part == 0 and not has_places:
        return _ended([*before, *after], whole, is_needed=True)
    top = _filled([pieces[number] for number in over], Decimal(part), False).strip() or "0"
    foot = str(bottom) if fixed else _filled([pieces[number] for number in under], Decimal(bottom), False)
    return f"{_ended(before, whole, is_needed=False)}{top}/{foot.strip()}{_ended(after, 0, is_needed=False)}"


def _ended(pieces: Sequence[FormatPiece], whole: int, *, is_needed: bool) -> str:
    words = _filled(pieces, Decimal(whole), False)
    return words if not is_needed or any(letter.isdigit() for letter in words) else f"{words}0"


def _run(pieces: Sequence[FormatPiece], at: int, step: int) -> list[int]:
    """The places of the digits, or the digits written out, that stand beside a stroke without anything between."""
    found: list[int] = []
    while 0 <= at < len(pieces) and (pieces[at].kind is FormatPart.DIGIT or pieces[at].text.isdigit()):
        found.append(at)
        at += step
    return sorted(found)


def _nearest(rest: Fraction, fixed: int, digits: int) -> tuple[int, int]:
    """The fraction that comes nearest, as what stands above and below the stroke."""
    if fixed:
        return int(rest * fixed + Fraction(1, 2)), fixed
    nearest = rest.limit_denominator(10**digits - 1)
    return nearest.numerator, nearest.denominator
