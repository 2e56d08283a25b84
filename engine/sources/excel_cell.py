"""One cell of an Excel workbook as its sheet shows it, with what there is to know of it. Nothing is worked out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils.datetime import to_excel

from engine.foreign.workbook_file import ForeignSheet
from engine.sources.cell_facts import CellFact, CellKind, FactKind
from engine.sources.cell_formats.sections import UnknownFormatError
from engine.sources.cell_formats.shown import shown, text_shown
from engine.sources.formula_words import is_hyperlink, is_picture, leads_to, words_behind_sign


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcelCell:
    """value: what the cell shows, None where that is nothing; a number stays one where it has no format.

    day: the day or moment it holds. link: where it leads. fact: what there is to say of it.
    """

    value: str | int | float | bool | None
    kind: CellKind
    day: datetime | None = None
    link: str = ""
    fact: CellFact | None = None


_PICTURE = ExcelCell(value=None, kind=CellKind.ERROR, fact=CellFact(FactKind.PICTURE))


def excel_cell(each: Cell, sheet: ForeignSheet) -> ExcelCell:
    """What a cell of a sheet shows."""
    at = (each.row, each.column)
    formula = sheet.formulas.get(at, "")
    link, name = leads_to(formula) if formula else ("", "")
    link = link or sheet.links.get(at, "")
    value: Any = each.value
    if is_picture(formula):
        return _PICTURE
    if value is None or value == "":
        return _without_value(formula, name, link, is_worked_out=at not in sheet.without_result)
    if each.data_type == "e":
        return _error(str(value), formula, holds_picture=at in sheet.pictures)
    if isinstance(value, bool):
        return ExcelCell(value=value, kind=CellKind.TRUTH, link=link)
    has_format = each._style.numFmtId  # type: ignore[attr-defined]
    form = str(each.number_format) if has_format else "General"
    fact = CellFact(FactKind.FORMULA_LINK, form=formula) if formula and not link and is_hyperlink(formula) else None
    if isinstance(value, str):
        return text_cell(value, form, link, fact)
    number = value if isinstance(value, int | float) else _serial(value)
    if number is None:
        return ExcelCell(value=str(value), kind=CellKind.TEXT, link=link, fact=fact)
    return number_cell(number, form, link, fact)


def number_cell(number: int | float, form: str, link: str = "", fact: CellFact | None = None) -> ExcelCell:
    """What a cell with a number, or with a day as its number, shows in a format."""
    try:
        found = shown(number, form)
    except UnknownFormatError:
        value = shown(number, "General").words
        fact = CellFact(FactKind.UNKNOWN_FORMAT, value=str(value), form=form)
        return ExcelCell(value=value, kind=CellKind.NUMBER, link=link, fact=fact)
    if found.words == "":
        return ExcelCell(value=None, kind=CellKind.NUMBER, fact=CellFact(FactKind.SHOWS_NOTHING, value=f"{number}"))
    kind = CellKind.NUMBER if found.day is None else CellKind.DATE
    return ExcelCell(value=found.words, kind=kind, day=found.day, link=link, fact=fact)


def _without_value(formula: str, name: str, link: str, *, is_worked_out: bool) -> ExcelCell:
    """A formula that shows nothing; of a link, the words that stand in its text."""
    if link and formula:
        return ExcelCell(value=name or link, kind=CellKind.TEXT, link=link)
    if not formula or is_worked_out:
        return ExcelCell(value=None, kind=CellKind.TEXT, link=link)
    if words := words_behind_sign(formula, ""):
        fact = CellFact(FactKind.TYPED_BEHIND_SIGN, value=words, form="nothing yet")
        return ExcelCell(value=words, kind=CellKind.TEXT, fact=fact)
    return ExcelCell(value=None, kind=CellKind.FORMULA, fact=CellFact(FactKind.NO_RESULT, form=formula))


def _error(shows: str, formula: str, *, holds_picture: bool) -> ExcelCell:
    if holds_picture:
        return _PICTURE
    if words := words_behind_sign(formula, shows):
        fact = CellFact(FactKind.TYPED_BEHIND_SIGN, value=words, form=shows)
        return ExcelCell(value=words, kind=CellKind.TEXT, fact=fact)
    return ExcelCell(value=shows, kind=CellKind.ERROR)


def text_cell(value: str, form: str, link: str = "", fact: CellFact | None = None) -> ExcelCell:
    """What a cell with a text shows in a format."""
    try:
        words = text_shown(value, form)
    except UnknownFormatError:
        unknown = CellFact(FactKind.UNKNOWN_FORMAT, value=value, form=form)
        return ExcelCell(value=value, kind=CellKind.TEXT, link=link, fact=unknown)
    if not words and value.strip():
        return ExcelCell(value=None, kind=CellKind.TEXT, fact=CellFact(FactKind.SHOWS_NOTHING, value=value))
    return ExcelCell(value=words, kind=CellKind.TEXT, link=link, fact=fact)


def _serial(value: Any) -> float | None:
    """A day, a time or a length of time as the number that stands in the file."""
    if not isinstance(value, date | time | timedelta):
        return None
    number = float(to_excel(value))  # type: ignore[no-untyped-call]
    return number if math.isfinite(number) else None
