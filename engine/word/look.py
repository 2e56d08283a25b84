"""What settings of letters say by themselves: colours, size, weight, lines through them, whether they are shown."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from engine.whole_numbers import whole_number
from engine.word.names import W_VAL, qn

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_COLOUR, _SIZE, _SCALE, _SHADING, _HIGHLIGHT, _ALIGNED = (
    qn(f"w:{name}") for name in ("color", "sz", "w", "shd", "highlight", "vertAlign")
)
_FONTS, _SCRIPTS = qn("w:rFonts"), (qn("w:ascii"), qn("w:hAnsi"), qn("w:cs"))
_SWITCHES = {
    "bold": qn("w:b"),
    "italic": qn("w:i"),
    "struck": qn("w:strike"),
    "crossed": qn("w:dstrike"),
    "capitals": qn("w:caps"),
    "vanished": qn("w:vanish"),
}
TOGGLES = ("bold", "italic", "struck", "capitals", "vanished")
"""What a style turns off again where another style around it has turned it on (ECMA-376, 17.7.3)."""
OF_HEADINGS, OF_TEXT = "+headings", "+text"
"""Stand for the two fonts of a theme."""
_OFF = ("0", "false", "off", "none")
_SPECIALLY_HIDDEN = qn("w:specVanish")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FILLED, _NOT_FILLED = f"{_W14}textFill", f"{_W14}noFill"
_MOST_CLEAR = 80_000
"""Of 100,000: letters that are more transparent cannot be read."""
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip
"""The pens of Word (ECMA-376, 17.18.40)."""
_THEME = {"background1": "FFFFFF", "light1": "FFFFFF", "text1": "000000", "dark1": "000000"}
"""Slots of the theme that a colour may name without its figures; as every theme of Office has them."""
_FILLS = {"bg1": "FFFFFF", "lt1": "FFFFFF", "tx1": "000000", "dk1": "000000"}
"""The same slots, as what fills letters names them."""
_OF_A_PEN = frozenset(("00FF00", "00FFFF", "FF00FF"))
_YELLOW = (48 / 360, 68 / 360)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How letters look as far as it is said: colours in figures, size in half-points; empty, 0 or None where it is not.

    scale: their width, in hundredths of the usual one. struck, crossed: by one line and by two. marked: as with a
    highlighter. raised: above the line. clear: without anything that fills them. face: the name of their font, or
    OF_HEADINGS or OF_TEXT.
    """

    colour: str = ""
    behind: str = ""
    size: int = 0
    scale: int = 0
    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    crossed: bool | None = None
    capitals: bool | None = None
    marked: bool | None = None
    raised: bool | None = None
    vanished: bool | None = None
    clear: bool | None = None
    face: str = ""

    @property
    def hidden(self) -> bool:
        """Whether Word shows them only to who asks for it."""
        return bool(self.vanished or self.clear)

    @property
    def struck_through(self) -> bool:
        """Whether any line goes through them."""
        return bool(self.struck or self.crossed)

    def over(self, other: Look) -> Look:
        """This look where it says something, else the other."""
        if self is NOTHING_SAID or other is NOTHING_SAID:
            return other if self is NOTHING_SAID else self
        return Look(
            colour=self.colour or other.colour,
            behind=self.behind or other.behind,
            size=self.size or other.size,
            scale=self.scale or other.scale,
            bold=other.bold if self.bold is None else self.bold,
            italic=other.italic if self.italic is None else self.italic,
            struck=other.struck if self.struck is None else self.struck,
            crossed=other.crossed if self.crossed is None else self.crossed,
            capitals=other.capitals if self.capitals is None else self.capitals,
            marked=other.marked if self.marked is None else self.marked,
            raised=other.raised if self.raised is None else self.raised,
            vanished=other.vanished if self.vanished is None else self.vanished,
            clear=other.clear if self.clear is None else self.clear,
            face=self.face or other.face,
        )


NOTHING_SAID = Look()


