"""The sections of a document, each with its blocks and the measure that its text has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.word.names import W_BODY, W_P, qn

_SECTION = qn("w:sectPr")
_W = qn("w:w")
_TWIPS = 20
"""Of a point."""
_LINE = 12 * _TWIPS
"""What a running head or foot takes at least: where it begins close to the text, it moves that on."""
_ON_PAGE = 1000
"""A measure of less, in twentieths of a point, is a mistake of the file, and nothing follows it."""
_USUAL = {
    "pgSz": {"w": 11906},
    "pgMar": dict.fromkeys(("top", "bottom", "left", "right"), 1440) | {"header": 720, "footer": 720, "gutter": 0},
    "cols": {"num": 1, "space": 720},
}
"""What Word takes where a section does not say, in twentieths of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSection:
    """A section. number: counted from 1. measure: how wide a line of its text is, in twentieths of a point; 0 where
    that cannot be told. page: how wide its page is; right: how far its right margin is from the page's left edge.
    above, below: how far its text stays from the upper and lower edge at least.
    """

    number: int
    blocks: tuple[etree._Element, ...]
    measure: int
    page: int
    right: int
    above: int
    below: int


def word_sections(root: etree._Element) -> Iterator[WordSection]:
    """Every section of a document's text, in order."""
    blocks: list[etree._Element] = []
    number = 0
    body = root.find(W_BODY)
    for block in () if body is None else body:
        is_last = block.tag == _SECTION
        if not is_last:
            blocks.append(block)
        about = block if is_last else next(block.iter(_SECTION), None) if block.tag == W_P else None
        if about is not None:
            number += 1
            yield _section(number, tuple(blocks), about)
            blocks.clear()


def least_margins(root: etree._Element) -> tuple[float, float]:
    """Points above and below the text of every page: where no section has text, but running heads and feet."""
    sections = list(word_sections(root))
    return (
        min((section.above for section in sections), default=0) / _TWIPS,
        min((section.below for section in sections), default=0) / _TWIPS,
    )


def _section(number: int, blocks: tuple[etree._Element, ...], about: etree._Element) -> WordSection:
    page = _told(about, "pgSz", "w")
    left, right = _told(about, "pgMar", "left"), _told(about, "pgMar", "right")
    measure = page - left - right - _told(about, "pgMar", "gutter")
    columns = _told(about, "cols", "num")
    if columns > 1:
        widths = [int(float(one.get(_W, "0"))) for one in about.iterfind(f"{qn('w:cols')}/{qn('w:col')}")]
        measure = min(widths) if widths else (measure - _told(about, "cols", "space") * (columns - 1)) // columns
    return WordSection(
        number=number,
        blocks=blocks,
        measure=measure if measure >= _ON_PAGE else 0,
        page=page,
        right=page - right,
        above=_free(about, "top", "header"),
        below=_free(about, "bottom", "footer"),
    )


def _free(about: etree._Element, margin: str, furniture: str) -> int:
    return max(abs(_told(about, "pgMar", margin)), _told(about, "pgMar", furniture) + _LINE)


def _told(about: etree._Element, name: str, attribute: str) -> int:
    found = about.find(qn(f"w:{name}"))
    told = None if found is None else found.get(qn(f"w:{attribute}"))
    try:
        return _USUAL[name][attribute] if told is None else int(float(told))
    except (ValueError, OverflowError):
        return _USUAL[name][attribute]
