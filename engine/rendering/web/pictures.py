"""Pictures of a page: drawings as elements where they hold shapes and letters alone, all others as data in the page."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from lxml import etree

from engine.rendering.web.marked import PictureInText
from engine.rendering.web.tree import OURS, take_away, wrap
from engine.word.text import attributes

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(("svg", "g", "rect", "path", "circle", "ellipse", "line", "polygon", "polyline", "text", "tspan"))
_SAYS = frozenset(
    ("width", "height", "viewBox", "x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d",
     "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity",
     "fill-opacity", "stroke-opacity", "fill-rule", "font-size", "font-weight", "font-family", "text-anchor",
     "transform")
)  # fmt: skip
"""All that a drawing may hold to stand in the page: nothing that runs, leads somewhere or changes the page's look."""
_KINDS = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"))
_PIXELS_PER_MM = 96 / 25.4
_LEAST_OF_A_CHART = 100
"""Millimetres from which on a drawing keeps its size and is scrolled where the window is narrower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFound:
    """A picture as mammoth found it. kind: of its data, such as "image/png"."""

    about: PictureInText
    kind: str
    data: bytes


def put_pictures(page: etree._Element, pictures: list[PictureFound]) -> None:
    """Put each picture where its number stands as an address."""
    for place in list(page.iter("img")):
        picture = pictures[int(place.get("src", "0"))]
        if picture.kind not in _KINDS:
            _say(place, picture.about.alt)
        elif (drawing := _drawing(picture)) is not None:
            drawing.tail = place.tail
            place.addnext(drawing)
            place.tail = None
            take_away(place)
            if picture.about.width >= _LEAST_OF_A_CHART:
                wrap(drawing, "span", **{"class": "chart", "tabindex": "0", "role": "group", "aria-label": "Chart"})
        else:
            place.set("src", f"data:{picture.kind};base64,{b64encode(picture.data).decode('ascii')}")
            place.set("alt", picture.about.alt)
            if picture.about.width:
                place.set("width", str(round(picture.about.width * _PIXELS_PER_MM)))


def _say(place: etree._Element, words: str) -> None:
    """What a picture that browsers do not draw shows, in words."""
    place.tag = "span"
    place.attrib.clear()
    place.set("class", OURS)
    place.text = words


def _drawing(picture: PictureFound) -> etree._Element | None:
    """The drawing as elements of the page; None where it is none, or holds anything else."""
    if picture.kind != "image/svg+xml":
        return None
    try:
        root = etree.fromstring(picture.data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    copy = _copied(root)
    if copy is None or not root.get("viewBox"):
        return None
    for length in ("width", "height"):
        copy.attrib.pop(length, "")
    if picture.about.alt:
        copy.set("role", "img")
        copy.set("aria-label", picture.about.alt)
    else:
        copy.set("aria-hidden", "true")
    if picture.about.width:
        copy.set("style", f"width:{picture.about.width:.0f}mm")
    return copy


def _copied(element: etree._Element) -> etree._Element | None:
    """An element of a drawing without its namespace; None where it, or one in it, may not stand in the page."""
    name = str(element.tag).removeprefix(_SVG)
    if name not in _SHAPES or not _SAYS.issuperset(element.attrib):
        return None
    copy = etree.Element(name, dict(attributes(element)))
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        inner = _copied(child)
        if inner is None:
            return None
        copy.append(inner)
    return copy
