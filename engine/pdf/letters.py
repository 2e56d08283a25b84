"""The font in which people fill in fields: embedded, since a PDF for archives may ask for none of the reader's."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf

from engine.fonts.files import FIELD_ENCODING, of_fields
from engine.fonts.subset import subset_of

RESOURCE = Name.Letters
"""The font's name in the resources of a form."""

_FIRST, _LAST = 32, 255
_LETTERS = "".join(bytes([code]).decode(FIELD_ENCODING, "replace") for code in range(_FIRST, _LAST + 1))
_NOT_SYMBOLIC = 32


def embed_letters(pdf: Pdf) -> Object:
    """The font as an object of this PDF."""
    face = subset_of(of_fields(), _LETTERS)
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
