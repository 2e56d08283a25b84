"""Places to sign and to fill in become fields of the PDF: at the very rectangle, in reading order, each with its words.

LibreOffice makes of each place a link, which knows the rectangle, and a figure in the structure, which knows the words
and the place in reading order. Both are made into one: a field (ISO 32000-1, 12.7) inside a Form element (14.8.4.5).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from engine.pdf.letters import ENCODING, RESOURCE, embed_letters
from engine.word.signing_places import SCHEME, SigningPlace, read_mark

Corners = tuple[float, float, float, float]

LETTER_SIZE = 10
_LOOK = f"{RESOURCE} {LETTER_SIZE} Tf 0 g"
_PRINTED, _LOCKED = 4, 128
_SIGNED_AND_APPENDED = 3
"""From the first: readers must save by appending, so that the issued bytes stay the beginning of the signed file."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place on a page, with the figure that stands for it in the structure; order is that of reading."""

    order: int
    place: SigningPlace
    page: pikepdf.Page
    link: Object
    figure: Object

    @property
    def corners(self) -> Corners:
        return corners(self.figure.A.BBox)


def place_fields(pdf: Pdf) -> None:
    """Make every place a field. A PDF without places stays as it is."""
    places = sorted(_places(pdf), key=lambda found: found.order)
    if not places:
        return
    letters = embed_letters(pdf)
    resources = Dictionary(Font=Dictionary({str(RESOURCE): letters}))
    for found in places:
        _tag(pdf, found)
        _make_field(pdf, found, resources)
    for found in places:
        if found.place.kind == "signature":
            own = [String(other.place.name) for other in places if other.place.key == found.place.key]
            found.link.Lock = pdf.make_indirect(
                Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=Array(own))
            )
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array([found.link for found in places]),
            DR=resources,
            DA=String(_LOOK),
            SigFlags=_SIGNED_AND_APPENDED,
        )
    )
    _in_reading_order(places)


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field of a finished PDF. page: from 1. rectangle: left, bottom, right, top in points. label: its tooltip."""

    key: str
    kind: str
    page: int
    rectangle: Corners
    label: str


def placed_fields(data: bytes) -> tuple[PlacedField, ...]:
    """The fields of a finished PDF, in reading order; none for a PDF without a form."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        fields = pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", Array())
        return tuple(_placed(field, pages[field.P.objgen]) for field in fields)


def _placed(field: Object, page: int) -> PlacedField:
    key, _, kind = str(field.T).rpartition("_")
    return PlacedField(key, kind, page, corners(field.Rect), str(field.TU))


def corners(array: Object) -> Corners:
    """A rectangle of a PDF: left, bottom, right, top in points."""
    left, bottom, right, top = (float(value) for value in array)
    return left, bottom, right, top


def _places(pdf: Pdf) -> Iterator[_Place]:
    links = [(page, link) for page in pdf.pages for link in page.get("/Annots", Array()) if _address(link)]
    if not links:
        return
    figures = [(n, e) for n, e in enumerate(_elements(pdf.Root.StructTreeRoot)) if e.S == "/Figure" and "/Pg" in e]
    for page, link in links:
        order, figure = next(
            (n, e)
            for n, e in figures
            if e.Pg.objgen == page.obj.objgen and _is_same(corners(e.A.BBox), corners(link.Rect))
        )
        place = read_mark(_address(link), str(figure.Alt))
        assert place is not None
        yield _Place(order, place, page, link, figure)


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


def _tag(pdf: Pdf, found: _Place) -> None:
    """The figure becomes a Form element, which holds the field and nothing else.

    The reference stands alone, not in an array: validators of signatures know only this form.
    """
    parents = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    key = max(parents.keys(), default=-1) + 1
    parents[key] = found.figure
    found.link.StructParent = key
    pdf.Root.StructTreeRoot.ParentTreeNextKey = key + 1
    found.figure.S = Name.Form
    found.figure.K = Dictionary(Type=Name.OBJR, Obj=found.link, Pg=found.page.obj)
    del found.figure["/Alt"]


def _make_field(pdf: Pdf, found: _Place, resources: Dictionary) -> None:
    link, place, rectangle = found.link, found.place, found.corners
    for key in ("/A", "/Border", "/H", "/Dest", "/PA", "/Contents"):
        if key in link:
            del link[key]
    del found.figure["/A"]
    is_signature = place.kind == "signature"
    link.Subtype = Name.Widget
    link.FT = Name.Sig if is_signature else Name.Tx
    link.T, link.TU = String(place.name), String(place.tip)
    link.F = _PRINTED | _LOCKED if is_signature else _PRINTED
    link.Rect, link.P = Array([round(edge, 3) for edge in rectangle]), found.page.obj
    value = "" if is_signature else place.value
    if not is_signature:
        link.DA = String(_LOOK)
        link.V = String(value)
    link.AP = Dictionary(N=_appearance(pdf, rectangle, value, resources))


def _appearance(pdf: Pdf, rectangle: Corners, value: str, resources: Dictionary) -> Object:
    """What is seen of a field: its value, or nothing."""
    width, height = rectangle[2] - rectangle[0], rectangle[3] - rectangle[1]
    words = _show(value, height) if value else b""
    return pdf.make_stream(
        b"/Tx BMC\n" + words + b"EMC",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=resources,
    )


def _show(value: str, height: float) -> bytes:
    letters = value.encode(ENCODING, "replace").hex().encode()
    baseline = round((height - LETTER_SIZE) / 2 + LETTER_SIZE * 0.22, 2)
    return b"q BT %s 2 %s Td <%s> Tj ET Q\n" % (_LOOK.encode(), str(baseline).encode(), letters)


def _in_reading_order(places: list[_Place]) -> None:
    """The fields last on their pages and in the order of reading, for readers that go by this order."""
    for page in {found.page.index: found.page for found in places}.values():
        fields = [found.link for found in places if found.page.index == page.index]
        names = {found.link.objgen for found in places}
        page.Annots = Array([other for other in page.Annots if other.objgen not in names] + fields)
