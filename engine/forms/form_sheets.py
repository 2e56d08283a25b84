"""One sheet of a blank workbook: a title, and a table whose ids are protected and whose cells are open to write in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from engine.fonts.widths import lines_needed
from engine.forms.form_brand import FormBrand
from engine.schemas import Schema, meta
from engine.templates.new_book import PAGE, GrowingRow, across, room_in

HEADER_ROW = 4
_WIDTHS = {"text": 45, "asked": 46, "why": 34, "have": 27, "need": 27, "title": 38, "comment": 46, "link": 34}
_WIDTHS |= {
    "measure": 38,
    "note": 38,
    "rating": 19,
    "item": 18,
    "status": 15,
    "reason": 30,
    "where_to_look": 24,
    "email": 34,
    "recommendation": 26,
    "action": 26,
}
_WIDTH = {"date": 16, "boolean": 13}
"""Widths of columns, in characters: by field, else by type, else 18."""
_LONGEST_LIST = 255
"""What Excel allows for the choices of a drop-down list, written out."""
_LINE_HEIGHT, _TALLEST = 13.5, 400
"""Points; Excel shows no row taller than 409."""
_POINTS = 10.0
_INDENT = 10
"""Dots between the border of a cell and its text."""
_PROMPT_LENGTH = 250
_LEAST_SCALE = 90
"""In hundredths: ten points are printed as nine, and no smaller."""
_OPEN = Protection(locked=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table to make. rows: what is filled in, by field. fixed: fields nobody should change. spare: rows to add to.

    choices: by kind of name, what may be chosen. tall: the least height of a row in lines.
    """

    name: str
    title: str
    hint: str
    rules: Schema
    rows: Sequence[Mapping[str, Any]]
    fixed: frozenset[str]
    spare: int
    choices: Mapping[str, Sequence[str]]
    tall: int = 1


def write_listing(sheet: Worksheet, listing: Listing, brand: FormBrand) -> None:
    """The title, the header row, the rows, what may be chosen, protection and print layout."""
    write_title(sheet, listing.title, listing.hint, brand)
    last = HEADER_ROW + len(listing.rows) + listing.spare
    for column, (field, rules) in enumerate(listing.rules.items(), start=1):
        _header(sheet, column, meta(rules, "column"), brand)
        sheet.column_dimensions[get_column_letter(column)].width = _width(field, rules)
        _chooser(sheet, get_column_letter(column), last, rules, listing)
    for number in range(HEADER_ROW + 1, last + 1):
        index = number - HEADER_ROW - 1
        _row(sheet, number, listing.rows[index] if index < len(listing.rows) else {}, listing, brand)
    area = f"A{HEADER_ROW}:{get_column_letter(len(listing.rules))}{last}"
    sheet.add_table(Table(displayName=listing.name, name=listing.name, ref=area))
    first_free = next((n for n, field in enumerate(listing.rules, start=1) if field not in listing.fixed), 1)
    sheet.freeze_panes = f"{get_column_letter(first_free)}{HEADER_ROW + 1}"
    print_layout(sheet, brand)
    if sheet.print_title_cols or sheet.column_dimensions["A"].hidden:
        _title_beside(sheet)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    protect(sheet)


def write_title(sheet: Worksheet, title: str, hint: str, brand: FormBrand) -> None:
    """The sheet's title in A1 and what to do in A2; neither belongs to a table."""
    for row, text, font in (
        (1, title, Font(name=brand.font, size=16, bold=True, color=brand.deep)),
        (2, hint, Font(name=brand.font, size=10, color=brand.slate)),
    ):
        cell = sheet.cell(row, 1, text)
        cell.data_type, cell.font, cell.alignment = "s", font, Alignment(wrap_text=False, vertical="center")
    sheet.row_dimensions[1].height = 26
    sheet.sheet_view.showGridLines = False


def write_cell(sheet: Worksheet, row: int, column: int, value: Any, brand: FormBrand) -> Cell:
    """A cell with a text in it, wrapped; a text that begins with = stays text."""
    cell: Any = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = str(cell.value).startswith(("=", "+", "-", "@"))
    cell.font = Font(name=brand.font, size=10)
    cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
    made: Cell = cell
    return made


def fit_row(sheet: Worksheet, number: int, lines: int) -> None:
    """Make a row as high as so many lines; it still grows when more is typed."""
    height = min(lines * _LINE_HEIGHT + 4, _TALLEST)
    sheet.row_dimensions[number] = GrowingRow(sheet, index=number, ht=height)


