"""The empty page before a chapter, which is there for its layout alone (engine/word/chapter_file.py), taken out."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from engine.word.uncut import UncutError


def take_out_empty_page(pdf: Pdf) -> None:
    """Remove the first page and its empty paragraphs. Raises UncutError where there is more on it."""
    empty = pdf.pages[0]
    root = pdf.Root.StructTreeRoot.K
    document = root[0] if isinstance(root, Array) else root
    there = [kid for kid in document.K if _is_on(kid, empty)]
    if not there or any("/K" in kid for kid in there) or "/StructParents" in empty or Name.Document != document.S:
        raise UncutError("the page before a chapter is not empty")
    document.K = Array(list(document.K)[len(there) :])
    if "/OpenAction" in pdf.Root:
        del pdf.Root["/OpenAction"]
    del pdf.pages[0]


def _is_on(element: Object, page: Page) -> bool:
    return isinstance(element, Dictionary) and element.get("/Pg", Dictionary()).objgen == page.obj.objgen
