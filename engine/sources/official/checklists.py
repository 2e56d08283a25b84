"""The checklist items of a table or sheet: the rows below a header that names the ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.framework import Framework
from engine.plain_words import folded
from engine.sources.official.import_notes import ImportNotes
from engine.sources.official.pages import Cell, PrintedGrid, words
from engine.sources.official.printed_names import is_title_of_statement, nearest, statement_in

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    """row: its index. ratings: the rating of each column that has one. item: the column of the items."""

    row: int
    ratings: dict[int, str]
    item: int


def read_items(grid: PrintedGrid, framework: Framework, items: dict[str, list[str]], notes: ImportNotes) -> bool:
    """Add a grid's items to those of its statement, in order. False where the grid is no checklist."""
    found = False
    statement, header = "", None
    for index, row in enumerate(grid.rows):
        ratings = _ratings(row, framework)
        if len(ratings) > len(framework.ratings) // 2:
            header = _Header(index, ratings, _item_column(grid.rows, index, ratings, framework))
            named = _statement(grid, header, framework) or statement
            if named != statement and header.item < len(row):
                _misprints(row, header, grid, notes)
            statement, found = named, True
            if not statement:
                notes.left_out(grid.where, words(row[header.item]), "no statement of the framework is named above it")
        elif header and statement and not _is_title(grid.rows, index, framework):
            _keep(row, header, statement, items, notes)
    return found


def _is_title(rows: Sequence[Row], index: int, framework: Framework) -> bool:
    """Whether a row stands right over the header of the next checklist, and names its statement."""
    below = next((row for row in rows[index + 1 :] if any(row)), ())
    text = " ".join(words(cell) for cell in rows[index] if cell)
    return len(_ratings(below, framework)) > len(framework.ratings) // 2 and is_title_of_statement(text, framework)


def _ratings(row: Row, framework: Framework) -> dict[int, str]:
    names = [rating.name for rating in framework.ratings]
    near = {column: nearest(words(cell), names, 0.88) for column, cell in enumerate(row) if len(cell) in (1, 2)}
    return {column: name for column, name in near.items() if name}


def _item_column(rows: Sequence[Row], header: int, ratings: dict[int, str], framework: Framework) -> int:
    """The column whose heading names a statement; else the one left of the ratings that has most words below."""
    before = [column for column in range(len(rows[header])) if column < min(ratings)] or [0]
    for column in before:
        if column < len(rows[header]) and statement_in(words(rows[header][column]), framework):
            return column
    below = rows[header + 1 :]
    return max(before, key=lambda column: sum(len(words(row[column])) for row in below if column < len(row)))


def _statement(grid: PrintedGrid, header: _Header, framework: Framework) -> str:
    """Which statement a header belongs to: its own words, the rows above it, then what stands above the table."""
    above = [words(cell) for row in reversed(grid.rows[: header.row]) for cell in row if cell]
    heading = words(grid.rows[header.row][header.item]) if header.item < len(grid.rows[header.row]) else ""
    for text in (heading, *above[:3], *grid.before[:2]):
        if named := statement_in(text, framework):
            return named
    return ""


def _misprints(row: Row, header: _Header, grid: PrintedGrid, notes: ImportNotes) -> None:
    for column, rating in header.ratings.items():
        if folded(words(row[column])) != folded(rating):
            notes.irregular(grid.where, words(row[column]), f'Taken for "{rating}".')


def _keep(row: Row, header: _Header, statement: str, items: dict[str, list[str]], notes: ImportNotes) -> None:
    text = words(row[header.item]) if header.item < len(row) else ""
    if not text:
        return
    where = row[header.item][0].where
    known = items.setdefault(statement, [])
    if max(header.ratings) >= len(row):
        notes.left_out(where, text, "the row spans the rating columns, so it is a heading", statement)
    elif any(folded(text) == folded(item) for item in known):
        notes.left_out(where, text, "the same item stands under this statement already", statement)
    else:
        known.append(text)
