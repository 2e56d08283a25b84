"""Pictures that are lists of things to draw (EMF and WMF), as Excel charts and old equations become when pasted.

Nothing here draws one: it is known by its first bytes, and handed on to the program that draws.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from engine.foreign import limits

_PACKED = b"\x1f\x8b"
_EMF, _EMF_AT, _OF_EMF = b"\x01\x00\x00\x00", 40, b" EMF"
_WMF = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")


@dataclass(frozen=True, slots=True)
class Metafile:
    """A list of things to draw. kind: emf or wmf."""

    data: bytes
    kind: str


def metafile(data: bytes) -> Metafile | None:
    """What bytes draw, unpacked if they are packed (EMZ, WMZ); None for what is no such list, or is damaged or huge."""
    if data.startswith(_PACKED):
        data = _unpacked(data)
    if data.startswith(_EMF) and data[_EMF_AT : _EMF_AT + len(_OF_EMF)] == _OF_EMF:
        return Metafile(data, "emf")
    return Metafile(data, "wmf") if data.startswith(_WMF) else None


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacking.decompress(data, limits.METAFILE)
    except zlib.error:
        return b""
    return unpacked if unpacking.eof else b""
