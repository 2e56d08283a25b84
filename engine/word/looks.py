"""How letters look: their colour, what is behind them, their size and weight, and whether they are shown at all.

Taken from what Word reads, from the inside out: a run's own settings, the styles of the run and the paragraph, the
cells and tables around it, the defaults of the document. Whoever asks whether letters are bold, struck, highlighted,
hidden or as pale as the paper asks here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from engine.word.look import NOTHING_SAID, TOGGLES, Look, contrast, of_letters, of_shading
from engine.word.names import W_STYLE, W_TBL, W_TC, W_TR, W_VAL, qn
from engine.word.table_looks import TableLooks

_RUN, _PARAGRAPH, _CELL = qn("w:rPr"), qn("w:pPr"), qn("w:tcPr")
_SHADING = qn("w:shd")
_RUN_STYLE, _PARAGRAPH_STYLE = qn("w:rStyle"), qn("w:pStyle")
_CLEAR = 4.5
"""The contrast from which on black stands out; below it, letters without a colour are white."""


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
        self.plain: dict[tuple[str, str, Look], Look] = {}
        """What was asked for before: of runs that have nothing but styles."""

    def look_of(self, run: etree._Element, paragraph: etree._Element) -> Look:
        """The look of a run, from its own settings out to the page."""
        return self.look_within(run, paragraph.find(_PARAGRAPH), self.look_around(paragraph))

    def look_around(self, paragraph: etree._Element) -> Look:
        """What the cells and tables around a paragraph give to all its runs."""
        look = NOTHING_SAID
        for cell in paragraph.iterancestors(W_TC):
            look = look.over(of_shading(cell.find(_CELL)))
            row, table = next(cell.iterancestors(W_TR), None), next(cell.iterancestors(W_TBL), None)
            if row is not None and table is not None:
                look = look.over(self.tables.of_cell(cell, row, table))
        return look

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

    def of_style(self, paragraph: etree._Element) -> Look:
        """What the style of a paragraph gives to its letters."""
        style = paragraph.find(W_STYLE)
        return self._style(self.normal if style is None else str(style.get(W_VAL)))

    def _styles_alone(
        self, own: etree._Element | None, about: etree._Element | None, around: Look
    ) -> tuple[str, str, Look] | None:
        """What the look of a run hangs on where neither it nor its paragraph has any setting of letters but a style."""
        if about is not None and about.find(_SHADING) is not None:
            return None
        if own is not None and len(own) and (len(own) != 1 or own[0].tag != _RUN_STYLE):
            return None
        style = None if about is None else about.find(_PARAGRAPH_STYLE)
        name = str(own[0].get(W_VAL)) if own is not None and len(own) else ""
        return name, "" if style is None else str(style.get(W_VAL)), around

    def _within(self, own: etree._Element | None, about: etree._Element | None, around: Look) -> Look:
        direct, of_run = of_letters(own), self._named(own, _RUN_STYLE)
        style = None if about is None else about.find(_PARAGRAPH_STYLE)
        of_paragraph = self._style(self.normal if style is None else str(style.get(W_VAL)))
        levels = (of_run, of_paragraph, around)
        look = direct.over(of_run).over(of_shading(about)).over(of_paragraph).over(around).over(self.defaults)
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
