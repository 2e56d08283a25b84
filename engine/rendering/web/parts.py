"""The parts of a page: a way past the contents, the cover, the contents list, the text."""

from __future__ import annotations

from lxml import etree

from engine.rendering.web.tree import all_words, take_away

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LISTED = ("h2", "h3")
_PAGES = "Page numbers in the text are those of the Word file and the PDF."


def lay_out(page: etree._Element, title: str, names_pages: bool) -> etree._Element:
    """The body of the page: what stands before the contents list, or the first heading, is its cover.

    names_pages: whether the text says on which page something stands.
    """
    body = etree.Element("body")
    skip = etree.SubElement(body, "a", {"class": "skip", "href": "#text"})
    skip.text = "Go to the text"
    entries = [p for p in page.iter("p") if p.get("data-contents") is not None]
    body.append(_cover(page, title))
    contents = _contents(page, entries)
    if names_pages:
        etree.SubElement(contents, "p", {"class": "pages"}).text = _PAGES
    body.append(contents)
    page.set("id", "text")
    page.set("tabindex", "-1")
    body.append(page)
    return body


def _cover(page: etree._Element, title: str) -> etree._Element:
    cover = etree.Element("header")
    first = next((e for e in page if e.get("data-contents") is not None or e.tag in _HEADINGS), None)
    leading = list(page) if first is None else list(page)[: page.index(first)]
    named = next((at for at, element in enumerate(leading) if element.tag == "h1"), None)
    if named is None:
        leading, named = [], 0
        heading = etree.Element("h1")
        heading.text = title
        leading.append(heading)
    top = etree.SubElement(cover, "div", {"class": "top"})
    panel = etree.SubElement(cover, "div", {"class": "panel"})
    for at, element in enumerate(leading):
        (top if at < named else panel).append(element)
    if not len(top):
        cover.remove(top)
    return cover


def _contents(page: etree._Element, entries: list[etree._Element]) -> etree._Element:
    """The contents list that the file has; of a file without one, its headings."""
    nav = etree.Element("nav", {"aria-labelledby": "contents"})
    heading = etree.SubElement(nav, "h2", {"id": "contents"})
    heading.text = "Contents"
    lines: list[tuple[int, etree._Element]] = []
    for entry in entries:
        depth = int(entry.attrib.pop("data-contents"))
        take_away(entry)
        entry.tag = "li"
        entry.tail = None
        if depth:
            lines.append((depth, entry))
        elif all_words(entry):
            heading.text = all_words(entry)
    for depth, item in lines or _of_headings(page):
        _list_under(nav, depth).append(item)
    return nav


def _of_headings(page: etree._Element) -> list[tuple[int, etree._Element]]:
    lines = []
    for number, heading in enumerate(page.iter(*_LISTED), start=1):
        if heading.get("id") is None:
            heading.set("id", f"heading-{number}")
        item = etree.Element("li")
        etree.SubElement(item, "a", {"href": f"#{heading.get('id')}"}).text = all_words(heading)
        lines.append((_LISTED.index(str(heading.tag)) + 1, item))
    return lines


def _list_under(nav: etree._Element, depth: int) -> etree._Element:
    """The list for an entry of a depth: that of the page, or one inside the entry before."""
    inner = around = nav
    for _ in range(depth):
        found = around.find("ul")
        inner = etree.SubElement(around, "ul") if found is None else found
        if len(inner) == 0:
            break
        around = inner[-1]
    return inner
