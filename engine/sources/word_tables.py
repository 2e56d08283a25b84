"""Tables in a Word form: their grid with merged cells resolved, and tables that only arrange text on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.word.names import W_P, W_TBL, W_TC, W_TR, W_VAL, qn
from engine.word.visible import is_hidden_row

_MOST_COLUMNS = 63
"""What Word allows a table; a file that claims more is not believed."""
_KNOWN = (W_P, W_TBL, W_TR, W_TC)
_WRAPPERS = tuple(qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

ROW_GOES, CELL_GOES = f"{qn('w:trPr')}/{qn('w:del')}", f"{qn('w:tcPr')}/{qn('w:cellDel')}"
"""What says that a row or a cell was deleted, and the change is still tracked."""
_MERGE, _SPAN = (f"{qn('w:tcPr')}/{qn(name)}" for name in ("w:vMerge", "w:gridSpan"))
_BEFORE = f"{qn('w:trPr')}/{qn('w:gridBefore')}"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A place in the grid. element is None where a row begins late or the cell before spans this column."""

    row: int
    column: int
    element: etree._Element | None


def grid(table: etree._Element) -> list[list[GridCell]]:
    """The rows of a table, numbered from 1; a cell that spans rows stands in each of them.

    A row that is hidden, or whose deletion is tracked, is left out, and so is one that is nothing but the rest of cells
    above.
    """
    rows: list[list[GridCell]] = []
    above: dict[int, etree._Element] = {}
    for row in direct_rows(table):
        if row.find(ROW_GOES) is not None or is_hidden_row(row):
            continue
        cells, own = _row(row, len(rows) + 1, above)
        if own or not cells:
            rows.append(cells)
    return rows


def is_merged(table: etree._Element) -> bool:
    """Whether a cell of the table spans rows or columns."""
    cells = [cell for row in direct_rows(table) for cell in unwrapped(row) if cell.tag == W_TC]
    return any(cell.find(_MERGE) is not None or _span(cell) > 1 for cell in cells)


def is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges text: it is one cell, or one row or column of cells with tables or pictures."""
    rows = [[cell for cell in unwrapped(row) if cell.tag == W_TC] for row in direct_rows(table)]
    if len(rows) == 1 and len(rows[0]) == 1:
        return True
    holds = any(next(cell.iter(W_TBL, qn("w:drawing"), qn("w:pict")), None) is not None for row in rows for cell in row)
    return holds and (len(rows) == 1 or all(len(row) == 1 for row in rows))


def unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """What a body, row or cell holds, in order, also inside content controls, custom tags and anything else unknown."""
    for child in parent:
        known = isinstance(child.tag, str) and child.tag not in _WRAPPERS
        if known and (child.tag in (*_KNOWN, qn("w:altChunk")) or next(child.iter(*_KNOWN), None) is None):
            yield child
        elif isinstance(child.tag, str) and child.tag != _FALLBACK:
            yield from unwrapped(child)


def direct_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table itself, not those of tables in its cells."""
    return (row for row in unwrapped(table) if row.tag == W_TR)


def _row(row: etree._Element, number: int, above: dict[int, etree._Element]) -> tuple[list[GridCell], bool]:
    """The cells of a row, and whether one of them is not the rest of a cell above."""
    cells = [GridCell(number, column + 1, None) for column in range(_before(row))]
    own = False
    for cell in unwrapped(row):
        if cell.tag != W_TC or cell.find(CELL_GOES) is not None:
            continue
        column = len(cells)
        merge = cell.find(_MERGE)
        goes_on = merge is not None and merge.get(W_VAL, "continue") == "continue" and column in above
        own = own or not goes_on
        if merge is None:
            above.pop(column, None)
        elif not goes_on:
            above[column] = cell
        cells.append(GridCell(number, column + 1, above.get(column, cell)))
        cells += [GridCell(number, len(cells) + more, None) for more in range(1, _span(cell))]
    return cells[:_MOST_COLUMNS], own


def _before(row: etree._Element) -> int:
    return _count(row.find(_BEFORE), 0)


def _span(cell: etree._Element) -> int:
    return _count(cell.find(_SPAN), 1)


def _count(element: etree._Element | None, default: int) -> int:
    try:
        return default if element is None else min(max(int(element.get(W_VAL, default)), 0), _MOST_COLUMNS)
    except ValueError:
        return default
