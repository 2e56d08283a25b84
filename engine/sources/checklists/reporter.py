"""What there is to say about a file apart from its answers: what was hidden, cleaned, left out or cannot be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from engine.findings import Finding, Place, Severity, error, info, warning
from engine.model.returned import Coercion
from engine.phrases.forms import and_more
from engine.plain_words import folded
from engine.sources import sheet_findings
from engine.sources.cell_facts import CellKind
from engine.sources.checklists.columns import Columns
from engine.sources.checklists.grid import Grid, Position, SheetCell, address
from engine.sources.checklists.lines import ItemLine, answer_cells
from engine.sources.checklists.marks import continues
from engine.sources.checklists.recognised import Catalogue
from engine.sources.checklists.tables import TablePart

_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55]")
_FEWEST_ITEMS = 2
"""So many items on a sheet without headings, and somebody took the headings away."""
_MOST_NAMED = 8

Parts = Sequence[tuple[TablePart, list[ItemLine]]]


class Reporter:
    """Collects the findings and coercions of one file. without_headings: whether a sheet's items had none."""

    def __init__(self, file: str, catalogue: Catalogue) -> None:
        self.file = file
        self.catalogue = catalogue
        self.findings: list[Finding] = []
        self.coercions: list[Coercion] = []
        self.without_headings = False
        self.faulty: list[tuple[Place, str]] = []

    def last(self) -> None:
        """What is told once for the whole file: which cells for words show an error of their program."""
        if not self.faulty:
            return
        (first, shows), *others = self.faulty
        place = Place(self.file) if others else first
        named = ", ".join(place.where for place, _ in self.faulty[:_MOST_NAMED])
        named = and_more(named, len(self.faulty) - _MOST_NAMED)
        message = f"Cells for words show an error, such as {shows}: {named}. What was typed there is not to be seen."
        self.findings.append(
            warning("I-10", place, message, "Ask for the words again, with ' before a first = + or -.")
        )

    def sheet(self, grid: Grid, parts: Parts) -> None:
        """Everything about a sheet as a whole."""
        self.hidden(grid, parts)
        self.notes(grid)
        self.unseen(grid, parts)
        if not parts:
            self.left_out(grid)
        for header in dict.fromkeys(part.columns.row for part, _ in parts):
            columns = next(part.columns for part, _ in parts if part.columns.row == header)
            self.headings(grid, columns)
        self.unread(grid, parts)
        self.between(grid, parts)
        found = [line for _, each in parts for line in each]
        emoji = [cell for cell in answer_cells(found) if _EMOJI.search(cell.text)]
        if emoji:
            message = f"{_cells(emoji)}: emoji are kept as they were written."
            self.findings.append(info("I-26", self.at(grid, emoji[0]), message))
        for part, each in parts:
            self.merged(grid, part, each)

    def line(self, grid: Grid, line: ItemLine) -> None:
        """Every cell of a row that was read as something it does not literally say, or not at all."""
        for cell, meant in line.marked.read:
            self.coercions.append(Coercion(self.at(grid, cell), cell.raw, meant))
        if line.marked.coloured:
            place = Place(self.file, f"{grid.name}!{line.marked.coloured}")
            message = "The cell is coloured but holds no mark, so it does not count as a rating."
            self.findings.append(warning("C-03", place, message, "Put an x into it if it was meant as one."))
        for cell in (each for cells in line.fields.values() for each in cells):
            self.words(grid, cell)

    def words(self, grid: Grid, cell: SheetCell) -> None:
        place = self.at(grid, cell)
        if cell.kind is CellKind.ERROR:
            self.faulty.append((place, cell.text))
        elif cell.kind is CellKind.DATE:
            message = f'The cell holds a date, {cell.text}. Excel makes one of words such as "3-4".'
            self.findings.append(warning("I-25", place, message, "Ask what was meant if it is no date."))
        elif cell.kind is CellKind.FORMULA:
            self.coercions.append(Coercion(place, cell.raw, "the text of the formula, which was never worked out"))
        elif " ".join(cell.text.split()) != " ".join(cell.raw.replace("\xa0", " ").split()):
            self.coercions.append(Coercion(place, cell.raw, cell.text))

    def hidden(self, grid: Grid, parts: Parts) -> None:
        ids = {part.columns.fields.get("item") for part, _ in parts}
        rows = sorted(grid.hidden_rows & {row for row, _ in grid.cells})
        columns = sorted((grid.hidden_columns & {column for _, column in grid.cells}) - ids)
        whole = grid.hidden and bool(grid.cells)
        self.findings += sheet_findings.hidden(self.file, grid.name, rows, columns, whole=whole)

    def notes(self, grid: Grid) -> None:
        for at, words in grid.notes.items():
            self.findings.append(sheet_findings.note(self.place(grid, at), words, "the column Why"))

    def unseen(self, grid: Grid, parts: Parts) -> None:
        """What people see of a sheet and nobody reads, and what is read and nobody sees."""
        ratings = {column for part, _ in parts for column in _rating_columns(part.columns)}
        for at, words in grid.struck.items():
            if at in grid.cells:
                severity = Severity.ERROR if at[1] in ratings and parts else Severity.WARNING
                self.findings.append(sheet_findings.struck(self.place(grid, at), words, grid.cells[at].raw, severity))
        for at in sorted(grid.white & grid.cells.keys()):
            self.findings.append(sheet_findings.white(self.place(grid, at), grid.cells[at].text))
        for at, fact in grid.told.items():
            self.findings.append(sheet_findings.of_cell(self.place(grid, at), fact, Severity.WARNING))
        self.findings += sheet_findings.drawn(self.file, grid.name, grid.drawn, grid.boxed)

    def place(self, grid: Grid, at: Position) -> Place:
        return Place(self.file, f"{grid.name}!{address(*at)}")

    def left_out(self, grid: Grid) -> None:
        items = {key for cell in grid.cells.values() for key in self.catalogue.items.exactly(cell.text)}
        place = Place(self.file, grid.name)
        if len(items) >= _FEWEST_ITEMS:
            self.without_headings = True
            message = "The sheet has checklist items but no row with the headings of the ratings, so it is not read."
            self.findings.append(error("I-06", place, message, "Put the row with the headings back above the items."))
        elif len(grid.cells) > _FEWEST_ITEMS and not self.says_who(grid):
            message = "The sheet has no checklist table and is left out."
            self.findings.append(info("I-21", place, message))

    def says_who(self, grid: Grid) -> bool:
        """Whether it is the sheet that names the group."""
        return any(folded(cell.text) == "group" for cell in grid.cells.values())

    def headings(self, grid: Grid, columns: Columns) -> None:
        for rating, column in columns.ratings.items():
            cell = grid.cells[columns.row, column]
            if folded(cell.text) != folded(rating):
                self.coercions.append(Coercion(self.at(grid, cell), cell.raw, f"the column of {rating}"))
        scale = [rating.name for rating in self.catalogue.framework.ratings]
        missing = [name for name in scale if name not in columns.ratings] if columns.ratings else []
        place = Place(self.file, f"{grid.name}!{columns.row}:{columns.row}")
        if missing and "rating" not in columns.fields:
            message = f"There is no column for {' or '.join(missing)}."
            self.findings.append(error("I-07", place, message, "Put the column's heading back into the header row."))
        if "why" not in columns.fields:
            message = 'The column "Why" is missing.'
            self.findings.append(warning("I-07", place, message, "Ask the group why it rated as it did."))

    def unread(self, grid: Grid, parts: Parts) -> None:
        """Words under headings that mean nothing here, a column at a time."""
        beside: Counter[tuple[int, int]] = Counter()
        first: dict[tuple[int, int], SheetCell] = {}
        rows = dict(grid.rows())
        for part, found in parts:
            known = part.columns.in_use()
            for line in found:
                for cell in rows.get(line.row, ()):
                    if cell.column not in known and cell.kind is not CellKind.NUMBER and not cell.text.isdigit():
                        beside[part.columns.row, cell.column] += 1
                        first.setdefault((part.columns.row, cell.column), cell)
        for (header, column), count in beside.items():
            cell = first[header, column]
            heading = grid.cells.get((header, column))
            title = f', headed "{heading.text[:40]}",' if heading else ""
            named = and_more(f'"{cell.text[:60]}"', count - 1)
            message = f"{named}: column {address(1, column)[:-1]}{title} is not read."
            self.findings.append(warning("I-14", self.at(grid, cell), message, "Move it under Why if it matters."))

    def between(self, grid: Grid, parts: Parts) -> None:
        """Words below one table that lead over to the next, and are neither its title nor a row."""
        read = {row for part, _ in parts for row in (*part.rows, part.columns.row)}
        first = min((part.columns.row for part, _ in parts), default=0)
        for number, cells in grid.rows():
            words = cells[0].text
            title = self.catalogue.statement_named(words) or self.catalogue.is_theme(words)
            if number > first > 0 and number not in read and not title:
                message = f'"{words[:60]}" stands between two tables and is not read.'
                self.findings.append(info("I-21", self.at(grid, cells[0]), message))

    def merged(self, grid: Grid, part: TablePart, found: Iterable[ItemLine]) -> None:
        for line in found:
            for name in continues(grid, line.row, part.columns):
                message = "The mark stands in cells merged over several rows. It counts for the first of them alone."
                fix = "Ask whether it was meant for all of them, and mark each."
                self.findings.append(warning("I-27", Place(self.file, f"{grid.name}!{name}"), message, fix))

    def at(self, grid: Grid, cell: SheetCell) -> Place:
        return Place(self.file, f"{grid.name}!{cell.name}")


def _rating_columns(columns: Columns) -> set[int]:
    single = columns.fields.get("rating")
    return {*columns.ratings.values(), *({single} if single else ())}


def _cells(cells: Sequence[SheetCell]) -> str:
    named = ", ".join(cell.name for cell in cells[:6])
    return and_more(named, len(cells) - 6)
