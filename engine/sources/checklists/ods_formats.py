"""The number formats of an OpenDocument workbook, written as Excel writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import _Element as Element

from engine.sources.checklists.ods_names import NUMBER, STYLE
from engine.whole_numbers import whole_number

_KINDS = ("number", "percentage", "currency", "date", "time", "boolean", "text")
_CONDITION = re.compile(r"value\(\)\s*(<=|>=|!=|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)\Z")
_MOST_DIGITS = 30


def format_codes(trees: Iterable[Element]) -> dict[str, str | None]:
    """Each format by its name; None for one that says what Excel's formats cannot."""
    styles = {
        style.get(f"{STYLE}name", ""): style
        for tree in trees
        for kind in _KINDS
        for style in tree.iter(f"{NUMBER}{kind}-style")
    }
    alone = {name: _section(style) for name, style in styles.items()}
    return {name: _with_conditions(style, alone) for name, style in styles.items()}


def _with_conditions(style: Element, alone: dict[str, str | None]) -> str | None:
    """A format with those that it hands values over to, each before it with the condition."""
    sections: list[str | None] = []
    for rule in style.iterchildren(f"{STYLE}map"):
        found = _CONDITION.match(rule.get(f"{STYLE}condition", "").strip())
        code = alone.get(rule.get(f"{STYLE}apply-style-name", ""))
        sign = found[1].replace("!=", "<>") if found else ""
        sections.append(f"[{sign}{found[2]}]{code}" if found and code is not None else None)
    sections.append(alone[style.get(f"{STYLE}name", "")])
    return None if None in sections else ";".join(section or "" for section in sections)


def _section(style: Element) -> str | None:
    language = style.get(f"{NUMBER}language", "en")
    is_elapsed = style.get(f"{NUMBER}truncate-on-overflow") == "false"
    pieces: list[str] = []
    for each in style.iterchildren():
        if not isinstance(each.tag, str) or not each.tag.startswith(NUMBER):
            continue
        piece = _piece(each, each.tag.removeprefix(NUMBER), is_elapsed=is_elapsed and not any("[" in p for p in pieces))
        if piece is None or (language != "en" and "mmm" in piece.lower()):
            return None
        pieces.append(piece)
    return "".join(pieces)


def _piece(each: Element, name: str, *, is_elapsed: bool) -> str | None:
    long = each.get(f"{NUMBER}style") == "long"
    words = each.text or ""
    match name:
        case "text":
            return words if words.strip() == "%" else "".join(f'"{words}"' if words and '"' not in words else "")
        case "currency-symbol":
            return f'"{words}"' if '"' not in words else None
        case "number" | "scientific-number":
            return _digits(each, name)
        case "fraction":
            return _fraction(each)
        case "hours" | "minutes" | "seconds":
            return _clock(each, name[0], long=long, is_elapsed=is_elapsed)
        case "month":
            return ("mmmm" if long else "mmm") if each.get(f"{NUMBER}textual") == "true" else "mm" if long else "m"
        case "day" | "year" | "day-of-week":
            return {"day": ("d", "dd"), "year": ("yy", "yyyy"), "day-of-week": ("ddd", "dddd")}[name][long]
        case "am-pm" | "boolean" | "text-content":
            return {"am-pm": "AM/PM", "boolean": "General", "text-content": "@"}[name]
        case _:
            return None


def _digits(each: Element, name: str) -> str | None:
    if len(each):  # words among the digits
        return None
    whole, places, least = (
        _count(each, attribute) for attribute in ("min-integer-digits", "decimal-places", "min-decimal-places")
    )
    if each.get(f"{NUMBER}decimal-places") is None and name == "number":
        return "General"
    least = places if each.get(f"{NUMBER}min-decimal-places") is None else least
    front = "0" * whole or "#"
    if each.get(f"{NUMBER}grouping") == "true":
        padded = front.rjust(4, "#")
        front = f"{padded[:-3]},{padded[-3:]}"
    back = "." + "0" * least + "#" * (places - least) if places else ""
    factor = each.get(f"{NUMBER}display-factor", "1")
    thousands = "," * ((len(factor) - 1) // 3)
    power = "E+" + "0" * max(_count(each, "min-exponent-digits"), 1) if name == "scientific-number" else ""
    return f"{front}{back}{thousands}{power}"


def _fraction(each: Element) -> str:
    whole = "# " if each.get(f"{NUMBER}min-integer-digits") is not None else ""
    over = "?" * max(_count(each, "min-numerator-digits"), 1)
    fixed = each.get(f"{NUMBER}denominator-value", "")
    return f"{whole}{over}/{fixed or '?' * max(_count(each, 'min-denominator-digits'), 1)}"


def _clock(each: Element, letter: str, *, long: bool, is_elapsed: bool) -> str:
    letters = letter * 2 if long else letter
    places = _count(each, "decimal-places")
    more = "." + "0" * places if letter == "s" and places else ""
    return f"[{letters}]{more}" if is_elapsed else f"{letters}{more}"


def _count(each: Element, attribute: str) -> int:
    return min(whole_number(each.get(f"{NUMBER}{attribute}")) or 0, _MOST_DIGITS)
