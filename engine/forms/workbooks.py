"""Blank workbooks: checklists, evidence and endorsements, with their ids and drop-down lists in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy

from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook

from engine.forms.form_brand import FormBrand
from engine.forms.form_sheets import (
    HEADER_ROW,
    Listing,
    fit_row,
    print_layout,
    protect,
    write_cell,
    write_listing,
    write_title,
)
from engine.forms.workbook_file import put_logo, workbook_bytes
from engine.model.assessment import Reply
from engine.model.council import Group
from engine.model.evidence import ComparatorKind, Status
from engine.model.framework import CHECKLISTS, Framework
from engine.model.issued_lines import endorsement_lines, evidence_lines
from engine.phrases import issued
from engine.schemas import Schema, meta, row_rules
from engine.templates.new_book import new_workbook

_SHEET_NAME_LENGTH = 31
"""Excel cuts the name of a sheet after this many characters."""
_HELP_WIDTH = 108
"""So many letters of help fit into a line of the first sheet."""
_SPARE = {"answers": 3, "library": 20, "sources": 10, "figures": 40, "recommendations": 20, "endorsements": 6}


def checklist_workbook(framework: Framework, group: Group, schema: Schema, brand: FormBrand) -> bytes:
    """A group's workbook: a sheet that names the group and says what to do, then one for each statement."""
    book = new_workbook()
    facts = ((meta(schema["group"], "label"), group.id), ("Name", group.name), ("Framework", framework.version))
    _about(book, issued.CHECKLIST_TITLE, facts, issued.CHECKLIST, brand)
    for statement in framework.statements:
        rows = [{"item": item.id, "text": item.text} for item in statement.items]
        sheet = book.create_sheet(statement.name[:_SHEET_NAME_LENGTH])
        listing = _listing(
            schema, "answers", statement.name, rows, framework, name=f"Checklist{statement.number}", tall=3
        )
        sheet.column_dimensions["A"].hidden = True
        write_listing(sheet, listing, brand)
    return workbook_bytes(book, f"Checklists: {group.name}", "Adult social care self-assessment", brand)


def evidence_workbook(framework: Framework, schema: Schema, brand: FormBrand) -> bytes:
    """The library with its rows, the data sources as listed, and room for figures and recommendations."""
    library = [
        {
            "library_row": row.id,
            "asked": row.text,
            "ref": f"D-{number:03}",
            "type": row.document_types[0],
            "status": Status.GAP.value,
        }
        for number, row in enumerate(framework.library, start=1)
    ]
    sources = [
        {"ref": f"E-{number:03}", "listed_as": source.id, "title": source.text, "used": "No"}
        for number, source in enumerate(framework.sources, start=1)
    ]
    book, help_lines = new_workbook(), evidence_lines(framework)
    _about(
        book, issued.EVIDENCE_TITLE, (("Council", brand.council), ("Framework", framework.version)), help_lines, brand
    )
    for field, rows in (("library", library), ("sources", sources), ("figures", []), ("recommendations", [])):
        title = meta(schema[field], "sheet")
        write_listing(book.create_sheet(title), _listing(schema, field, title, rows, framework), brand)
    return workbook_bytes(book, "Evidence", "Library, data sources and figures of the self-assessment", brand)


def endorsements_workbook(framework: Framework, schema: Schema, brand: FormBrand) -> bytes:
    """A row for each role that may endorse the report."""
    rows = [
        {"role": role.id, "declaration": role.declaration, "status": Reply.INVITED.value} for role in framework.roles
    ]
    title = meta(schema["endorsements"], "sheet")
    book = new_workbook()
    facts = (("Council", brand.council), ("Framework", framework.version))
    _about(book, issued.ENDORSEMENTS_TITLE, facts, endorsement_lines(framework), brand)
    write_listing(book.create_sheet(title), _listing(schema, "endorsements", title, rows, framework), brand)
    return workbook_bytes(book, "Endorsements", "Who endorses the self-assessment", brand)


def _listing(
    schema: Schema,
    field: str,
    title: str,
    rows: Sequence[Mapping[str, str]],
    framework: Framework,
    name: str = "",
    tall: int = 1,
) -> Listing:
    fixed = frozenset({"item", "text", "library_row", "asked", "listed_as"}) if rows else frozenset[str]()
    return Listing(
        name=name or title.replace(" ", ""),
        title=title,
        hint=issued.LISTING,
        rules=row_rules(schema[field]),
        rows=rows,
        fixed=fixed,
        spare=_SPARE[field],
        choices=_choices(framework),
        tall=tall,
    )


def _choices(framework: Framework) -> dict[str, list[str]]:
    """By kind of name, what a cell may be given."""
    return {
        "rating": [rating.name for rating in framework.ratings],
        "statement": [statement.id for statement in framework.statements],
        "library group": [group.id for group in framework.library_groups],
        "listed source": [source.id for source in framework.sources],
        "role": [role.id for role in framework.roles],
        "declaration": [declaration.id for declaration in framework.declarations],
        "kind of evidence": [*(kind.id for kind in framework.evidence_kinds), CHECKLISTS],
        "comparator": [kind.value for kind in ComparatorKind if kind.value],
    }


def _about(
    book: Workbook, title: str, facts: Sequence[tuple[str, str]], help_lines: Sequence[str], brand: FormBrand
) -> None:
    """The first sheet: whose workbook it is, and what to do."""
    sheet = book.create_sheet("About")
    write_title(sheet, title, brand.council, brand)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 96
    sheet.column_dimensions["C"].width = 24
    for row, (label, value) in enumerate(facts, start=HEADER_ROW):
        write_cell(sheet, row, 1, label, brand).font = Font(name=brand.font, size=10, bold=True, color=brand.deep)
        write_cell(sheet, row, 2, value, brand).fill = PatternFill("solid", fgColor=brand.wash)
    start = HEADER_ROW + len(facts) + 1
    write_cell(sheet, start, 1, issued.HOW, brand).font = Font(name=brand.font, size=12, bold=True, color=brand.deep)
    sheet.cell(start, 1).alignment = copy(sheet.cell(1, 1).alignment)
    for number, line in enumerate(help_lines, start=1):
        write_cell(sheet, start + number, 1, str(number), brand)
        write_cell(sheet, start + number, 2, line, brand)
        fit_row(sheet, start + number, 1 + len(line) // _HELP_WIDTH)
    put_logo(sheet, "C1", brand)
    print_layout(sheet, brand)
    protect(sheet)
