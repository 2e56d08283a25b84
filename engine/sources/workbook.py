"""Excel workbooks: rows under named columns, wherever on the sheet the table begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path as FilePath
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from engine.findings import Finding, Place, Severity, error, unseen_letters, warning
from engine.foreign.plain_file import is_there
from engine.foreign.refusal import RefusedFile
from engine.foreign.start_tags import CellAt
from engine.foreign.workbook_file import ForeignSheet, ForeignWorkbook, foreign_workbook
from engine.links import LinkKind, read_link
from engine.model.record import NO_PLACE, Path, Record
from engine.plain_words import clean, folded, long_date
from engine.schema_rules import may_lack
from engine.schemas import Schema, meta, row_rules
from engine.sources import sheet_findings
from engine.sources.as_issued import laid_by_people
from engine.sources.beside_rows import beside_what_is_read
from engine.sources.cell_facts import CellKind
from engine.sources.excel_cell import ExcelCell, excel_cell
from engine.sources.unread_cells import of_people

_HEADER_WITHIN = 20
"""A table's header is looked for in this many rows from the top of its sheet."""

Value = str | int | float | bool | date


def read_workbook(
    path: FilePath, file: str, kind: str, schema: Schema, known: tuple[str, ...] = ()
) -> tuple[Record, list[Finding]]:
    """A workbook as a record of the schema's kind; with findings for what could not be read.

    known: words that it was sent out with, beside those of every workbook.
    """
    if not is_there(path):
        return Record(schema=kind, file=file, values={}), [
            error("I-01", Place(file), "The file is missing.", "Put it back into inputs/.")
        ]
    try:
        book = foreign_workbook(path)
    except RefusedFile as refused:
        return Record(schema=kind, file=file, values={}), [error("I-02", Place(file), *refused.reason)]
    return _Reader(book, file, kind, known).read(schema)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a sheet, with the rules of its field."""

    sheet: ForeignSheet
    rules: Schema

    @property
    def is_link(self) -> bool:
        """Whether addresses stand in it."""
        return self.rules.get("coerce") == "link"

    @property
    def is_day(self) -> bool:
        """Whether days stand in it."""
        return self.rules.get("type") == "date"


class _Reader:
    """Collects the values, places and findings of one workbook."""

    def __init__(self, book: ForeignWorkbook, file: str, kind: str, known: tuple[str, ...]) -> None:
        self.known = known
        self.sheets = book.sheets
        self.file = file
        self.kind = kind
        self.values: dict[str, Any] = {}
        self.places: dict[Path, str] = {}
        self.findings: list[Finding] = []
        self.unread: list[Path] = []
        self.lacks_a_sheet = False
        self.seen: defaultdict[str, set[CellAt]] = defaultdict(set)
        """By sheet, the cells that were read, or told of one by one."""

    def read(self, schema: Schema) -> tuple[Record, list[Finding]]:
        for field, rules in schema.items():
            if rules["type"] == "list":
                self.table(field, rules)
            else:
                self.labelled(field, rules)
        wanted = {
            sheet if sheet == "*" else folded(sheet) for sheet in (meta(rules, "sheet") for rules in schema.values())
        }
        first = self.sheets[:1]
        said = {folded(str(cell.value)) for sheet in first for cell in sheet.cells.values() if cell.value is not None}
        for sheet in self.sheets:
            self.findings += sheet_findings.drawn(self.file, sheet.title, laid_by_people(sheet.drawn, said), ())
            is_read = bool({"*", folded(sheet.title)} & wanted)
            self.findings += beside_what_is_read(
                self.file, sheet, self.seen[sheet.title], self.known, is_read=is_read, is_told=self.lacks_a_sheet
            )
        record = Record(
            schema=self.kind, file=self.file, values=self.values, places=self.places, unread=tuple(self.unread)
        )
        return record, self.findings

    def labelled(self, field: str, rules: Schema) -> None:
        """A single value: the cell to the right of its label."""
        for sheet in self.sheets:
            if folded(sheet.title) != folded(meta(rules, "sheet")):
                continue
            self.places[(field,)] = sheet.title
            for label in (cell for _, cells in _top_rows(sheet) for cell in cells):
                if folded(str(label.value)) == folded(meta(rules, "label")):
                    row, column = _right_of(label, sheet)
                    self.seen[sheet.title] |= {(label.row, label.column), (row, column)}
                    self.places[(field,)] = f"{sheet.title}!{get_column_letter(column)}{row}"
                    value = sheet.cells.get((row, column))
                    if value is not None:
                        self.keep(self.values, field, value, _Column(sheet, rules))
                        if field not in self.values and value.value is not None:
                            self.unread.append((field,))
                    return

    def table(self, field: str, rules: Schema) -> None:
        """All rows below a header that names the columns, from the sheet the schema names or from every sheet."""
        columns = {folded(meta(column, "column")): name for name, column in row_rules(rules).items()}
        wanted = meta(rules, "sheet")
        sheets = [sheet for sheet in self.sheets if wanted == "*" or folded(sheet.title) == folded(wanted)]
        if not sheets and may_lack(rules):
            return
        rows: list[dict[str, Any]] = []
        found = False
        for sheet in sheets:
            header = _header(sheet, columns)
            if header is None:
                continue
            found = True
            if wanted != "*":
                self.places[(field,)] = sheet.title
            self.rows(field, sheet, header, row_rules(rules), rows)
            self.missing_columns(field, sheet, header, row_rules(rules))
        self.values[field] = rows
        if not found:
            self.not_found(rules, wanted)

    def rows(
        self,
        field: str,
        sheet: ForeignSheet,
        header: tuple[int, dict[int, str]],
        rules: Schema,
        rows: list[dict[str, Any]],
    ) -> None:
        top, fields = header
        seen = self.seen[sheet.title]
        seen.update((top, column) for column in fields)
        columns = {name: _Column(sheet, rules[name]) for name in fields.values()}
        outside: dict[int, list[Cell]] = {}
        for number, cells in _filled_rows(sheet):
            if number <= top:
                continue
            row: dict[str, Any] = {}
            seen.update((cell.row, cell.column) for cell in cells)
            for cell in cells:
                name = fields.get(cell.column)
                if name is None:
                    outside.setdefault(cell.column, []).append(cell)
                else:
                    self.keep(row, name, cell, columns[name])
            if row:
                told = ((field, len(rows), fields[cell.column]) for cell in cells if cell.column in fields)
                self.unread.extend(path for path in told if path[2] not in row)
            self.unread_links(row, [cell for cell in cells if cell.column in fields], columns, fields)
            if row:
                self.places[(field, len(rows))] = f"{sheet.title}!A{number}"
                for column, name in fields.items():
                    self.places[(field, len(rows), name)] = f"{sheet.title}!{get_column_letter(column)}{number}"
                rows.append(row)
        for _, column_cells in sorted(outside.items()):
            self.outside(sheet, column_cells, top)

    def keep(self, row: dict[str, Any], name: str, cell: Cell, column: _Column) -> None:
        place = Place(self.file, f"{column.sheet.title}!{cell.coordinate}")
        found = excel_cell(cell, column.sheet)
        if found.fact:
            self.findings.append(sheet_findings.of_cell(place, found.fact, Severity.ERROR))
        if found.kind is CellKind.ERROR and found.value is not None:
            message = f"The cell shows the error {found.value}."
            self.findings.append(error("I-10", place, message, "Type the value itself."))
            return
        value = self.linked(found, place) if column.is_link else _value(found, is_day=column.is_day)
        if value is not None and value != "":
            row[name] = value
            self.findings += unseen_letters(place, str(cell.value))

    def linked(self, found: ExcelCell, place: Place) -> Value | None:
        """Where a cell for a link leads: by its words, where they are an address, else by its target."""
        says = _value(found, is_day=False)
        if not found.link or not isinstance(says, str):
            return says
        said, target = read_link(says), read_link(found.link)
        if not said.address:
            return found.link
        if target.address and said.address.rstrip("/") != target.address.rstrip("/"):
            self.findings.append(sheet_findings.leads_elsewhere(place, says, found.link))
        return says

    def unread_links(
        self, row: dict[str, Any], cells: list[Cell], columns: dict[str, _Column], fields: dict[int, str]
    ) -> None:
        """Links on cells where none is read, unless the row says the same address where one is."""
        here = next((name for name, column in columns.items() if column.is_link), "")
        said = read_link(str(row.get(here, ""))).address
        for cell in cells:
            column = columns[fields[cell.column]]
            target = excel_cell(cell, column.sheet).link
            if not target or column.is_link:
                continue
            leads = read_link(target)
            if leads.kind is not LinkKind.EMAIL and leads.address != said and clean(target) != clean(str(cell.value)):
                place = Place(self.file, f"{column.sheet.title}!{cell.coordinate}")
                title = meta(columns[here].rules, "column") if here else ""
                self.findings.append(sheet_findings.leads_somewhere(place, target, title))

    def outside(self, sheet: ForeignSheet, cells: list[Cell], top: int) -> None:
        """One finding for a column that is not read, however many of its cells hold words."""
        words = of_people({(cell.row, cell.column): str(cell.value) for cell in cells})
        if words:
            at = (top, cells[0].column)
            heading = clean(str(sheet.cells[at].value)) if at in sheet.cells else ""
            self.seen[sheet.title].add(at)
            fix = "Move it under one of the columns if it matters."
            finding = sheet_findings.unread_column(self.file, sheet.title, heading, words, Severity.INFO, fix)
            self.findings.append(finding)

    def missing_columns(
        self, field: str, sheet: ForeignSheet, header: tuple[int, dict[int, str]], rules: Schema
    ) -> None:
        """A finding for each column that is needed; one for all that may be left out, which count as blank."""
        place = Place(self.file, f"{sheet.title}!{header[0]}:{header[0]}")
        missing = {name: column for name, column in rules.items() if name not in header[1].values()}
        self.places.update(dict.fromkeys(((field, name) for name in missing), NO_PLACE))
        lacked = [meta(column, "column") for column in missing.values() if may_lack(column)]
        for column in missing.values():
            if not may_lack(column):
                message = f'The column "{meta(column, "column")}" is missing.'
                fix = "Put the column's heading back into the header row."
                self.findings.append(error("I-07", place, message, fix))
        if lacked:
            named = " or ".join(f'"{title}"' for title in lacked)
            message = f"There is no column {named} here: what would stand there counts as blank."
            fix = (
                "Nothing, if you do not need it. Else write its heading into the header row, as `penholder forms` does."
            )
            self.findings.append(warning("I-07", place, message, fix))

    def not_found(self, rules: Schema, wanted: str) -> None:
        self.lacks_a_sheet = True
        titles = ", ".join(meta(column, "column") for column in row_rules(rules).values() if not may_lack(column))
        present = ", ".join(f'"{sheet.title}"' for sheet in self.sheets)
        sheet = "No sheet" if wanted == "*" else f'No sheet "{wanted}"'
        message = f"{sheet} with the columns {titles} was found. The workbook has {present}."
        self.findings.append(
            error("I-06", Place(self.file), message, meta(rules, "fix", "Put the sheet back under its name."))
        )


def _header(sheet: ForeignSheet, columns: dict[str, str]) -> tuple[int, dict[int, str]] | None:
    """The header's row number and, by column number, the fields beneath; None where no row names two columns."""
    for number, cells in _top_rows(sheet):
        fields: dict[int, str] = {}
        for cell in cells:
            name = columns.get(folded(str(cell.value)))
            if name is not None and name not in fields.values():
                fields[cell.column] = name
        if len(fields) >= 2:
            return number, fields
    return None


