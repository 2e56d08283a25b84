"""What a workbook that goes along with the report shows: tables, each on a sheet of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CellLink:
    """A web address under the words that stand for it."""

    words: str
    address: str


Cell = str | int | date | CellLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """One sheet. columns: heading and width in characters. Each row has a cell for each column."""

    sheet: str
    title: str
    hint: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Properties:
    """What a workbook says of itself. when: the date it carries."""

    title: str
    author: str
    when: datetime
