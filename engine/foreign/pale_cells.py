"""Cells of an Excel workbook whose letters have the colour of what is behind them, so that nobody sees them."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.cell import Cell
from openpyxl.styles.colors import Color

from engine.foreign.start_tags import CellAt

_WHITE, _BLACK = "FFFFFF", "000000"
_INDEXED = {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE, 64: _BLACK, 65: _WHITE}
_THEME = {0: _WHITE, 1: _BLACK}
"""Colours that a workbook names without figures, as every workbook has them."""


def pale(cells: Mapping[CellAt, Cell]) -> frozenset[CellAt]:
    """The filled cells of which nobody sees the letters."""
    known: dict[tuple[int, int], bool] = {}
    found = []
    for at, each in cells.items():
        if each.value is None or not each.has_style:
            continue
        key = (each._style.fontId, each._style.fillId)  # type: ignore[attr-defined]
        if key not in known:
            known[key] = _is_pale(each)
        if known[key]:
            found.append(at)
    return frozenset(found)


def _is_pale(each: Cell) -> bool:
    is_filled = each.fill.fill_type is not None
    if is_filled and each.fill.fill_type != "solid":  # of a pattern something else shows through
        return False
    behind = _figures(each.fill.fgColor, _WHITE) if is_filled else _WHITE
    return _figures(each.font.color, _BLACK) == behind


def _figures(colour: Color | None, usual: str) -> str:
    """A colour in six figures, or as the workbook names it."""
    if colour is None:
        return usual
    if colour.type == "rgb":
        return f"{colour.rgb}"[-6:].upper()
    named = _INDEXED if colour.type == "indexed" else {} if colour.tint else _THEME
    return named.get(int(colour.value), f"{colour.type} {colour.value} {colour.tint}")
