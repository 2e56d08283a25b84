"""Numbers of captions: fields that count, as Word counts them (SEQ)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from lxml import etree

from engine.word.branches import ALTERNATIVES, is_shown, taken
from engine.word.fields import ComplexField, fields
from engine.word.names import W_P, W_R
from engine.word.numerals import numeral
from engine.word.styles import Styles

_FORMS = {
    "arabic": "decimal",
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
    "Roman": "upperRoman",
    "alphabetic": "lowerLetter",
    "ALPHABETIC": "upperLetter",
    "Alphabetic": "upperLetter",
    "ordinal": "ordinal",
    "cardtext": "cardinalText",
    "ordtext": "ordinalText",
}
_FORM = re.compile(r"\\\*\s*(\w+)")
_RESET, _REPEATS, _HIDDEN = re.compile(r"\\r\s*(\d+)"), re.compile(r"\\c\b"), re.compile(r"\\h\b")
_WITH_LEVEL = re.compile(r"\\s\s*(\d)")


def number_captions(root: etree._Element, styles: Styles) -> None:
    """Let every field that counts show its number, each kind by itself."""
    counts: Counter[str] = Counter()
    level_at: dict[str, int] = {}
    headings = [0] * 10
    found = {each.begin: each for each in fields(root) if each.argument("SEQ")}
    with_levels = any(_WITH_LEVEL.search(each.instruction) for each in found.values())
    counted = root.iter(W_R, *([W_P] if with_levels else ())) if found else ()
    for element in (each for each in counted if (each.tag == W_P or each in found) and is_shown(each)):
        if element.tag == W_P:
            headings[styles.level_of(element)] += 1
            continue
        each = found[element]
        kind, asked = str(each.argument("SEQ")), each.instruction
        if begins_anew := _WITH_LEVEL.search(asked):
            above = sum(headings[1 : int(begins_anew[1]) + 1])
            counts[kind] = 0 if level_at.get(kind, above) != above else counts[kind]
            level_at[kind] = above
        if reset := _RESET.search(asked):
            counts[kind] = int(reset[1])
        elif not _REPEATS.search(asked):
            counts[kind] += 1
        if _FORM.search(asked) or not _HIDDEN.search(asked):
            each.show(_in_form(counts[kind], asked))
    for branches in root.iter(ALTERNATIVES) if found else ():
        _show_alike(branches, found)


def _show_alike(branches: etree._Element, found: Mapping[etree._Element, ComplexField]) -> None:
    """What stands a second time for other programs, as a text box does, shows the same numbers."""
    shown = taken(branches)
    numbers = [] if shown is None else [found[run].result for run in shown.iter(W_R) if run in found]
    for branch in (branch for branch in branches if branch is not shown):
        for run, number in zip((run for run in branch.iter(W_R) if run in found), numbers, strict=False):
            found[run].show(number)


def _in_form(number: int, asked: str) -> str:
    names = (match[1] for match in _FORM.finditer(asked))
    form = next((_FORMS.get(name) or _FORMS.get(name.casefold(), "") for name in names if name != "MERGEFORMAT"), "")
    return numeral(number, form or "decimal") or str(number)
