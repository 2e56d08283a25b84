"""What a screen reader reads of a tagged PDF: its structure in order, and the words of each element."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Marks = dict[tuple[int, int], str]
"""The words of each piece of marked content, by page from 0 and by number."""


class Structure:
    """The structure of one file. pdfium reads the words, pikepdf the order: neither of them made the file."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root.StructTreeRoot
        self.words = _words_by_mark(path)
        self.numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.roles = {str(style): str(tag) for style, tag in self.root.get("/RoleMap", {}).items()}

    def tag(self, element: pikepdf.Object) -> str:
        """The standard tag of an element, such as P or H1."""
        return self.roles.get(str(element.S), str(element.S))[1:]

    def elements(self, parent: pikepdf.Object | None = None) -> Iterator[pikepdf.Object]:
        """Every element under one, or of the whole file, in reading order."""
        for kid in _kids(self.root if parent is None else parent):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from self.elements(kid)

    def tagged(self, *tags: str) -> list[pikepdf.Object]:
        return [element for element in self.elements() if self.tag(element) in tags]

    def text(self, parent: pikepdf.Object | None = None) -> str:
        """All words under an element, or of the whole file, in reading order; bullets and numbers of lists left out.

        What is drawn in a picture that has words of its own is not read: they stand for it.
        """
        parent = self.root if parent is None else parent
        if parent.get("/S") == "/Figure" and "/Alt" in parent:
            return ""
        parts = []
        for kid in _kids(parent):
            if not isinstance(kid, pikepdf.Dictionary):
                parts.append(self.words.get((self.numbers[parent.Pg.objgen], int(kid)), ""))
            elif "/S" in kid and self.tag(kid) != "Lbl":
                parts.append(self.text(kid))
            elif kid.get("/Type") == "/MCR":
                page = kid.Pg if "/Pg" in kid else parent.Pg
                parts.append(self.words.get((self.numbers[page.objgen], int(kid.MCID)), ""))
        words = "".join(parts)
        return re.sub(r"\A\s*\d+", "", words) if str(parent.get("/S", "")).startswith("/List Number") else words


def _kids(parent: pikepdf.Object) -> list[pikepdf.Object]:
    kids = parent.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _words_by_mark(path: Path) -> Marks:
    found: Marks = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            text = page.get_textpage()
            for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
                drawn = pdfium.FPDFPage_GetObject(page.raw, place)
                mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
                if mark >= 0 and pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
                    found[number, mark] = found.get((number, mark), "") + _said(drawn, text.raw)
    return found


def _said(drawn: object, text: object) -> str:
    size = pdfium.FPDFTextObj_GetText(drawn, text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(drawn, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")
