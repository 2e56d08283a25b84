"""A LibreOffice made up: it lays out chapters by a rule and at once, and need not be as good as its word."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from engine.word.names import W_BODY, W_BOOKMARK, W_NAME, qn
from engine.word.package import DOCUMENT, Package
from engine.word.text import all_text

Rule = Callable[[str, int], int]
"""How many pages a chapter has: by its words, and by the lines on the empty page before it, 0 of the first."""

_HEAD = b"/Artifact BMC\nq 0 0 0 rg\nBT\n72 700 Td /F1 9 Tf<01>Tj\nET\nQ\nEMC\n"


class MadeUpOffice:
    """It tells only on which page each bookmark and each block is."""

    name = "office"
    settings = ""
    fills_page_numbers = True
    is_tagged = True

    def __init__(self, rule: Rule, version: str = "LibreOffice 7.4.7.2", loses_bookmarks: bool = False) -> None:
        self.version = version
        self._rule = rule
        self._loses_bookmarks = loses_bookmarks

    def warmed(self) -> AbstractContextManager[None]:
        return nullcontext()

    def get_second_ready(self) -> None:
        """It is at once."""

    def given_up(self) -> AbstractContextManager[None]:
        return nullcontext()

    def destination(self, bookmark: str) -> str:
        return bookmark

    def convert(self, documents: Sequence[Path], folder: Path) -> None:
        for path in documents:
            file = Package.read(path.read_bytes())
            root = file.xml(DOCUMENT)
            names = [] if self._loses_bookmarks else [str(mark.get(W_NAME)) for mark in root.iter(W_BOOKMARK)]
            lines = _lines_before(root.find(W_BODY))
            pages = self._rule(all_text(file), lines)
            (folder / f"{path.stem}.pdf").write_bytes(a_chapter(pages, int(lines > 0), places=names))


def _lines_before(body: object) -> int:
    """On the empty page; none where no section ends before the last."""
    ended = [bool(block.findall(f"{qn('w:pPr')}/{qn('w:sectPr')}")) for block in body]  # type: ignore[attr-defined]
    return ended.index(True) + 1 if True in ended else 0


def a_chapter(
    pages: int = 1,
    before: int = 0,
    *,
    documents: int = 1,
    places: Sequence[str] = (),
    headings: Sequence[bool] = (),
    link: str = "",
) -> bytes:
    """A tagged PDF of a chapter with a block and a head on each page. before: empty pages. documents: in its structure.

    places: destinations on its first page. headings: for each bookmark whether it leads to that page. link: an address.
    """
    with Pdf.new() as pdf:
        for _ in range(before + pages):
            pdf.add_blank_page()
        for page in list(pdf.pages)[before:]:
            page.Contents = pdf.make_stream(_HEAD)
        own = pdf.pages[before].obj
        blocks = [Dictionary(S=Name.Standard, Pg=page.obj) for page in list(pdf.pages)[:before]]
        blocks += [Dictionary(S=Name.P, Pg=page.obj, K=Array([0])) for page in list(pdf.pages)[before:]]
        tops = [pdf.make_indirect(Dictionary(S=Name.Document, K=Array(blocks))) for _ in range(documents)]
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            Dictionary(K=Array(tops), ParentTree=pdf.make_indirect(Dictionary(Nums=Array())))
        )
        pdf.Root.Dests = Dictionary({f"/{name}": Array([own, Name.Fit]) for name in places})
        with pdf.open_outline() as outline:
            leading = [OutlineItem("Somewhere", Array([own, Name.Fit])) for leads in headings if leads]
            outline.root.extend([*leading, *(OutlineItem("Nowhere") for leads in headings if not leads)])
        if link:
            pdf.pages[before].obj.Annots = Array([Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=link))])
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()
