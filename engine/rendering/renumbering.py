"""Numbers and names that a loop repeated and that Word wants once: told apart where nothing leads to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from engine.findings import Finding, info
from engine.templates.places import Tell
from engine.whole_numbers import whole_number
from engine.word.names import W_BOOKMARK, W_ID, W_INSTRUCTION, W_NAME, W_VAL, qn
from engine.word.text import take_out

MEASURED = "section_a"
"""The bookmark by which Section A is measured: nobody can tell which of two is meant."""
_END = qn("w:bookmarkEnd")
CONTROLS = f".//{qn('w:sdt')}/{qn('w:sdtPr')}/{W_ID}"
_LINKED = re.compile(r"\b(?:PAGEREF|NOTEREF|REF|HYPERLINK\s+\\l)\s+\"?([^\s\"]+)")


def renumbered(root: etree._Element, tell: Tell) -> Iterator[Finding]:
    """New numbers for pictures, content controls and bookmarks; second bookmarks of a name go, their words stay."""
    yield from _renumbered(list(root.iter(qn("wp:docPr"))), "id", "picture number", tell)
    yield from _renumbered(list(root.iterfind(CONTROLS)), W_VAL, "number of a content control", tell)
    pairs = list(_pairs(root))
    wanted = {MEASURED, *linked(root)}
    seen: set[str] = set()
    for start, end in pairs:
        name = str(start.get(W_NAME))
        if name.casefold() in seen and name.casefold() not in wanted:
            yield info("W-05", tell(start), f'The bookmark "{name}" stood more than once; the first was kept.')
            take_out(start)
            take_out(end)
        seen.add(name.casefold())
    left = [pair for pair in pairs if pair[0].getparent() is not None]
    yield from _bookmarks_renumbered(left, tell)


def _renumbered(elements: list[etree._Element], key: str, what: str, tell: Tell) -> Iterator[Finding]:
    seen: set[str] = set()
    free = _highest(elements, key)
    for element in elements:
        number = str(element.get(key))
        if number in seen:
            free += 1
            element.set(key, str(free))
            yield info("W-05", tell(element), f"The {what} {number} stood more than once; the later one has a new one.")
        seen.add(number)


def _bookmarks_renumbered(pairs: list[tuple[etree._Element, etree._Element]], tell: Tell) -> Iterator[Finding]:
    seen: set[str] = set()
    free = _highest([start for start, _ in pairs], W_ID)
    for start, end in pairs:
        number = str(start.get(W_ID))
        if number in seen:
            free += 1
            start.set(W_ID, str(free))
            end.set(W_ID, str(free))
            message = f"The bookmark number {number} stood more than once; the later one has a new one."
            yield info("W-05", tell(start), message)
        seen.add(number)


def _pairs(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Each bookmark's beginning and end, where they can be told: one of a number ends before the next one begins."""
    open_: dict[str, list[etree._Element]] = {}
    for mark in root.iter(W_BOOKMARK, _END):
        waiting = open_.setdefault(str(mark.get(W_ID)), [])
        if mark.tag == W_BOOKMARK:
            waiting.append(mark)
        elif len(waiting) == 1:
            yield waiting.pop(), mark


def linked(root: etree._Element) -> Iterator[str]:
    """The bookmarks that links, references and page numbers lead to."""
    for link in root.iter(qn("w:hyperlink")):
        yield str(link.get(qn("w:anchor"))).casefold()
    said = " ".join(text.text or "" for text in root.iter(W_INSTRUCTION))
    said += " ".join(str(field.get(qn("w:instr"))) for field in root.iter(qn("w:fldSimple")))
    yield from (name.casefold() for name in _LINKED.findall(said))


def without_repeated_marks_of_word(root: etree._Element) -> bool:
    """Take out the later ones of bookmarks that Word has put there by itself, which is worth no word.

    Whether any was taken out.
    """
    wanted, seen, gone = {MEASURED, *linked(root)}, set[str](), False
    for start, end in list(_pairs(root)):
        name = str(start.get(W_NAME)).casefold()
        if is_of_word_itself(name) and name in seen and name not in wanted:
            take_out(start)
            take_out(end)
            gone = True
        seen.add(name)
    return gone


def is_of_word_itself(bookmark: str) -> bool:
    """Whether Word or LibreOffice has put a bookmark there by itself, which nobody sees and nobody misses."""
    return bookmark.startswith("_")


def _highest(elements: list[etree._Element], key: str) -> int:
    return max((whole_number(element.get(key)) or 0 for element in elements), default=0)
