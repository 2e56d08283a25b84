"""Elements put in, taken out and dissolved, without losing the text around them."""

from __future__ import annotations

from typing import Any

from lxml import etree

OURS = "ours"
"""The class of words that the page has beyond those of the file, in the midst of them."""
_OF_THE_FILE = etree.XPath(f".//text()[not(ancestor::svg or ancestor::style or ancestor::*[@class='{OURS}'])]")


def take_away(element: etree._Element) -> None:
    """Remove an element with all that is in it; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    _add_text(parent, element.getprevious(), element.tail)
    parent.remove(element)


def dissolve(element: etree._Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    _add_text(parent, element.getprevious(), element.text)
    for child in list(element):
        element.addprevious(child)
    take_away(element)


def wrap(element: etree._Element, name: str, **attributes: str) -> etree._Element:
    """Put a new element around one, in its place; the text behind stays behind."""
    around = etree.Element(name, attributes)
    around.tail, element.tail = element.tail, None
    element.addprevious(around)
    around.append(element)
    return around


def add_class(element: etree._Element, name: str | None) -> None:
    """Give an element one more class."""
    both = [said for said in (element.get("class"), name) if said]
    if both:
        element.set("class", " ".join(both))


def all_words(element: etree._Element) -> str:
    """All text in an element, one space for each gap."""
    return " ".join(raw_words(element).split())


def raw_words(element: etree._Element, *tags: str) -> str:
    """All text in an element, or in those of some names in it, as it stands there."""
    return "".join(map(str, element.itertext(*tags)))


def words_of_the_file(page: etree._Element) -> str:
    """All text of a page, as it stands there, but for what the page adds and what is drawn."""
    texts: Any = _OF_THE_FILE(page)
    return "".join(map(str, texts))


def _add_text(parent: etree._Element, before: etree._Element | None, text: str | None) -> None:
    if not text:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
