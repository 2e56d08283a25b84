"""The glyphs of an embedded TrueType font that are nothing but the empty box of a character which the font lacks."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

_LONG = 50
"""Where the table `head` says how long the entries of the table `loca` are."""


@dataclass(frozen=True, slots=True)
class DrawnGlyphs:
    """What an embedded font draws. glyphs: by code, as its own table has them. boxes: those that are empty boxes."""

    glyphs: Mapping[int, int]
    boxes: frozenset[int]


def drawn_by(program: bytes) -> DrawnGlyphs:
    """What a font file draws. Raises ValueError for one that cannot be read.

    LibreOffice gives the box of a missing character a number of its own and says that it is the character, so only its
    outline tells it: it is that of glyph 0.
    """
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(io.BytesIO(program), lazy=True)
        outlines = _outlines(font.reader["head"], font.reader["loca"], font.reader["glyf"])
        glyphs: dict[int, int] = {}
        for table in font["cmap"].tables if "cmap" in font else ():
            glyphs |= {
                code & 0xFF if _is_symbolic(table) else code: font.getGlyphID(n) for code, n in table.cmap.items()
            }
    except (TTLibError, KeyError, IndexError, AssertionError, struct.error, TypeError) as fault:
        raise ValueError(f"no TrueType font: {fault}") from fault
    box = outlines[0] if outlines else b""
    return DrawnGlyphs(glyphs, frozenset({0, *(n for n, outline in enumerate(outlines) if box and outline == box)}))


def _is_symbolic(table: object) -> bool:
    """Whether the codes of a table are those of the font's own, put at the end of Unicode."""
    return (getattr(table, "platformID", None), getattr(table, "platEncID", None)) == (3, 0)


def _outlines(head: bytes, places: bytes, glyphs: bytes) -> list[bytes]:
    """The outline of each glyph, empty for a space."""
    is_long = struct.unpack(">h", head[_LONG : _LONG + 2])[0]
    starts = [at if is_long else 2 * at for (at,) in struct.iter_unpack(">I" if is_long else ">H", places)]
    return [glyphs[start:end] for start, end in pairwise(starts)]
