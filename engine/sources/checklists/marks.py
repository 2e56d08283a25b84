"""What a mark in a rating column means: ticked, not ticked, or nothing anybody can be sure of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from engine.plain_words import folded
from engine.sources.cell_facts import CellKind
from engine.sources.checklists.columns import Columns
from engine.sources.checklists.grid import Grid, SheetCell, address
from engine.sources.checklists.recognised import Catalogue

_TICKED = {*"xX✓✔☑☒✗✘×✕✖√🗸🗹🗷✅❌*•●1", "yes", "y", "true", "tick", "ticked"}
_NOT_TICKED = {*"0n-–—☐□▢◻○", "no", "false"}
_PLAIN = frozenset("xX")
"""Marks that need no word of explanation."""

_SYMBOLS = {
    "wingdings": ("üûþýxý", "o¨q"),
    "wingdings 2": ("PORQSTV", "£*"),
    "webdings": ("ar", "c"),
}
"""By symbol font, the letters it draws as ticks and crosses, and those it draws as empty boxes."""
_TICKS_WHATEVER_THE_FONT = frozenset("üþ")
"""A tick of Wingdings whose font was lost on the way, as in a .csv. Nobody rates with these letters."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a row's rating cells say. ratings: those that are marked; unclear: cells that say something else.

    read: cells whose mark was taken for a rating or for none, though it is neither a plain x nor the rating's name.
    coloured: the address of a cell that only its colour sets apart.
    """

    ratings: dict[str, SheetCell] = field(default_factory=dict)
    unclear: tuple[SheetCell, ...] = ()
    read: tuple[tuple[SheetCell, str], ...] = ()
    coloured: str = ""


def marks(grid: Grid, row: int, columns: Columns, catalogue: Catalogue) -> Marked:
    """The marks of one row, in its five columns or in the one with the names of the ratings."""
    ratings: dict[str, SheetCell] = {}
    unclear: list[SheetCell] = []
    read: list[tuple[SheetCell, str]] = []
    for cell, own in _rating_cells(grid, row, columns):
        found = _meaning(cell, own, catalogue)
        if found is None:
            unclear.append(cell)
            continue
        for rating in found:
            ratings.setdefault(rating, cell)
        if not (cell.text in _PLAIN or found == (cell.text,)):
            read.append((cell, " and ".join(found) or "no mark"))
    coloured = "" if ratings or unclear else _coloured(grid, row, columns)
    return Marked(ratings, tuple(unclear), tuple(read), coloured)


def _rating_cells(grid: Grid, row: int, columns: Columns) -> list[tuple[SheetCell, tuple[str, ...]]]:
    """The filled rating cells of a row, each with the ratings whose columns it stands in: several where merged."""
    cells: list[tuple[SheetCell, tuple[str, ...]]] = []
    single = columns.fields.get("rating")
    if single and (cell := grid.cells.get((row, single))):
        cells.append((cell, ()))
    for rating, column in columns.ratings.items():
        if cell := grid.cells.get((row, column)):
            area = grid.area_at(row, column)
            right = area.right if area else column
            others = (name for name, at in columns.ratings.items() if column < at <= right)
            cells.append((cell, (rating, *others)))
    return cells


def _meaning(cell: SheetCell, own: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...] | None:
    """The ratings a cell marks, none for an empty box; None where it is not clear."""
    if cell.kind in (CellKind.ERROR, CellKind.DATE):
        return None
    named = _named(cell.text, catalogue)
    if not own:
        return named or None
    if named:
        return named if set(named) == set(own) else None
    ticked = _ticked(cell)
    return None if ticked is None else own if ticked else ()


def _named(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The ratings a text names: one alone, or several with nothing but joining words between."""
    if found := catalogue.ratings.find(text):
        return found.keys
    rest = f" {folded(text)} "
    names: list[str] = []
    for rating in sorted(catalogue.framework.ratings, key=lambda rating: -len(rating.name)):
        plain = f" {folded(rating.name)} "
        if plain in rest:
            names.append(rating.name)
            rest = rest.replace(plain, " ")
    left = set(rest.split()) - {"and", "or", "between", "to"}
    return () if left else tuple(names)


def _ticked(cell: SheetCell) -> bool | None:
    text = "".join(chr(ord(letter) - 0xF000) if 0xF020 <= ord(letter) <= 0xF0FF else letter for letter in cell.text)
    marked, empty = _SYMBOLS.get(cell.font.casefold(), ("", ""))
    if text != cell.text and not marked:  # letters of a symbol font whose name was lost
        marked, empty = _SYMBOLS["wingdings"]
    if len(text) == 1 and text in marked:
        return True
    if len(text) == 1 and text in empty:
        return False
    if text in _TICKS_WHATEVER_THE_FONT:
        return True
    word = text.casefold().replace("\ufe0f", "").strip("()[]. ")
    repeated = word[:1] if set(word) == set(word[:1]) and not word.isdigit() else word
    return True if repeated in _TICKED else False if repeated in _NOT_TICKED else None


def _coloured(grid: Grid, row: int, columns: Columns) -> str:
    """The one rating cell of a row whose colour no other cell of the row has, nor most cells of its column."""
    single = [columns.fields["rating"]] if "rating" in columns.fields else []
    places = [*columns.ratings.values(), *single]
    others = [grid.fills.get((row, column), "") for column in columns.in_use()]
    odd = [column for column in places if (fill := grid.fills.get((row, column))) and others.count(fill) == 1]
    if len(odd) != 1:
        return ""
    column = odd[0]
    below = Counter(fill for (at, of), fill in grid.fills.items() if of == column and at > columns.row)
    usual = below[grid.fills[row, column]] > 0.8 * len({at for at, _ in grid.cells if at > columns.row})
    return "" if usual else address(row, column)


def continues(grid: Grid, row: int, columns: Columns) -> list[str]:
    """The rating cells of a row that are merged with the row below: one mark that may mean several rows."""
    every = [*columns.ratings.values(), *([columns.fields["rating"]] if "rating" in columns.fields else [])]
    areas = ((column, grid.area_at(row, column)) for column in every)
    return [
        address(row, column) for column, area in areas if area and area.bottom > row and (row, column) in grid.cells
    ]
