"""A report divided into two volumes: what goes into each, and what of it refers to the other.

Both are made from the whole report, so that nothing can be in neither. A link into the other volume becomes plain
words, and a page number there says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from engine.word.contents import UNKNOWN_PAGE, Contents
from engine.word.fields import fields
from engine.word.names import W_BODY, W_BOOKMARK, W_INSTRUCTION, W_NAME, W_P, W_T, qn

_SECTION, _ABOUT, _LINK, _ANCHOR = qn("w:sectPr"), qn("w:pPr"), qn("w:hyperlink"), qn("w:anchor")
_IN_PARAGRAPH = f"{_ABOUT}/{_SECTION}"
_STYLE = f"{_ABOUT}/{qn('w:pStyle')}"

_LIST = re.compile(r"\s*TOC\b")

Elsewhere = list[tuple[str, etree._Element]]
"""(bookmark, the text that shows its page) of every page number that is one of the other volume."""


def can_be_divided(root: etree._Element, at: str) -> bool:
    """Whether a bookmark of that name stands in a paragraph of the body that is not the first."""
    return _place_of(root, at) > 0


def keep_until(root: etree._Element, at: str) -> None:
    """Leave out the paragraph with that bookmark and everything behind it."""
    body, place = _body(root), _place_of(root, at)
    for element in list(body)[place:]:
        body.remove(element)
    last = body[-1] if len(body) else None
    section = None if last is None else last.find(_IN_PARAGRAPH)
    if last is not None and section is not None:
        body.append(section)
        if not "".join(text.text or "" for text in last.iter(W_T)):
            body.remove(last)


def keep_from(root: etree._Element, at: str) -> None:
    """Leave out what stands between the cover and the paragraph with that bookmark, but for the contents list."""
    body, place = _body(root), _place_of(root, at)
    cover = next((n for n, element in enumerate(body) if element.find(_IN_PARAGRAPH) is not None), -1)
    listed = _contents(root)
    for element in list(body)[cover + 1 : place]:
        if element not in listed:
            body.remove(element)


def close_in(root: etree._Element) -> Elsewhere:
    """Make plain words of links to places that are not in the document; the page numbers of such places, to be told."""
    here = {str(mark.get(W_NAME)) for mark in root.iter(W_BOOKMARK)}
    elsewhere: Elsewhere = []
    for found in list(fields(root)):
        bookmark = found.argument("PAGEREF")
        shown = [text for run in found.results for text in run.iter(W_T)]
        if bookmark and bookmark not in here and shown:
            elsewhere.append((bookmark, shown[0]))
            found.dissolve()
    for link in list(root.iter(_LINK)):
        if link.get(_ANCHOR) and link.get(_ANCHOR) not in here:
            _unwrap(link)
    return elsewhere


def show_elsewhere(contents: Contents, pages: Mapping[str, int]) -> bool:
    """Write the pages of places in the other volume; True where one of them was another before."""
    changed = False
    for bookmark, text, behind in contents.elsewhere:
        words = f"{pages.get(bookmark, UNKNOWN_PAGE)}{behind}"
        changed |= text.text != words
        text.text = words
    if changed:
        contents.save()
    return changed


def _contents(root: etree._Element) -> list[etree._Element]:
    """The contents list with its heading, and what follows up to the next place that has a bookmark."""
    elements = list(_body(root))
    at = next((place for place, element in enumerate(elements) if _LIST.match(_instructions(element))), None)
    if at is None:
        return []
    marked = (
        place for place in range(at + 1, len(elements)) if next(elements[place].iter(W_BOOKMARK), None) is not None
    )
    return elements[max(at - 1, 0) : next(marked, at + 1)]


def _instructions(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(W_INSTRUCTION))


def _body(root: etree._Element) -> etree._Element:
    body = root.find(W_BODY)
    return root if body is None else body


def _place_of(root: etree._Element, bookmark: str) -> int:
    marked = (
        number
        for number, element in enumerate(_body(root))
        if element.tag == W_P and any(mark.get(W_NAME) == bookmark for mark in element.iter(W_BOOKMARK))
    )
    return next(marked, -1)


def _unwrap(link: etree._Element) -> None:
    parent = link.getparent()
    if parent is not None:
        place = parent.index(link)
        for run in link:
            style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
            around = None if style is None else style.getparent()
            if style is not None and around is not None:
                around.remove(style)
        for offset, run in enumerate(list(link)):
            parent.insert(place + 1 + offset, run)
        parent.remove(link)
