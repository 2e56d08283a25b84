"""Workbooks of Excel 97: their records counted before xlrd makes objects of them, and what lies on their sheets."""

from __future__ import annotations

import io
import struct
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDoc

from engine.foreign import limits
from engine.foreign.drawn_in_97 import drawn_in_97
from engine.foreign.drawn_objects import DrawnObject
from engine.foreign.formulas_97 import formulas_97
from engine.foreign.plain_file import whole
from engine.foreign.records_97 import BOUND_SHEET, Record97, records, short_text
from engine.foreign.refusal import RefusedFile
from engine.foreign.shared_texts import too_many_letters
from engine.foreign.start_tags import CellAt
from engine.foreign.words import refuse_endless_words

_AGAIN = "Open it, save it again as an Excel workbook (.xlsx), and put it back."
_UNPROTECTED = "Ask the sender for a copy without protection, saved as an Excel workbook (.xlsx)."
_TEXTS, _BLANKS, _NUMBERS, _MERGED, _LINKED = 0xFC, 0xBE, 0xBD, 0xE5, 0x1B8
_CELLS = frozenset({0x06, 0x201, 0x203, 0x204, 0x205, 0x207, 0x27E, 0xFD, 0xD6, 0x01, 0x02, 0x03, 0x04, 0x05})
_MOST_RECORDS, _MOST_CELLS = 1_500_000, 500_000
_MOST_OF_ONE_KIND = {
    0xE0: 20_000,
    0x31: 20_000,
    0x41E: 20_000,
    0x18: 20_000,
    0x1C: 20_000,
    0x293: 20_000,
    0x7D: 100_000,
}
"""Formats of cells, fonts, number formats, names, notes, styles, columns. Excel 97 itself ends at 4,000 formats."""


_OF_CELLS, _OF_A_CHART = 0, 2


@dataclass(frozen=True, slots=True)
class Office97:
    """book: as xlrd has it, rows as long as they are filled. drawn: by sheet of it, what lies there beside the cells.

    formulas: by sheet, the text of those that make a link or show an error. charts: the names of sheets that are
    nothing but a chart, which xlrd passes over. Excel before 97 has none of these.
    """

    book: Book
    drawn: tuple[tuple[DrawnObject, ...], ...]
    formulas: tuple[Mapping[CellAt, str], ...]
    charts: tuple[str, ...]


class _Listed(NamedTuple):
    """A sheet as the workbook lists it. begin: where its records are."""

    begin: int
    kind: int
    name: str


def open_office_97(path: Path) -> Office97:
    """The workbook. Raises RefusedFile."""
    data = whole(path, limits.OFFICE_97)
    if "DRMEncryptedDataSpace".encode("utf-16-le") in data:
        raise RefusedFile("The file is locked by a sensitivity label.", _UNPROTECTED)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise RefusedFile("The file is protected by a password.", _UNPROTECTED)
    if "Workbook".encode("utf-16-le") not in data and "Book".encode("utf-16-le") not in data:
        message = "The file is protected by a password or a sensitivity label, or is no workbook."
        raise RefusedFile(message, _UNPROTECTED)
    try:
        content, sheets = _within_limits(data)
        silent = io.StringIO()  # xlrd would print what it thinks of a file
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=silent)
        _refuse_too_many_letters(book)
    except RefusedFile:
        raise
    except xlrd.XLRDError as reason:
        if "encrypted" in str(reason):
            raise RefusedFile("The file is protected by a password.", _UNPROTECTED) from reason
        raise RefusedFile("The workbook is damaged.", _AGAIN) from reason
    except Exception as fault:  # of a damaged part xlrd lets through whatever its own code raises
        raise RefusedFile("The workbook is damaged.", _AGAIN) from fault
    of_cells = [sheet.begin for sheet in sheets if sheet.kind == _OF_CELLS]
    lacking = book.nsheets - len(of_cells)
    return Office97(
        book=book,
        drawn=(*(drawn_in_97(content, begin) for begin in of_cells), *([()] * lacking)),
        formulas=(*formulas_97(book, content, of_cells), *([{}] * lacking)),
        charts=tuple(sheet.name for sheet in sheets if sheet.kind == _OF_A_CHART),
    )


