"""Excel workbooks: rows under named columns, wherever on the sheet the table begins."""

from __future__ import annotations

import warnings
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.findings import Finding, Place, error, info
from engine.plain_words import clean, folded
from engine.record import Path, Record
from engine.schemas import Schema, meta, row_rules
from engine.sources.office_file import trouble

_HEADER_WITHIN = 20
"""A table's header is looked for in this many rows from the top of its sheet."""

Value = str | int | float | bool | date


def read_workbook(path: FilePath, file: str, kind: str, schema: Schema) -> tuple[Record, list[Finding]]:
    """A workbook as a record of the schema's kind; with findings for what could not be read."""
    if not path.exists():
        return Record(kind, file, {}), [error("I-01", Place(file), "The file is missing.", "Put it back into inputs/.")]
    if reason := trouble(path):
        return Record(kind, file, {}), [error("I-02", Place(file), *reason)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions it leaves out, which we do not read
            book = load_workbook(path, data_only=True)
    except Exception as fault:  # openpyxl has no error of its own: anything may come out of a damaged part
        message = f"The workbook is damaged ({type(fault).__name__})."
        return Record(kind, file, {}), [
            error("I-02", Place(file), message, "Open it in Excel, save it again, and put it back.")
        ]
    return _Reader(book, file, kind).read(schema)


class _Reader:
    """Collects the values, places and findings of one workbook."""

    def __init__(self, book: Workbook, file: str, kind: str) -> None:
        self.sheets = [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]
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
        return Record(self.kind, self.file, self.values, self.places), self.findings

    def labelled(self, field: str, rules: Schema) -> None:
        """A single value: the cell to the right of its label."""
        for sheet in self.sheets:
            if folded(sheet.title) != folded(meta(rules, "sheet")):
                continue
            self.places[(field,)] = sheet.title
            for row in sheet.iter_rows(max_row=_HEADER_WITHIN):
                for label, value in pairwise(row):
                    if folded(str(label.value or "")) == folded(meta(rules, "label")):
                        self.places[(field,)] = f"{sheet.title}!{value.coordinate}"
                        self.keep((field,), self.values, field, value)
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
            self.places[(field,)] = sheet.title
            self.rows(field, sheet, header, rows)
            self.missing_columns(sheet, header, row_rules(rules))
        if found:
            self.values[field] = rows
        else:
            self.not_found(rules, wanted)

    def rows(
        self, field: str, sheet: Worksheet, header: tuple[int, dict[int, str]], rows: list[dict[str, Any]]
    ) -> None:
        top, fields = header
        for number, cells in enumerate(sheet.iter_rows(min_row=top + 1), start=top + 1):
            row: dict[str, Any] = {}
            for cell in cells:
                if cell.value is None or isinstance(cell, MergedCell):
                    continue
                name = fields.get(cell.column or 0)
                if name is None:
                    self.outside(sheet, cell)
                    continue
                path = (field, len(rows), name)
                self.places[path] = f"{sheet.title}!{cell.coordinate}"
                self.keep(path, row, name, cell)
            if row:
                self.places[(field, len(rows))] = f"{sheet.title}!A{number}"
                for column, name in fields.items():
                    blank = f"{get_column_letter(column)}{number}"
                    self.places.setdefault((field, len(rows), name), f"{sheet.title}!{blank}")
                rows.append(row)

    def keep(self, path: Path, row: dict[str, Any], name: str, cell: Cell | MergedCell) -> None:
        if isinstance(cell, Cell) and cell.data_type == "e":
            message = f"The cell shows the error {cell.value}."
            self.findings.append(error("I-10", Place(self.file, self.places[path]), message, "Type the value itself."))
        elif (value := _value(cell)) != "":
            row[name] = value

    def outside(self, sheet: Worksheet, cell: Cell | MergedCell) -> None:
        place = Place(self.file, f"{sheet.title}!{cell.coordinate}")
        text = clean(str(cell.value))
        message = f'"{text[:60]}" stands in a column that penholder does not read.'
        self.findings.append(info("I-14", place, message, "Move it under one of the columns if it matters."))

    def missing_columns(self, sheet: Worksheet, header: tuple[int, dict[int, str]], rules: Schema) -> None:
        present = set(header[1].values())
        for name, column in rules.items():
            if name not in present:
                place = Place(self.file, f"{sheet.title}!{header[0]}:{header[0]}")
                message = f'The column "{meta(column, "column")}" is missing.'
                self.findings.append(
                    error("I-07", place, message, "Put the column's heading back into the header row.")
                )

    def not_found(self, rules: Schema, wanted: str) -> None:
        titles = ", ".join(meta(column, "column") for column in row_rules(rules).values())
        present = ", ".join(f'"{sheet.title}"' for sheet in self.sheets)
        sheet = "No sheet" if wanted == "*" else f'No sheet "{wanted}"'
        message = f"{sheet} with the columns {titles} was found. The workbook has {present}."
        self.findings.append(
            error("I-06", Place(self.file), message, meta(rules, "fix", "Put the sheet back under its name."))
        )


def _header(sheet: Worksheet, columns: dict[str, str]) -> tuple[int, dict[int, str]] | None:
    """The header's row number and, by column number, the fields beneath; None where no row names two columns."""
    for number, cells in enumerate(sheet.iter_rows(max_row=_HEADER_WITHIN), start=1):
        fields: dict[int, str] = {}
        for column, cell in enumerate(cells, start=1):
            name = columns.get(folded(str(cell.value or "")))
            if name is not None and name not in fields.values():
                fields[column] = name
        if len(fields) >= 2:
            return number, fields
    return None


def _value(cell: Cell | MergedCell) -> Value:
    """The cell's value; text is cleaned, a number is kept as it is shown where its format says more."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _shown(value, str(cell.number_format))
    return value if isinstance(value, bool | date) else clean(str(value))


def _shown(value: float, form: str) -> Value:
    """A number the way Excel shows it, for the formats councils use: percentages, pounds and thousands."""
    decimals = len(form.partition(".")[2]) - len(form.partition(".")[2].lstrip("0"))
    if "%" in form:
        return f"{value * 100:.{decimals}f}%"
    if "£" in form:
        return f"£{value:,.{decimals}f}"
    if "#,##0" in form:
        return f"{value:,.{decimals}f}"
    return int(value) if float(value).is_integer() else value
