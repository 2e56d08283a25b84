"""What lies on a sheet of a workbook of Excel 97 and stands in no cell, by [MS-XLS] and [MS-ODRAW]."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from engine.foreign.beside_cells import words_of_margin
from engine.foreign.drawn_objects import DrawnObject, ObjectKind
from engine.foreign.records_97 import Record97, letters, records
from engine.foreign.start_tags import CellAt

_OBJECT, _TEXT, _DRAWING, _MORE = 0x5D, 0x1B6, 0xEC, 0x3C
_MARGINS = frozenset({0x14, 0x15})
_KINDS = {
    0x01: ObjectKind.SHAPE,
    0x02: ObjectKind.SHAPE,
    0x03: ObjectKind.SHAPE,
    0x04: ObjectKind.SHAPE,
    0x05: ObjectKind.CHART,
    0x06: ObjectKind.TEXT_BOX,
    0x07: ObjectKind.BUTTON,
    0x08: ObjectKind.PICTURE,
    0x09: ObjectKind.SHAPE,
    0x0B: ObjectKind.CHECK_BOX,
    0x0C: ObjectKind.OPTION_BUTTON,
    0x0E: ObjectKind.TEXT_BOX,
    0x12: ObjectKind.LIST,
    0x13: ObjectKind.TEXT_BOX,
    0x14: ObjectKind.LIST,
    0x1E: ObjectKind.SHAPE,
}
_GROUP, _NOTE = 0x00, 0x19
_OF_THE_PROGRAM = 0x100
"""The flag of what Excel draws by itself, as the arrow of a cell with a list is."""
_ABOUT, _LINK, _EMBEDDED, _OF_A_LIST = 0x15, 0x14, 0x09, 0x13
_STATE, _STATE_OF_LIBREOFFICE = 0x12, 0x0A
_ANCHOR, _HOLDS_OTHERS = 0xF010, 0xF
_LETTERS_TOLD = 2_000
_MOST = 10_000


def drawn_in_97(content: memoryview, begin: int) -> tuple[DrawnObject, ...]:
    """Everything that lies on the sheet which begins there, then the lines in the margins of its pages."""
    drawn, margins = _Drawn(content), dict[str, None]()
    for record in records(content, begin):
        if record.depth == 1 and record.kind in _MARGINS:
            margins[words_of_margin(_line(content[record.at : record.at + record.size]))] = None
        elif record.depth == 1:
            drawn.take(record)
        if len(drawn.found) >= _MOST:
            break
    lines = (DrawnObject(kind=ObjectKind.MARGIN, words=words) for words in margins if words)
    return (*filter(None, drawn.found), *lines)


class _Drawn:
    """Takes the records of a sheet one after another. found: what lies there; None for what is nothing by itself."""

    def __init__(self, content: memoryview) -> None:
        self.content = content
        self.found: list[DrawnObject | None] = []
        self._at: CellAt | None = None
        self._lacks = 0
        """How many letters of the last object's words are still to come."""

    def take(self, record: Record97) -> None:
        data = self.content[record.at : record.at + record.size]
        if record.kind == _DRAWING:
            self._at = _place(data) or self._at
        elif record.kind == _OBJECT:
            self.found.append(_object(data, self._at))
            self._at = None
        elif record.kind == _TEXT and len(data) >= 12:
            (self._lacks,) = struct.unpack_from("<H", data, 10)
        elif record.kind == _MORE and self._lacks and self.found:
            self._words(data)

    def _words(self, data: memoryview) -> None:
        """The words of the last object, or as many of them as this record holds."""
        words = letters(data[1:], bool(len(data) and data[0] & 1), self._lacks)
        self._lacks -= len(words) if words else self._lacks
        last = self.found[-1]
        if last is not None:
            said = f"{last.words} {words}" if last.words else words
            self.found[-1] = replace(last, words=" ".join(said.split())[:_LETTERS_TOLD])


def _object(data: memoryview, at: CellAt | None) -> DrawnObject | None:
    """An object by what its record says of it; None for a note, a group and what the program draws by itself."""
    about = dict(_parts(data))
    if len(about.get(_ABOUT, b"")) >= 6:
        of_kind, _, flags = struct.unpack_from("<HHH", about[_ABOUT])
    elif len(data) >= 6:  # of an Excel before 97
        of_kind, flags = struct.unpack_from("<H", data, 4)[0], 0
    else:
        return None
    if of_kind in (_GROUP, _NOTE) or flags & _OF_THE_PROGRAM:
        return None
    kind = ObjectKind.EMBEDDED if _EMBEDDED in about else _KINDS.get(of_kind, ObjectKind.FIELD)
    has_mark = kind in (ObjectKind.CHECK_BOX, ObjectKind.OPTION_BUTTON)
    state = about.get(_STATE) or about.get(_STATE_OF_LIBREOFFICE) or b"\0"
    ticked = state[0] == 1 if has_mark else None
    return DrawnObject(kind=kind, at=at, is_ticked=ticked, linked=has_mark and len(about.get(_LINK, b"")) > 2)


def _parts(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    """The parts of the record of an object by their kinds, up to those of a list, whose size says nothing."""
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == _OF_A_LIST:
            return
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def _place(data: memoryview) -> CellAt | None:
    """The cell under the upper left corner of what a piece of a drawing describes last."""
    at, found = 0, None
    while at + 8 <= len(data):
        version, kind, size = struct.unpack_from("<HHL", data, at)
        if kind == _ANCHOR and at + 14 <= len(data) - 2:
            column, _, row = struct.unpack_from("<HHH", data, at + 10)
            found = (row + 1, column + 1)
        at += 8 if version & 0xF == _HOLDS_OTHERS else 8 + size
    return found


def _line(data: memoryview) -> str:
    """The words of a margin, letters of one byte or of two; of an older Excel each of one."""
    if len(data) < 3:
        return ""
    (length,) = struct.unpack_from("<H", data)
    if length <= len(data):
        return letters(data[3:], bool(data[2] & 1), length)
    return bytes(data[1 : 1 + data[0]]).decode("cp1252", "replace")
