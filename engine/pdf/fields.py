"""Places to sign and to fill in become what a council signs with: fields of the PDF, text tags, or lines for ink.

A field lies at the very rectangle of its place, in reading order, with its words (ISO 32000-1, 12.7). The figure that
stood for the place becomes a Form element (14.8.4.5). Where there are no fields the figure stays, and says in words
what belongs there.
"""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf, String

from engine.fonts.files import FIELD_ENCODING
from engine.fonts.widths import lines_in_field
from engine.model.placed_field import Corners
from engine.model.signing import Profile
from engine.pdf.letters import RESOURCE, embed_letters
from engine.pdf.marks_to_sign import draw_marks
from engine.pdf.place_pictures import Marks, give_up_pictures, keep_pictures
from engine.pdf.places_to_sign import FoundPlace, places_in
from engine.word.signing_places import FIELD_LETTERS, WRAPPED
from engine.word.signing_profiles import field_name, is_signature_field

_LOOK = f"{RESOURCE} {FIELD_LETTERS} Tf 0 g"
_PRINTED, _LOCKED = 4, 128
_SEVERAL_LINES = 1 << 12
_LINE = 1.17
"""How far lines of an entry are apart, of the size of its letters."""
_RIM = 2.0
"""Points that are left free at the sides of an entry."""
_MM_PER_POINT = 25.4 / 72
_SIGNED_AND_APPENDED = 3
"""From the first: readers must save by appending, so that the issued bytes stay the beginning of the signed file."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A place that becomes a field of this name."""

    found: FoundPlace
    name: str
    is_signature: bool


def place_fields(pdf: Pdf, profile: Profile | None, first_signer: int) -> Marks:
    """Make every place what it is to be. profile: None where nobody is to sign; first_signer: the number of the first.

    A PDF without places stays as it is. Gives the marks of content that is decoration now.
    """
    places = places_in(pdf)
    if not places:
        return Marks()
    keys = dict.fromkeys(found.place.key for found in places)
    signers = {key: number for number, key in enumerate(keys, first_signer)}
    if profile is not None and profile.has_fields:
        decoration = give_up_pictures(pdf, places)
        _make_fields(pdf, [_field(found, profile, signers) for found in places])
        return decoration
    keep_pictures(pdf, places)
    for page in {found.number: found.page for found in places}.values():
        links = {found.link.objgen for found in places}
        page.Annots = Array([other for other in page.Annots if other.objgen not in links])
    if profile is not None:
        draw_marks(pdf, places, profile, signers)
    return Marks()


def _field(found: FoundPlace, profile: Profile, signers: dict[str, int]) -> _Field:
    name = field_name(profile, found.place, signers[found.place.key])
    return _Field(found, name, is_signature_field(profile, found.place))


def _make_fields(pdf: Pdf, fields: list[_Field]) -> None:
    letters = embed_letters(pdf)
    resources = Dictionary(Font=Dictionary({str(RESOURCE): letters}))
    for field in fields:
        _tag(pdf, field.found)
        _make_field(pdf, field, resources)
    for field in fields:
        if field.is_signature:
            own = [String(other.name) for other in fields if other.found.place.key == field.found.place.key]
            field.found.link.Lock = pdf.make_indirect(
                Dictionary(Type=Name.SigFieldLock, Action=Name.Include, Fields=Array(own))
            )
    form = Dictionary(Fields=Array([field.found.link for field in fields]), DR=resources, DA=String(_LOOK))
    if any(field.is_signature for field in fields):
        form.SigFlags = _SIGNED_AND_APPENDED
    pdf.Root.AcroForm = pdf.make_indirect(form)
    _in_reading_order([field.found for field in fields])


def _tag(pdf: Pdf, found: FoundPlace) -> None:
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


def _make_field(pdf: Pdf, field: _Field, resources: Dictionary) -> None:
    found = field.found
    link, rectangle = found.link, found.corners
    for key in ("/A", "/Border", "/H", "/Dest", "/PA", "/Contents"):
        if key in link:
            del link[key]
    del found.figure["/A"]
    link.Subtype = Name.Widget
    link.FT = Name.Sig if field.is_signature else Name.Tx
    link.T, link.TU = String(field.name), String(found.place.tip)
    link.F = _PRINTED | _LOCKED if field.is_signature else _PRINTED
    link.Rect, link.P = Array([round(edge, 3) for edge in rectangle]), found.page.obj
    value = "" if field.is_signature else found.place.value
    if not field.is_signature:
        link.DA = String(_LOOK)
        link.V = String(value)
        if found.place.kind in WRAPPED:
            link.Ff = _SEVERAL_LINES
    lines = _lines(rectangle, value) if found.place.kind in WRAPPED else [value]
    link.AP = Dictionary(N=_appearance(pdf, rectangle, lines, resources))


def _lines(rectangle: Corners, value: str) -> list[str]:
    width = rectangle[2] - rectangle[0] - 2 * _RIM
    return lines_in_field(value, width * _MM_PER_POINT, FIELD_LETTERS)


def _appearance(pdf: Pdf, rectangle: Corners, lines: list[str], resources: Dictionary) -> Object:
    """What is seen of a field: its value, or nothing."""
    width, height = rectangle[2] - rectangle[0], rectangle[3] - rectangle[1]
    words = b"".join(_show(line, _baseline(height, number, len(lines))) for number, line in enumerate(lines) if line)
    return pdf.make_stream(
        b"/Tx BMC\n" + words + b"EMC",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 3), round(height, 3)]),
        Resources=resources,
    )


def _baseline(height: float, line: int, lines: int) -> float:
    """Where a line of an entry stands, so that all of them are in the middle of their field."""
    middle = (height - FIELD_LETTERS) / 2 + FIELD_LETTERS * 0.22
    return round(middle + ((lines - 1) / 2 - line) * FIELD_LETTERS * _LINE, 2)


def _show(value: str, baseline: float) -> bytes:
    letters = value.encode(FIELD_ENCODING, "replace").hex().encode()
    return b"q BT %s 2 %s Td <%s> Tj ET Q\n" % (_LOOK.encode(), str(baseline).encode(), letters)


def _in_reading_order(places: list[FoundPlace]) -> None:
    """The fields last on their pages and in the order of reading, for readers that go by this order."""
    for number, page in {found.number: found.page for found in places}.items():
        fields = [found.link for found in places if found.number == number]
        names = {found.link.objgen for found in places}
        page.Annots = Array([other for other in page.Annots if other.objgen not in names] + fields)
