"""The rows of one part of a table as what was written in them, before any is recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from engine.plain_words import clean
from engine.sources.cell_facts import CellKind
from engine.sources.checklists.grid import Grid, SheetCell
from engine.sources.checklists.marks import Marked, marks
from engine.sources.checklists.recognised import Catalogue
from engine.sources.checklists.tables import TablePart

_ANSWERS = ("why", "have", "need")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One row of a table. fields: its cells by field of the schema; marked: its rating cells; row: where it begins."""

    row: int
    fields: Mapping[str, tuple[SheetCell, ...]]
    marked: Marked

    def words(self, field: str) -> str:
        """What stands in a field, the cells of a split row one below another. A cell that shows an error has none.

        Words that lead somewhere have the address behind them, in brackets.
        """
        cells = (cell for cell in self.fields.get(field, ()) if cell.kind is not CellKind.ERROR)
        return "\n".join(_with_link(cell) if field in _ANSWERS else cell.text for cell in cells)

    @property
    def rows(self) -> set[int]:
        """The rows that it stands in: more than one where somebody split it."""
        cells = (*(cell for cells in self.fields.values() for cell in cells), *self.marked.ratings.values())
        return {self.row, *(cell.row for cell in cells)}

    @property
    def text(self) -> str:
        """The words of the item, on one line."""
        return " ".join(self.words("text").split())

    @property
    def holds_anything(self) -> bool:
        """False for a row that was inserted and left blank."""
        return bool(self.fields or self.marked.ratings or self.marked.unclear)


def _with_link(cell: SheetCell) -> str:
    is_said = not cell.link or cell.link.removeprefix("mailto:").rstrip("/") in cell.text
    return cell.text if is_said else f"{cell.text} ({clean(cell.link)})"


def lines(grid: Grid, part: TablePart, catalogue: Catalogue) -> list[ItemLine]:
    """The filled rows of a part. Rows that somebody split in two are one line again."""
    found: list[ItemLine] = []
    for number in part.rows:
        line = _line(grid, number, part, catalogue)
        if not line.holds_anything:
            continue
        if found and _belongs_to_the_row_above(grid, line, found[-1], part, catalogue):
            line = _joined(found.pop(), line)
        found.append(line)
    return found


def _line(grid: Grid, row: int, part: TablePart, catalogue: Catalogue) -> ItemLine:
    cells = ((field, grid.cells.get((row, column))) for field, column in part.columns.fields.items())
    fields = {field: (cell,) for field, cell in cells if cell is not None and field != "rating"}
    return ItemLine(row, fields, marks(grid, row, part.columns, catalogue))


def _belongs_to_the_row_above(
    grid: Grid, line: ItemLine, above: ItemLine, part: TablePart, catalogue: Catalogue
) -> bool:
    """Whether the two are one row: its item is merged with the one above, or only both texts together are an item's."""
    if line.words("item"):
        return False
    column = part.columns.fields.get("text", 0)
    if not line.text:
        return grid.is_covered(line.row, column)
    known = catalogue.items.exactly(line.text) or catalogue.items.exactly(above.text)
    return not known and bool(catalogue.items.exactly(f"{above.text} {line.text}"))


def _joined(first: ItemLine, second: ItemLine) -> ItemLine:
    names = (*first.fields, *second.fields)
    fields = {name: (*first.fields.get(name, ()), *second.fields.get(name, ())) for name in names}
    one, other = first.marked, second.marked
    both = replace(
        one,
        ratings={**other.ratings, **one.ratings},
        unclear=one.unclear + other.unclear,
        read=one.read + other.read,
    )
    return ItemLine(first.row, fields, both)


def answer_cells(found: Iterable[ItemLine]) -> Iterator[SheetCell]:
    """The cells that hold people's own words."""
    return (cell for line in found for field in _ANSWERS for cell in line.fields.get(field, ()))
