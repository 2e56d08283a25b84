"""How letters look: their colour, what is behind them, their size and weight, and whether they are shown at all.

Taken from what Word reads, from the inside out: a run's own settings, the styles of the run and the paragraph, the
cells and tables around it, the defaults of the document. Whoever asks whether letters are bold, struck, highlighted,
hidden or as pale as the paper asks here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from threading import get_ident
from typing import Any, NamedTuple

from lxml import etree

from engine.word.look import NOTHING_SAID, TOGGLES, Look, contrast, of_letters, of_shading
from engine.word.names import W_STYLE, W_TBL, W_TC, W_TR, W_VAL, qn
from engine.word.table_looks import TableLooks

_RUN, _PARAGRAPH, _CELL = qn("w:rPr"), qn("w:pPr"), qn("w:tcPr")
_SHADING = qn("w:shd")
_RUN_STYLE, _PARAGRAPH_STYLE = qn("w:rStyle"), qn("w:pStyle")
_MOST_KEPT = 20_000
_CLEAR = 4.5
"""The contrast from which on black stands out; below it, letters without a colour are white."""


Written = tuple[object, ...]


def looks_of(styles: bytes) -> Looks:
    """The looks that a part of styles gives: forms of one making have the same, and one is found for all of them."""
    return _looks_of(styles, get_ident())


@lru_cache(maxsize=16)
def _looks_of(styles: bytes, _thread: int) -> Looks:
    return Looks(etree.fromstring(styles))


class Settings(NamedTuple):
    """What a paragraph says of itself. style: the id of its style. shading: all that it says of that."""

    about: etree._Element | None
    style: str | None
    shading: Written


NO_SETTINGS = Settings(None, None, ())
"""Of a paragraph that says nothing of itself."""


def settings_of(paragraph: etree._Element) -> Settings:
    """The settings of a paragraph, once for all its runs."""
    for about in paragraph.iterchildren(_PARAGRAPH):
        style = shading = None
        for said in about.iterchildren(_PARAGRAPH_STYLE, _SHADING):
            if said.tag == _SHADING:
                shading = said if shading is None else shading
            else:
                style = str(said.get(W_VAL)) if style is None else style
        return Settings(about, style, written(shading))
    return NO_SETTINGS


def written(about: etree._Element | None) -> Written:
    """All that an element says, to find it again by: written out, each would name all namespaces of its file."""
    return () if about is None else tuple([(each.tag, len(each), *each.items()) for each in about.iter()])


class Looks:
    """The looks that the styles of a document give. root: of its styles part."""

    def __init__(self, root: etree._Element) -> None:
        self.by_id: Mapping[str, etree._Element] = {str(s.get(qn("w:styleId"))): s for s in root.iter(qn("w:style"))}
        self.defaults = of_letters(root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{_RUN}"))
        self.normal = next(
            (k for k, s in self.by_id.items() if s.get(qn("w:default")) in ("1", "true") and _is_paragraph(s)), ""
        )
        self.tables = TableLooks(self.by_id)
        self.known: dict[str, Look] = {}
        self.resolved: dict[tuple[Written, str | None, Written, Look], Look] = {}
        """What was asked for before, by what the run and its paragraph say, and what is around them."""

    def look_of(self, run: etree._Element, paragraph: etree._Element) -> Look:
        """The look of a run, from its own settings out to the page."""
        return self.look_within(run, settings_of(paragraph), self.look_around(paragraph))

    def look_around(self, paragraph: etree._Element) -> Look:
        """What the cells and tables around a paragraph give to all its runs."""
        look = NOTHING_SAID
        for cell in paragraph.iterancestors(W_TC):
            look = look.over(of_shading(next(cell.iterchildren(_CELL), None)))
            row, table = next(cell.iterancestors(W_TR), None), next(cell.iterancestors(W_TBL), None)
            if row is not None and table is not None:
                look = look.over(self.tables.of_cell(cell, table))
        return look

    def look_within(self, run: etree._Element, settings: Settings, around: Look) -> Look:
        """The look of a run of a paragraph with these settings. around: what is around it gives."""
        own = next(run.iterchildren(_RUN), None)
        key = (written(own), settings.style, settings.shading, around)
        look = self.resolved.get(key)
        if look is None:
            if len(self.resolved) >= _MOST_KEPT:
                self.resolved.clear()
            look = self.resolved[key] = self._within(own, settings, around)
        return look

    def of_style(self, paragraph: etree._Element) -> Look:
        """What the style of a paragraph gives to its letters."""
        style = paragraph.find(W_STYLE)
        return self._style(self.normal if style is None else str(style.get(W_VAL)))

    def _within(self, own: etree._Element | None, settings: Settings, around: Look) -> Look:
        direct, of_run = of_letters(own), self._named(own, _RUN_STYLE)
        of_paragraph = self._style(self.normal if settings.style is None else settings.style)
        levels = (of_run, of_paragraph, around)
        look = direct.over(of_run).over(of_shading(settings.about)).over(of_paragraph).over(around).over(self.defaults)
        behind = look.behind or "FFFFFF"
        colour = "FFFFFF" if contrast("000000", behind) < _CLEAR else "000000"
        toggled: dict[str, Any] = {name: self._toggled(name, direct, levels) for name in TOGGLES}
        return replace(look.over(Look(colour=colour, behind=behind, size=20, scale=100)), **toggled)

    def _toggled(self, name: str, direct: Look, levels: tuple[Look, ...]) -> bool:
        """A switch that styles turn on and off again; a run's own setting stands whatever they do."""
        own: bool | None = getattr(direct, name)
        if own is not None:
            return own
        said = [value for level in levels if (value := getattr(level, name)) is not None]
        return sum(said) % 2 == 1 if said else bool(getattr(self.defaults, name))

    def _named(self, about: etree._Element | None, kind: str) -> Look:
        found = None if about is None else about.find(kind)
        return NOTHING_SAID if found is None else self._style(str(found.get(W_VAL)))

    def _style(self, key: str) -> Look:
        if key not in self.known:
            self.known[key] = NOTHING_SAID  # a style based on itself ends here
            style = self.by_id.get(key)
            if style is not None:
                base = style.find(qn("w:basedOn"))
                look = of_letters(style.find(_RUN)).over(of_shading(style.find(_PARAGRAPH)))
                self.known[key] = look.over(NOTHING_SAID if base is None else self._style(str(base.get(W_VAL))))
        return self.known[key]


def _is_paragraph(style: etree._Element) -> bool:
    return style.get(qn("w:type")) == "paragraph"
