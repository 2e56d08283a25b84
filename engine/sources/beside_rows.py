"""What stands on a sheet of a workbook beside the rows that are read, and what of those nobody sees."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from engine.findings import Finding, Severity
from engine.foreign.start_tags import CellAt
from engine.foreign.workbook_file import ForeignSheet
from engine.sources import sheet_findings
from engine.sources.unread_cells import of_people


def beside_what_is_read(
    file: str, sheet: ForeignSheet, seen: Collection[CellAt], known: Collection[str], *, is_read: bool, is_told: bool
) -> Iterator[Finding]:
    """Findings, sheet by sheet, but for what lies on it.

    seen: the cells that were read, or told of one by one. known: words that it was sent out with. is_read: whether the
    sheet is one of those wanted. is_told: that sheets are not those which were sent out is told already.
    """
    for at in sorted(sheet.cells):
        if comment := sheet.cells[at].comment:
            yield sheet_findings.note(sheet_findings.place_of(file, sheet.title, at), comment.text, "a cell")
    filled = {at: str(cell.value) for at, cell in sheet.cells.items() if cell.value is not None}
    words = of_people({at: text for at, text in filled.items() if at not in seen}, (sheet.title, *known))
    if is_read:
        if words and seen:  # else no table was found on it, which is told
            yield sheet_findings.beside_the_tables(file, sheet.title, words)
        yield from _hidden(file, sheet, filled)
        yield from _dressed(file, sheet)
    elif words and sheet.is_hidden:
        yield sheet_findings.hidden_and_unread(file, sheet.title, words)
    elif words and not is_told:
        yield sheet_findings.unread(file, sheet.title, words)


def _hidden(file: str, sheet: ForeignSheet, filled: Mapping[CellAt, str]) -> list[Finding]:
    rows = sorted(sheet.hidden_rows & {row for row, _ in filled})
    used = {column for _, column in filled}
    columns = sorted(column for column in used if any(first <= column <= last for first, last in sheet.hidden_columns))
    return sheet_findings.hidden(file, sheet.title, rows, columns, whole=sheet.is_hidden and bool(filled))


def _dressed(file: str, sheet: ForeignSheet) -> Iterator[Finding]:
    for at in sorted(sheet.cells):
        cell, place = sheet.cells[at], sheet_findings.place_of(file, sheet.title, at)
        if at in sheet.struck and cell.value is not None:
            yield sheet_findings.struck(place, sheet.struck[at], str(cell.value), Severity.ERROR)
        if at in sheet.pale:
            yield sheet_findings.pale(place, str(cell.value))
