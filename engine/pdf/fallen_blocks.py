"""On which page each block of a tagged PDF begins: by this two layouts of the same text are told apart."""

from __future__ import annotations

import io
from collections.abc import Mapping

from pikepdf import Array, Dictionary, Object, Pdf


def pages_of_blocks(data: bytes) -> tuple[int, ...]:
    """The page of every block of the text, from 0, that has anything in it, and how many pages there are."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        root = pdf.Root.StructTreeRoot.K
        blocks = _kids(root[0] if isinstance(root, Array) else root)
        return (*(_page(block, numbers) for block in blocks if "/K" in block), len(numbers))


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]


def _page(element: Object, numbers: Mapping[tuple[int, int], int]) -> int:
    """The page on which an element begins; of one that does not tell, that of the first that it holds."""
    if "/Pg" in element:
        return numbers[element.Pg.objgen]
    return next((_page(kid, numbers) for kid in _kids(element)), -1)
