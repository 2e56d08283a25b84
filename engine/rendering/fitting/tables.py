"""No word of a table is broken between two letters: width moves, else letters get smaller, else it is told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from engine.findings import Finding, warning
from engine.model.kept import made_once
from engine.plain_words import quoted
from engine.rendering.fitting.columns import Column, columns_of, rows_of, set_widths
from engine.rendering.fitting.printed_widths import PrintedWidths
from engine.rendering.fitting.saying import Word
from engine.rendering.fitting.shares import shared
from engine.rendering.fitting.sizes import set_size
from engine.rendering.fitting.turned import turn_headings
from engine.templates.places import Tell
from engine.word.names import W_P, W_R, W_TBL, W_TC
from engine.word.text import paragraph_text

_LIBRARIES = ("lxml", "pillow", "fonttools")
"""That decide how wide words are."""
_OF_FIGURES = 32
"""Half-points: a key figure in smaller letters is none."""
SMALLEST = 18
"""Half-points: smaller letters are not read in print."""
_FIX = "Say it in a shorter word, give the table fewer columns, or choose a narrower font."
_NEAR = 3
"""So many paragraphs above a table may say what it is called."""


def fit_tables(root: etree._Element, lettering: PrintedWidths, tell: Tell) -> tuple[bool, list[Finding]]:
    """Fit every table of a part in place. Whether anything changed, and a warning for each column that breaks words."""
    changed, found = False, []
    for table in root.iter(W_TBL):
        if _fits(table, lettering):
            continue
        columns = columns_of(table, lettering)
        changed = True
        most = _fit(table, columns, lettering)
        found += [
            warning("W-64", tell(table), _message(table, number, column, word), _FIX)
            for number, column in enumerate(columns)
            if (word := column.broken(most))
        ]
    return changed, found


def _fits(table: etree._Element, lettering: PrintedWidths) -> bool:
    """Whether no word of a table is broken. It is found out once of the very same table, in the user's cache too.

    It is found out anew of one in the cell of another, which may give its letters their look.
    """

    def found_out() -> bool:
        return all(column.fits() for column in columns_of(table, lettering))

    if next(table.iterancestors(W_TC), None) is not None:
        return found_out()
    key = hashlib.sha256(etree.tostring(table, with_tail=False)).digest()
    known = lettering.fitting.get(key)
    if known is None:
        known = made_once("fitting", bool, (lettering.made_from, key), _LIBRARIES, found_out)
        lettering.fitting.put(key, known)
    return known


def _fit(table: etree._Element, columns: list[Column], lettering: PrintedWidths) -> int:
    """Give the columns their widths and the letters their size. The largest letters that are left, in half-points."""
    largest = max(column.largest() for column in columns)
    widths = [column.width for column in columns]
    most, fitting = _tried(widths, columns, largest)
    if fitting is None and _turn(table, columns):
        most, fitting = _tried(widths, columns, largest)
    if fitting is None:
        fitting = _as_good_as_can_be(widths, [column.needed(most) for column in columns])
    for column, width in zip(columns, fitting, strict=True):
        column.width = width
    set_widths(table, fitting)
    if most < largest:
        _make_smaller(table, most, lettering)
    return most


def _tried(widths: list[int], columns: list[Column], largest: int) -> tuple[int, list[int] | None]:
    """The largest letters with which every word fits, and the widths then; None with the smallest that are read."""
    for most in range(largest, min(_OF_FIGURES, largest) - 1, -1):  # a figure keeps its unit if it stays a large one
        fitting = shared(widths, [column.needed_whole(most) for column in columns])
        if fitting is not None:
            return most, fitting
    for most in range(largest, min(SMALLEST, largest) - 1, -1):
        fitting = shared(widths, [column.needed(most) for column in columns])
        if fitting is not None:
            return most, fitting
    return most, None


def _turn(table: etree._Element, columns: list[Column]) -> bool:
    """Let headings run upwards where they alone are too wide, as those of many groups are. Whether any does."""
    turned = [number for number, column in enumerate(columns) if column.headings_alone(SMALLEST)]
    if not any(column.needed(SMALLEST) > column.width for column in columns) or not turned:
        return False
    for number in turned:
        columns[number].is_turned = True
    turn_headings(table, turned)
    return True


def _as_good_as_can_be(widths: list[int], needed: list[int]) -> list[int]:
    """Where not every column can have what it needs: those that ask for least have it, the others share the rest."""
    room, given = sum(widths), [0] * len(widths)
    for left, at in enumerate(sorted(range(len(widths)), key=lambda at: needed[at])):
        given[at] = min(needed[at], room // (len(widths) - left))
        room -= given[at]
    given[max(range(len(widths)), key=lambda at: needed[at])] += room
    return given


def _make_smaller(table: etree._Element, most: int, lettering: PrintedWidths) -> None:
    for row in rows_of(table):
        for paragraph in row.iter(W_P):
            for run in paragraph.iter(W_R):
                if lettering.look(run, paragraph).size > most:
                    set_size(run, most)


def _message(table: etree._Element, number: int, column: Column, word: Word) -> str:
    words = quoted("".join(letters.text for letters in word))
    heading = next(_headings(table, number), "") or f"number {number + 1}"
    name = _name(table)
    of_table = f"the table {quoted(name)}" if name else "a table"
    return f"{words} is wider than the column {quoted(heading)} of {of_table}, so it is broken between two letters."


def _headings(table: etree._Element, number: int) -> Iterator[str]:
    for row in rows_of(table):
        cells = row.findall(W_TC)
        if number < len(cells):
            yield " ".join(text for paragraph in cells[number].iterfind(W_P) if (text := paragraph_text(paragraph)))
        return


def _name(table: etree._Element) -> str:
    """What is said right above a table: its caption or its heading."""
    above = [each for each, _ in zip(table.itersiblings(W_P, preceding=True), range(_NEAR), strict=False)]
    return next((text for paragraph in above if (text := paragraph_text(paragraph))), "")
