"""Workbooks of Excel 97: their records counted before xlrd makes objects of them."""

from __future__ import annotations

import io
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDoc

from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.foreign.shared_texts import too_many_letters
from engine.foreign.words import refuse_endless_words

_AGAIN = "Open it, save it again as an Excel workbook (.xlsx), and put it back."
_UNPROTECTED = "Ask the sender for a copy without protection, saved as an Excel workbook (.xlsx)."
_BOF, _EOF, _SHEET, _TEXTS, _BLANKS, _NUMBERS, _MERGED = 0x809, 0x0A, 0x85, 0xFC, 0xBE, 0xBD, 0xE5
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


def open_office_97(path: Path) -> Book:
    """The workbook as xlrd has it, rows as long as they are filled. Raises RefusedFile."""
    data = whole(path, limits.OFFICE_97)
    if "DRMEncryptedDataSpace".encode("utf-16-le") in data:
        raise RefusedFile("The file is locked by a sensitivity label.", _UNPROTECTED)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise RefusedFile("The file is protected by a password.", _UNPROTECTED)
    if "Workbook".encode("utf-16-le") not in data and "Book".encode("utf-16-le") not in data:
        message = "The file is protected by a password or a sensitivity label, or is no workbook."
        raise RefusedFile(message, _UNPROTECTED)
    try:
        _refuse_too_much(data)
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
    return book


def _refuse_too_much(data: bytes) -> None:
    """Go through the records as xlrd will: those of the workbook, then those of each sheet from where it begins."""
    envelope = CompDoc(data, logfile=io.StringIO())
    _refuse_circle(envelope)
    streams = (envelope.locate_named_stream(name) for name in ("Workbook", "Book"))
    stream, base, length = next((found for found in streams if found[0]), (b"", 0, 0))
    counts = _RecordCounts(memoryview(stream)[base : base + length])
    counts.add_all(0)
    for begin in tuple(counts.sheets):
        counts.add_all(begin)


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
    """What a workbook comes to so far. sheets: where each begins."""

    def __init__(self, content: memoryview) -> None:
        self.content = content
        self.sheets: list[int] = []
        self.kinds: Counter[int] = Counter()
        self.records = self.cells = self.merged = self.texts = 0

    def add_all(self, begin: int) -> None:
        """Count what begins at a place. Raises RefusedFile where it is too much."""
        for record, at, size in _records(self.content, begin):
            self.add(record, at, size)
            if self.records > _MOST_RECORDS or self.cells > _MOST_CELLS:
                break
        self.refuse_too_many()

    def add(self, record: int, at: int, size: int) -> None:
        self.records += 1
        self.kinds[record] += 1
        if record in _CELLS:
            self.cells += 1
        elif record in (_BLANKS, _NUMBERS):
            self.cells += size // (2 if record == _BLANKS else 6)
        elif record == _MERGED:
            self.merged += size // 8
        elif record == _SHEET and size >= 4:
            self.sheets.append(struct.unpack_from("<L", self.content, at)[0])
        elif record == _TEXTS and size >= 8:
            self.texts += struct.unpack_from("<L", self.content, at + 4)[0]

    def refuse_too_many(self) -> None:
        """Raises RefusedFile for the first that is more than there may be."""
        for count, most, of in (
            (self.cells, _MOST_CELLS, "cells"),
            (self.records, _MOST_RECORDS, "records"),
            (self.merged, limits.MERGED, "merged ranges"),
            (self.texts, limits.STRINGS, "texts"),
            (len(self.sheets), limits.SHEETS, "sheets"),
            *((self.kinds[record], most, "formats, names or notes") for record, most in _MOST_OF_ONE_KIND.items()),
        ):
            if count > most:
                message = f"The workbook has more than {most:,} {of}, which is the most that penholder reads."
                raise RefusedFile(message, "Copy the filled rows into a new workbook, and put it here.")


def _records(content: memoryview, begin: int) -> Iterator[tuple[int, int, int]]:
    """(kind, place of its content, bytes of it) of the records from a place to the end of what begins there."""
    at, depth = begin, 0
    while at + 4 <= len(content):
        record, size = struct.unpack_from("<HH", content, at)
        yield record, at + 4, size
        depth += (record == _BOF) - (record == _EOF)
        if record == _EOF and depth <= 0:
            return
        at += 4 + size


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