@lru_cache(maxsize=4096)
def contrast(first: str, second: str) -> float:
    """The contrast of two colours in figures, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def of_letters(about: etree._Element | None) -> Look:
    """What a w:rPr says."""
    if about is None or not len(about):
        return NOTHING_SAID
    said = {str(child.tag): child for child in about}
    switches = {name: is_set(said[tag]) for name, tag in _SWITCHES.items() if tag in said}
    aligned = said.get(_ALIGNED)
    shade = _shade(said.get(_SHADING))
    pen = said.get(_HIGHLIGHT)
    behind = _HIGHLIGHTS.get(str(pen.get(W_VAL)), "") if pen is not None else ""
    return Look(
        colour=_filled_with(said.get(_FILLED)) or _figures(said.get(_COLOUR), W_VAL, "w:themeColor"),
        behind=behind or shade,
        size=_number(said.get(_SIZE)),
        scale=_number(said.get(_SCALE)),
        marked=_is_marked(pen, shade) if pen is not None or _SHADING in said else None,
        raised=None if aligned is None else aligned.get(W_VAL) == "superscript",
        clear=True if _is_unseen(said) else None,
        face=_face(said.get(_FONTS)),
        **switches,
    )


def of_shading(about: etree._Element | None, *, is_design: bool = False) -> Look:
    """What the settings of a paragraph or cell lay behind its letters. is_design: whether a table style gives it."""
    shading = None if about is None else next(about.iterchildren(_SHADING), None)
    return NOTHING_SAID if shading is None else _shaded(_shade(shading), is_design)


@lru_cache(maxsize=256)
def _shaded(shade: str, is_design: bool) -> Look:
    return replace(NOTHING_SAID, behind=shade, marked=True if _is_of_a_pen(shade) and not is_design else None)


def _face(fonts: etree._Element | None) -> str:
    """The font of Latin letters; OF_HEADINGS or OF_TEXT where it is the theme's, whatever that is."""
    if fonts is None:
        return ""
    if slot := fonts.get(qn("w:asciiTheme")):
        return OF_HEADINGS if slot.startswith("major") else OF_TEXT
    return next((str(name) for kind in _SCRIPTS if (name := fonts.get(kind))), "")


def is_set(switch: etree._Element) -> bool:
    """Whether a switch such as w:b is on."""
    return switch.get(W_VAL, "1") not in _OFF


def _is_marked(pen: etree._Element | None, shade: str) -> bool:
    """Whether letters are highlighted: by a pen, or with a light colour behind these letters alone."""
    if pen is not None and pen.get(W_VAL) not in ("none", "white", None):
        return True
    _, saturation, value = _hsv(shade or "FFFFFF")
    return saturation >= 0.25 and value >= 0.75


def _is_of_a_pen(shade: str) -> bool:
    """Whether a whole paragraph or cell is in a colour of highlighters, which no design takes."""
    hue, saturation, value = _hsv(shade or "FFFFFF")
    is_yellow = _YELLOW[0] <= hue <= _YELLOW[1] and saturation >= 0.4 and value >= 0.85
    return is_yellow or shade in _OF_A_PEN


def _hsv(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))


def _shade(shading: etree._Element | None) -> str:
    """The colour of a w:shd: what fills it, or its pattern where that covers everything."""
    if shading is None:
        return ""
    return _figures(shading, qn("w:color" if shading.get(W_VAL) == "solid" else "w:fill"), "w:themeFill")


def _number(element: etree._Element | None) -> int:
    value = "" if element is None else str(element.get(W_VAL, "")).rstrip("%")
    return whole_number(value) or 0


def _is_unseen(said: Mapping[str, etree._Element]) -> bool:
    """Whether letters have nothing that fills them, or so little that nobody reads them."""
    if _SPECIALLY_HIDDEN in said and is_set(said[_SPECIALLY_HIDDEN]):
        return True
    filled = said.get(_FILLED)
    return filled is not None and (filled.find(_NOT_FILLED) is not None or _is_clear(filled))


def _filled_with(filled: etree._Element | None) -> str:
    """The plain colour that fills letters, which goes before their own in Word; empty for any that is changed."""
    plain = None if filled is None else filled.find(f"{_W14}solidFill")
    colour = plain[0] if plain is not None and len(plain) else None
    if colour is None or len(colour):
        return ""
    value = str(colour.get(f"{_W14}val", ""))
    return value.upper() if _HEX.fullmatch(value) else _FILLS.get(value, "")


def _is_clear(filled: etree._Element) -> bool:
    shares = [str(alpha.get(f"{_W14}val", "0")) for alpha in filled.iter(f"{_W14}alpha")]
    return any((whole_number(share) or 0) > _MOST_CLEAR for share in shares)


def _figures(element: etree._Element | None, name: str, slot: str) -> str:
    if element is None:
        return ""
    value = str(element.get(name, ""))
    return value.upper() if _HEX.fullmatch(value) else _THEME.get(str(element.get(qn(slot))), "")
