"""The records of a workbook of Excel 97, one after another, as [MS-XLS] lays them out."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

BOF: Final = 0x809
EOF: Final = 0x0A
BOUND_SHEET: Final = 0x85
"""Where a sheet begins, and what it is called."""


class Record97(NamedTuple):
    """A record. at: the place of its content; size: bytes of it. depth: 1 on the sheet itself, 2 in a chart on it."""

    kind: int
    at: int
    size: int
    depth: int


def records(content: memoryview, begin: int) -> Iterator[Record97]:
    """Those from a place to the end of what begins there."""
    at, depth = begin, 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        depth += kind == BOF
        yield Record97(kind, at + 4, size, depth)
        depth -= kind == EOF
        if kind == EOF and depth <= 0:
            return
        at += 4 + size


def letters(data: memoryview, are_wide: bool, most: int) -> str:
    """So many letters of one byte or of two, or as many as there are."""
    return bytes(data[: most * 2]).decode("utf-16-le", "replace") if are_wide else bytes(data[:most]).decode("latin-1")


def short_text(data: memoryview) -> str:
    """A text whose first byte says how long it is, and its second whether its letters are wide."""
    return letters(data[2:], bool(data[1] & 1), data[0]) if len(data) > 2 else ""
