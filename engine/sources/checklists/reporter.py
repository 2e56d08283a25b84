"""What there is to say about a file apart from its answers: what was hidden, cleaned, left out or cannot be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from engine.findings import Finding, Place, Severity, error, info, warning
from engine.model.returned import Coercion
from engine.phrases.forms import and_more
from engine.plain_words import folded
from engine.sources import sheet_findings
from engine.sources.as_issued import laid_by_people
from engine.sources.cell_facts import CellKind
from engine.sources.checklists.columns import Columns
from engine.sources.checklists.grid import Grid, Position, SheetCell, address
from engine.sources.checklists.group import group_places
from engine.sources.checklists.lines import ItemLine, answer_cells
from engine.sources.checklists.marks import continues
from engine.sources.checklists.recognised import Catalogue
from engine.sources.checklists.tables import TablePart
from engine.sources.unread_cells import Words, of_people

_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55]")
_FEWEST_ITEMS = 2
"""So many items on a sheet without headings, and somebody took the headings away."""
_MOST_NAMED = 8
_WHY = "Move it under Why if it matters."

Parts = Sequence[tuple[TablePart, list[ItemLine]]]


class Reporter:
    """Collects the findings and coercions of one file.

    label: beside which a sheet names the group. said: the words of its first sheet, folded. without_headings: whether a
    sheet's items had none.
    """

    def __init__(self, file: str, catalogue: Catalogue, label: str, said: Collection[str] = ()) -> None:
        self.file = file
        self.said = said
        self.label = label
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
        if cell.kind is CellKind.TEXT and cell.text == cell.raw:
            return  # as nearly all are
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
        for at in sorted(grid.pale & grid.cells.keys()):
            self.findings.append(sheet_findings.pale(self.place(grid, at), grid.cells[at].text))
        for at, fact in grid.told.items():
            self.findings.append(sheet_findings.of_cell(self.place(grid, at), fact, Severity.WARNING))
        lying = laid_by_people(grid.drawn, self.said)
        self.findings += sheet_findings.drawn(self.file, grid.name, lying, grid.boxed)

    def place(self, grid: Grid, at: Position) -> Place:
        return Place(self.file, f"{grid.name}!{address(*at)}")

    def left_out(self, grid: Grid) -> None:
        items = {key for cell in grid.cells.values() for key in self.catalogue.items.exactly(cell.text)}
        place = Place(self.file, grid.name)
        if len(items) >= _FEWEST_ITEMS:
            self.without_headings = True
            message = "The sheet has checklist items but no row with the headings of the ratings, so it is not read."
            self.findings.append(error("I-06", place, message, "Put the row with the headings back above the items."))
        elif not self.says_who(grid) and (words := self.words_of_people(grid, grid.cells)):
            self.findings.append(sheet_findings.unread(self.file, grid.name, words))

    def says_who(self, grid: Grid) -> bool:
        """Whether it is the sheet that names the group."""
        return any(True for _ in group_places(grid, self.label))

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

    def beside(self, grid: Grid, parts: Parts, found: Sequence[ItemLine]) -> None:
        """Every cell of a sheet with tables that is neither read nor known: under headings that mean nothing here,
        a column at a time; all others together. found: the rows that count.
        """
        strange = {at for part, _ in parts for at in self.strange_ids(grid, part)}
        left = (grid.cells.keys() - _read(parts, found) | strange) - set(group_places(grid, self.label))
        titles = {row for row, cells in grid.rows() if len(cells) == 1 and self.is_title(cells[0].text)}
        words = self.words_of_people(grid, [at for at in left if at[0] not in titles])
        under: dict[Position, list[tuple[Position, str]]] = {}
        for at, text in words:
            if heading := _heading_above(parts, at):
                under.setdefault(heading, []).append((at, text))
        for at, of_column in under.items():
            title = grid.cells[at].text if at in grid.cells else ""
            self.findings.append(
                sheet_findings.unread_column(self.file, grid.name, title, of_column, Severity.WARNING, _WHY)
            )
        named = under.keys() | {at for of_column in under.values() for at, _ in of_column}
        if elsewhere := [(at, text) for at, text in words if at not in named]:
            self.findings.append(sheet_findings.beside_the_tables(self.file, grid.name, elsewhere))
        self.links(grid, {(cell.row, cell.column) for cell in answer_cells(found)})

    def links(self, grid: Grid, read: Collection[Position]) -> None:
        """Where cells lead to, but for those of which the address is read."""
        for at, cell in grid.cells.items():
            if cell.link and at not in read and cell.link.removeprefix("mailto:").rstrip("/") not in cell.text:
                self.findings.append(sheet_findings.leads_somewhere(self.place(grid, at), cell.link, "Why"))

    def words_of_people(self, grid: Grid, places: Iterable[Position]) -> Words:
        """What stands in cells, less what the workbook was sent out with."""
        return of_people({at: grid.cells[at].text for at in places}, (grid.name,))

    def strange_ids(self, grid: Grid, part: TablePart) -> Iterator[Position]:
        """Cells in the column of ids that hold none: a row with words of its own is read by those."""
        column = part.columns.fields.get("item", 0)
        for row in part.rows:
            cell = grid.cells.get((row, column))
            if (
                cell
                and not self.catalogue.item_of_id(cell.text)
                and (row, part.columns.fields.get("text")) in grid.cells
            ):
                yield row, column

    def is_title(self, words: str) -> bool:
        """Whether words name a statement or a theme."""
        return bool(self.catalogue.statement_named(words)) or self.catalogue.is_theme(words)

    def merged(self, grid: Grid, part: TablePart, found: Iterable[ItemLine]) -> None:
        for line in found:
            for name in continues(grid, line.row, part.columns):
                message = "The mark stands in cells merged over several rows. It counts for the first of them alone."
                fix = "Ask whether it was meant for all of them, and mark each."
                self.findings.append(warning("I-27", Place(self.file, f"{grid.name}!{name}"), message, fix))

    def at(self, grid: Grid, cell: SheetCell) -> Place:
        return Place(self.file, f"{grid.name}!{cell.name}")


def _heading_above(parts: Parts, at: Position) -> Position | None:
    """The place of the heading over a cell in a column that is not read."""
    row, column = at
    around = next((part.columns for part, _ in parts if row in part.rows), None)
    return (around.row, column) if around and column not in around.in_use() else None


def _in_use(parts: Parts) -> set[Position]:
    """The headings of the columns that are read."""
    return {(part.columns.row, column) for part, _ in parts for column in part.columns.in_use()}


def _read(parts: Parts, found: Iterable[ItemLine]) -> set[Position]:
    """The places of headings, and of what counts in the rows that do."""
    rows = {row for line in found for row in line.rows}
    in_rows = {
        (row, column) for part, _ in parts for row in rows.intersection(part.rows) for column in part.columns.in_use()
    }
    return _in_use(parts) | in_rows


def _rating_columns(columns: Columns) -> set[int]:
    single = columns.fields.get("rating")
    return {*columns.ratings.values(), *({single} if single else ())}


def _cells(cells: Sequence[SheetCell]) -> str:
    named = ", ".join(cell.name for cell in cells[:6])
    return and_more(named, len(cells) - 6)