def _filled_rows(sheet: ForeignSheet) -> Iterator[tuple[int, list[Cell]]]:
    """The rows that hold anything, by number, each with the cells that do.

    The grid of the sheet is not walked: where its last row was once touched, it has a million rows.
    """
    filled = (cell for at, cell in sheet.cells.items() if cell.value is not None or at in sheet.formulas)
    in_order = sorted(filled, key=lambda cell: (cell.row, cell.column))
    for number, cells in groupby(in_order, key=lambda cell: cell.row):
        yield number, list(cells)


def _top_rows(sheet: ForeignSheet) -> Iterator[tuple[int, list[Cell]]]:
    """The rows in which labels and headers are looked for."""
    return ((number, cells) for number, cells in _filled_rows(sheet) if number <= _HEADER_WITHIN)


def _right_of(label: Cell, sheet: ForeignSheet) -> CellAt:
    """The place beside a label, or beside the cells that the label was merged with."""
    merged = (area.right for area in sheet.merged if (area.top, area.left) == (label.row, label.column))
    return label.row, next(merged, label.column) + 1


def _value(found: ExcelCell, *, is_day: bool) -> Value | None:
    """What a cell shows: text cleaned, numbers and yes or no as they are; a day where days belong, else its words."""
    if found.day is not None and (is_day or _is_whole(found)):
        return found.day.date()
    return clean(found.value) if isinstance(found.value, str) else found.value


def _is_whole(found: ExcelCell) -> bool:
    """Whether a cell shows a day of a year, and nothing besides."""
    return found.day is not None and found.value == long_date(found.day)
