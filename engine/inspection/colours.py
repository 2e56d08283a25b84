"""Whether letters stand out from what is behind them, by the contrast that WCAG 2.2 defines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from engine.findings import Severity
from engine.inspection.remarks import Fault, Remark, on_element
from engine.inspection.template_walk import TemplatePart, TemplateWalk
from engine.word.names import W_R, W_T, W_TBL, W_TC, W_TR, W_VAL, qn
from engine.word.package import STYLES

_ENOUGH, _ENOUGH_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 36, 28
"""Half-points: letters of 18 points, or bold ones of 14, count as large."""
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_RUN, _PARAGRAPH, _CELL = qn("w:rPr"), qn("w:pPr"), qn("w:tcPr")


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look as far as it is said: colours in figures, size in half-points; empty or 0 where it is not."""

    colour: str = ""
    behind: str = ""
    size: int = 0
    bold: bool = False

    def over(self, other: Look) -> Look:
        """This look where it says something, else the other."""
        return Look(
            self.colour or other.colour, self.behind or other.behind, self.size or other.size, self.bold or other.bold
        )


def contrast(first: str, second: str) -> float:
    """The contrast of two colours in figures, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def too_pale(page: TemplateWalk) -> Iterator[Remark]:
    """W-43 words whose colour is too near to what is behind them; each pair of colours is told once."""
    styles = _Styles(page.package.xml(STYLES))
    told: set[tuple[str, str]] = set()
    for part in page.parts:
        for line in part.lines:
            if not line.text.strip():
                continue
            for run in line.element.iter(W_R):
                look = styles.look_of(run, line.element) if run.findtext(W_T, "").strip() else None
                if look is None or (look.colour, look.behind) in told or (ratio := _too_low(look)) is None:
                    continue
                told.add((look.colour, look.behind))
                yield _remark(page, part, run, look, ratio)


def _too_low(look: Look) -> float | None:
    is_large = look.size >= _LARGE or (look.bold and look.size >= _LARGE_BOLD)
    ratio = contrast(look.colour, look.behind)
    return ratio if ratio < (_ENOUGH_LARGE if is_large else _ENOUGH) else None


def _remark(page: TemplateWalk, part: TemplatePart, run: etree._Element, look: Look, ratio: float) -> Remark:
    message = (
        f"Letters in {look.colour} on {look.behind} have a contrast of {ratio:.1f} to 1: too pale to read for many."
    )
    fix = "Choose a darker colour, of at least 4.5 to 1 (large letters 3 to 1)."
    return on_element(page, part, run, Fault("W-43", message, fix, Severity.WARNING))


class _Styles:
    """The looks that styles give."""

    def __init__(self, root: etree._Element) -> None:
        self.by_id: Mapping[str, etree._Element] = {str(s.get(qn("w:styleId"))): s for s in root.iter(qn("w:style"))}
        defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{_RUN}")
        normal = next((key for key, s in self.by_id.items() if s.get(qn("w:default")) == "1" and _is_paragraph(s)), "")
        self.normal = normal
        self.defaults = _direct(defaults)
        self.known: dict[str, Look] = {}

    def look_of(self, run: etree._Element, paragraph: etree._Element) -> Look:
        """Colour, background, size and weight of a run, from its own settings out to the page."""
        own = run.find(_RUN)
        look = _direct(own).over(self._named(own, "w:rStyle"))
        about = paragraph.find(_PARAGRAPH)
        named = self._named(about, "w:pStyle") if about is not None and about.find(qn("w:pStyle")) is not None else None
        look = look.over(Look(behind=_fill(about))).over(named or self._style(self.normal))
        look = look.over(self._table(paragraph)).over(self.defaults)
        behind = look.behind or "FFFFFF"
        return look.over(Look("FFFFFF" if contrast("000000", behind) < _ENOUGH else "000000", behind, 20))

    def _table(self, paragraph: etree._Element) -> Look:
        """What the cells, the header row and the tables around a paragraph give it."""
        look = Look()
        for cell in paragraph.iterancestors(W_TC):
            look = look.over(Look(behind=_fill(cell.find(_CELL))))
            row = next(cell.iterancestors(W_TR))
            table = next(cell.iterancestors(W_TBL))
            style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
            if style is not None:
                is_first = next(table.iter(W_TR)) is row
                look = look.over(self._table_style(str(style.get(W_VAL)), is_first))
        return look

    def _table_style(self, key: str, is_first: bool) -> Look:
        style, look = self.by_id.get(key), Look()
        if style is None:
            return look
        for special in style.iterfind(qn("w:tblStylePr")) if is_first else ():
            if special.get(qn("w:type")) == "firstRow":
                look = look.over(_direct(special.find(_RUN))).over(Look(behind=_fill(special.find(_CELL))))
        return look.over(_direct(style.find(_RUN))).over(Look(behind=_fill(style.find(_CELL))))

    def _named(self, about: etree._Element | None, kind: str) -> Look:
        found = None if about is None else about.find(qn(kind))
        return Look() if found is None else self._style(str(found.get(W_VAL)))

    def _style(self, key: str) -> Look:
        if key not in self.known:
            self.known[key] = Look()  # a style based on itself ends here
            style = self.by_id.get(key)
            if style is not None:
                base = style.find(qn("w:basedOn"))
                look = _direct(style.find(_RUN)).over(Look(behind=_fill(style.find(_PARAGRAPH))))
                self.known[key] = look.over(self._style(str(base.get(W_VAL))) if base is not None else Look())
        return self.known[key]


def _is_paragraph(style: etree._Element) -> bool:
    return style.get(qn("w:type")) == "paragraph"


def _direct(about: etree._Element | None) -> Look:
    if about is None:
        return Look()
    colour, size, bold = (about.find(qn(name)) for name in ("w:color", "w:sz", "w:b"))
    return Look(
        _figures(colour, W_VAL),
        _fill(about),
        int(size.get(W_VAL, "0")) if size is not None and size.get(W_VAL, "").isdigit() else 0,
        bold is not None and bold.get(W_VAL, "1") not in ("0", "false"),
    )


def _fill(about: etree._Element | None) -> str:
    return "" if about is None else _figures(about.find(qn("w:shd")), qn("w:fill"))


def _figures(element: etree._Element | None, name: str) -> str:
    value = "" if element is None else element.get(name, "")
    return value.upper() if _HEX.fullmatch(value) else ""
