"""A template's theme: the colours and the font that pictures drawn for it take; a new brand changes them too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from engine.word.names import qn

_IN_FIGURES = re.compile("[0-9A-Fa-f]{6}")

Colour = tuple[int, int, int]

_HOUSE = {
    "dk1": "1D262B",
    "lt1": "FFFFFF",
    "dk2": "12404A",
    "accent1": "1A6A72",
    "accent2": "9A3A1A",
    "accent5": "54626A",
    "lt2": "EEF4F3",
    "accent6": "BACBCC",
    "hlink": "0B5A8A",
}
"""Stands in for slots that a theme leaves out, or gives by a name instead of in figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Theme slots by what they are used for. Each colour is red, green and blue from 0 to 255. font: of text."""

    ink: Colour
    paper: Colour
    deep: Colour
    lead: Colour
    alert: Colour
    slate: Colour
    font: str
    headings: str = "Arial"
    wash: Colour = (238, 244, 243)
    hair: Colour = (186, 203, 204)
    link: Colour = (11, 90, 138)

    def tint(self, colour: Colour, share: float) -> Colour:
        """A colour mixed with paper; share 1 is the full colour."""
        red, green, blue = (round(p + share * (c - p)) for c, p in zip(colour, self.paper, strict=True))
        return red, green, blue


def read_palette(theme: bytes) -> Palette:
    """The palette of a theme part."""
    root = etree.fromstring(theme) if theme else etree.Element("none")
    slots = dict(_HOUSE)
    for slot in slots:
        found = next(root.iter(qn(f"a:{slot}")), None)
        if found is not None and len(found):
            value = str(found[0].get("lastClr") or found[0].get("val"))
            slots[slot] = value if _IN_FIGURES.fullmatch(value) else slots[slot]
    ink, paper, deep, lead, alert, slate, wash, hair, link = (_rgb(slots[slot]) for slot in _HOUSE)
    font, headings = _font(root, "a:minorFont"), _font(root, "a:majorFont")
    return Palette(
        ink=ink,
        paper=paper,
        deep=deep,
        lead=lead,
        alert=alert,
        slate=slate,
        font=font,
        headings=headings,
        wash=wash,
        hair=hair,
        link=link,
    )


def _font(root: etree._Element, slot: str) -> str:
    found = next(root.iter(qn(slot)), None)
    latin = None if found is None else found.find(qn("a:latin"))
    return "Arial" if latin is None else str(latin.get("typeface") or "Arial")


def in_figures(colour: Colour) -> str:
    """A colour as six figures (RRGGBB)."""
    return "".join(f"{part:02X}" for part in colour)


def _rgb(value: str) -> Colour:
    red, green, blue = (int(value[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


HOUSE = read_palette(b"")
"""The colours and the font of penholder's own templates."""
