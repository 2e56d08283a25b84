"""A font cut down to the letters that are needed, with the width of each: what a PDF embeds."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Subset:
    """A part of a font. program: the file; widths: of each letter, ascent, descent and box in thousandths."""

    name: str
    program: bytes
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int


@cache
def subset_of(file: str, letters: str) -> Subset:
    """The letters of a font file, their widths in the order in which they are given."""
    from fontTools.subset import Options, Subsetter  # here, since most builds are drafts, which have no fields
    from fontTools.ttLib import TTFont

    font = TTFont(file, recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, name_IDs=[1, 6], notdef_outline=True)
    options.drop_tables += ["FFTM"]  # FontForge's time stamps, which fontTools would drop with a remark
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    glyphs, metrics, scale = font.getBestCmap(), font["hmtx"].metrics, 1000 / font["head"].unitsPerEm
    buffer = io.BytesIO()
    font.save(buffer)
    head, across = font["head"], font["hhea"]
    return Subset(
        name=f"AAAAAA+{font['name'].getDebugName(6)}",
        program=buffer.getvalue(),
        widths=tuple(round(metrics[glyphs.get(ord(letter), ".notdef")][0] * scale) for letter in letters),
        box=tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ascent=round(across.ascent * scale),
        descent=round(across.descent * scale),
    )
