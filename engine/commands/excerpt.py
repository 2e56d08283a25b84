"""An excerpt of the input at the place of a finding: a cell with its row and headings, a paragraph, or a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from engine.as_it_lies import as_it_lies
from engine.cache import key_of
from engine.findings import Place
from engine.foreign import limits
from engine.foreign.folder import leads_out
from engine.foreign.limits import FORM, YAML
from engine.foreign.plain_file import whole
from engine.foreign.word_file import word_document
from engine.model.excerpt import Excerpt, ExcerptLine
from engine.model.kept import made_once
from engine.model.story import Block, Paragraph, Table, lines_of
from engine.plain_words import folded
from engine.schemas import meta, schema_in_use
from engine.sources.checklists.endings import KINDS as TABLES
from engine.sources.checklists.grid import Grid, Opened, address
from engine.sources.checklists.open_file import open_file
from engine.sources.kept_readings import LIBRARIES
from engine.sources.word_body import read_body
from engine.workspace import Workspace

_FORMS = ("narrative_statement", "narrative_theme", "narrative_overview")
_CELL = re.compile(r"\b[A-Z]{1,3}\d{1,7}\b")
_IN_TABLE = re.compile(r"(.*), row (\d{1,6}), column (\d{1,5})")
_LINE = re.compile(r"line (\d{1,7})")
_AROUND = 2
"""Lines shown on each side of a line."""
_LONGEST = 400
"""Letters shown of a cell, paragraph or line."""
_HEADER_WITHIN = 20
"""Rows from the top of a sheet in which the headings of its columns are looked for."""


class Excerpts:
    """What stands at places of a workspace's inputs. Each file is read once, and within the bounds of every input.

    What stood at a place of the very same file is kept, so that it need not be opened again.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._held: dict[str, tuple[str, int, int]] = {}
        """Of each file its hash, its size and when it was written."""
        self._read: dict[str, Callable[[str], Excerpt]] = {}

    def of(self, place: Place) -> Excerpt:
        """The excerpt of a place; nothing where the file cannot be read, or has no such place any more."""
        path = self._path(place.file)
        if path is None or (place.file in self._read and self._read[place.file] is _nothing):
            return Excerpt()
        try:
            if place.file not in self._held:
                self._held[place.file] = key_of(whole(path, limits.FILE)), *_lies(path)
            kind = path.suffix.lower()
            rules = repr(self._headings) if kind == ".docx" else ""
            made_from = (self._held[place.file][0], kind, rules, place.where)
            return made_once("excerpts", Excerpt, made_from, LIBRARIES, lambda: self._found(path, place))
        except Exception:  # of a damaged file libraries let anything through; a finding tells of it
            self._read[place.file] = _nothing
            return Excerpt()

    def _found(self, path: Path, place: Place) -> Excerpt:
        if place.file not in self._read:
            self._read[place.file] = self._reader(path, place.file)
        found = self._read[place.file](place.where)
        if _lies(path) != self._held[place.file][1:]:
            raise _ChangedMeanwhileError  # or what the new file says were kept as what the former one said
        return found

    @cached_property
    def _headings(self) -> tuple[tuple[str, ...], ...]:
        """The headings of each kind of form, which decide what stands under which."""
        schemas = (schema_in_use(self._workspace, kind) for kind in _FORMS)
        return tuple(tuple(folded(meta(rules, "heading")) for rules in schema.values()) for schema in schemas)

    def _reader(self, path: Path, file: str) -> Callable[[str], Excerpt]:
        kind = path.suffix.lower()
        if kind in TABLES:
            opened = open_file(path)
            return _Sheets(opened.grids).at if isinstance(opened, Opened) else _nothing
        if kind == ".docx":
            return _Form(self._blocks(path, file)).at
        if kind == ".yaml":
            return _Lines(whole(path, YAML).decode("utf-8-sig").splitlines()).at
        return _nothing

    def _path(self, file: str) -> Path | None:
        """Where an input lies; None for a name that is none, or leads out of the inputs."""
        parts = PurePosixPath(file).parts
        if parts[:1] != ("inputs",) or ".." in parts:
            return None
        path = self._workspace.root.joinpath(*parts)
        return None if leads_out(self._workspace, path) else path

    def _blocks(self, path: Path, file: str) -> Iterator[tuple[Block, ...]]:
        """The blocks of a form by each kind of form."""
        for headings in self._headings:
            yield read_body(word_document(path, FORM), file, headings)[0]


