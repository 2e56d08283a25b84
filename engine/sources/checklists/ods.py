"""Workbooks of LibreOffice and Google, .ods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lxml.etree import _Element as Element

from engine.foreign.limits import WORKBOOK_LETTERS
from engine.foreign.open_document import open_document_content
from engine.foreign.shared_texts import too_many_letters
from engine.sources.checklists.grid import Area, CellKind, Grid, Opened, Position, SheetCell, cell, day

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_NOT_SHOWN = ("collapse", "filter")
_MOST_CELLS = 200_000
"""A cell may say that it stands for millions like it. A checklist has a few thousand."""


class TooManyCellsError(ValueError):
    """The file stands for more cells than anybody can fill in."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says that can change the meaning of a cell."""

    fill: str = ""
    font: str = ""
    hidden: bool = False


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """A sheet while it is read."""

    cells: dict[Position, SheetCell] = field(default_factory=dict)
    fills: dict[Position, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    letters: int = 0
    notes: dict[Position, str] = field(default_factory=dict)


def open_ods(path: Path) -> Opened:
    """Every sheet, with fonts and colours. Raises RefusedFile and TooManyCellsError."""
    content = open_document_content(path)
    looks = {style.get(f"{_STYLE}name", ""): _look(style) for style in content.iter(f"{_STYLE}style")}
    tables = content.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    return Opened(tuple(_grid(table, looks) for table in tables))


def _look(style: Element) -> _Look:
    cells, words, table = (style.find(f"{_STYLE}{kind}-properties") for kind in ("table-cell", "text", "table"))
    fill = cells.get(f"{_FO}background-color", "") if cells is not None else ""
    font = (words.get(f"{_STYLE}font-name") or words.get(f"{_FO}font-family") or "") if words is not None else ""
    hidden = table is not None and table.get(f"{_TABLE}display") == "false"
    return _Look("" if fill.lower() in ("transparent", "#ffffff") else fill, font, hidden)


def _grid(table: Element, looks: dict[str, _Look]) -> Grid:
    sheet = _Sheet()
    number = 1
    for row in table.iter(f"{_TABLE}table-row"):
        times = _times(row, "rows")
        filled = list(_filled(row, looks))
        if filled and len(filled) * times > _MOST_CELLS:
            raise TooManyCellsError
        for repeat in range(times if filled else 0):
            _keep(sheet, number + repeat, filled)
        if filled and row.get(f"{_TABLE}visibility") in _NOT_SHOWN:
            sheet.hidden_rows.update(range(number, number + times))
        if len(sheet.cells) + len(sheet.fills) > _MOST_CELLS:
            raise TooManyCellsError
        number += times
    look = looks.get(table.get(f"{_TABLE}style-name", ""), _Look())
    hidden = frozenset(_hidden_columns(table))
    name = table.get(f"{_TABLE}name", "")
    rows = frozenset(sheet.hidden_rows)
    return Grid(
        name=name,
        cells=sheet.cells,
        hidden=look.hidden,
        hidden_rows=rows,
        hidden_columns=hidden,
        merged=tuple(sheet.merged),
        fills=sheet.fills,
        notes=sheet.notes,
    )


def _filled(row: Element, looks: dict[str, _Look]) -> Iterator[tuple[int, Element, _Look]]:
    """The cells of a row that hold words or a colour, by column; repeats are written out."""
    column = 1
    for each in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = _times(each, "columns")
        look = looks.get(each.get(f"{_TABLE}style-name", ""), _Look())
        holds = each.find(f"{_TEXT}p") is not None or each.find(f"{_OFFICE}annotation") is not None
        if holds and times > _MOST_CELLS:
            raise TooManyCellsError
        if holds or (look.fill and times < 100):  # a whole row may be coloured to its end
            yield from ((column + repeat, each, look) for repeat in range(times))
        column += times


def _keep(sheet: _Sheet, row: int, filled: list[tuple[int, Element, _Look]]) -> None:
    for column, each, look in filled:
        if read := _cell(row, column, each, look):
            sheet.cells[row, column] = read
            sheet.letters += len(read.raw)
            if sheet.letters > WORKBOOK_LETTERS:
                raise too_many_letters()
        if look.fill:
            sheet.fills[row, column] = look.fill
        if (note := each.find(f"{_OFFICE}annotation")) is not None:
            sheet.notes[row, column] = "\n".join(_paragraph(p) for p in note.iterchildren(f"{_TEXT}p"))
        down, across = (int(each.get(f"{_TABLE}number-{way}-spanned", 1)) for way in ("rows", "columns"))
        if down * across > 1:
            sheet.merged.append(Area(row, column, row + down - 1, column + across - 1))


def _cell(row: int, column: int, each: Element, look: _Look) -> SheetCell | None:
    words = "\n".join(_paragraph(p) for p in each.iterchildren(f"{_TEXT}p"))
    kind = each.get(f"{_OFFICE}value-type", "string")
    if each.get(f"{_CALCEXT}value-type") == "error":
        return cell(row, column, words, CellKind.ERROR)
    if kind == "date":
        written = each.get(f"{_OFFICE}date-value", "")
        return cell(row, column, _day(written) or words, CellKind.DATE)
    if kind == "boolean" or words in ("TRUE", "FALSE"):
        return cell(row, column, words, CellKind.TRUTH)
    number = kind in ("float", "percentage", "currency")
    return cell(row, column, words, CellKind.NUMBER if number else CellKind.TEXT, look.font)


def _paragraph(paragraph: Element) -> str:
    """The words of a paragraph; ODF writes more than one space, a tab and a line break as elements."""
    parts = [paragraph.text or ""]
    for inner in paragraph:
        if inner.tag == f"{_TEXT}s":
            parts.append(" ")
        elif inner.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif inner.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif isinstance(inner.tag, str):
            parts.append(_paragraph(inner))
        parts.append(inner.tail or "")
    return "".join(parts)


def _day(written: str) -> str:
    try:
        return day(datetime.fromisoformat(written))
    except ValueError:
        return ""


def _times(element: Element, way: str) -> int:
    return max(int(element.get(f"{_TABLE}number-{way}-repeated", 1)), 1)


def _hidden_columns(table: Element) -> Iterator[int]:
    number = 1
    for column in table.iter(f"{_TABLE}table-column"):
        times = _times(column, "columns")
        if column.get(f"{_TABLE}visibility") in _NOT_SHOWN:
            yield from range(number, number + min(times, 64))
        number += times
