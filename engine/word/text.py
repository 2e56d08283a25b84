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
        elif next(element.iterancestors(), element).tag == qn("w:r"):
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


class Trails:
    """Where elements of a part stand that nobody changes meanwhile: what stands above each is found out once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._above: dict[etree._Element, tuple[tuple[int, str], ...]] = {}
        self._cells: dict[etree._Element, str] = {}

    def of(self, element: etree._Element) -> str:
        """The headings above an element, and the table row and column around it."""
        start = _top_level(element)
        if start not in self._above:
            self._look_through(start)
        cell = element if element.tag == W_TC else next(element.iterancestors(W_TC), None)
        steps = [words for _, words in self._above[start]]
        return " › ".join(step for step in (*steps, self._cell(cell)) if step)

    def _look_through(self, start: etree._Element) -> None:
        """Note the headings above an element and above all its neighbours."""
        around = start.getparent()
        trail: tuple[tuple[int, str], ...] = ()
        for each in [start] if around is None else around:
            self._above[each] = trail
            if each.tag == W_P and (level := self._styles.level_of(each)):
                trail = (*(step for step in trail if step[0] < level), (level, paragraph_text(each)))

    def _cell(self, cell: etree._Element | None) -> str:
        """The row and column of a cell, whatever it is wrapped in."""
        if cell is None:
            return ""
        if cell not in self._cells:
            for table in cell.iterancestors(W_TBL):
                self._count_cells(table)
                break
        return self._cells.get(cell, "")

    def _count_cells(self, table: etree._Element) -> None:
        rows = (row for row in table.iter(W_TR) if next(row.iterancestors(W_TBL)) is table)
        for number, row in enumerate(rows, start=1):
            cells = (cell for cell in row.iter(W_TC) if next(cell.iterancestors(W_TR)) is row)
            for column, cell in enumerate(cells, start=1):
                self._cells[cell] = f"table row {number}, column {column}"


def heading_trail(element: etree._Element, styles: Styles) -> str:
    """Where one element stands, as Trails tells it. Whoever asks for many of one part keeps its Trails."""
    return Trails(styles).of(element)


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