def excerpt_json(found: Excerpt) -> dict[str, Any]:
    """As `check --format json` tells it."""
    lines = [{"heading": x.heading, "name": x.name, "text": x.text, "is_meant": x.is_meant} for x in found.lines]
    return {"trail": found.trail, "lines": lines}


class _ChangedMeanwhileError(Exception):
    """A file was saved between being hashed and being read."""


def _lies(path: Path) -> tuple[int, int]:
    """The size of a file, and when it was written."""
    about = as_it_lies(path).stat()
    return about.st_size, about.st_mtime_ns


def _nothing(_: str) -> Excerpt:
    return Excerpt()


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


class _Sheets:
    """A workbook, or a table of text."""

    def __init__(self, grids: tuple[Grid, ...]) -> None:
        self._grids = {grid.name: grid for grid in grids}

    def at(self, where: str) -> Excerpt:
        """The row of a place such as Safeguarding!C7, or C7 and D7 of it."""
        sheet, _, cells = where.rpartition("!")
        grid, meant = self._grids.get(sheet), set(_CELL.findall(cells))
        if grid is None or not meant:
            return Excerpt()
        first = _CELL.findall(cells)[0]
        number = int(first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        rows = dict(grid.rows())
        if number not in rows:
            return Excerpt()
        headings = _headings(grid, number)
        columns = sorted({cell.column for cell in rows[number]} | {c for c in headings if c in _of(meant)})
        shown = (
            ExcerptLine(
                heading=headings.get(column, ""),
                name=address(number, column),
                text=_short(grid.cells[number, column].text if (number, column) in grid.cells else ""),
                is_meant=address(number, column) in meant,
            )
            for column in columns
        )
        return Excerpt(sheet, tuple(shown))


def _of(names: set[str]) -> set[int]:
    """The columns of cells."""
    found = set()
    for name in names:
        number = 0
        for letter in name.rstrip("0123456789"):
            number = number * 26 + ord(letter) - 64
        found.add(number)
    return found


def _headings(grid: Grid, row: int) -> dict[int, str]:
    """The words above the columns: the first row near the top that fills more than one, above a row."""
    for number, cells in grid.rows():
        if number >= min(row, _HEADER_WITHIN + 1):
            break
        if len(cells) > 1:
            return {cell.column: _short(cell.text) for cell in cells}
    return {}


class _Form:
    """A Word form. readings: its blocks, as each kind of form has them; read on as long as a place is not found."""

    def __init__(self, readings: Iterator[tuple[Block, ...]]) -> None:
        self._to_come = readings
        self._read: list[Block] = []

    def at(self, where: str) -> Excerpt:
        """The paragraph, or the cell of a table, at a place such as How do we know? › paragraph 3."""
        in_table = _IN_TABLE.fullmatch(where)
        trail = (in_table[1] if in_table else where).rpartition(" › ")[0]
        for block in self._blocks():
            if isinstance(block, Paragraph) and block.place.where == where:
                return Excerpt(trail, (ExcerptLine("", "", _short(block.text), True),))
            if in_table and isinstance(block, Table) and block.place.where == in_table[1]:
                return Excerpt(trail, tuple(_cells(block, int(in_table[2]), int(in_table[3]))))
        return Excerpt()

    def _blocks(self) -> Iterator[Block]:
        yield from self._read
        for blocks in self._to_come:
            self._read += blocks
            yield from blocks


def _cells(table: Table, row: int, column: int) -> Iterator[ExcerptLine]:
    if not 1 <= row <= len(table.rows):
        return
    for number, cell in enumerate(table.rows[row - 1], 1):
        heading = table.rows[0][number - 1] if row > 1 and number <= len(table.rows[0]) else ()
        words = " ".join(line.text for line in lines_of(heading))
        text = " ".join(line.text for line in lines_of(cell))
        yield ExcerptLine(_short(words), f"row {row}, column {number}", _short(text), number == column)


class _Lines:
    """A file of lines, such as council.yaml."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def at(self, where: str) -> Excerpt:
        """A line with those around it."""
        found = _LINE.fullmatch(where)
        number = int(found[1]) if found else 0
        if not 1 <= number <= len(self._lines):
            return Excerpt()
        first, last = max(1, number - _AROUND), min(len(self._lines), number + _AROUND)
        shown = (ExcerptLine("", str(n), _short(self._lines[n - 1]), n == number) for n in range(first, last + 1))
        return Excerpt("", tuple(shown))
