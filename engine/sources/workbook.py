"""Excel workbooks: rows under named columns, wherever on the sheet the table begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path as FilePath
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from engine.findings import Finding, Place, error, info, unseen_letters, warning
from engine.foreign.plain_file import is_there
from engine.foreign.refusal import RefusedFile
from engine.foreign.start_tags import CellAt
from engine.foreign.workbook_file import ForeignSheet, ForeignWorkbook, foreign_workbook
from engine.model.record import NO_PLACE, Path, Record
from engine.plain_words import clean, folded
from engine.schema_rules import may_lack
from engine.schemas import Schema, meta, row_rules
from engine.sources.number_format import is_format, shown

_HEADER_WITHIN = 20
"""A table's header is looked for in this many rows from the top of its sheet."""

_NOT_PART_OF_A_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""Quoted words, escaped characters, and languages or colours in brackets."""

Value = str | int | float | bool | date


def read_workbook(path: FilePath, file: str, kind: str, schema: Schema) -> tuple[Record, list[Finding]]:
    """A workbook as a record of the schema's kind; with findings for what could not be read."""
    if not is_there(path):
        return Record(kind, file, {}), [error("I-01", Place(file), "The file is missing.", "Put it back into inputs/.")]
    try:
        book = foreign_workbook(path)
    except RefusedFile as refused:
        return Record(kind, file, {}), [error("I-02", Place(file), *refused.reason)]
    return _Reader(book, file, kind).read(schema)


class _Reader:
    """Collects the values, places and findings of one workbook."""

    def __init__(self, book: ForeignWorkbook, file: str, kind: str) -> None:
        self.sheets = book.sheets
        self.file = file
        self.kind = kind
        self.values: dict[str, Any] = {}
        self.places: dict[Path, str] = {}
        self.findings: list[Finding] = []

    def read(self, schema: Schema) -> tuple[Record, list[Finding]]:
        for field, rules in schema.items():
            if rules["type"] == "list":
                self.table(field, rules)
            else:
                self.labelled(field, rules)
        return Record(schema=self.kind, file=self.file, values=self.values, places=self.places), self.findings

    def labelled(self, field: str, rules: Schema) -> None:
        """A single value: the cell to the right of its label."""
        for sheet in self.sheets:
            if folded(sheet.title) != folded(meta(rules, "sheet")):
                continue
            self.places[(field,)] = sheet.title
            for label in (cell for _, cells in _top_rows(sheet) for cell in cells):
                if folded(str(label.value)) == folded(meta(rules, "label")):
                    row, column = _right_of(label, sheet)
                    self.places[(field,)] = f"{sheet.title}!{get_column_letter(column)}{row}"
                    value = sheet.cells.get((row, column))
                    if value is not None and value.value is not None:
                        self.keep(self.values, field, value, sheet)
                    return

    def table(self, field: str, rules: Schema) -> None:
        """All rows below a header that names the columns, from the sheet the schema names or from every sheet."""
        columns = {folded(meta(column, "column")): name for name, column in row_rules(rules).items()}
        wanted = meta(rules, "sheet")
        sheets = [sheet for sheet in self.sheets if wanted == "*" or folded(sheet.title) == folded(wanted)]
        rows: list[dict[str, Any]] = []
        found = False
        for sheet in sheets:
            header = _header(sheet, columns)
            if header is None:
                continue
            found = True
            if wanted != "*":
                self.places[(field,)] = sheet.title
            self.rows(field, sheet, header, rows)
            self.missing_columns(field, sheet, header, row_rules(rules))
        self.values[field] = rows
        if not found:
            self.not_found(rules, wanted)

    def rows(
        self, field: str, sheet: ForeignSheet, header: tuple[int, dict[int, str]], rows: list[dict[str, Any]]
    ) -> None:
        top, fields = header
        outside: dict[int, list[Cell]] = {}
        for number, cells in _filled_rows(sheet):
            if number <= top:
                continue
            row: dict[str, Any] = {}
            for cell in cells:
                name = fields.get(cell.column)
                if name is None:
                    outside.setdefault(cell.column, []).append(cell)
                else:
                    self.keep(row, name, cell, sheet)
            if row:
                self.places[(field, len(rows))] = f"{sheet.title}!A{number}"
                for column, name in fields.items():
                    self.places[(field, len(rows), name)] = f"{sheet.title}!{get_column_letter(column)}{number}"
                rows.append(row)
        for _, column_cells in sorted(outside.items()):
            self.outside(sheet, column_cells)

    def keep(self, row: dict[str, Any], name: str, cell: Cell, sheet: ForeignSheet) -> None:
        if cell.data_type == "e":
            place = Place(self.file, f"{sheet.title}!{cell.coordinate}")
            message = f"The cell shows the error {cell.value}."
            self.findings.append(error("I-10", place, message, "Type the value itself."))
        elif (value := _value(cell)) != "":
            row[name] = value
            self.findings += unseen_letters(Place(self.file, f"{sheet.title}!{cell.coordinate}"), str(cell.value))

    def outside(self, sheet: ForeignSheet, cells: list[Cell]) -> None:
        """One finding for a column that is not read, however many of its cells hold words."""
        filled = [(text, cell) for cell in cells if (text := clean(str(cell.value)))]
        if filled:
            text, first = filled[0]
            more = f" and {len(filled) - 1:,} more, down to {filled[-1][1].coordinate}," if len(filled) > 1 else ""
            message = f'"{text[:60]}"{more} stands in a column that penholder does not read.'
            place = Place(self.file, f"{sheet.title}!{first.coordinate}")
            self.findings.append(info("I-14", place, message, "Move it under one of the columns if it matters."))

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
            named = ", ".join(f'"{title}"' for title in lacked)
            message = f"There is no column {named} here, so it counts as blank."
            fix = (
                "Nothing, if you do not need it. Else write its heading into the header row, as `penholder forms` does."
            )
            self.findings.append(warning("I-07", place, message, fix))

    def not_found(self, rules: Schema, wanted: str) -> None:
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
    filled = (cell for cell in sheet.cells.values() if cell.value is not None)
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


def _value(cell: Cell) -> Value:
    """The cell's value; text is cleaned, numbers and months are kept as they are shown."""
    value = cell.value
    if isinstance(value, datetime):
        return _day(value, str(cell.number_format))
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return shown(value, str(cell.number_format))
    return value if isinstance(value, bool | date) else clean(str(value))


def _day(value: datetime, form: str) -> Value:
    """A date; as words where the cell shows no day: Excel makes the first of a month of a typed "March 2026"."""
    parts = set(_NOT_PART_OF_A_DATE.sub("", form).casefold()) if is_format(form) else set[str]()
    if parts & {"d", "h", "s"} or not parts & {"m", "y"}:
        return value.date()
    return f"{value:%B %Y}" if "m" in parts else str(value.year)