def _within_limits(data: bytes) -> tuple[memoryview, tuple[_Listed, ...]]:
    """The records of a workbook, and where each sheet begins, with its kind. Raises RefusedFile where it is too much.

    They are gone through as xlrd will: those of the workbook, then those of each sheet.
    """
    envelope = CompDoc(data, logfile=io.StringIO())
    _refuse_circle(envelope)
    streams = (envelope.locate_named_stream(name) for name in ("Workbook", "Book"))
    stream, base, length = next((found for found in streams if found[0]), (b"", 0, 0))
    counts = _RecordCounts(memoryview(stream)[base : base + length])
    counts.add_all(0)
    listed = tuple(counts.sheets)  # what a sheet's own records list is no sheet
    for sheet in listed:
        counts.add_all(sheet.begin)
    return counts.content, listed


def _refuse_circle(envelope: CompDoc) -> None:
    """Raises RefusedFile where the pieces of a small part lead back to one of them: xlrd would go round for ever."""
    following: Sequence[int] = envelope.SSAT
    ends: set[int] = set()
    for part in envelope.dirlist:
        way: dict[int, None] = {}
        piece = part.first_SID
        while 0 <= piece < len(following) and piece not in ends:
            if piece in way:
                raise RefusedFile("The workbook is damaged.", _AGAIN)
            way[piece] = None
            piece = following[piece]
        ends.update(way)


class _RecordCounts:
    """What a workbook comes to so far. sheets: those it lists."""

    def __init__(self, content: memoryview) -> None:
        self.content = content
        self.sheets: list[_Listed] = []
        self.kinds: Counter[int] = Counter()
        self.records = self.cells = self.merged = self.texts = self.linked = 0

    def add_all(self, begin: int) -> None:
        """Count what begins at a place. Raises RefusedFile where it is too much."""
        for record in records(self.content, begin):
            self.add(record)
            if self.records > _MOST_RECORDS or self.cells > _MOST_CELLS:
                break
        self.refuse_too_many()

    def add(self, found: Record97) -> None:
        record, at, size, _ = found
        self.records += 1
        self.kinds[record] += 1
        if record in _CELLS:
            self.cells += 1
        elif record in (_BLANKS, _NUMBERS):
            self.cells += size // (2 if record == _BLANKS else 6)
        elif record == _MERGED:
            self.merged += size // 8
        elif record == _LINKED and size >= 8:
            top, bottom, left, right = struct.unpack_from("<HHHH", self.content, at)
            self.linked += max(bottom - top + 1, 0) * max(right - left + 1, 0)
        elif record == BOUND_SHEET and size >= 6:
            begin, _, kind = struct.unpack_from("<LBB", self.content, at)
            name = short_text(self.content[at + 6 : at + size])
            self.sheets.append(_Listed(begin, kind, name))
        elif record == _TEXTS and size >= 8:
            self.texts += struct.unpack_from("<L", self.content, at + 4)[0]

    def refuse_too_many(self) -> None:
        """Raises RefusedFile for the first that is more than there may be."""
        for count, most, of in (
            (self.cells, _MOST_CELLS, "cells"),
            (self.records, _MOST_RECORDS, "records"),
            (self.merged, limits.MERGED, "merged ranges"),
            (self.linked, limits.CELLS, "cells that are linked"),
            (self.texts, limits.STRINGS, "texts"),
            (len(self.sheets), limits.SHEETS, "sheets"),
            *((self.kinds[record], most, "formats, names or notes") for record, most in _MOST_OF_ONE_KIND.items()),
        ):
            if count > most:
                message = f"The workbook has more than {most:,} {of}, which is the most that penholder reads."
                raise RefusedFile(message, "Copy the filled rows into a new workbook, and put it here.")


def _refuse_too_many_letters(book: Book) -> None:
    letters = rows = 0
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            words = [value for value in sheet.row_values(row) if isinstance(value, str)]
            letters += sum(map(len, words))
            for each in words:
                refuse_endless_words(each)
            rows += any(words)
            if letters > limits.WORKBOOK_LETTERS:
                raise too_many_letters()
    if rows > limits.ROWS:
        message = f"The workbook has more than {limits.ROWS:,} filled rows, which is the most."
        raise RefusedFile(message, "Copy the filled rows into a new workbook, and put it here.")
