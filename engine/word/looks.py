"""How letters look: their colour, what is behind them, their size, and whether they are shown at all.

Taken from what Word reads, from the inside out: a run's own settings, the styles of the run and the paragraph, the
cells and tables around it, the defaults of the document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from engine.word.names import W_TBL, W_TC, W_TR, W_VAL, qn

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_RUN, _PARAGRAPH, _CELL = qn("w:rPr"), qn("w:pPr"), qn("w:tcPr")
_COLOUR, _SIZE, _BOLD, _SCALE = (qn(f"w:{name}") for name in ("color", "sz", "b", "w"))
_SHADING, _FILL = qn("w:shd"), qn("w:fill")
_RUN_STYLE, _PARAGRAPH_STYLE = qn("w:rStyle"), qn("w:pStyle")
_OFF = ("0", "false", "off")
_HIDES = (qn("w:vanish"), qn("w:specVanish"))
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FILLED, _NOT_FILLED = f"{_W14}textFill", f"{_W14}noFill"
_MOST_CLEAR = 80_000
"""Of 100,000: letters that are more transparent cannot be read."""
_CLEAR = 4.5
"""The contrast from which on black stands out; below it, letters without a colour are white."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How letters look as far as it is said: colours in figures, size in half-points; empty or 0 where it is not.

    scale: their width, in hundredths of the usual one. hidden: whether Word shows them only to who asks for it.
    """

    colour: str = ""
    behind: str = ""
    size: int = 0
    bold: bool = False
    scale: int = 0
    hidden: bool | None = None

    def over(self, other: Look) -> Look:
        """This look where it says something, else the other."""
        if self is _SAYS_NOTHING or other is _SAYS_NOTHING:
            return other if self is _SAYS_NOTHING else self
        return Look(
            colour=self.colour or other.colour,
            behind=self.behind or other.behind,
            size=self.size or other.size,
            bold=self.bold or other.bold,
            scale=self.scale or other.scale,
            hidden=other.hidden if self.hidden is None else self.hidden,
        )


_SAYS_NOTHING = Look()


@lru_cache(maxsize=4096)
def contrast(first: str, second: str) -> float:
    """The contrast of two colours in figures, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Looks:
    """The looks that the styles of a document give. root: of its styles part."""

    def __init__(self, root: etree._Element) -> None:
        self.by_id: Mapping[str, etree._Element] = {str(s.get(qn("w:styleId"))): s for s in root.iter(qn("w:style"))}
        defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{_RUN}")
        normal = next((key for key, s in self.by_id.items() if s.get(qn("w:default")) == "1" and _is_paragraph(s)), "")
        self.normal = normal
        self.defaults = _direct(defaults)
        self.known: dict[str, Look] = {}
        self.tables: dict[tuple[str, bool], Look] = {}
        self.plain: dict[tuple[str, str, Look], Look] = {}
        """What was asked for before: the looks of table styles, and of runs that have nothing but styles."""

    def look_of(self, run: etree._Element, paragraph: etree._Element) -> Look:
        """Colour, background, size and weight of a run, from its own settings out to the page."""
        return self.look_within(run, paragraph.find(_PARAGRAPH), self.look_around(paragraph))

    def look_around(self, paragraph: etree._Element) -> Look:
        """What the tables around a paragraph and the document give to all its runs."""
        return self._table(paragraph).over(self.defaults)

    def look_within(self, run: etree._Element, about: etree._Element | None, around: Look) -> Look:
        """The look of a run of a paragraph. about: the paragraph's settings; around: what is around it gives."""
        own = run.find(_RUN)
        plain = self._styles_alone(own, about, around)
        if plain is not None and plain in self.plain:
            return self.plain[plain]
        look = self._within(own, about, around)
        if plain is not None:
            self.plain[plain] = look
        return look

    def _styles_alone(
        self, own: etree._Element | None, about: etree._Element | None, around: Look
    ) -> tuple[str, str, Look] | None:
        """What the look of a run hangs on where neither it nor its paragraph has any setting of letters but a style."""
        if about is not None and about.find(_SHADING) is not None:
            return None
        if own is not None and (len(own) != 1 or own[0].tag != _RUN_STYLE):
            return None
        style = None if about is None else about.find(_PARAGRAPH_STYLE)
        return "" if own is None else str(own[0].get(W_VAL)), "" if style is None else str(style.get(W_VAL)), around

    def _within(self, own: etree._Element | None, about: etree._Element | None, around: Look) -> Look:
        look = _direct(own).over(self._named(own, "w:rStyle"))
        named = self._named(about, "w:pStyle") if about is not None and about.find(qn("w:pStyle")) is not None else None
        look = look.over(_behind(about)).over(named or self._style(self.normal)).over(around)
        behind = look.behind or "FFFFFF"
        colour = "FFFFFF" if contrast("000000", behind) < _CLEAR else "000000"
        return look.over(Look(colour=colour, behind=behind, size=20, scale=100))

    def _table(self, paragraph: etree._Element) -> Look:
        """What the cells, the header row and the tables around a paragraph give it."""
        look = _SAYS_NOTHING
        for cell in paragraph.iterancestors(W_TC):
            look = look.over(_behind(cell.find(_CELL)))
            row = next(cell.iterancestors(W_TR), None)
            table = next(cell.iterancestors(W_TBL), None)  # Word shows a cell that strayed out of its table as well
            style = None if table is None else table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
            if table is not None and style is not None:
                is_first = row is not None and next(table.iter(W_TR), None) is row
                look = look.over(self._table_style(str(style.get(W_VAL)), is_first))
        return look

    def _table_style(self, key: str, is_first: bool) -> Look:
        if (key, is_first) not in self.tables:
            self.tables[key, is_first] = self._of_table_style(key, is_first)
        return self.tables[key, is_first]

    def _of_table_style(self, key: str, is_first: bool) -> Look:
        style, look = self.by_id.get(key), Look()
        if style is None:
            return look
        for special in style.iterfind(qn("w:tblStylePr")) if is_first else ():
            if special.get(qn("w:type")) == "firstRow":
                look = look.over(_direct(special.find(_RUN))).over(_behind(special.find(_CELL)))
        return look.over(_direct(style.find(_RUN))).over(_behind(style.find(_CELL)))

    def _named(self, about: etree._Element | None, kind: str) -> Look:
        found = None if about is None else about.find(qn(kind))
        return Look() if found is None else self._style(str(found.get(W_VAL)))

    def _style(self, key: str) -> Look:
        if key not in self.known:
            self.known[key] = Look()  # a style based on itself ends here
            style = self.by_id.get(key)
            if style is not None:
                base = style.find(qn("w:basedOn"))
                look = _direct(style.find(_RUN)).over(_behind(style.find(_PARAGRAPH)))
                self.known[key] = look.over(self._style(str(base.get(W_VAL))) if base is not None else Look())
        return self.known[key]


