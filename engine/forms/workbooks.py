"""Blank workbooks: checklists, evidence and endorsements, with their ids and drop-down lists in place."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from engine.model.council import Group
from engine.model.framework import Framework
from engine.schemas import Schema, meta, row_rules

HEADER_ROW = 4
_DEEP, _WASH, _HAIR = "12404A", "EEF4F3", "BACBCC"
_WIDE = {"text", "asked", "why", "title", "comment", "link", "measure", "note"}
_LINE = Side(style="thin", color=_HAIR)
_SHEET_NAME_LENGTH = 31
"""Excel cuts the name of a sheet after this many characters."""

Row = Mapping[str, Any]


def checklist_workbook(framework: Framework, group: Group, schema: Schema) -> bytes:
    """A group's workbook: a sheet that names the group, then one for each statement."""
    book = _book()
    about = book.create_sheet("About")
    _title(
        about,
        "Adult social care checklists",
        "Rate each item, and say why. Leave a rating blank if you cannot answer it.",
    )
    for row, (label, value) in enumerate((("Group", group.id), ("Name", group.name)), start=HEADER_ROW):
        _cell(about, row, 1, label, printed=True)
        _cell(about, row, 2, value)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 20, 60
    choices = [rating.name for rating in framework.ratings]
    for statement in framework.statements:
        rows = [{"item": item.id, "text": item.text} for item in statement.items]
        sheet = book.create_sheet(statement.name[:_SHEET_NAME_LENGTH])
        _table(sheet, statement.name, row_rules(schema["answers"]), rows, {"rating": choices})
        sheet.column_dimensions["A"].hidden = True
    return _saved(book)


def evidence_workbook(framework: Framework, schema: Schema) -> bytes:
    """The library with its rows, the data sources as listed, and room for figures."""
    library = [
        {
            "library_row": row.id,
            "asked": row.text,
            "ref": f"D-{number:03}",
            "type": row.document_types[0],
            "status": "Gap",
        }
        for number, row in enumerate(framework.library, start=1)
    ]
    sources = [
        {"ref": f"E-{number:03}", "listed_as": source.id, "title": source.text, "used": "No"}
        for number, source in enumerate(framework.sources, start=1)
    ]
    book = _book()
    for field, rows in (("library", library), ("sources", sources), ("figures", [])):
        _table(
            book.create_sheet(meta(schema[field], "sheet")),
            meta(schema[field], "sheet"),
            row_rules(schema[field]),
            rows,
            {},
        )
    return _saved(book)


def endorsements_workbook(framework: Framework, schema: Schema) -> bytes:
    """A row for each role that may endorse the report."""
    rows = [{"role": role.id, "declaration": role.declaration, "status": "Invited"} for role in framework.roles]
    book = _book()
    rules = schema["endorsements"]
    _table(book.create_sheet(meta(rules, "sheet")), meta(rules, "sheet"), row_rules(rules), rows, {})
    return _saved(book)


def _book() -> Workbook:
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    return book


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _title(sheet: Worksheet, title: str, hint: str) -> None:
    _cell(sheet, 1, 1, title).font = Font(name="Arial", size=16, bold=True, color=_DEEP)
    _cell(sheet, 2, 1, hint).font = Font(name="Arial", size=10)
    for row in (1, 2):
        sheet.cell(row, 1).alignment = Alignment(wrap_text=False)
        sheet.cell(row, 1).border = Border()
    sheet.sheet_view.showGridLines = False


def _table(
    sheet: Worksheet, title: str, rules: Schema, rows: Iterable[Row], choices: Mapping[str, Sequence[str]]
) -> None:
    """A header with the schema's columns, the rows that are known beforehand, and drop-downs."""
    _title(sheet, title, "Do not change the headings of the columns or the ids.")
    for column, (field, about) in enumerate(rules.items(), start=1):
        head = _cell(sheet, HEADER_ROW, column, meta(about, "column"))
        head.font = Font(name="Arial", size=10, bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=_DEEP)
        sheet.column_dimensions[get_column_letter(column)].width = 46 if field in _WIDE else 18
        allowed = choices.get(field) or [choice for choice in about.get("allowed", ()) if choice]
        if allowed:
            _drop_down(sheet, get_column_letter(column), allowed)
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        for column, field in enumerate(rules, start=1):
            _cell(sheet, number, column, row.get(field), printed=field in row)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _drop_down(sheet: Worksheet, column: str, choices: Sequence[str]) -> None:
    listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    sheet.add_data_validation(listed)
    listed.add(f"{column}{HEADER_ROW + 1}:{column}{HEADER_ROW + 200}")


def _cell(sheet: Worksheet, row: int, column: int, value: Any, printed: bool = False) -> Any:
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"  # text that begins with = stays text
    cell.font = Font(name="Arial", size=10)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = Border(top=_LINE, bottom=_LINE, left=_LINE, right=_LINE)
    if printed:
        cell.fill = PatternFill("solid", fgColor=_WASH)
    return cell
