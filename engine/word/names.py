"""The XML names of WordprocessingML, short to write and to read."""

from __future__ import annotations

from functools import cache
from typing import Final

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "xml": "http://www.w3.org/XML/1998/namespace",
}

SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
"""What stands for the same picture in lines (MS-ODRAWXML, 2.29)."""
EMU_PER_MM: Final = 36000
TWIPS_PER_MM: Final = 1440 / 25.4


@cache
def qn(name: str) -> str:
    """A name such as "w:p" as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


W_BODY: Final = qn("w:body")
W_P: Final = qn("w:p")
W_R: Final = qn("w:r")
W_T: Final = qn("w:t")
W_TBL: Final = qn("w:tbl")
W_TC: Final = qn("w:tc")
W_TR: Final = qn("w:tr")
W_VAL: Final = qn("w:val")
W_FIELD: Final = qn("w:fldChar")
W_INSTRUCTION: Final = qn("w:instrText")
W_BOOKMARK: Final = qn("w:bookmarkStart")
W_NAME: Final = qn("w:name")
W_ID: Final = qn("w:id")
BINDINGS: Final = (qn("w:dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding")
"""By these a content control is bound to data in the file, which it shows."""
W_STYLE: Final = qn("w:pPr") + "/" + qn("w:pStyle")
