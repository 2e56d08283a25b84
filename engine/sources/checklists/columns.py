"""Which column of a table holds what, told from its headings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.plain_words import folded
from engine.sources.checklists.grid import SheetCell
from engine.sources.checklists.recognised import Catalogue

_FEWEST_RATINGS = 3
"""So many ratings side by side are headings; fewer could be an answer somebody wrote out."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A header: its row, and its columns by field of the schema and by rating, counted from 1."""

    row: int
    fields: dict[str, int]
    ratings: dict[str, int]

    def in_use(self) -> set[int]:
        """Every column that is read."""
        return {*self.fields.values(), *self.ratings.values()}


def recognise_columns(number: int, cells: Iterable[SheetCell], catalogue: Catalogue) -> Columns | None:
    """The header that a row is; None where it is none.

    A header names three ratings or more, or the rating column and one other.
    """
    fields: dict[str, int] = {}
    ratings: dict[str, int] = {}
    for cell in cells:
        if len(cell.text) > 200:
            continue
        if rating := _rating(cell.text, catalogue):
            ratings.setdefault(rating, cell.column)
        elif field := _field(cell.text, catalogue):
            fields.setdefault(field, cell.column)
    if len(ratings) >= _FEWEST_RATINGS or ("rating" in fields and len(fields) >= 2):
        return Columns(number, fields, ratings)
    return None


def _rating(text: str, catalogue: Catalogue) -> str:
    """The rating a heading names: misspelt, or with more words after it."""
    if found := catalogue.ratings.find(text):
        return found.keys[0]
    plain = folded(text) + " "
    return next((r.name for r in catalogue.framework.ratings if plain.startswith(folded(r.name) + " ")), "")


def _field(text: str, catalogue: Catalogue) -> str:
    """The field a heading names: misspelt, or with more words after its first ones."""
    plain = folded(text)
    if plain in catalogue.columns:
        return catalogue.columns[plain]
    longest = sorted(catalogue.columns, key=len, reverse=True)
    begins = next((title for title in longest if plain.startswith(f"{title} ")), "")
    if begins:
        return catalogue.columns[begins]
    found = catalogue.headings.find(text)
    return found.keys[0] if found else ""
