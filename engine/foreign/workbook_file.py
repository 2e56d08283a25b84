"""Excel workbooks: looked at as a stream, then read by openpyxl from a copy that holds what is read here alone."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from engine.foreign import limits
from engine.foreign.cell_styles import cell_styles, no_styles
from engine.foreign.drawn_objects import DrawnObject, drawn_objects
from engine.foreign.filled_cells import FilledCells, linked
from engine.foreign.office_kind import OfficeKind
from engine.foreign.office_package import OfficePackage, opened_package
from engine.foreign.pale_cells import pale
from engine.foreign.refusal import RefusedFile, megabytes
from engine.foreign.shared_texts import SharedTexts, letters_in_use, plain_table, shared_texts, too_many_letters
from engine.foreign.sheet_scan import (
    SHEET_NAMESPACE,
    MergedRange,
    ScannedSheet,
    WorkbookTally,
    scan_sheet,
)
from engine.foreign.start_tags import CellAt
from engine.foreign.workbook_parts import (
    ListedSheet,
    listed_sheets,
    refuse_strange_notes,
    when_saved,
)
from engine.phrases import nouns

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NO_SHEETS = ("/chartsheet", "/dialogsheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignSheet:
    """A sheet. cells: those with a value, a note or a format, but none that is merged with one above it or to its left.

    formulas: the text of each, with the sign = before it; the cell itself has what it came to when it was saved last.
    without_result: those that were never worked out. links: where a cell leads to. struck: by cell, the words of it
    that have a line through them. pictures: cells that hold a picture. pale: those whose letters nobody sees. drawn:
    what lies on the sheet outside its cells.
    """

    title: str
    is_hidden: bool
    cells: Mapping[CellAt, Cell]
    merged: tuple[MergedRange, ...]
    formulas: Mapping[CellAt, str]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    without_result: frozenset[CellAt] = frozenset()
    links: Mapping[CellAt, str] = field(default_factory=dict)
    struck: Mapping[CellAt, str] = field(default_factory=dict)
    pictures: frozenset[CellAt] = frozenset()
    pale: frozenset[CellAt] = frozenset()
    drawn: tuple[DrawnObject, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignWorkbook:
    """Every sheet of cells in its order, then those that are nothing but a chart.

    saved: when its program saved it last, where it says so.
    """

    sheets: tuple[ForeignSheet, ...]
    saved: datetime | None


def foreign_workbook(path: Path) -> ForeignWorkbook:
    """A workbook. Raises RefusedFile where it cannot be read, or is more than anybody fills in."""
    with opened_package(path, OfficeKind.EXCEL) as package:
        prepared = _prepared(package)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions it leaves out, which we do not read
            book = load_workbook(io.BytesIO(prepared.copy), data_only=True, keep_links=False)
    except Exception as fault:  # openpyxl has no error of its own: anything may come out of a damaged part
        message = "The workbook is damaged."
        raise RefusedFile(message, OfficeKind.EXCEL.again) from fault
    return ForeignWorkbook((*_sheets(book, prepared), *prepared.charts), prepared.saved)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What was read of a sheet beside its cells. links: by the range of each, where it leads."""

    links: dict[str, str]
    drawn: tuple[DrawnObject, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The copy for openpyxl, and what was read beside it."""

    copy: bytes
    sheets: tuple[tuple[ListedSheet, ScannedSheet, _Beside], ...]
    charts: tuple[ForeignSheet, ...]
    saved: datetime | None


def _prepared(package: OfficePackage) -> _Prepared:
    archive, again = package.archive, package.kind.again
    size = sum(archive.size(name) for name in archive.names if name.lower().endswith((".xml", ".rels", ".vml")))
    if size > limits.WORKBOOK_XML:
        message = f"Unpacked, the workbook would take {megabytes(size)}; {megabytes(limits.WORKBOOK_XML)} is the most."
        raise RefusedFile(message, "Copy the filled rows into a new workbook, and put it here.")
    listed, from_1904 = listed_sheets(package.main, package.read(package.main), again)
    parts = {relation.id: relation for relation in package.relations(package.main)}
    there = [
        (sheet, parts[sheet.relation].target)
        for sheet in listed
        if sheet.relation in parts and package.has(parts[sheet.relation].target)
    ]
    at_hand = [sheet for sheet, _ in there]
    if lost := [sheet.title for sheet in listed if sheet not in at_hand]:  # nobody knows what it said
        raise RefusedFile(f"The file is damaged (its sheet {lost[0]} is not in it).", again)
    of_cells = [each for each in there if not parts[each[0].relation].kind.endswith(_NO_SHEETS)]
    styles_part = package.of_book("styles")
    styles = cell_styles(styles_part, package.read(styles_part), again) if styles_part else no_styles()
    texts_part = package.of_book("sharedStrings")
    texts = shared_texts(texts_part, package.read(texts_part), again) if texts_part else None
    struck = texts.struck if texts else {}
    tally = WorkbookTally()
    scanning = _Scanning(tally, styles.count, struck)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as copy:
        scanned = [
            (sheet, *_copied(package, part, n, copy, scanning)) for n, (sheet, part) in enumerate(of_cells, start=1)
        ]
        _copy_texts(texts, copy, tally)
        copy.writestr("xl/styles.xml", styles.data)
        _write_frame(copy, len(scanned), from_1904)
    properties = next((r.target for r in package.of_package if r.kind.endswith("/core-properties")), "")
    saved = when_saved(properties, package.read(properties), again) if package.has(properties) else None
    charts = tuple(_without_cells(package, sheet, part) for sheet, part in there if (sheet, part) not in of_cells)
    return _Prepared(buffer.getvalue(), tuple(scanned), charts, saved)


def _without_cells(package: OfficePackage, listed: ListedSheet, part: str) -> ForeignSheet:
    return ForeignSheet(
        title=listed.title,
        is_hidden=listed.is_hidden,
        cells={},
        merged=(),
        formulas={},
        hidden_rows=frozenset(),
        hidden_columns=(),
        drawn=drawn_objects(package, part, (), ()),
    )


@dataclass(frozen=True, slots=True)
class _Scanning:
    """What all sheets of a workbook share while they are gone through."""

    tally: WorkbookTally
    styles: int
    struck: Mapping[str, str]


def _copied(
    package: OfficePackage, part: str, number: int, copy: zipfile.ZipFile, scanning: _Scanning
) -> tuple[ScannedSheet, _Beside]:
    """Go through a sheet, and put into the copy what openpyxl is to read of it; what is read beside it comes back."""
    again = package.kind.again
    scanned = scan_sheet(part, package.read(part), scanning.tally, scanning.styles, again, scanning.struck)
    copy.writestr(f"xl/worksheets/sheet{number}.xml", scanned.data)
    if notes := package.target(part, "comments"):
        data = package.read(notes)
        refuse_strange_notes(notes, data, again)
        copy.writestr(f"xl/comments{number}.xml", data)
        relation = f'<Relationship Id="n" Type="{_OFFICE}/comments" Target="/xl/comments{number}.xml"/>'
        copy.writestr(f"xl/worksheets/_rels/sheet{number}.xml.rels", _relationships([relation]))
    beside = scanned.beside
    drawn = drawn_objects(package, part, beside.controls.values(), beside.margins)
    return replace(scanned, data=b""), _Beside(_links(package, part, beside.links), drawn)


def _links(package: OfficePackage, part: str, listed: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """By their ranges, the links that lead out of the workbook."""
    targets = {relation.id: relation.target for relation in package.relations(part) if relation.is_external}
    found = ((reference, targets.get(relation, ""), place) for reference, (relation, place) in listed.items())
    return {
        reference: f"{target}#{place}" if place and "#" not in target else target
        for reference, target, place in found
        if target
    }


def _copy_texts(texts: SharedTexts | None, copy: zipfile.ZipFile, tally: WorkbookTally) -> None:
    if texts:
        if tally.letters + letters_in_use(texts.texts, tally.uses) > limits.WORKBOOK_LETTERS:
            raise too_many_letters()
        copy.writestr("xl/sharedStrings.xml", plain_table(texts.texts))


def _write_frame(copy: zipfile.ZipFile, sheets: int, from_1904: bool) -> None:
    """The parts that hold the others together, as openpyxl expects them."""
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    dates = '<workbookPr date1904="1"/>' if from_1904 else ""
    book = f'<workbook xmlns="{SHEET_NAMESPACE}" xmlns:r="{_OFFICE}">{dates}<sheets>{listed}</sheets></workbook>'
    copy.writestr("xl/workbook.xml", book)
    relations = [
        f'<Relationship Id="s{n}" Type="{_OFFICE}/worksheet" Target="/xl/worksheets/sheet{n}.xml"/>' for n in numbers
    ]
    copy.writestr("xl/_rels/workbook.xml.rels", _relationships(relations))
    types = [("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml")]
    if "xl/sharedStrings.xml" in copy.namelist():
        types.append(("/xl/sharedStrings.xml", f"{_TYPE}.sharedStrings+xml"))
    overrides = "".join(f"<Override PartName={quoteattr(part)} ContentType={quoteattr(kind)}/>" for part, kind in types)
    copy.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{overrides}</Types>')


def _relationships(relations: Sequence[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def _sheets(book: Workbook, prepared: _Prepared) -> list[ForeignSheet]:
    made = []
    struck = frozenset(number for number, font in enumerate(book._fonts) if font.strike)  # type: ignore[attr-defined]
    for sheet, (listed, scanned, beside) in zip(book.worksheets, prepared.sheets, strict=True):
        cells: dict[CellAt, Cell] = {at: each for at, each in sheet._cells.items() if isinstance(each, Cell)}
        for at in _covered(cells, scanned.merged):
            cells.pop(at, None)
        columns = (column for column in sheet.column_dimensions.values() if column.hidden)
        made.append(
            ForeignSheet(
                title=listed.title,
                is_hidden=listed.is_hidden,
                cells=cells,
                merged=scanned.merged,
                formulas=scanned.formulas,
                hidden_rows=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
                hidden_columns=tuple((column.min or 1, column.max or 1) for column in columns),
                without_result=scanned.without_result,
                links=linked(cells, beside.links),
                struck=_struck(cells, _in_font(cells, struck), scanned.struck),
                pale=pale(cells),
                pictures=scanned.pictures,
                drawn=beside.drawn,
            )
        )
    return made


def _in_font(cells: Mapping[CellAt, Cell], fonts: Set[int]) -> set[CellAt]:
    """The filled cells that have one of these fonts."""
    if not fonts:
        return set()
    return {at for at, each in cells.items() if each.value is not None and each._style.fontId in fonts}  # type: ignore[attr-defined]


def _struck(cells: Mapping[CellAt, Cell], whole: Set[CellAt], parts: Mapping[CellAt, str]) -> dict[CellAt, str]:
    """The words that are struck through: of a whole cell, or of a part of it."""
    return {at: str(cells[at].value) for at in whole} | {
        at: words for at, words in parts.items() if at in cells and words.strip()
    }


def _covered(cells: Mapping[CellAt, Cell], merged: Sequence[MergedRange]) -> list[CellAt]:
    """The cells that are merged with another, and so show nothing. Raises RefusedFile for ranges that overlap."""
    size = sum((area.bottom - area.top + 1) * (area.right - area.left + 1) for area in merged)
    if size > limits.MERGED_CELLS:
        message = f"A sheet has {nouns.MERGED_CELL.figure(size)}; {limits.MERGED_CELLS:,} is the most."
        raise RefusedFile(message, "Take the merging out (Home, Merge & Center), and save it.")
    filled = FilledCells(cells if merged else (), "merged ranges")
    return [at for area in merged for at in filled.within(area) if at != (area.top, area.left)]
