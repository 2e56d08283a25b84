"""Workbooks of LibreOffice and Google, .ods.

Libraries were weighed: none of python-calamine, odfdo and the reader of pandas tells of the fonts that make a tick of a
letter, of colours, struck words, hidden rows and notes, and none has bounds for a cell that stands for millions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lxml.etree import _Element as Element
from openpyxl.utils.datetime import to_excel

from engine.foreign.drawn_objects import DrawnObject
from engine.foreign.limits import WORKBOOK_LETTERS
from engine.foreign.open_document import open_document
from engine.foreign.shared_texts import too_many_letters
from engine.plain_words import long_date
from engine.sources.cell_facts import CellFact, CellKind, FactKind
from engine.sources.cell_formats.shown import with_time
from engine.sources.checklists.drawn_marks import marks_of_boxes
from engine.sources.checklists.grid import Area, Grid, Opened, Position, SheetCell, cell
from engine.sources.checklists.ods_drawn import Controls, drawn_in, drawn_on, margins_of
from engine.sources.checklists.ods_looks import CellLook, CellLooks
from engine.sources.checklists.ods_names import CALCEXT, OFFICE, TABLE
from engine.sources.checklists.ods_words import CellWords, cell_words, paragraphs
from engine.sources.excel_cell import number_cell
from engine.sources.formula_words import is_hyperlink, leads_to, words_behind_sign

_COVERED = f"{TABLE}covered-table-cell"
"""A cell that is merged with another, which shows what that one holds."""
_NOT_SHOWN = ("collapse", "filter")
_MOST_CELLS = 200_000
"""A cell may say that it stands for millions like it. A checklist has a few thousand."""
_HELD = ("string-value", "value", "boolean-value", "date-value", "time-value")
_NUMBERS = {"float": "General", "percentage": "0%", "currency": "General"}
_LENGTH = re.compile(r"(-?)PT?(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:[.,]\d{1,9})?)S)?\Z", re.ASCII)


class TooManyCellsError(ValueError):
    """The file stands for more cells than anybody can fill in."""


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """A sheet while it is read."""

    looks: CellLooks
    controls: Controls
    cells: dict[Position, SheetCell] = field(default_factory=dict)
    fills: dict[Position, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    letters: int = 0
    notes: dict[Position, str] = field(default_factory=dict)
    struck: dict[Position, str] = field(default_factory=dict)
    pale: set[Position] = field(default_factory=set)
    told: dict[Position, CellFact] = field(default_factory=dict)
    drawn: list[DrawnObject] = field(default_factory=list)


def open_ods(path: Path) -> Opened:
    """Every sheet, with fonts and colours. Raises RefusedFile and TooManyCellsError."""
    document = open_document(path)
    looks = CellLooks(document)
    tables = document.content.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
    return Opened(tuple(_grid(table, looks, tuple(margins_of(document, table))) for table in tables))


def _grid(table: Element, looks: CellLooks, margins: tuple[DrawnObject, ...]) -> Grid:
    sheet = _Sheet(looks=looks, controls=Controls(table))
    columns = _default_looks(table)
    number = 1
    for row in table.iter(f"{TABLE}table-row"):
        times = _times(row, "rows")
        filled = list(_filled(row, looks, columns))
        if filled and len(filled) * times > _MOST_CELLS:
            raise TooManyCellsError
        for repeat in range(times if filled else 0):
            _keep(sheet, number + repeat, filled)
        if filled and row.get(f"{TABLE}visibility") in _NOT_SHOWN:
            sheet.hidden_rows.update(range(number, number + times))
        if len(sheet.cells) + len(sheet.fills) > _MOST_CELLS:
            raise TooManyCellsError
        number += times
    sheet.drawn.extend(drawn_on(table, sheet.controls))
    boxes, drawn = marks_of_boxes(sheet.drawn, sheet.cells)
    return Grid(
        name=table.get(f"{TABLE}name", ""),
        cells=sheet.cells | boxes,
        hidden=looks.look(table.get(f"{TABLE}style-name", ""), "table").hidden,
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=frozenset(_hidden_columns(table)),
        merged=tuple(sheet.merged),
        fills=sheet.fills,
        notes=sheet.notes,
        struck=sheet.struck,
        pale=frozenset(sheet.pale),
        drawn=(*drawn, *margins),
        boxed=frozenset(boxes),
        told=sheet.told,
    )


def _filled(row: Element, looks: CellLooks, columns: list[tuple[int, str]]) -> Iterator[tuple[int, Element, CellLook]]:
    """The cells of a row that show words or a colour, by column; repeats are written out."""
    column = 1
    for each in row.iterchildren(f"{TABLE}table-cell", _COVERED):
        times = _times(each, "columns")
        own = each.get(f"{TABLE}style-name") or row.get(f"{TABLE}default-cell-style-name")
        holds = each.tag != _COVERED and _holds_anything(each)
        look = looks.look(own or (_default_at(column, columns) if holds else ""))
        if holds and times > _MOST_CELLS:
            raise TooManyCellsError
        if holds or (look.fill and times < 100):  # a whole row may be coloured to its end
            yield from ((column + repeat, each, look) for repeat in range(times))
        column += times


def _holds_anything(each: Element) -> bool:
    if any(each.get(f"{OFFICE}{name}") for name in _HELD) or each.get(f"{TABLE}formula"):
        return True
    return any(isinstance(inner.tag, str) for inner in each)


def _keep(sheet: _Sheet, row: int, filled: list[tuple[int, Element, CellLook]]) -> None:
    for column, each, look in filled:
        at = (row, column)
        words = cell_words(each, sheet.looks)
        read, fact = _cell(at, each, look, words)
        if fact:
            sheet.told[at] = fact
        if read:
            sheet.cells[at] = read
            sheet.letters += len(read.raw)
            if sheet.letters > WORKBOOK_LETTERS:
                raise too_many_letters()
            _keep_looks(sheet, at, look, read, words)
        if look.fill:
            sheet.fills[at] = look.fill
        if (note := each.find(f".//{OFFICE}annotation")) is not None:
            sheet.notes[at] = "\n".join("".join(map(str, p.itertext())) for p in paragraphs(note))
        sheet.drawn.extend(drawn_in(each, sheet.controls, at))
        down, across = (int(each.get(f"{TABLE}number-{way}-spanned", 1)) for way in ("rows", "columns"))
        if down * across > 1:
            sheet.merged.append(Area(row, column, row + down - 1, column + across - 1))


def _keep_looks(sheet: _Sheet, at: Position, look: CellLook, read: SheetCell, words: CellWords) -> None:
    if look.struck or words.struck:
        sheet.struck[at] = read.raw if look.struck else "".join(words.struck)
    if look.colour == (look.fill.lower() or "#ffffff"):
        sheet.pale.add(at)


def _cell(at: Position, each: Element, look: CellLook, found: CellWords) -> tuple[SheetCell | None, CellFact | None]:
    formula = each.get(f"{TABLE}formula", "")
    kind = each.get(f"{OFFICE}value-type", "string")
    link = leads_to(formula)[0] or " ".join(dict.fromkeys(found.links))
    puts_together = is_hyperlink(formula) and not link
    fact = CellFact(FactKind.FORMULA_LINK, form=formula.removeprefix("of:")) if puts_together else None
    words = found.words
    if each.get(f"{CALCEXT}value-type") == "error":
        if typed := words_behind_sign(formula, words.strip()):
            return cell(*at, typed), CellFact(FactKind.TYPED_BEHIND_SIGN, value=typed, form=words.strip())
        return cell(*at, words, CellKind.ERROR), None
    if not any(p is not None for p in paragraphs(each)):
        return _by_attributes(at, each, look, kind, formula)
    if kind == "date":
        return cell(*at, _day(each.get(f"{OFFICE}date-value", ""), words), CellKind.DATE), None
    if kind == "boolean" or words in ("TRUE", "FALSE"):
        return cell(*at, words, CellKind.TRUTH), None
    number = kind in _NUMBERS or kind == "time"
    return cell(*at, words, CellKind.NUMBER if number else CellKind.TEXT, look.font, link), fact


def _by_attributes(
    at: Position, each: Element, look: CellLook, kind: str, formula: str
) -> tuple[SheetCell | None, CellFact | None]:
    """A cell whose value stands in its attributes alone, as its format shows it."""
    held = {name: each.get(f"{OFFICE}{name}", "") for name in _HELD}
    if formula and not any(held.values()) and f"{OFFICE}string-value" not in each.attrib:
        return cell(*at, formula.removeprefix("of:"), CellKind.FORMULA), CellFact(
            FactKind.NO_RESULT, form=formula.removeprefix("of:")
        )
    if kind == "boolean":
        return cell(*at, held["boolean-value"].upper(), CellKind.TRUTH), None
    if kind not in _NUMBERS and kind not in ("date", "time"):
        link = leads_to(formula)[0]
        return cell(*at, held["string-value"] or held["value"], CellKind.TEXT, look.font, link), None
    number = _number(held, kind)
    if number is None:
        return cell(*at, next(filter(None, held.values()), "")), None
    usual = {"date": "d mmmm yyyy", "time": "hh:mm:ss", **_NUMBERS}[kind]
    form = "?" if look.form is None else look.form or usual  # a format nobody can write is not understood
    shows = number_cell(number, form)
    return (None if shows.value is None else cell(*at, str(shows.value), shows.kind)), shows.fact


def _number(held: dict[str, str], kind: str) -> float | None:
    """The number of a value, a day or a length of time."""
    try:
        if kind == "date":
            return float(to_excel(datetime.fromisoformat(held["date-value"])))  # type: ignore[no-untyped-call]
        if kind != "time":
            return float(held["value"])
    except ValueError:
        return None
    if not (found := _LENGTH.match(held["time-value"])):
        return None
    hours, minutes, seconds = (float((found[part] or "0").replace(",", ".")) for part in (2, 3, 4))
    return (hours * 3_600 + minutes * 60 + seconds) / 86_400 * (-1 if found[1] else 1)


def _day(written: str, words: str) -> str:
    """A day in words as everywhere in the report, where the cell shows it whole; else what the cell shows."""
    try:
        day = datetime.fromisoformat(written)
    except ValueError:
        return words
    shows_day = str(day.day) in re.findall(r"(?<!\d)0?(\d{1,2})(?!\d)", words) or f"{day:%Y-%m-%d}" in words
    shows_year = re.search(rf"(?<!\d)(?:{day:%Y}|{day:%y})(?!\d)", words)
    if not (shows_day and shows_year):
        return words
    return with_time(day) if ":" in words else long_date(day)


def _times(element: Element, way: str) -> int:
    return max(int(element.get(f"{TABLE}number-{way}-repeated", 1)), 1)


def _default_looks(table: Element) -> list[tuple[int, str]]:
    """The look that the cells of a column have which name none, by its last column."""
    found, number = list[tuple[int, str]](), 0
    for column in table.iter(f"{TABLE}table-column"):
        number += _times(column, "columns")
        found.append((number, column.get(f"{TABLE}default-cell-style-name", "")))
    return found


def _default_at(column: int, columns: list[tuple[int, str]]) -> str:
    return next((look for last, look in columns if column <= last), "")


def _hidden_columns(table: Element) -> Iterator[int]:
    number = 1
    for column in table.iter(f"{TABLE}table-column"):
        times = _times(column, "columns")
        if column.get(f"{TABLE}visibility") in _NOT_SHOWN:
            yield from range(number, number + min(times, 64))
        number += times
