"""What in a Word file follows its theme, and what has a colour or font of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.templates.brand.theme import BrandTheme, hexadecimal, varied
from engine.templates.places import part_name
from engine.templates.tag_style import TAG_STYLE
from engine.word.names import W_NAME, W_VAL, qn
from engine.word.package import Package

_PARTS = re.compile(r"word/(document|styles|numbering|header\d*|footer\d*|footnotes|endnotes)\.xml")
_COLOUR, _FILL = qn("w:color"), qn("w:fill")
_FONTS = (qn("w:ascii"), qn("w:hAnsi"))
_PRESENT = re.compile("[0-9A-Fa-f]{6}")
_TEXT_FIRST = ("text1", "text2", "accent1", "accent2", "accent5", "accent6", "background1", "background2")


@dataclass(frozen=True, slots=True)
class OfItsOwn:
    """A colour or font that does not follow the theme. where: the style, or the part of the document."""

    where: str
    value: str
    is_font: bool


def parts_with_looks(package: Package) -> Iterator[str]:
    """The names of the parts that hold colours and fonts."""
    return (name for name in package.parts if _PARTS.fullmatch(name))


def bind(root: etree._Element, theme: BrandTheme) -> int:
    """Let colours and fonts that equal one of the theme follow it from now on. How many did not before."""
    names = {hexadecimal(theme.names[name]): name for name in reversed(_TEXT_FIRST)}
    fonts = {theme.text.casefold(): "minorHAnsi"} if theme.text else {}
    if theme.headings and theme.headings != theme.text:
        fonts[theme.headings.casefold()] = "majorHAnsi"
    bound = 0
    for element, value, theme_name in _colours(root):
        if value.get() in names:
            element.set(theme_name, names[value.get()])
            bound += 1
    for element in root.iter(qn("w:rFonts")):
        for name in _FONTS:
            follows = fonts.get(str(element.get(name, "")).casefold())
            if follows:
                del element.attrib[name]
                element.set(f"{name}Theme", follows)
                bound += 1
    return bound


def stamp(root: etree._Element, theme: BrandTheme) -> int:
    """Write each slot's colour beside its name: Word reads the name, LibreOffice the value. How many it changed."""
    changed = 0
    for element in root.iter():
        for name, slot, tint, shade in _slots(element):
            value = hexadecimal(varied(theme.names[slot], tint, shade)) if slot in theme.names else element.get(name)
            if value is not None and element.get(name) != value:
                element.set(name, value)
                changed += 1
    return changed


def of_their_own(root: etree._Element, part: str) -> Iterator[OfItsOwn]:
    """Every colour and font that does not follow the theme, but for those of tags, which no document has."""
    for element, value, _ in _colours(root):
        if _where(element, part) != _OF_TAGS:
            yield OfItsOwn(_where(element, part), value.get(), is_font=False)
    for element in root.iter(qn("w:rFonts")):
        for font in dict.fromkeys(str(element.get(name)) for name in _FONTS if element.get(name)):
            yield OfItsOwn(_where(element, part), font, is_font=True)


_OF_TAGS = f"style {TAG_STYLE}"


@dataclass(frozen=True, slots=True)
class _Value:
    element: etree._Element
    name: str

    def get(self) -> str:
        return str(self.element.get(self.name, "")).upper()


def _colours(root: etree._Element) -> Iterator[tuple[etree._Element, _Value, str]]:
    """(element, its value, the attribute that would name a slot) of every colour written in figures."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        own = W_VAL if element.tag == _COLOUR else _COLOUR
        for name, theme_name in ((own, qn("w:themeColor")), (_FILL, qn("w:themeFill"))):
            value = _Value(element, name)
            if element.get(theme_name) is None and _PRESENT.fullmatch(value.get()):
                yield element, value, theme_name


def _slots(element: etree._Element) -> Iterator[tuple[str, str, str | None, str | None]]:
    """(attribute of the value, slot, tint, shade) of an element that names slots."""
    if (slot := element.get(qn("w:themeColor"))) is not None:
        own = W_VAL if element.tag == _COLOUR else _COLOUR
        yield own, str(slot), element.get(qn("w:themeTint")), element.get(qn("w:themeShade"))
    if (slot := element.get(qn("w:themeFill"))) is not None:
        yield _FILL, str(slot), element.get(qn("w:themeFillTint")), element.get(qn("w:themeFillShade"))


def _where(element: etree._Element, part: str) -> str:
    style = next(element.iterancestors(qn("w:style")), None)
    if style is not None:
        name = style.find(W_NAME)
        return f"style {'' if name is None else name.get(W_VAL)}"
    return part_name(part) or "text"
