"""The grid of a table: the columns its rows are laid out in."""

from __future__ import annotations

from lxml import etree

from engine.word.names import W_TC, W_TR, W_VAL, qn

_GRID, _COLUMN = qn("w:tblGrid"), qn("w:gridCol")
_SPAN = f"{qn('w:tcPr')}/{qn('w:gridSpan')}"


def fits_its_grid(table: etree._Element) -> bool:
    """Whether no row has more cells than the grid has columns, and one of them fills it. True without a grid."""
    grid = table.find(_GRID)
    if grid is None:
        return True
    columns = len(grid.findall(_COLUMN))
    is_filled = False
    for row in table.iter(W_TR):
        cells = row.findall(W_TC)
        if len(cells) > columns:
            return False
        is_filled = is_filled or len(cells) == columns or sum(map(_columns_of, cells)) >= columns
    return is_filled


def _columns_of(cell: etree._Element) -> int:
    span = cell.find(_SPAN)
    return 1 if span is None else int(span.get(W_VAL, "1"))
