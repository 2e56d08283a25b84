"""The font in which people fill in fields: embedded, since a PDF for archives may ask for none of the reader's."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import ImageFont

from engine.errors import ConversionError

RESOURCE = Name.Letters
"""The font's name in the resources of a form."""
ENCODING = "cp1252"
"""WinAnsi, as PDF calls it: the letters of Western Europe. Readers type into fields in this encoding."""

_FACES = ("LiberationSans-Regular.ttf", "arial.ttf", "Arial.ttf", "Carlito-Regular.ttf", "DejaVuSans.ttf")
_FIRST, _LAST = 32, 255
_NOT_SYMBOLIC = 32


@dataclass(frozen=True, slots=True)
class _Face:
    """A subset of a font, its lengths in thousandths of the letter size."""

    name: str
    program: bytes
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int


def embed_letters(pdf: Pdf) -> Object:
    """The font as an object of this PDF."""
    face = _face()
    program = pdf.make_stream(face.program, Length1=len(face.program))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + face.name),
        Flags=_NOT_SYMBOLIC,
        FontBBox=Array(face.box),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.ascent,
        StemV=80,
        FontFile2=program,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/" + face.name),
            Encoding=Name.WinAnsiEncoding,
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array(face.widths),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


@cache
def _face() -> _Face:
    from fontTools.subset import Options, Subsetter  # here, since most builds are drafts, which have no fields
    from fontTools.ttLib import TTFont

    font = TTFont(_file(), recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, name_IDs=[1, 6], notdef_outline=True)
    options.drop_tables += ["FFTM"]  # FontForge's time stamps, which fontTools would drop with a remark
    letters = {code: bytes([code]).decode(ENCODING, "replace") for code in range(_FIRST, _LAST + 1)}
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(letters.values()))
    subsetter.subset(font)
    glyphs, metrics, scale = font.getBestCmap(), font["hmtx"].metrics, 1000 / font["head"].unitsPerEm
    buffer = io.BytesIO()
    font.save(buffer)
    head, across = font["head"], font["hhea"]
    return _Face(
        name=f"AAAAAA+{font['name'].getDebugName(6)}",
        program=buffer.getvalue(),
        widths=tuple(round(metrics[glyphs.get(ord(letter), ".notdef")][0] * scale) for letter in letters.values()),
        box=tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ascent=round(across.ascent * scale),
        descent=round(across.descent * scale),
    )


def _file() -> str:
    """A font file of this machine: Arial, or one of the same widths, before others."""
    for face in _FACES:
        try:
            return str(ImageFont.truetype(face).path)
        except OSError:
            continue
    raise ConversionError(
        "No font was found for the fields of the sheets. Install one of Arial's widths (penholder doctor says how)."
    )
