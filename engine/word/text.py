"""The words of a Word file as a reader sees them, paragraph by paragraph, and where each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from lxml import etree

from engine.word.names import W_P, W_TBL, W_TC, W_TR, qn
from engine.word.package import Package
from engine.word.styles import Styles

IsSeen = Callable[[etree._Element, etree._Element], bool]
_W_T, _TAB, _BREAK, _CR, _HYPHEN = (qn(f"w:{name}") for name in ("t", "tab", "br", "cr", "noBreakHyphen"))


def paragraph_text(paragraph: etree._Element, is_seen: IsSeen | None = None) -> str:
    """The words of a paragraph: results of fields, not their instructions; a break or tab is a space.

    is_seen: says of each text of a paragraph whether it counts; without it, every one does.
    """
    parts: list[str] = []
    for element in paragraph.iter(_W_T, _TAB, _BREAK, _CR, _HYPHEN):
        if is_seen is not None and not is_seen(paragraph, element):
            continue
        if element.tag == _W_T:
            parts.append(element.text or "")
        elif element.tag == _HYPHEN:
            parts.append("-")
        elif next(element.iterancestors()).tag == qn("w:r"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def texts(root: etree._Element) -> Iterator[str]:
    """The text of every paragraph under an element, in order."""
    for paragraph in root.iter(W_P):
        yield paragraph_text(paragraph)


def all_text(package: Package) -> str:
    """Everything a Word file says, headers and notes too, without a break. Raises what its reading raises."""
    paragraphs = (paragraph for part in package.texts() for paragraph in package.xml(part).iter(W_P))
    return "".join(text.text or "" for paragraph in paragraphs for text in paragraph.iter(_W_T))


def heading_trail(element: etree._Element, styles: Styles) -> str:
    """Where an element stands: the headings above it, and the table row and column around it."""
    trail: dict[int, str] = {}
    start = _top_level(element)
    for before in start.itersiblings(preceding=True):
        if before.tag == W_P and (level := styles.level_of(before)) and all(level < known for known in trail):
            trail[level] = paragraph_text(before)
    steps = [trail[level] for level in sorted(trail)]
    return " › ".join([*steps, *_cell(element)])


def attributes(element: etree._Element) -> list[tuple[str, str]]:
    """The names and values of an element's attributes."""
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def take_out(element: etree._Element) -> None:
    """Remove an element with all that is in it; nothing where it was removed before."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _top_level(element: etree._Element) -> etree._Element:
    around = [element, *element.iterancestors()]
    roots = (qn("w:body"), qn("w:hdr"), qn("w:ftr"))
    return next((inner for inner, outer in pairwise(around) if outer.tag in roots), element)


def _cell(element: etree._Element) -> list[str]:
    cell = element if element.tag == W_TC else next(element.iterancestors(W_TC), None)
    row = None if cell is None else next(cell.iterancestors(W_TR), None)
    table = None if row is None else next(row.iterancestors(W_TBL), None)
    if cell is None or row is None or table is None:
        return []
    number = list(table.iter(W_TR)).index(row) + 1
    return [f"table row {number}, column {row.findall(W_TC).index(cell) + 1}"]
