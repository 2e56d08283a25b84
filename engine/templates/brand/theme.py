"""The theme of a Word file: twelve colours in slots, and two fonts."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from engine.model.council import Brand
from engine.templates.palette import Colour
from engine.word.names import qn
from engine.word.package import SETTINGS, THEME, Package

SLOTS = {
    "ink": "dk1",
    "paper": "lt1",
    "deep": "dk2",
    "wash": "lt2",
    "lead": "accent1",
    "alert": "accent2",
    "second": "accent3",
    "third": "accent4",
    "slate": "accent5",
    "hair": "accent6",
    "link": "hlink",
    "visited": "folHlink",
}
"""What council.yaml calls a colour, and the theme's slot for it."""

_IN_SETTINGS = {
    "text1": ("t1", "dark1"),
    "text2": ("t2", "dark2"),
    "background1": ("bg1", "light1"),
    "background2": ("bg2", "light2"),
    "hyperlink": ("hyperlink", "hyperlink"),
    "followedHyperlink": ("followedHyperlink", "followedHyperlink"),
}
"""What styles call a colour: the entry of settings.xml that says which slot it is, and what it says by itself."""
_SLOT_OF = {
    "dark1": "dk1",
    "dark2": "dk2",
    "light1": "lt1",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
    **{f"accent{n}": f"accent{n}" for n in range(1, 7)},
}


@dataclass(frozen=True, slots=True)
class BrandTheme:
    """colours: by what council.yaml calls them. names: the slot's colour by what styles call it, such as text2."""

    colours: Mapping[str, Colour]
    names: Mapping[str, Colour]
    headings: str
    text: str


def read_theme(package: Package) -> BrandTheme | None:
    """The theme of a Word file; None where it has none, or one without all twelve colours."""
    if THEME not in package.parts:
        return None
    root = package.xml(THEME)
    slots = {slot: _value(root, slot) for slot in SLOTS.values()}
    colours = {name: value for name, slot in SLOTS.items() if (value := slots[slot]) is not None}
    if len(colours) < len(SLOTS):
        return None
    by_slot = {slot: colours[name] for name, slot in SLOTS.items()}
    mapped = _mapping(package)
    names = {name: by_slot[_SLOT_OF[mapped.get(name, name)]] for name in (*_SLOT_OF, *_IN_SETTINGS)}
    return BrandTheme(colours, names, _font(root, "major"), _font(root, "minor"))


def put_theme(package: Package, brand: Brand) -> None:
    """Write a council's colours and fonts into the theme; what it does not name stays.

    Raises ValueError where the theme has no place for one of them.
    """
    root = package.xml(THEME)
    for name, value in brand.colours.items():
        slot = _only(root, f"a:{SLOTS[name]}")
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, qn("a:srgbClr"), val=value)
    for kind, font in (("major", brand.heading_font), ("minor", brand.text_font)):
        if font:
            _latin(root, kind).set("typeface", font)
    package.put(THEME, root)


def hexadecimal(colour: Colour) -> str:
    """A colour as Word writes it: 1A6A72."""
    return "".join(f"{part:02X}" for part in colour)


def colour_of(text: str) -> Colour:
    """A colour from six hexadecimal digits."""
    red, green, blue = (int(text[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def varied(colour: Colour, tint: str | None, shade: str | None) -> Colour:
    """A colour made lighter or darker as Word does for w:themeTint and w:themeShade (ECMA-376 part 1, 17.3.2.6)."""
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    if shade:
        light *= int(shade, 16) / 255
    if tint:
        light = 1 - (1 - light) * int(tint, 16) / 255
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, full))
    return red, green, blue


def _value(root: etree._Element, slot: str) -> Colour | None:
    found = next(root.iter(qn(f"a:{slot}")), None)
    if found is None or not len(found):
        return None
    value = str(found[0].get("lastClr") or found[0].get("val"))
    try:
        return colour_of(value) if len(value) == 6 else None
    except ValueError:
        return None


def _mapping(package: Package) -> dict[str, str]:
    """The slot behind each name, where settings.xml says another than usual."""
    found = package.xml(SETTINGS).find(qn("w:clrSchemeMapping")) if SETTINGS in package.parts else None
    said = {} if found is None else {key: found.get(qn(f"w:{key}"), "") for key, _ in _IN_SETTINGS.values()}
    slots = {name: said.get(entry, usual) for name, (entry, usual) in _IN_SETTINGS.items()}
    return {name: slot if slot in _SLOT_OF else _IN_SETTINGS[name][1] for name, slot in slots.items()}


def _latin(root: etree._Element, kind: str) -> etree._Element:
    return _only(_only(root, f"a:{kind}Font"), "a:latin")


def _only(root: etree._Element, name: str) -> etree._Element:
    found = next(root.iter(qn(name)), None)
    if found is None:
        raise ValueError(f"The theme has no {name}.")
    return found


def _font(root: etree._Element, kind: str) -> str:
    try:
        return str(_latin(root, kind).get("typeface") or "")
    except ValueError:
        return ""
