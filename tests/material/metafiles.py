"""Small pictures that are lists of things to draw: a black box in a white frame, as EMF and as WMF."""

from __future__ import annotations

import gzip
import struct

_SIDE = 100
"""Of the frame, in dots."""
_BOX = (20, 20, 80, 80)
_BLACK_BRUSH = 0x80000004


def emf() -> bytes:
    """As Excel puts a chart into a form."""
    records = [
        struct.pack("<III", 37, 12, _BLACK_BRUSH),  # take the brush
        struct.pack("<II4i", 43, 24, *_BOX),  # a box
        struct.pack("<IIIII", 14, 20, 0, 16, 20),  # the end
    ]
    mm = _SIDE * 26  # hundredths of a millimetre, some 96 dots per inch
    size = 88 + sum(map(len, records))
    header = struct.pack("<II4i4i", 1, 88, 0, 0, _SIDE - 1, _SIDE - 1, 0, 0, mm, mm) + b" EMF"
    header += struct.pack("<IIIHHIII2i2i", 0x10000, size, len(records) + 1, 1, 0, 0, 0, 0, 1920, 1080, 508, 286)
    return header + b"".join(records)


def wmf() -> bytes:
    """As an old equation shows itself."""
    records = [
        struct.pack("<IHHH", 5, 0x020B, 0, 0),  # where the window begins
        struct.pack("<IHHH", 5, 0x020C, _SIDE, _SIDE),  # how large it is
        struct.pack("<IHHIH", 7, 0x02FC, 0, 0, 0),  # a black brush
        struct.pack("<IHH", 4, 0x012D, 0),  # take it
        struct.pack("<IH4H", 7, 0x041B, *reversed(_BOX)),
        struct.pack("<IH", 3, 0),
    ]
    body = b"".join(records)
    head = struct.pack("<HHHIHIH", 1, 9, 0x0300, (18 + len(body)) // 2, 1, 7, 0)
    placed = struct.pack("<IH4hHI", 0x9AC6CDD7, 0, 0, 0, _SIDE, _SIDE, 96, 0)
    check = 0
    for (word,) in struct.iter_unpack("<H", placed):
        check ^= word
    return placed + struct.pack("<H", check) + head + body


METAFILES = {"EMF": emf(), "WMF": wmf(), "EMZ": gzip.compress(emf(), mtime=0), "WMF without a frame": wmf()[22:]}
"""By how they are called."""
