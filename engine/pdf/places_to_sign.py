"""The places to sign and to fill in, as a converter left them in a PDF.

LibreOffice makes of each place a link, which knows the rectangle, and a figure in the structure, which knows the words
and the place in reading order.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf

from engine.errors import ConversionError
from engine.model.placed_field import Corners, PlacedField
from engine.word.signing_places import SCHEME, SigningPlace, read_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place on a page, with the figure that stands for it in the structure.

    order: that of reading. number: of the page, from 1.
    """

    order: int
    place: SigningPlace
    number: int
    page: pikepdf.Page
    link: Object
    figure: Object

    @property
    def corners(self) -> Corners:
        return corners(self.figure.A.BBox)


def places_in(pdf: Pdf) -> list[FoundPlace]:
    """Every place, in reading order. Raises ConversionError for one that is outside the text that is read aloud."""
    pages = list(enumerate(pdf.pages, 1))
    links = [(n, page, link) for n, page in pages for link in page.get("/Annots", Array()) if _address(link)]
    if not links:
        return []
    figures = [(n, e) for n, e in enumerate(_elements(pdf.Root.StructTreeRoot)) if e.S == "/Figure" and "/Pg" in e]
    return sorted((_found(*link, figures) for link in links), key=lambda found: found.order)


def signers_of(fields: Iterable[PlacedField]) -> list[str]:
    """The keys of those who are to sign, in the order in which the document comes to them."""
    return list(dict.fromkeys(field.key for field in fields))


def placed_fields(data: bytes) -> tuple[PlacedField, ...]:
    """The places of a converted PDF that is not finished yet, in reading order."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return tuple(_placed(found) for found in places_in(pdf))


def _placed(found: FoundPlace) -> PlacedField:
    left, bottom, right, top = (round(edge, 2) for edge in found.corners)
    return PlacedField(
        key=found.place.key,
        kind=found.place.kind,
        page=found.number,
        rectangle=(left, bottom, right, top),
        label=found.place.tip,
    )


def corners(array: Object) -> Corners:
    """A rectangle of a PDF: left, bottom, right, top in points."""
    left, bottom, right, top = (float(value) for value in array)
    return left, bottom, right, top


def _found(number: int, page: pikepdf.Page, link: Object, figures: list[tuple[int, Object]]) -> FoundPlace:
    here = (
        (order, figure)
        for order, figure in figures
        if figure.Pg.objgen == page.obj.objgen and _is_same(corners(figure.A.BBox), corners(link.Rect))
    )
    order, figure = next(here, (0, None))
    place = read_mark(_address(link), "" if figure is None else str(figure.get("/Alt", "")))
    if figure is None or place is None:
        raise ConversionError(
            f"The place {_address(link)} on page {number} is not part of the text that is read aloud. "
            "Put it into a paragraph or a cell."
        )
    return FoundPlace(order=order, place=place, number=number, page=page, link=link, figure=figure)


def _address(link: Object) -> str:
    """What a link says of a place; empty for a link that leads elsewhere."""
    address = str(link.get("/A", Dictionary()).get("/URI", ""))
    return address if address.startswith(SCHEME) else ""


def _elements(parent: Object) -> Iterator[Object]:
    """Every element of the structure, in reading order."""
    kids = parent.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _is_same(one: Corners, other: Corners) -> bool:
    return all(abs(a - b) < 1 for a, b in zip(one, other, strict=True))
