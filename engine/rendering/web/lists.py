"""Paragraphs of lists become lists, one in the other, with the numbers that Word counts."""

from __future__ import annotations

from lxml import etree

from engine.rendering.web.tree import add_class, dissolve


def make_lists(page: etree._Element) -> None:
    """Put every run of paragraphs that say they are of a list into lists."""
    done: set[etree._Element] = set()
    for first in [paragraph for paragraph in page.iter("p") if paragraph.get("data-list")]:
        if first not in done:
            done.update(_make_list(first))


def _make_list(first: etree._Element) -> list[etree._Element]:
    """A list of a paragraph and all that follow it: the paragraphs that are in it now."""
    items = [first]
    while (following := items[-1].getnext()) is not None and following.get("data-list"):
        items.append(following)
    open_lists: list[tuple[int, etree._Element]] = []
    before: etree._Element | None = None
    outermost = etree.Element("div")
    first.addprevious(outermost)
    for item in items:
        kind, depth = str(item.attrib.pop("data-list")), int(item.attrib.pop("data-depth"))
        while open_lists and (
            open_lists[-1][0] > depth or (open_lists[-1][0] == depth and open_lists[-1][1].tag != kind)
        ):
            before = open_lists.pop()[1].getparent()
        if not open_lists or open_lists[-1][0] < depth:
            inside = before if open_lists and before is not None else outermost
            open_lists.append((depth, etree.SubElement(inside, kind)))
        open_lists[-1][1].append(item)
        item.tag = "li"
        _number(item)
        before = item
    dissolve(outermost)
    return items


def _number(item: etree._Element) -> None:
    """The number of an item: HTML's own where it is a plain figure, else as words of the item."""
    label = next((span for span in item.iter("span") if span.get("class") == "number"), None)
    if label is None:
        return
    words = (label.text or "").strip()
    figure = words.removesuffix(".")
    if figure.isascii() and figure.isdigit():
        item.set("value", str(int(figure)))
        label.text = None
        dissolve(label)
    else:
        add_class(item, "numbered")
