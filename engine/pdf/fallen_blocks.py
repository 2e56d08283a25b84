"""On which page each block and bookmark of a tagged PDF fell: by this two layouts of the same text are told apart."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf

from engine.pdf.annotation_words import page_of

Id = tuple[int, int]
"""Of an object of the file."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """Pages are from 0. places: of the destinations that are there, by name.

    blocks: of every block of the text that has anything in it, and how many pages there are.
    """

    pages: int
    places: Mapping[str, int]
    blocks: tuple[int, ...]


def looked_through(data: bytes, names: Iterable[str]) -> Fallen:
    """A PDF as it was laid out. names: of destinations."""
    with Pdf.open(io.BytesIO(data), inherit_page_attributes=False) as pdf:  # else every page is read to the end
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found = ((name, page_of(pdf, Name(f"/{name}"))) for name in names)
        places = {name: numbers[page.objgen] for name, page in found if page is not None}
        root = pdf.Root.StructTreeRoot.K
        blocks = _kids(root[0] if isinstance(root, Array) else root)
        fallen = (_page(block, numbers) for block in blocks if "/K" in block)
        return Fallen(len(numbers), places, (*fallen, len(numbers)))


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K", Array())
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]


def _page(element: Object, numbers: Mapping[Id, int]) -> int:
    """The page on which an element begins; of one that does not tell, that of the first that it holds."""
    if "/Pg" in element:
        return numbers[element.Pg.objgen]
    return next((_page(kid, numbers) for kid in _kids(element)), -1)
