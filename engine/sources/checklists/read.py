"""One file that came back, from its bytes to its rows: every answer kept, every doubt told, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.escapes import escaped_name
from engine.findings import Finding, Place, error, info, unseen_letters, warning
from engine.foreign.plain_file import size_and_hash
from engine.foreign.refusal import RefusedFile
from engine.model.returned import ReturnedChecklist, Row
from engine.plain_words import folded
from engine.schemas import Schema, meta
from engine.sources.checklists.grid import Grid, Opened, address
from engine.sources.checklists.group import group_cell, group_notes
from engine.sources.checklists.items import Recognised, about, recognise, settle_twins
from engine.sources.checklists.lines import ItemLine, lines
from engine.sources.checklists.open_file import open_file
from engine.sources.checklists.recognised import Catalogue
from engine.sources.checklists.reporter import Reporter
from engine.sources.checklists.tables import TablePart, parts


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet with its tables, and the lines of each."""

    grid: Grid
    parts: tuple[tuple[TablePart, list[ItemLine]], ...]


def read_checklist(
    path: Path, file: str, catalogue: Catalogue, schema: Schema
) -> tuple[ReturnedChecklist, list[Finding]]:
    """A file as its rows, with findings for what nobody could read and what somebody should look at."""
    opened = open_file(path)
    if not isinstance(opened, Opened):
        return _nothing(file, path, opened[0]), [error("I-02", Place(file), *opened)]
    try:
        sheets = [_sheet(grid, catalogue) for grid in opened.grids]
    except RefusedFile as refused:
        return _nothing(file, path, refused.message), [error("I-02", Place(file), *refused.reason)]
    label = meta(schema["group"], "label")
    on_the_first = {folded(each.text) for grid in opened.grids[:1] for each in grid.cells.values()}
    reporter = Reporter(file, catalogue, label, on_the_first)
    for said in opened.told:
        reporter.findings.append(info("I-22", Place(file), said))
    if opened.is_one_sheet:
        reporter.findings.append(_one_sheet(file, sheets, schema))
    for sheet in sheets:
        reporter.sheet(sheet.grid, sheet.parts)
        for each in sheet.grid.cells.values():
            where = f"{sheet.grid.name}!{address(each.row, each.column)}"
            reporter.findings += unseen_letters(Place(file, where), each.raw)
    rows = [row for sheet in sheets for row in _told_rows(sheet, file, catalogue, reporter)]
    reporter.last()
    names_group = opened.is_one_sheet and any(reporter.says_who(sheet.grid) for sheet in sheets)
    if not any(sheet.parts for sheet in sheets) and not reporter.without_headings and not names_group:
        reporter.findings.append(_no_table(file, sheets, schema))
    group, where = group_cell(opened.grids, label)
    returned = ReturnedChecklist(
        file=file,
        group=group,
        names=(escaped_name(path.stem), *(sheet.grid.name for sheet in sheets)),
        rows=tuple(rows),
        coercions=tuple(reporter.coercions),
        digest=_digest(path),
        saved=opened.saved,
        refused="",
        group_place=Place(file, where),
        notes=tuple(group_notes((sheet.grid for sheet in sheets if not sheet.parts), label, file)),
    )
    return returned, reporter.findings


def _nothing(file: str, path: Path, reason: str) -> ReturnedChecklist:
    return ReturnedChecklist(
        file=file,
        group="",
        names=(escaped_name(path.stem),),
        rows=(),
        coercions=(),
        digest="",
        saved=None,
        refused=reason,
        group_place=Place(file),
    )


def _digest(path: Path) -> str:
    return size_and_hash(path)[1]


def _sheet(grid: Grid, catalogue: Catalogue) -> _Sheet:
    return _Sheet(grid, tuple((part, lines(grid, part, catalogue)) for part in parts(grid, catalogue)))


def _one_sheet(file: str, sheets: Sequence[_Sheet], schema: Schema) -> Finding:
    """A text file has one sheet of a workbook: which of ours it is, and that the others did not come."""
    label = meta(schema["group"], "label")
    holds = any(sheet.parts for sheet in sheets)
    is_ours = any(folded(cell.text) == folded(label) for sheet in sheets for cell in sheet.grid.cells.values())
    about = "It is the sheet that names the group, without any ratings. " if is_ours and not holds else ""
    message = f"{about}A text file (.csv) holds one sheet of a workbook. Whatever stood on its others did not come."
    return warning(
        "I-75", Place(file), message, "Ask for the workbook itself (.xlsx), unless there was one sheet alone."
    )


def _no_table(file: str, sheets: Sequence[_Sheet], schema: Schema) -> Finding:
    present = ", ".join(f'"{sheet.grid.name}"' for sheet in sheets)
    message = f"No sheet with checklist items and a column for ratings was found. The file has {present}."
    return error("I-06", Place(file), message, meta(schema["answers"], "fix"))


def _told_rows(sheet: _Sheet, file: str, catalogue: Catalogue, reporter: Reporter) -> list[Row]:
    """The rows of a sheet that count, when all there is to say of its cells was said."""
    counting = list(_rows(sheet, file, catalogue))
    for line, _ in counting:
        reporter.line(sheet.grid, line)
    if sheet.parts:
        reporter.beside(sheet.grid, sheet.parts, [line for line, _ in counting])
    return [row for _, row in counting]


def _rows(sheet: _Sheet, file: str, catalogue: Catalogue) -> Iterator[tuple[ItemLine, Row]]:
    """The rows that count, each with the line it was read from."""
    for part, found in sheet.parts:
        recognised = [recognise(line.words("item"), line.text, catalogue) for line in found]
        statement = about((one.items for one in recognised), part.statement)
        settled = settle_twins([one.items if not one.torn else () for one in recognised], _context(statement, part))
        for line, one, items in zip(found, recognised, settled, strict=True):
            row = _row(sheet.grid, file, line, Recognised(items or one.items, one.difference), statement)
            if row.items or row.text or not row.is_blank:
                yield line, row


def _context(statement: str, part: TablePart) -> str:
    """What decides between items of one wording: the rows around them first, the title of their sheet second."""
    return statement or part.statement


def _row(grid: Grid, file: str, line: ItemLine, found: Recognised, statement: str) -> Row:
    marked = line.marked
    cells = sorted({*marked.ratings.values(), *marked.unclear}, key=lambda cell: (cell.row, cell.column))
    texts = line.fields.get("text") or line.fields.get("item") or tuple(cells)
    words = texts[0].name if texts else f"A{line.row}"
    places = " and ".join(cell.name for cell in cells) or words
    own = found.items[0].rpartition(".")[0] if len(found.items) == 1 else statement
    return Row(
        items=found.items,
        statement=own,
        text=line.text,
        ratings=tuple(marked.ratings),
        unclear=tuple(cell.text for cell in marked.unclear),
        why=line.words("why"),
        have=line.words("have"),
        need=line.words("need"),
        difference=found.difference,
        place=Place(file, f"{grid.name}!{places}"),
        text_place=Place(file, f"{grid.name}!{words}"),
    )
