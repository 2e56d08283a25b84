"""The columns of a table: how wide they are, and how wide their longest words ask them to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from engine.rendering.fitting.printed_widths import PrintedWidths, pictures_of
from engine.rendering.fitting.saying import Saying, Word
from engine.whole_numbers import whole_number
from engine.word.look import Look
from engine.word.names import TWIPS_PER_MM, W_P, W_TBL, W_TC, W_TR, W_VAL, qn

_GRID = f"{qn('w:tblGrid')}/{qn('w:gridCol')}"
_W, _TYPE = qn("w:w"), qn("w:type")
_CELL, _SPAN, _MARGINS = qn("w:tcPr"), qn("w:gridSpan"), qn("w:tcMar")
_WIDTH = f"{_CELL}/{qn('w:tcW')}"
_OF_TABLE, _OF_STYLE = f"{qn('w:tblPr')}/{qn('w:tblCellMar')}", f"{qn('w:tblPr')}/{qn('w:tblStyle')}"
_SIDES = (("left", "start"), ("right", "end"))
_WORDS_OWN = 108
"""Twips: what Word leaves free at each side of a cell where nothing says how much."""
_HEADER = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
_SPARE = 17
"""Twips: the rounding of programs that lay a page out, and a border's line."""
_LARGEST = 10_000


@dataclass(slots=True, kw_only=True)
class Column:
    """What stands in one column. padding, picture: the most of all its cells, in twips."""

    width: int
    padding: int = 0
    picture: int = 0
    said: dict[Saying, bool] = field(default_factory=dict)
    """What its paragraphs say, with whether it stands in a row of headings alone."""
    is_turned: bool = False
    """Whether its headings run upwards, so that their words need no width."""

    def needed(self, most: int = _LARGEST) -> int:
        """How wide it must be so that no word is broken, in twips. most: the largest letters, in half-points."""
        longest = max((said.longest(most)[0] for said in self._across()), default=0)
        return max(longest, self.picture) + self.padding

    def needed_whole(self, most: int) -> int:
        """The same, so that no key figure is parted from its unit either."""
        return max(self.needed(most), max((said.in_one(most) for said in self.said), default=0) + self.padding)

    def fits(self) -> bool:
        """Whether it is as wide as needed_whole() asks with the letters it has; most words need no measuring."""
        room = self.width - self.padding
        if self.picture > room or any(said.in_one(_LARGEST) > room for said in self.said if said.is_figure):
            return False
        return all(said.at_most <= room or said.longest(_LARGEST)[0] <= room for said in self._across())

    def largest(self) -> int:
        """The largest letters in it, in half-points; 0 without any."""
        return max((said.largest for said in self.said), default=0)

    def broken(self, most: int) -> Word | None:
        """Its longest word, where that is wider than the column."""
        longest = (said.longest(most) for said in self._across())
        wide, word = max(longest, key=lambda one: one[0], default=(0, ()))
        return word if word and wide + self.padding > self.width else None

    def headings_alone(self, most: int) -> bool:
        """Whether words of its headings are wider than all others."""
        others = max((said.longest(most)[0] for said, is_heading in self.said.items() if not is_heading), default=0)
        return self.needed(most) > max(others, self.picture) + self.padding

    def _across(self) -> Iterator[Saying]:
        return (said for said, is_heading in self.said.items() if not (self.is_turned and is_heading))


def columns_of(table: etree._Element, lettering: PrintedWidths) -> list[Column]:
    """The columns of a table's grid; none where it has no grid that says how wide they are."""
    widths = [whole_number(one.get(_W)) for one in table.iterfind(_GRID)]
    columns = [Column(width=width) for width in widths if width is not None]
    if not widths or len(columns) < len(widths):
        return []
    usual = _margins_of(table, lettering.styles)
    around: Look | None = None
    is_one_look = lettering.is_one_look(table)
    row, is_heading = None, False
    for of_cell, at, cell in _single_cells(table, len(columns)):
        if row is not of_cell:
            row, is_heading = of_cell, of_cell.find(_HEADER) is not None
        column = columns[at]
        own = _about(cell, _MARGINS)
        margins = usual if own is None else tuple(_margins(own, usual))
        column.padding = max(column.padding, sum(margins) + _SPARE)
        column.picture = max([column.picture, *(round(wide * TWIPS_PER_MM) for wide in pictures_of(cell))])
        around = around if is_one_look else None
        for paragraph in cell.iterchildren(W_P):
            if around is None:
                around = lettering.around(paragraph)
            said = lettering.said(paragraph, around)
            column.said[said] = is_heading and column.said.get(said, True)
    return columns


def set_widths(table: etree._Element, widths: list[int]) -> None:
    """Write new widths into the grid and into every cell."""
    for one, width in zip(table.iterfind(_GRID), widths, strict=True):
        one.set(_W, str(width))
    for _, at, span, cell in _cells(table):
        said = cell.find(_WIDTH)
        if said is not None and said.get(_TYPE, "dxa") == "dxa":
            said.set(_W, str(sum(widths[at : at + span])))


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, whatever they are wrapped in."""
    return (row for row in table.iter(W_TR) if next(row.iterancestors(W_TBL), None) is table)


def _cells(table: etree._Element) -> Iterator[tuple[etree._Element, int, int, etree._Element]]:
    """Each cell behind its row, the column in which it begins, from 0, and the number of columns that it fills."""
    for row in rows_of(table):
        at = 0
        for cell in (cell for cell in row.iter(W_TC) if next(cell.iterancestors(W_TR), None) is row):
            found = _about(cell, _SPAN)
            span = 1 if found is None else max(_number(found.get(W_VAL)), 1)
            yield row, at, span, cell
            at += span


def _single_cells(table: etree._Element, columns: int) -> Iterator[tuple[etree._Element, int, etree._Element]]:
    """Each cell that fills one column, behind its row and the number of that column from 0."""
    return ((row, at, cell) for row, at, span, cell in _cells(table) if span == 1 and at < columns)


def _margins_of(table: etree._Element, styles: Mapping[str, etree._Element]) -> tuple[int, int]:
    """What a table leaves free at the left and right of its cells, by itself or by its style."""
    style = table.find(_OF_STYLE)
    key, chain = "" if style is None else str(style.get(W_VAL)), [table.find(_OF_TABLE)]
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        chain.append(styles[key].find(_OF_TABLE))
        base = styles[key].find(qn("w:basedOn"))
        key = "" if base is None else str(base.get(W_VAL))
    found = [margins for margins in chain if margins is not None]
    left, right = (
        next((said for margins in found if (said := _side(margins, side)) is not None), _WORDS_OWN) for side in _SIDES
    )
    return left, right


def _about(cell: etree._Element, kind: str) -> etree._Element | None:
    """What the settings of a cell say of this kind."""
    for settings in cell.iterchildren(_CELL):
        for said in settings.iterchildren(kind):
            return said
    return None


def _margins(own: etree._Element, usual: tuple[int, int]) -> Iterator[int]:
    """What a cell leaves free at its left and right, where its own settings say something of that."""
    for side, width in zip(_SIDES, usual, strict=True):
        said = _side(own, side)
        yield width if said is None else said


def _side(margins: etree._Element, names: tuple[str, str]) -> int | None:
    found = next((one for name in names if (one := margins.find(qn(f"w:{name}"))) is not None), None)
    return None if found is None else _number(found.get(_W))


def _number(value: str | None) -> int:
    return whole_number(value) or 0
