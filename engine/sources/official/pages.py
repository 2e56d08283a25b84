"""A workbook as lines and grids in order, whether it is a Word file or an Excel one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from lxml import etree
from openpyxl.utils import get_column_letter

from engine.errors import InputError
from engine.findings import Place, error
from engine.foreign.limits import GUIDANCE
from engine.foreign.refusal import RefusedFile
from engine.foreign.word_file import word_parts
from engine.foreign.workbook_file import ForeignSheet, foreign_workbook
from engine.sources.checklists.grid import Opened
from engine.sources.checklists.open_file import open_file
from engine.word.names import W_P, W_TBL, W_TC, W_TR, qn
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.styles import Styles, read_styles

BULLET = re.compile(r"^[·•▪◦‣○●\-–—\uf0b7]\s+")
_GROUPS = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"))
_LISTED = f"{qn('w:pPr')}/{qn('w:numPr')}"
_BREAKS = (qn("w:br"), qn("w:cr"))
_MOST_PLACES = 2_000_000
"""Rows times columns of a sheet; the official checklist has two thousand."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One paragraph, or one line of a cell. level: of a heading, from 1; bullet: whether it is a point of a list."""

    text: str
    where: str
    level: int = 0
    bullet: bool = False


Cell = tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class PrintedGrid:
    """A table or a sheet: rows of cells, each a tuple of lines. before: the words nearest above, nearest first."""

    rows: tuple[tuple[Cell, ...], ...]
    where: str
    before: tuple[str, ...]


def words(cell: Cell) -> str:
    """The text of a cell in one line."""
    return " ".join(line.text for line in cell if line.text)


def read_pages(path: Path) -> tuple[PrintedLine | PrintedGrid, ...]:
    """Everything in the file that people see, in order. Raises InputError, with the place, where it cannot be read."""
    try:
        ending = path.suffix.lower()
        return tuple(_word(path) if ending == ".docx" else _excel(path) if ending == ".xlsx" else _other(path))
    except RefusedFile as refused:
        found = [error("I-30", Place(path.name), *refused.reason)]
        raise InputError(f"{path.name}: {refused.message}", found) from refused
    except Exception as fault:  # of a damaged part lxml, zipfile and openpyxl let anything through
        message = "The file is damaged."
        fix = "Open it, save it again, and import that copy."
        raise InputError(f"{path.name}: {message}", [error("I-30", Place(path.name), message, fix)]) from fault


def _excel(path: Path) -> Iterator[PrintedGrid]:
    for sheet in foreign_workbook(path).sheets:
        yield PrintedGrid(tuple(_sheet_rows(sheet)), sheet.title, (sheet.title,))


def _other(path: Path) -> Iterator[PrintedGrid]:
    """The sheets of a workbook of another format, by the readers of returned checklists."""
    opened = open_file(path)
    if not isinstance(opened, Opened):
        raise RefusedFile(*opened)
    for grid in opened.grids:
        last = max((column for _, column in grid.cells), default=0)
        rows = groupby(sorted(grid.cells), key=lambda key: key[0])
        yield PrintedGrid(
            tuple(
                tuple(
                    _lines(found[column].text, f"{grid.name}!{found[column].name}") if column in found else ()
                    for column in range(1, last + 1)
                )
                for _, keys in rows
                for found in ({key[1]: grid.cells[key] for key in keys},)
            ),
            grid.name,
            (grid.name,),
        )


def _sheet_rows(sheet: ForeignSheet) -> Iterator[tuple[Cell, ...]]:
    """The rows that hold anything. The grid is not walked: where its last row was once touched, it has a million."""
    filled = sorted(
        ((key, cell.value) for key, cell in sheet.cells.items() if cell.value is not None), key=lambda entry: entry[0]
    )
    last = max((column for (_, column), _ in filled), default=0)
    if last * len({row for (row, _), _ in filled}) > _MOST_PLACES:
        message = f'The sheet "{sheet.title}" reaches too far: its last filled cell is in column {last:,}.'
        raise RefusedFile(message, "Take out what does not belong to the table, and save it again.")
    for row, cells in groupby(filled, key=lambda entry: entry[0][0]):
        values = {column: value for (_, column), value in cells}
        yield tuple(
            _lines(values.get(column), f"{sheet.title}!{get_column_letter(column)}{row}")
            for column in range(1, last + 1)
        )


def _lines(value: object, where: str) -> Cell:
    text = "" if value is None else str(value).replace("_x000D_", "")
    return tuple(_line(line, where, 0, False) for line in text.splitlines() if line.strip())


def _word(path: Path) -> Iterator[PrintedLine | PrintedGrid]:
    package = Package(word_parts(path, GUIDANCE))
    styles = read_styles(package.parts.get(STYLES, b"<none/>"))
    before: list[str] = []
    count = 0
    body = package.xml(DOCUMENT)[0]
    for element in _unwrapped(body):
        if element.tag == W_P:
            for line in _paragraph(element, styles, before[0] if before else "the beginning"):
                before.insert(0, line.text)
                yield line
        elif element.tag == W_TBL:
            count += 1
            yield PrintedGrid(tuple(_rows(element, styles, f"table {count}")), f"table {count}", tuple(before[:6]))


def _rows(table: etree._Element, styles: Styles, where: str) -> Iterator[tuple[Cell, ...]]:
    rows = (row for row in table.iter(W_TR) if next(row.iterancestors(W_TBL)) is table)
    for number, row in enumerate(rows, start=1):
        place = f"{where}, row {number}"
        yield tuple(
            tuple(line for paragraph in cell.iter(W_P) for line in _paragraph(paragraph, styles, place))
            for cell in _unwrapped(row)
            if cell.tag == W_TC
        )


def _paragraph(element: etree._Element, styles: Styles, where: str) -> Iterator[PrintedLine]:
    """The lines of a paragraph: words of all its runs, however they were split; a line break begins another line."""
    level = styles.level_of(element)
    listed = element.find(_LISTED) is not None or styles.name_of(element).startswith("list")
    for text in "".join(_pieces(element)).split("\n"):
        if text.strip():
            yield _line(text, where, level, listed and not level)


def _pieces(element: etree._Element) -> Iterator[str]:
    for piece in element.iter(qn("w:t"), qn("w:tab"), qn("w:noBreakHyphen"), *_BREAKS):
        if piece.tag == qn("w:t"):
            yield piece.text or ""
        elif piece.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif next(piece.iterancestors(), piece).tag == qn("w:r"):
            yield "\n" if piece.tag in _BREAKS else " "


def _line(text: str, where: str, level: int, listed: bool) -> PrintedLine:
    """The line without its bullet. Non-breaking spaces stay: the wording is kept to the letter."""
    text = text.strip(" \t\r\n\u200b\ufeff")
    bare = BULLET.sub("", text)
    return PrintedLine(bare.strip(" \t"), where, level, listed or bare != text)


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """The elements in order, also those inside content controls and custom tags."""
    for child in parent:
        if child.tag in _GROUPS:
            yield from _unwrapped(child)
        else:
            yield child
