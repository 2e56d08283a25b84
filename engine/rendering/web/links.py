"""Links and places of a page: each leads to a page, a person or a place that is there, or is plain words."""

from __future__ import annotations

from lxml import etree

from engine.rendering.web.tree import OURS, all_words, dissolve, take_away
from engine.templates.carried.addresses import may_be_followed

_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "th", "td", "table")


def settle_links(page: etree._Element) -> None:
    """Give the places that links lead to their elements, and take off every link that leads nowhere."""
    wanted = {address[1:] for link in page.iter("a") if (address := link.get("href", "")).startswith("#")}
    for place in [anchor for anchor in page.iter("a") if anchor.get("href") is None]:
        _settle_place(place, wanted)
    there = {str(element.get("id")) for element in page.iter() if element.get("id")}
    for link in list(page.iter("a")):
        address = link.get("href", "")
        is_open = address[1:] in there if address.startswith("#") else bool(address) and may_be_followed(address)
        if not is_open or not (all_words(link) or len(link)):
            dissolve(link)
        else:
            link.attrib.pop("target", "")


def _settle_place(place: etree._Element, wanted: set[str]) -> None:
    key = str(place.get("id"))
    block = next(place.iterancestors(*_BLOCKS), None)
    if block is None:
        following = place.getnext()
        block = following if following is not None and following.tag in _BLOCKS else None
    if key not in wanted:
        dissolve(place)
    elif block is not None and block.get("id") is None:
        block.set("id", key)
        dissolve(place)
    else:
        place.tag = "span"


def number_notes(page: etree._Element) -> None:
    """The notes as a section of their own at the end; without notes, nothing."""
    for mark in page.iter("a"):
        if str(mark.get("id")).startswith(("w-footnote-ref", "w-endnote-ref")):
            mark.set("class", OURS)
    notes = [item for item in page.iter("li") if str(item.get("id")).startswith(("w-footnote", "w-endnote"))]
    parent = notes[0].getparent() if notes else None
    if parent is None:
        return
    section = etree.SubElement(page, "section", {"aria-labelledby": "notes", "class": "notes"})
    etree.SubElement(section, "h2", {"id": "notes"}).text = "Notes"
    take_away(parent)
    section.append(parent)
    for number, note in enumerate(notes, start=1):
        for back in note.iter("a"):
            if back.text == "↑":
                back.set("aria-label", f"Back to note {number} in the text")
