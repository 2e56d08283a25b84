"""Paragraphs left behind at the foot of a page by what they are to stand with, as LibreOffice now and then leaves them.

How it lays out a heading that keeps with a heading that keeps with a table hangs on what it laid out before, so that a
chapter and the whole can differ in this. Where it does not happen, they do not.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping
from itertools import pairwise

from pikepdf import Array, Dictionary, Object, Pdf


def leaves_behind(data: bytes, keeping: Collection[str]) -> bool:
    """Whether a page of a tagged PDF ends with something that keeps with the next. keeping: kinds, in lower case."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return any(
            str(one.get("/S"))[1:].lower() in keeping and _page(one, numbers) < _page(following, numbers)
            for one, following in pairwise(_kids(_document(pdf)))
        )


def _document(pdf: Pdf) -> Object:
    root = pdf.Root.StructTreeRoot.K
    return root[0] if isinstance(root, Array) else root


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]


def _page(element: Object, numbers: Mapping[tuple[int, int], int]) -> int:
    """The page on which an element begins; of one that does not tell, that of the first that it holds."""
    if "/Pg" in element:
        return numbers[element.Pg.objgen]
    return next((_page(kid, numbers) for kid in _kids(element)), -1)
