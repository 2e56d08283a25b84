"""Formulas of a workbook of Excel 97 as text, where that text says what the cell alone does not."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence

from xlrd.book import Book
from xlrd.formula import FMLA_TYPE_CELL, FMLA_TYPE_SHARED, decompile_formula

from engine.foreign.records_97 import records
from engine.foreign.start_tags import CellAt

_OF_A_CELL, _SHARED = 0x06, 0x4BC
_PIECES_OF_A_CELL, _PIECES_OF_SEVERAL = 22, 10
"""Where the pieces of a formula begin; the two bytes before say how many there are."""
_IS_SHARED = 0x01
_LINKS = re.compile(rb"[\x22\x42\x62][\x01\x02]\x67\x01", re.DOTALL)
"""The function HYPERLINK among the pieces."""
_NOT_KNOWN = "=HYPERLINK(…)"
_LONGEST, _MOST = 800, 1_000_000
"""Bytes of one formula and of all that are put in words: a few of them may stand for long names of cells."""


def formulas_97(book: Book, content: memoryview, begins: Sequence[int]) -> tuple[Mapping[CellAt, str], ...]:
    """By sheet and by cell, the formulas with HYPERLINK in them, and those that show an error; = before each.

    What of them cannot be put in words stands as … there. begins: where the records of each sheet are.
    """
    decompiler = _Decompiler(book)
    return tuple(_of_sheet(decompiler, content, begin) if book.biff_version >= 80 else {} for begin in begins)


def _of_sheet(decompiler: _Decompiler, content: memoryview, begin: int) -> Mapping[CellAt, str]:
    sheet = _Sheet(decompiler)
    for record in records(content, begin):
        if record.depth == 1 and record.kind in (_OF_A_CELL, _SHARED):
            sheet.take(record.kind, bytes(content[record.at : record.at + record.size]))
    return sheet.found | {at: sheet.found[first] for at, first in sheet.shares.items() if first in sheet.found}


class _Decompiler:
    """Puts formulas in words, until there have been too many."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._left = _MOST

    def words(self, at: CellAt, pieces: bytes, of_kind: int) -> str:
        """A formula without = before it; empty for one that cannot be put in words."""
        self._left -= len(pieces)
        if len(pieces) > _LONGEST or self._left < 0:
            return ""
        row, column = at[0] - 1, at[1] - 1
        try:
            text = decompile_formula(self.book, pieces, len(pieces), of_kind, browx=row, bcolx=column)
        except Exception:  # of a damaged formula xlrd lets through whatever its own code raises
            return ""
        return str(text or "")


class _Sheet:
    """Takes the formulas of a sheet one after another. shares: by cell, the one whose formula it has too."""

    def __init__(self, decompiler: _Decompiler) -> None:
        self.decompiler = decompiler
        self.found: dict[CellAt, str] = {}
        self.shares: dict[CellAt, CellAt] = {}
        self._last: CellAt | None = None

    def take(self, kind: int, data: bytes) -> None:
        begin = _PIECES_OF_A_CELL if kind == _OF_A_CELL else _PIECES_OF_SEVERAL
        if len(data) <= begin:
            return
        (size,) = struct.unpack_from("<H", data, begin - 2)
        pieces = data[begin : begin + size]
        if kind == _SHARED:
            self._keep(self._last, pieces, FMLA_TYPE_SHARED, shows_error=False)
            return
        row, column = struct.unpack_from("<HH", data)
        self._last = (row + 1, column + 1)
        if pieces[:1] == bytes([_IS_SHARED]) and len(pieces) >= 5:
            row, column = struct.unpack_from("<HH", pieces, 1)
            self.shares[self._last] = (row + 1, column + 1)
        else:
            shows_error = data[6] == 2 and data[12:14] == b"\xff\xff"
            self._keep(self._last, pieces, FMLA_TYPE_CELL, shows_error=shows_error)

    def _keep(self, at: CellAt | None, pieces: bytes, of_kind: int, *, shows_error: bool) -> None:
        makes_link = _LINKS.search(pieces) is not None
        if at is not None and (makes_link or shows_error):
            words = self.decompiler.words(at, pieces, of_kind)
            if words or makes_link:
                self.found[at] = f"={words}" if words else _NOT_KNOWN
