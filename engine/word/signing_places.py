"""Places in a Word file where people sign or fill in, and how a converter is told of them.

In the delivered file a place is a transparent picture whose name says what it is and whose alternative text says so in
words. In the copy that is converted it is also a link: a converter carries a link's rectangle into the PDF to the
hundredth of a millimetre, wherever a table or a page break puts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from lxml import etree

from engine.word.names import NAMESPACES, qn
from engine.word.package import Package, to_bytes

KINDS = ("signature", "name", "position", "organisation", "date")
WRAPPED = ("position", "organisation")
"""The kinds whose entries go on in a second line."""
FIELD_LETTERS = 10
"""Points: the size in which people type into a field."""
SCHEME = "field:"
PACK_SCHEME = "pack:"
"""A link with this leads to another document of the same pack."""
_BLANK = "place:"
_HYPERLINK = f"{NAMESPACES['r']}/hyperlink"
_RELATIONS = "word/_rels/document.xml.rels"
_MARK = re.compile(rf"{SCHEME}({'|'.join(KINDS)})/([a-z0-9-]+)(?:\?(.*))?")
_FOR_OLD_PROGRAMS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BY_HAND = re.compile(r"\s*+(field:[^\s|]++)\s*+\|\s*+(.+)")


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """kind: one of KINDS. key: whose, such as assessing-needs. value: what stands there already, to keep or correct."""

    kind: str
    key: str
    tip: str
    value: str = ""

    @property
    def mark(self) -> str:
        """What tells it, in a name or a link."""
        return f"{SCHEME}{self.kind}/{self.key}" + (f"?{quote(self.value)}" if self.value else "")

    @property
    def blank_mark(self) -> str:
        """What names it where nobody is to sign yet, as in a draft."""
        return f"{_BLANK}{self.kind}/{self.key}"

    @property
    def name(self) -> str:
        """The name of its field in the PDF; none is the beginning of another."""
        return f"{self.key}_{self.kind}"


def read_mark(mark: str, tip: str) -> SigningPlace | None:
    """The place a name or a link tells of; None where it tells of none."""
    match = _MARK.fullmatch(mark)
    return SigningPlace(match[1], match[2], tip, unquote(match[3] or "")) if match else None


def name_by_hand(root: etree._Element) -> None:
    """A picture that an author put in, with "field:signature/equity | Signature of …" as alternative text."""
    for about in root.iter(qn("wp:docPr")):
        match = _BY_HAND.fullmatch(about.get("descr", ""))
        if match:
            about.set("name", match[1])
            about.set("descr", match[2])


def mark_of(about: etree._Element) -> str:
    """What marks a picture as a place, in its name or by hand in its alternative text; empty for any other picture."""
    name, by_hand = about.get("name", ""), _BY_HAND.fullmatch(about.get("descr", ""))
    return by_hand[1] if by_hand else name if name.startswith((SCHEME, _BLANK)) else ""


def by_hand_kinds(root: etree._Element) -> set[str]:
    """Which kinds of places an author has put in by hand."""
    marks = (_BY_HAND.fullmatch(about.get("descr", "")) for about in root.iter(qn("wp:docPr")))
    places = (read_mark(match[1], match[2]) for match in marks if match)
    return {place.kind for place in places if place}


def drawn_places(root: etree._Element) -> Iterator[etree._Element]:
    """The picture properties of every place, blank ones too. What Word writes a second time for old programs is not."""
    for about in root.iter(qn("wp:docPr")):
        if mark_of(about) and next(about.iterancestors(_FOR_OLD_PROGRAMS), None) is None:
            yield about


def live_places(root: etree._Element) -> list[SigningPlace]:
    """The places that are there to be signed or filled in."""
    read = (read_mark(mark_of(about), about.get("descr", "")) for about in drawn_places(root))
    return [place for place in read if place]


def link_places(root: etree._Element, package: Package) -> None:
    """Make every place a link, in a copy that is to be converted."""
    places = [about for about in drawn_places(root) if read_mark(about.get("name", ""), "")]
    if not places:
        return
    relations = package.xml(_RELATIONS)
    for number, about in enumerate(places):
        link = etree.SubElement(about, qn("a:hlinkClick"), nsmap={"a": NAMESPACES["a"], "r": NAMESPACES["r"]})
        link.set(qn("r:id"), f"place{number}")
        relation = etree.SubElement(relations, f"{{{relations.nsmap[None]}}}Relationship")
        relation.attrib.update(
            {"Id": f"place{number}", "Type": _HYPERLINK, "Target": about.get("name", ""), "TargetMode": "External"}
        )
    package.parts[_RELATIONS] = to_bytes(relations)
