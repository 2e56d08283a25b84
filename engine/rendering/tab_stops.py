"""The tab stop at the right of a paragraph, wherever it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from engine.word.names import W_VAL, qn
from engine.word.order import put_in_order

_TABS = f"{qn('w:pPr')}/{qn('w:tabs')}"
_POS, _LEADER, _TAB = qn("w:pos"), qn("w:leader"), qn("w:tab")
_RIGHT = ("right", "end")


@dataclass(frozen=True, slots=True)
class RightTab:
    """A tab stop that ends what stands before it. position: from the left margin, in twentieths of a point."""

    position: int
    leader: str

    def shift(self, paragraph: etree._Element, position: int) -> None:
        """Let it stand elsewhere, in this paragraph alone."""
        about = paragraph.find(qn("w:pPr"))
        if about is None:
            about = etree.Element(qn("w:pPr"))
            paragraph.insert(0, about)
        tabs = about.find(qn("w:tabs"))
        if tabs is None:
            tabs = etree.SubElement(about, qn("w:tabs"))
            put_in_order(about)
        for old in [one for one in tabs if _position(one) in (self.position, position)]:
            tabs.remove(old)
        made = {W_VAL: "right", _POS: str(position)} | ({_LEADER: self.leader} if self.leader else {})
        stops = [etree.Element(_TAB, {W_VAL: "clear", _POS: str(self.position)}), etree.Element(_TAB, made)]
        every = sorted([*tabs, *stops], key=_position)
        tabs[:] = every


def right_tab(paragraph: etree._Element, styles: Mapping[str, etree._Element]) -> RightTab | None:
    """The last tab stop of a paragraph, where it is one at the right."""
    stops: dict[int, etree._Element] = {}
    for tabs in [*_of_styles(paragraph, styles), paragraph.find(_TABS)]:
        for stop in tabs if tabs is not None else ():
            if stop.get(W_VAL) == "clear":
                stops.pop(_position(stop), None)
            else:
                stops[_position(stop)] = stop
    if not stops:
        return None
    last = stops[max(stops)]
    return RightTab(max(stops), last.get(_LEADER, "")) if last.get(W_VAL) in _RIGHT else None


def _of_styles(paragraph: etree._Element, styles: Mapping[str, etree._Element]) -> list[etree._Element | None]:
    """The tab stops of a paragraph's style, those of the styles it is based on first."""
    return [style.find(_TABS) for style in reversed(list(_chain(paragraph, styles)))]


def _chain(paragraph: etree._Element, styles: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    told = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    key, seen = None if told is None else told.get(W_VAL), set[str]()
    while key in styles and key not in seen:
        seen.add(str(key))
        yield styles[str(key)]
        base = styles[str(key)].find(qn("w:basedOn"))
        key = None if base is None else base.get(W_VAL)


def _position(stop: etree._Element) -> int:
    try:
        return int(float(stop.get(_POS, "0")))
    except (ValueError, OverflowError):
        return 0
