"""The rows of the Section D library, and the data sources of Section E."""

from __future__ import annotations

from collections.abc import Iterable

from engine.framework.layout import Layout
from engine.model.framework import Framework, LibraryRow
from engine.model.wording import PrintedSource
from engine.plain_words import folded
from engine.sources.official.import_notes import ImportNotes
from engine.sources.official.pages import Cell, PrintedGrid, PrintedLine, words
from engine.sources.official.printed_names import begins, nearest, statement_called

Row = tuple[Cell, ...]


class LibraryReader:
    """Reads one table of the library after another; a table that is continued keeps the group before it."""

    def __init__(self, framework: Framework, layout: Layout, notes: ImportNotes) -> None:
        self.framework = framework
        self.layout = layout
        self.notes = notes
        self.group = ""
        self.rows: list[LibraryRow] = []
        self.told: set[str] = set()

    def read(self, grid: PrintedGrid) -> bool:
        """Add a table's rows. False where it is no table of the library."""
        columns: dict[str, int] = {}
        for row in grid.rows:
            if header := self.header(row):
                columns = header
            elif columns and (name := self.group_in(row)):
                self.group = name
            elif columns:
                self.row(row, columns)
        return bool(columns)

    def header(self, row: Row) -> dict[str, int]:
        """Where each column stands; empty where the row does not name them."""
        titles = [folded(words(cell)) for cell in row]
        found = {
            column: index
            for column, name in self.layout.columns.items()
            for index, title in enumerate(titles)
            if title == name
        }
        return found if len(found) == len(self.layout.columns) else {}

    def group_in(self, row: Row) -> str:
        """The id of the group a row announces: one cell across, or the same words in each."""
        texts = {words(cell) for cell in row} - {""}
        name = nearest(texts.pop(), [g.name for g in self.framework.library_groups], 0.9) if len(texts) == 1 else None
        return next((group.id for group in self.framework.library_groups if group.name == name), "")

    def row(self, row: Row, columns: dict[str, int]) -> None:
        cells = {column: row[index] if index < len(row) else () for column, index in columns.items()}
        text = "\n".join(f"· {line.text}" if line.bullet else line.text for line in cells["text"])
        if not text:
            return
        where = cells["text"][0].where
        statement = self.statement(words(cells["statement"]), where, text)
        types = tuple(dict.fromkeys(self.type(line, where) for line in cells["types"]))
        self.rows.append(
            LibraryRow(
                id="",
                group=self.group or self.home(statement, where, text),
                text=text,
                statement=statement,
                document_types=types or ("Document",),
                information_return=self.flag(words(cells["flag"]), where),
                twelve_months=self.layout.window in folded(text),
            )
        )

    def home(self, statement: str, where: str, text: str) -> str:
        """The group of a row that stands under none: that of its statement's theme, else the first."""
        groups = self.framework.library_groups
        theme = self.framework.theme_of(statement).id if statement else ""
        found = next((group for group in groups if group.id == theme), groups[0])
        self.notes.irregular(where, text, f'It stands under no group, so it is put under "{found.name}".')
        return found.id

    def flag(self, text: str, where: str) -> bool:
        yes = folded(text) in self.layout.yes or text.strip() in ("✓", "✔", "☒")
        if text and (not yes or text not in ("Yes", "yes", "YES")):
            self.notes.irregular(where, text, "Taken as yes." if yes else "Taken as no: it is no word for yes.")
        return yes

    def statement(self, text: str, where: str, row: str) -> str:
        if not text:
            self.notes.irregular(where, row, "Its cell for the statement is blank, so it is kept for all statements.")
        if not text or folded(text) in self.layout.every_statement:
            return ""
        found = statement_called(text, self.framework)
        if not found:
            self.notes.irregular(where, text, "No statement has this name, so the row is kept for all statements.")
        elif folded(text) == folded(text.rstrip(" ,.;:")) and text.rstrip() != text.rstrip(" ,.;:"):
            name = next(s.name for s in self.framework.statements if s.id == found)
            self.notes.irregular(where, text, f'Taken for "{name}".')
        return found

    def type(self, line: PrintedLine, where: str) -> str:
        printed = " ".join(line.text.split())
        name = self.layout.types.get(folded(printed), printed)
        if name != printed and printed not in self.told:
            self.told.add(printed)
            self.notes.irregular(where, printed, f'Called "{name}", as in most rows.')
        return name


def read_sources(lines: Iterable[PrintedLine], layout: Layout, notes: ImportNotes) -> tuple[PrintedSource, ...]:
    """The paragraphs below the heading of Section E, each under the last line that ends with a colon."""
    inside, group = False, ""
    found: list[PrintedSource] = []
    for line in lines:
        if begins(line.text, layout.sources):
            inside, group, found = True, "", []
        elif inside and line.text.endswith(":"):
            group = line.text.rstrip(":")
        elif inside and "@" in line.text:
            notes.left_out(line.where, line.text, "it is a request to the reader, not a source")
        elif inside and group:
            found.append(PrintedSource(group, line.text))
    return tuple(found)
