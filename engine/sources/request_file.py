"""A request for the information return: a table of items, in whatever columns its workbook has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import InputError, UnnamedColumnError
from engine.findings import Place, error
from engine.model.information_return import AskedItem, Request
from engine.plain_words import folded, one_line
from engine.sources.checklists.grid import Grid, Opened
from engine.sources.checklists.open_file import open_file

_HEADER_ROWS = 30
_LONGEST = 120
"""Letters of a heading: what is longer is no heading."""
_TEXT = "text"


@dataclass(frozen=True, slots=True)
class RequestWords:
    """data_schemas/information_return.yaml as values, folded. columns: the headings that each may have."""

    columns: Mapping[str, tuple[str, ...]]
    twelve_months: tuple[str, ...]


def read_request(path: Path, words: RequestWords, kept: Mapping[str, str]) -> Request:
    """The items of a request, in order. kept: headings that were settled before, by what their columns hold.

    Raises InputError where the file cannot be read, and UnnamedColumnError where no sheet has a column that is known to
    say what is asked for.
    """
    opened = open_file(path)
    if not isinstance(opened, Opened):
        raise InputError(f"{path.name}: {opened[0]}", [error("N-01", Place(path.name), *opened)])
    items: list[AskedItem] = []
    columns: dict[str, str] = {}
    seen: list[str] = []
    for grid in opened.grids:
        rows = _rows(grid)
        number, found = _header(rows, words, kept)
        if _TEXT in found:
            columns |= {field: one_line(rows[number][1][at]) for field, at in found.items()}
            items += _items(rows[number + 1 :], found, words)
        else:
            seen += [text for _, row in rows[:_HEADER_ROWS] if len(row) > 1 for text in row.values()]
    if not items:
        headings = tuple(dict.fromkeys(map(one_line, seen)))
        told = ", ".join(f"“{text[:40]}”" for text in headings) or "none"
        message = f"No table with a column that says what is asked for was found. Headings there are: {told[:600]}."
        fix = 'Name it: penholder return --request FILE --column "text=ITS HEADING" (also number, statement, window).'
        told_of = [error("N-01", Place(path.name), message, fix)]
        raise UnnamedColumnError(
            f"{path.name}: {message}", told_of, [text for text in headings if len(text) <= _LONGEST]
        )
    return Request(file=path.name, columns=columns, items=tuple(items))


def _rows(grid: Grid) -> list[tuple[int, dict[int, str]]]:
    """The rows with anything in them: their number, and the text of each column."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        if cell.text.strip():
            rows.setdefault(row, {})[column] = cell.text.strip()
    return list(rows.items())


def _header(
    rows: Sequence[tuple[int, dict[int, str]]], words: RequestWords, kept: Mapping[str, str]
) -> tuple[int, dict[str, int]]:
    """Which row names the columns, and the column of each field; nothing found where none names the text."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, (_, row) in enumerate(rows[:_HEADER_ROWS]):
        found: dict[str, int] = {}
        for field, ways in words.columns.items():
            known = (folded(kept[field]),) if field in kept else ways
            for column, text in row.items():
                if column not in found.values() and field not in found and folded(text) in known:
                    found[field] = column
        if _TEXT in found and len(found) > len(best[1]):
            best = (number, found)
    return best


def _items(
    rows: Sequence[tuple[int, dict[int, str]]], columns: Mapping[str, int], words: RequestWords
) -> list[AskedItem]:
    """A row without a text belongs to none: it is a heading, and its words are no item."""
    items = []
    for _, row in rows:
        text = row.get(columns[_TEXT], "")
        if not text or (len(row) == 1 and len(columns) > 1):
            continue
        said = {field: row.get(column, "") for field, column in columns.items()}
        looks_back = folded(f"{text} {said.get('window', '')}")
        items.append(
            AskedItem(
                number=one_line(said.get("number", "")),
                text=text,
                statement=one_line(said.get("statement", "")),
                months=12 if any(way in looks_back for way in words.twelve_months) else 0,
                answered_by=(),
            )
        )
    return items
