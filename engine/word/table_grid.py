"""The grid of a table: the columns its rows are laid out in."""

from __future__ import annotations

from lxml import etree

from engine.whole_numbers import whole_number
from engine.word.names import W_TC, W_TR, W_VAL, qn

_GRID, _COLUMN = qn("w:tblGrid"), qn("w:gridCol")
_SPAN = f"{qn('w:tcPr')}/{qn('w:gridSpan')}"
_WIDTH = f"{qn('w:tcPr')}/{qn('w:tcW')}"
_W, _TYPE = qn("w:w"), qn("w:type")
_LEAST = 0.4
"""How much of a table its widest column keeps, whatever the others ask for."""


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


def spread(table: etree._Element) -> None:
    """Lay out a table whose columns a loop has made by the widths that the cells of its first row tell.

    The widest column takes what the others leave of the table's width, two fifths of it at least; the others then grow
    narrower together. A table whose cells tell no widths, or which has merged cells, stays as it is.
    """
    rows, whole = table.findall(W_TR), _number(table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}"))
    told = [[_number(cell.find(_WIDTH)) for cell in row.findall(W_TC)] for row in rows]
    if not whole or not told or not all(told[0]) or any(len(row) != len(told[0]) for row in told):
        return
    if next(table.iter(qn("w:gridSpan")), None) is not None:
        return
    widths = _spread(told[0], whole)
    grid = table.find(_GRID)
    if grid is None:
        return
    grid[:] = [etree.Element(_COLUMN, {_W: str(width)}) for width in widths]
    for row in rows:
        for cell, width in zip(row.findall(W_TC), widths, strict=True):
            found = cell.find(_WIDTH)
            if found is not None:
                found.set(_W, str(width))


def _spread(told: list[int], whole: int) -> list[int]:
    widest = max(told)
    wide = told.count(widest)
    rest = sum(width for width in told if width < widest)
    room = max(whole - rest, round(whole * _LEAST) if rest else whole)
    narrow = (whole - room) / rest if rest else 1.0
    return [room // wide if width == widest else int(width * narrow) for width in told]


def _number(element: etree._Element | None) -> int:
    """A width in twips; 0 where none is told."""
    told = "" if element is None or element.get(_TYPE) != "dxa" else str(element.get(_W))
    return whole_number(told) or 0


def _columns_of(cell: etree._Element) -> int:
    span = cell.find(_SPAN)
    return 1 if span is None else (whole_number(span.get(W_VAL)) or 1)