def print_layout(sheet: Worksheet, brand: FormBrand) -> None:
    """A4 landscape, no smaller than can be read, with the council, the sheet and the page number below.

    What is wider than a page goes on beside it, on the very next page, under its first column again.
    """
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    columns = [about for about in sheet.column_dimensions.values() if not about.hidden]
    width = across(about.width for about in columns)
    sheet.page_setup.scale = max(_LEAST_SCALE, min(100, int(100 * PAGE / width)))
    sheet.page_setup.pageOrder = "overThenDown"
    sheet.print_title_cols = "A:A" if width * sheet.page_setup.scale > 100 * PAGE else None
    sheet.sheet_properties.tabColor = brand.lead
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom = 0.7
    sheet.HeaderFooter.scaleWithDoc = False
    foot: Any = sheet.oddFooter
    for part, text in zip(
        (foot.left, foot.center, foot.right),
        (brand.council.replace("&", "&&"), "&A", "Page &P of &N"),
        strict=True,
    ):
        part.text, part.size = text, 9


def protect(sheet: Worksheet) -> None:
    """Protect what is not to be changed, without a password. Sorting, filtering and formats stay allowed."""
    guard = sheet.protection
    guard.enable()
    guard.sort = guard.autoFilter = False
    guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.insertHyperlinks = False


def _title_beside(sheet: Worksheet) -> None:
    """Move the title out of a first column that is hidden, or printed on each page: it would be cut off there."""
    for row in (1, 2):
        first: Any = sheet.cell(row, 1)
        shown: Any = sheet.cell(row, 2, first.value)
        shown.data_type, shown.font, shown.alignment = "s", copy(first.font), copy(first.alignment)
        first.value = None


def _header(sheet: Worksheet, column: int, text: str, brand: FormBrand) -> None:
    head = write_cell(sheet, HEADER_ROW, column, text, brand)
    head.font = Font(name=brand.font, size=10, bold=True, color="FFFFFF")
    head.fill = PatternFill("solid", fgColor=brand.deep)
    head.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    head.border = _border(brand)
    sheet.row_dimensions[HEADER_ROW].height = 30


def _row(sheet: Worksheet, number: int, row: Mapping[str, Any], listing: Listing, brand: FormBrand) -> None:
    lines = listing.tall
    for column, (field, rules) in enumerate(listing.rules.items(), start=1):
        cell = write_cell(sheet, number, column, row.get(field), brand)
        cell.border = _border(brand)
        if field in row and field in listing.fixed:
            cell.fill = PatternFill("solid", fgColor=brand.wash)
        else:
            cell.protection = _OPEN
        if rules["type"] == "date":
            cell.number_format = "d mmmm yyyy"
        room = room_in(_width(field, rules), _INDENT)
        lines = max(lines, lines_needed(str(row.get(field) or ""), brand.font, False, _POINTS, room))
    fit_row(sheet, number, lines)


def _border(brand: FormBrand) -> Border:
    line = Side(style="thin", color=brand.lead)
    return Border(top=line, bottom=line, left=line, right=line)


def _width(field: str, rules: Schema) -> int:
    return _WIDTHS.get(field, _WIDTH.get(rules["type"], 18))


def _chooser(sheet: Worksheet, letter: str, last: int, rules: Schema, listing: Listing) -> None:
    """The drop-down list of a column, and what is said when one of its cells is entered."""
    several = listing.choices.get(rules.get("known_each", ""))
    allowed = [choice for choice in rules.get("allowed", ()) if choice] or listing.choices.get(rules.get("known", ""))
    allowed = allowed or several
    if rules.get("coerce") == "yes_or_no":
        allowed = ["Yes", "No"]
    written = ",".join(allowed or ())
    words = meta(rules, "fix")
    if not (0 < len(written) < _LONGEST_LIST or words):
        return
    about = DataValidation(type="list" if 0 < len(written) < _LONGEST_LIST else None, allow_blank=True)
    if about.type:
        about.formula1 = f'"{written}"'
        about.showErrorMessage = not several  # Excel offers one entry of the list; others are typed behind it
        about.errorTitle, about.error = "Not on the list", (words or "Choose one from the list.")[:_PROMPT_LENGTH]
    if words:
        about.showInputMessage = True
        about.promptTitle, about.prompt = meta(rules, "column")[:32], words[:_PROMPT_LENGTH]
    sheet.add_data_validation(about)
    about.add(f"{letter}{HEADER_ROW + 1}:{letter}{last}")
