"""The words of a cell of an OpenDocument workbook as people see them: without notes, readings and what lies on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from engine.sources.checklists.ods_looks import CellLooks
from engine.sources.checklists.ods_names import DRAW, OFFICE, TEXT, XLINK
from engine.whole_numbers import whole_number

_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_LISTS = (f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}list-header", f"{TEXT}section")
_UNSEEN = (f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}ruby-text", f"{TEXT}note")
_MOST_SPACES = 1_000


@dataclass(slots=True)
class CellWords:
    """The words of a cell. struck: those with a line through them; links: where they lead to."""

    words: str = ""
    struck: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def cell_words(each: Element, looks: CellLooks) -> CellWords:
    """The words of all paragraphs in a cell, in lists too, each on a line."""
    found = CellWords()
    found.words = "\n".join("".join(_pieces(paragraph, looks, found)) for paragraph in paragraphs(each))
    return found


def paragraphs(each: Element) -> Iterator[Element]:
    """The paragraphs of a cell or a box, those in lists included."""
    for inner in each.iterchildren():
        if inner.tag in _PARAGRAPHS:
            yield inner
        elif inner.tag in _LISTS:
            yield from paragraphs(inner)


def _pieces(element: Element, looks: CellLooks, found: CellWords) -> Iterator[str]:
    """The words within a paragraph; ODF writes more than one space, a tab and a line break as elements."""
    yield element.text or ""
    for inner in element:
        if isinstance(inner.tag, str) and inner.tag not in _UNSEEN and not inner.tag.startswith(DRAW):
            yield from _inner(inner, looks, found)
        yield inner.tail or ""


def _inner(inner: Element, looks: CellLooks, found: CellWords) -> Iterator[str]:
    if inner.tag == f"{TEXT}s":
        count = whole_number(inner.get(f"{TEXT}c"))
        yield " " * (1 if count is None else min(count, _MOST_SPACES))
    elif inner.tag == f"{TEXT}line-break":
        yield "\n"
    elif inner.tag == f"{TEXT}tab":
        yield "\t"
    else:
        if inner.tag == f"{TEXT}a":
            found.links.append(inner.get(f"{XLINK}href", ""))
        words = "".join(_pieces(inner, looks, found))
        if inner.tag == f"{TEXT}span" and looks.look(inner.get(f"{TEXT}style-name", ""), "text").struck:
            found.struck.append(words)
        yield words
