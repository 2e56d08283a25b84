"""The measure of a page: how wide its text is, and whether what is set to the right edge stands on it."""

from __future__ import annotations

from lxml import etree

from engine.whole_numbers import whole_number
from engine.word.names import W_BODY, W_VAL, qn

_SECTION = qn("w:sectPr")
_SIZE, _MARGINS, _WIDTH = qn("w:pgSz"), qn("w:pgMar"), qn("w:w")
_TABS = f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}"
_BASE, _ID, _AT = qn("w:basedOn"), qn("w:styleId"), qn("w:pos")


def text_width(block: etree._Element) -> int:
    """How wide the text of the section is in which a block of the body stands, in twips; 0 where nobody can tell."""
    body = next(block.iterancestors(W_BODY), None)
    top = next((each for each in (block, *block.iterancestors()) if each.getparent() is body), None)
    if body is None or top is None:
        return 0
    for following in (top, *top.itersiblings()):
        section = following if following.tag == _SECTION else next(following.iter(_SECTION), None)
        if section is not None:
            return _width(section)
    return 0


def _width(section: etree._Element) -> int:
    size, margins = section.find(_SIZE), section.find(_MARGINS)
    if size is None or margins is None:
        return 0
    try:
        return int(size.get(_WIDTH, "0")) - sum(int(margins.get(qn(side), "0")) for side in ("w:left", "w:right"))
    except ValueError:
        return 0


def right_tab(styles: etree._Element, style: str) -> tuple[int, str]:
    """Where the tab stop to the right edge of a style stands, in twips, and what leads to it; 0 where it has none."""
    named = {str(each.get(_ID)): each for each in styles.iterchildren(qn("w:style"))}
    seen: set[str] = set()
    while style in named and style not in seen:
        seen.add(style)
        stops = [stop for stop in named[style].iterfind(_TABS) if stop.get(W_VAL) in ("right", "end")]
        if stops:
            return whole_number(stops[-1].get(_AT)) or 0, stops[-1].get(qn("w:leader"), "none")
        base = named[style].find(_BASE)
        style = "" if base is None else str(base.get(W_VAL))
    return 0, "dot"
