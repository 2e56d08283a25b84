"""What a file says of the group that filled it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.findings import Place
from engine.model.returned import GroupNote
from engine.plain_words import folded
from engine.sources.checklists.grid import Grid, Position, SheetCell

_WITHIN = 20
"""The label is looked for in so many rows from the top of a sheet."""


def group_places(grid: Grid, label: str) -> Iterator[Position]:
    """The label and what stands beside it, wherever they are on a sheet."""
    for _, cells in grid.rows():
        for cell, beside in zip(cells, [*cells[1:], None], strict=True):
            if folded(cell.text.partition(":")[0]) == folded(label):
                yield cell.row, cell.column
                if beside and not cell.text.partition(":")[2].strip():
                    yield beside.row, beside.column


def group_cell(grids: Iterable[Grid], label: str) -> tuple[str, str]:
    """What stands beside the label, or behind it in one cell, and where; two empty texts where there is none."""
    for grid in grids:
        for number, cells in grid.rows():
            if number > _WITHIN:
                break
            for cell, beside in zip(cells, [*cells[1:], None], strict=True):
                if value := _value(cell, beside, label):
                    where = beside if beside and folded(cell.text) == folded(label) else cell
                    return value, f"{grid.name}!{where.name}"
    return "", ""


def group_notes(grids: Iterable[Grid], label: str, file: str) -> Iterator[GroupNote]:
    """What else stands on the sheets that name the group by the label and hold nothing else."""
    for grid in grids:
        if not any(folded(cell.text) == folded(label) for cell in grid.cells.values()):
            continue
        for _, (first, *others) in grid.rows():
            if folded(first.text.partition(":")[0]) == folded(label):
                for cell in others[0 if first.text.partition(":")[2].strip() else 1 :]:
                    yield GroupNote(label="", words=cell.text, place=Place(file, f"{grid.name}!{cell.name}"))
            else:
                words = " ".join(cell.text for cell in others)
                place = Place(file, f"{grid.name}!{first.name}")
                yield GroupNote(label=first.text if words else "", words=words or first.text, place=place)


def _value(cell: SheetCell, beside: SheetCell | None, label: str) -> str:
    before, _, after = cell.text.partition(":")
    if after.strip() and folded(before) == folded(label):
        return after.strip()
    return beside.text if beside and folded(cell.text) == folded(label) else ""
