"""What every kind of file becomes first: sheets of cells, with the formats that can change what a mark means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from openpyxl.utils import get_column_letter

from engine.foreign.drawn_objects import DrawnObject
from engine.plain_words import clean, without_mojibake
from engine.sources.cell_facts import CellFact, CellKind

Position = tuple[int, int]
"""Row and column, both counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """A filled cell. raw: what stands in it; text: the same as people read it, cleaned of what no document may hold.

    link: the address it leads to, where it does.
    """

    row: int
    column: int
    raw: str
    text: str
    kind: CellKind = CellKind.TEXT
    font: str = ""
    link: str = ""

    @property
    def name(self) -> str:
        """Its address on the sheet, such as C14."""
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Area:
    """Cells merged into one, from its first to its last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One sheet. fills: the colour of each coloured cell, filled in or not; notes: what people pinned to a cell.

    struck: by cell, the words of it that have a line through them; pale: cells whose words nobody sees; drawn: what
    lies on the sheet outside its cells; boxed: cells whose mark is a check box that lies on them; told: what else
    there is to know of a cell.
    """

    name: str
    cells: Mapping[Position, SheetCell]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    fills: Mapping[Position, str] = field(default_factory=dict)
    notes: Mapping[Position, str] = field(default_factory=dict)
    struck: Mapping[Position, str] = field(default_factory=dict)
    pale: frozenset[Position] = frozenset()
    drawn: tuple[DrawnObject, ...] = ()
    boxed: frozenset[Position] = frozenset()
    told: Mapping[Position, CellFact] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[int, tuple[SheetCell, ...]]]:
        """The rows that hold anything, in order, each with the cells that do."""
        in_order = sorted(self.cells.values(), key=lambda cell: (cell.row, cell.column))
        for number, cells in groupby(in_order, key=lambda cell: cell.row):
            yield number, tuple(cells)

    def area_at(self, row: int, column: int) -> Area | None:
        """The merged cells whose first one this is."""
        return next((area for area in self.merged if (area.top, area.left) == (row, column)), None)

    def is_covered(self, row: int, column: int) -> bool:
        """Whether the cell is merged with one above it."""
        return any(a.top < row <= a.bottom and a.left <= column <= a.right for a in self.merged)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's sheets. told: what to know about the way it was read; saved: when its program last saved it.

    is_one_sheet: whether a file of its kind never holds more than one.
    """

    grids: tuple[Grid, ...]
    told: tuple[str, ...] = ()
    saved: datetime | None = None
    is_one_sheet: bool = False


def address(row: int, column: int) -> str:
    """How people name a cell: C14."""
    return f"{get_column_letter(column)}{row}"


def cell(
    row: int, column: int, raw: str, kind: CellKind = CellKind.TEXT, font: str = "", link: str = ""
) -> SheetCell | None:
    """A cell, or None where nothing is left of it once it is cleaned."""
    text = clean(without_mojibake(raw))
    return SheetCell(row=row, column=column, raw=raw, text=text, kind=kind, font=font, link=link) if text else None