def _is_paragraph(style: etree._Element) -> bool:
    return style.get(qn("w:type")) == "paragraph"


def _direct(about: etree._Element | None) -> Look:
    """What settings say themselves."""
    if about is None:
        return _SAYS_NOTHING
    said = {str(child.tag): child for child in about}
    bold = said.get(_BOLD)
    return Look(
        colour=_figures(said.get(_COLOUR), W_VAL),
        behind=_figures(said.get(_SHADING), _FILL),
        size=_number(said.get(_SIZE)),
        bold=bold is not None and bold.get(W_VAL, "1") not in _OFF,
        scale=_number(said.get(_SCALE)),
        hidden=_hidden(said),
    )


def _number(element: etree._Element | None) -> int:
    value = "" if element is None else str(element.get(W_VAL, "")).rstrip("%")
    return int(value) if value.isdigit() else 0


def _hidden(said: Mapping[str, etree._Element]) -> bool | None:
    """Whether letters are hidden, or have nothing to be filled with."""
    filled = said.get(_FILLED)
    if filled is not None and (filled.find(_NOT_FILLED) is not None or _is_clear(filled)):
        return True
    hides = [said[name] for name in _HIDES if name in said]
    return any(element.get(W_VAL, "1") not in _OFF for element in hides) if hides else None


def _is_clear(filled: etree._Element) -> bool:
    """Whether letters are so transparent that nobody reads them."""
    shares = [str(alpha.get(f"{_W14}val", "0")) for alpha in filled.iter(f"{_W14}alpha")]
    return any(share.isdigit() and int(share) > _MOST_CLEAR for share in shares)


def _behind(about: etree._Element | None) -> Look:
    """The colour that settings lay behind letters."""
    shading = None if about is None else about.find(_SHADING)
    return _SAYS_NOTHING if shading is None else Look(behind=_figures(shading, _FILL))


def _figures(element: etree._Element | None, name: str) -> str:
    value = "" if element is None else element.get(name, "")
    return value.upper() if _HEX.fullmatch(value) else ""
