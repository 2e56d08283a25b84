"""What tells two PDFs of a document apart: what their pages look like and say, and all that leads through them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary

from engine.pdf.annotation_words import destination

_DOTS = 60
"""Per inch: a letter that moved by a third of a point is another picture."""


def differences(one: bytes, other: bytes) -> list[str]:
    """A line for each way in which they differ; nothing where nobody could tell which is which."""
    found = list(_of_pages(one, other))
    with pikepdf.open(io.BytesIO(one)) as first, pikepdf.open(io.BytesIO(other)) as second:
        for what, told in (("structure", _structure), ("outline", _outline), ("links", _links), ("places", _places)):
            mine, theirs = told(first), told(second)
            if mine != theirs:
                apart = [pair for pair in zip(mine, theirs, strict=False) if pair[0] != pair[1]]
                found.append(f"{what}: {len(mine)} and {len(theirs)}, {len(apart)} differ, first {apart[:1]}")
    return found


def _of_pages(one: bytes, other: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(one) as first, pypdfium2.PdfDocument(other) as second:
        if len(first) != len(second):
            yield f"{len(first)} and {len(second)} pages"
        for number, pages in enumerate(zip(first, second, strict=False), 1):
            seen, seen_of_other = (bytes(page.render(scale=_DOTS / 72).buffer) for page in pages)
            said, said_of_other = (page.get_textpage().get_text_range() for page in pages)
            if seen != seen_of_other:
                yield f"page {number} looks otherwise"
            if said != said_of_other:
                yield f"page {number} says something else"


def _numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}


def _structure(pdf: pikepdf.Pdf) -> list[Any]:
    """Every element with its depth, page, alternative text, attributes, and how much marked content it holds."""
    numbers = _numbers(pdf)

    def below(element: Any, depth: int) -> Iterator[Any]:
        kids = element.get("/K", Array())
        kids = list(kids) if isinstance(kids, Array) else [kids]
        inner = [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]
        page = numbers[element.Pg.objgen] if "/Pg" in element else 0
        words = [str(element.get(name, "")) for name in ("/S", "/Alt", "/ActualText", "/ID")]
        yield depth, page, words, repr(element.get("/A")), len(kids) - len(inner)
        for kid in inner:
            yield from below(kid, depth + 1)

    return list(below(pdf.Root.StructTreeRoot, 0))


def _outline(pdf: pikepdf.Pdf) -> list[Any]:
    numbers = _numbers(pdf)

    def below(items: Any, depth: int) -> Iterator[Any]:
        for item in items:
            yield depth, item.title, _place(pdf, item.destination, numbers)
            yield from below(item.children, depth + 1)

    with pdf.open_outline() as outline:
        return list(below(outline.root, 0))


def _links(pdf: pikepdf.Pdf) -> list[Any]:
    numbers, found = _numbers(pdf), []
    for number, page in enumerate(pdf.pages, 1):
        for link in page.get("/Annots", Array()):
            around = [round(float(at), 1) for at in link.Rect]
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            words, is_tagged = str(link.get("/Contents", "")), "/StructParent" in link
            found.append((number, around, _place(pdf, destination(link), numbers), address, words, is_tagged))
    return sorted(found, key=repr)


def _places(pdf: pikepdf.Pdf) -> list[Any]:
    numbers = _numbers(pdf)
    return sorted((name, _place(pdf, where, numbers)) for name, where in pdf.Root.Dests.items())


def _place(pdf: pikepdf.Pdf, where: Any, numbers: dict[tuple[int, int], int]) -> Any:
    if where is None:
        return None
    if not isinstance(where, Array):
        return _place(pdf, pdf.Root.Dests[f"/{str(where).lstrip('/')}"], numbers)
    page, *at = list(where)
    return numbers[page.objgen], [str(each) for each in at]
