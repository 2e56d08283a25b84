"""Where on a sheet its tables are: any number of them, each below a header, under titles that may name a statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from engine.foreign.refusal import RefusedFile
from engine.phrases import nouns
from engine.sources.checklists.columns import Columns, recognise_columns
from engine.sources.checklists.grid import Grid, SheetCell
from engine.sources.checklists.recognised import Catalogue

_MOST_TABLES = 60
"""On one sheet. The checklist has nine, and each is held against every row."""
Rows = Mapping[int, tuple[SheetCell, ...]]
"""The rows of a sheet that hold anything, by number."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """Rows of a table that stand together under one title. statement: what the title names, else empty."""

    columns: Columns
    statement: str
    rows: tuple[int, ...]


def parts(grid: Grid, catalogue: Catalogue) -> tuple[TablePart, ...]:
    """Every table of a sheet, each cut where a title stands between its rows."""
    rows = dict(grid.rows())
    headers = [found for n, cells in rows.items() if (found := _header(n, cells, catalogue))]
    if len(headers) > _MOST_TABLES:
        message = (
            f'The sheet "{grid.name}" has {nouns.TABLE.figure(len(headers))}; {_MOST_TABLES} is the most that is read.'
        )
        raise RefusedFile(message, "Copy the filled rows into a new workbook, below one row of headings.")
    every: list[TablePart] = []
    for header, following in zip(headers, [*headers[1:], None], strict=False):
        below = [n for n in rows if header.row < n and (following is None or n < following.row)]
        if following is not None:
            below = _without_last_words(rows, below, catalogue)
        columns = _by_content(rows, header, below, catalogue)
        every.extend(_cut(rows, columns, below, _title(rows, columns, catalogue), catalogue))
    return tuple(every)


def _header(number: int, cells: tuple[SheetCell, ...], catalogue: Catalogue) -> Columns | None:
    if any(catalogue.items.exactly(cell.text) or catalogue.item_of_id(cell.text) for cell in cells):
        return None
    return recognise_columns(number, cells, catalogue)


def _by_content(cells: Rows, columns: Columns, rows: list[int], catalogue: Catalogue) -> Columns:
    """The columns with those of ids and wordings where most of them stand, whatever the headings say."""
    ids: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    below = [cell for number in rows for cell in cells[number]]
    for cell in below:
        ids[cell.column] += bool(catalogue.item_of_id(cell.text))
        texts[cell.column] += bool(catalogue.items.exactly(cell.text))
    fields = dict(columns.fields)
    for field, counts in (("item", ids), ("text", texts)):
        column, most = max(counts.items(), key=lambda pair: (pair[1], -pair[0]), default=(0, 0))
        if most and column not in columns.ratings.values():
            fields = {name: at for name, at in fields.items() if at != column} | {field: column}
    if "text" not in fields:
        taken = {*fields.values(), *columns.ratings.values()}
        first = min((cell.column for cell in below if cell.column not in taken), default=0)
        fields |= {"text": first} if first else {}
    return replace(columns, fields=fields)


def _title(rows: Rows, columns: Columns, catalogue: Catalogue) -> str:
    """The statement named in the header, or in the rows above it, the nearest first."""
    above = (cell for number in sorted(rows, reverse=True) if number < columns.row for cell in rows[number])
    header = [cell for cell in rows[columns.row] if cell.column not in columns.in_use()]
    own = [cell for cell in rows[columns.row] if cell.column == columns.fields.get("text", 0)]
    for cell in chain(own, header, above):
        if catalogue.items.exactly(cell.text) or catalogue.item_of_id(cell.text):
            return ""
        if named := catalogue.statement_named(cell.text):
            return named
    return ""


def _cut(rows: Rows, columns: Columns, below: list[int], title: str, catalogue: Catalogue) -> Iterator[TablePart]:
    held: list[int] = []
    for number in below:
        words = _only_words(rows[number])
        is_item = catalogue.items.exactly(words) or catalogue.item_of_id(words)
        named = "" if is_item else catalogue.statement_named(words)
        if named:
            yield TablePart(columns, title, tuple(held))
            title, held = named, []
        elif not catalogue.is_theme(words):
            held.append(number)
    yield TablePart(columns, title, tuple(held))


def _only_words(cells: tuple[SheetCell, ...]) -> str:
    """The words of a row that has one filled cell; empty for any other."""
    return cells[0].text if len(cells) == 1 else ""


def _without_last_words(rows: Rows, below: list[int], catalogue: Catalogue) -> list[int]:
    """The rows of a table without the lines of text that lead over to the next one."""
    while below and (words := _only_words(rows[below[-1]])):
        if catalogue.items.find(words) or catalogue.item_of_id(words):
            break
        below = below[:-1]
    return below
