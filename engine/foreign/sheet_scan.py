"""One sheet of a workbook, gone through as a stream: what openpyxl needs of it, and what is read without openpyxl.

What holds nothing but a format is left out (a sheet touched once in its last row has a million rows of it), and so is
all that no reader here asks for. Merged ranges are kept beside: openpyxl makes an object of every cell in them.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import CellCoordinatesException

from engine.foreign import limits
from engine.foreign.beside_cells import BesideCells
from engine.foreign.cuts import Cuts
from engine.foreign.markup import namespaced_parser, parsed, too_deep
from engine.foreign.refusal import RefusedFile
from engine.foreign.start_tags import CellAt, number_of_row, of_cell, of_column, of_row, place_of, written_anew
from engine.foreign.words import refuse_endless_words

SHEET_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_N = f"{SHEET_NAMESPACE} "
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = (_N + name for name in ("row", "c", "v", "f", "is"))
_RUN, _STRIKE = f"{_N}r", f"{_N}strike"
_COLUMNS, _DATA, _MERGED = (_N + name for name in ("cols", "sheetData", "mergeCells"))
_EMPTY_CELLS_KEPT = 64
"""So many cells of a row are kept though they hold nothing: their colour may be meant for a mark."""
_ROW_ELEMENTS = 100_000
_PLAIN_TEXT = re.compile(rb"<c(?: [rst]=\"[^\"<>]*\")*><is><t(?: xml:space=\"preserve\")?>([^<]+)</t></is></c>")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{,200}\?>")
_FEWER_ROWS = "Copy the filled rows into a new workbook, and put it here."


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Cells merged into one, from its first to its last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True, kw_only=True)
class WorkbookTally:
    """What the sheets of a workbook come to so far. uses: of shared texts, how many cells refer to each."""

    elements: int = 0
    kept: int = 0
    rich: int = 0
    rows: int = 0
    cells: int = 0
    letters: int = 0
    uses: Counter[str] = field(default_factory=Counter)

    def refuse_too_many(self) -> None:
        """Raises RefusedFile for the first that is more than there may be."""
        for count, most, of in (
            (self.elements, limits.SHEET_ELEMENTS, "cells and rows, most of them empty"),
            (self.kept, limits.KEPT_CELLS, "cells in its filled rows"),
            (self.rich, limits.RICH_TEXT, "pieces of formatted text"),
            (self.rows, limits.ROWS, "filled rows"),
            (self.cells, limits.CELLS, "filled cells"),
            (self.letters, limits.WORKBOOK_LETTERS, "letters in its cells"),
        ):
            if count > most:
                raise RefusedFile(f"The workbook has more than {most:,} {of}, which is the most.", _FEWER_ROWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedSheet:
    """What is left for openpyxl, and what was read beside it. formulas: their text, with the sign = before it.

    without_result: the formulas that were never worked out; struck: words with a line through them that are a part of a
    cell; pictures: cells that hold one; beside: what stands behind the cells.
    """

    data: bytes
    merged: tuple[MergedRange, ...]
    formulas: dict[CellAt, str]
    without_result: frozenset[CellAt]
    struck: dict[CellAt, str]
    pictures: frozenset[CellAt]
    beside: BesideCells


def scan_sheet(
    part: str, data: bytes, tally: WorkbookTally, styles: int, again: str, struck: Mapping[str, str]
) -> ScannedSheet:
    """Go through a sheet. styles: how many looks cells can name; struck: of shared texts, the words struck through.

    Raises RefusedFile where it is damaged or too much.
    """
    data = _in_one_byte(part, data, again)
    scan = _Scan(data, tally, styles)
    scan.struck_texts = struck
    scan.parser = parser = namespaced_parser(part, again)
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        parsed(parser, part, data, again)
        tally.refuse_too_many()
        merged = tuple(map(_range, scan.merged))
    except (CellCoordinatesException, ValueError) as fault:
        if isinstance(fault, RefusedFile):
            raise
        raise RefusedFile(f"The file is damaged (in its part {part}).", again) from fault
    return ScannedSheet(
        data=scan.cuts.applied(data),
        merged=merged,
        formulas=scan.formulas,
        without_result=frozenset(scan.without_result),
        struck=scan.struck,
        pictures=frozenset(scan.pictures),
        beside=scan.beside,
    )


def _in_one_byte(part: str, data: bytes, again: str) -> bytes:
    """A sheet of two bytes for each sign as one of UTF-8, in which pieces can be put anew."""
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    try:
        words = data.decode("utf-16")
    except UnicodeDecodeError as fault:
        raise RefusedFile(f"The file is damaged (in its part {part}).", again) from fault
    return _DECLARATION.sub("", words).encode()


def _range(reference: str) -> MergedRange:
    left, top, right, bottom = range_boundaries(reference)
    if None in (left, top, right, bottom):
        raise ValueError(reference)
    return MergedRange(int(top or 0), int(left or 0), int(bottom or 0), int(right or 0))


class _Scan:
    """The handlers of a parser, and what they have found. Offsets are those of the bytes that are parsed."""

    def __init__(self, data: bytes, tally: WorkbookTally, styles: int) -> None:
        self.data = data
        self.tally = tally
        self.styles = styles
        self.parser: object = None
        self.cuts = Cuts()
        self.row_seen: list[tuple[int, dict[str, str], bool]] = []
        self.row_formulas: list[tuple[int, str]] = []
        self.row_without_result: set[int] = set()
        self.row_struck: dict[int, str] = {}
        self.without_result: set[CellAt] = set()
        self.struck_texts: Mapping[str, str] = {}
        self.struck: dict[CellAt, str] = {}
        self.pictures: set[CellAt] = set()
        self.beside = BesideCells()
        self.is_struck = False
        self.merged: list[str] = []
        self.formulas: dict[CellAt, str] = {}
        self.shared: dict[str, str] = {}
        self.depth = 0
        self.top = ""
        self.row = 0
        self.row_at = self.cell_at = 0
        self.row_elements = 0
        self.length = 0
        self.row_attributes: dict[str, str] = {}
        self.cell_attributes: dict[str, str] = {}
        self.row_filled = self.cell_filled = False
        self.inside = ""
        self.words: list[str] = []
        self.formula: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth = depth = self.depth + 1
        self.tally.elements = elements = self.tally.elements + 1
        if elements > limits.SHEET_ELEMENTS:
            self.tally.refuse_too_many()
        if depth == 4 and self.top == _DATA:  # first, and here, since there may be millions
            self.count_in_row()
            self.cell_at = self.parser.CurrentByteIndex  # type: ignore[attr-defined]
            self.cell_attributes = attributes
            self.cell_filled = self.is_struck = False
        elif depth == 2:
            self.top = name
            at = self.at()
            if name in (_COLUMNS, _DATA):
                self.cuts.keep_from(at)
            else:
                self.cuts.leave_out_from(at)
        elif self.top == _COLUMNS and depth == 3:
            self.of_columns(attributes)
        elif self.top == _DATA:
            self.in_data(name, attributes, depth)
        else:
            self.behind(name, attributes, depth)

    def behind(self, name: str, attributes: dict[str, str], depth: int) -> None:
        """An element that stands behind the cells, or before them."""
        if depth > limits.DEPTH:
            raise too_deep()
        if self.top == _MERGED:
            self.merged.append(attributes.get("ref", ""))
            if len(self.merged) > limits.MERGED:
                message = f"A sheet has more than {limits.MERGED:,} merged ranges, which is the most that is read."
                raise RefusedFile(message, "Take the merging out (Home, Merge & Center), and save it.")
        self.beside.start(name.rpartition(" ")[2], attributes)

    def of_columns(self, attributes: dict[str, str]) -> None:
        self.put_anew(self.at(), attributes, of_column(attributes))

    def in_data(self, name: str, attributes: dict[str, str], depth: int) -> None:
        if depth == 3:
            self.row_at = self.at()
            self.row_attributes = attributes
            self.row_filled = False
            self.row_elements = 0
            self.row = number_of_row(attributes.get("r", ""), self.row)
            self.row_seen.clear()
            self.row_formulas.clear()
            self.row_without_result.clear()
            self.row_struck.clear()
            return
        self.count_in_row()
        if depth == 5 and name in (_VALUE, _FORMULA, _INLINE):
            self.cell_filled = True
            self.inside = name
            self.words.clear()
            self.length = 0
            self.formula = attributes
        elif depth > 5:
            self.in_rich_text(name, attributes, depth)

    def count_in_row(self) -> None:
        self.row_elements += 1
        if self.row_elements > _ROW_ELEMENTS:
            raise RefusedFile(f"A row of the workbook is made of more than {_ROW_ELEMENTS:,} pieces.", _FEWER_ROWS)

    def in_rich_text(self, name: str, attributes: dict[str, str], depth: int) -> None:
        self.tally.rich += 1
        if depth > limits.DEPTH:
            raise too_deep()
        if name == _STRIKE:
            self.is_struck = attributes.get("val", "1") not in ("0", "false")
        elif name == _RUN:
            self.is_struck = False

    def text(self, words: str) -> None:
        if self.top != _DATA:
            self.beside.text(words)
        elif self.inside:
            if self.is_struck:
                number = len(self.row_seen)
                self.row_struck[number] = self.row_struck.get(number, "") + words
            self.words.append(words)
            self.length += len(words)
            if self.length > limits.WORKBOOK_LETTERS:
                self.tally.letters += self.length
                self.tally.refuse_too_many()

    def end(self, name: str) -> None:
        depth = self.depth
        self.depth = depth - 1
        if depth == 4 and self.top == _DATA:
            self.end_of_cell()
        elif depth == 1:
            self.cuts.keep_from(self.at())
        elif self.top != _DATA:
            self.beside.end(name.rpartition(" ")[2])
        elif depth == 2:
            self.cuts.keep_from(self.at())
            self.top = ""
        elif depth == 5 and self.inside == name:
            self.of_cell(name)
            self.inside = ""
        elif depth == 3:
            self.end_of_row(name)

    def of_cell(self, name: str) -> None:
        """A value, a formula or a text within a cell has ended."""
        words = "".join(self.words)
        if name == _FORMULA:
            number = self.formula.get("si", "") if self.formula.get("t") == "shared" else ""
            words = words or self.shared.get(number, "")
            if number:
                self.shared[number] = words
            self.row_formulas.append((len(self.row_seen), f"={words}"))
            if self.cell_attributes.get("t") not in ("str", "s"):  # an empty text is a result
                self.row_without_result.add(len(self.row_seen))
        elif self.cell_attributes.get("t") == "s" and name == _VALUE:
            self.tally.uses[words] += 1
            if words in self.struck_texts:
                self.row_struck[len(self.row_seen)] = self.struck_texts[words]
            return
        elif name == _VALUE and words:
            self.row_without_result.discard(len(self.row_seen))
        refuse_endless_words(words)
        self.tally.letters += len(words)

    def end_of_cell(self) -> None:
        if self.cell_filled:
            self.tally.cells += 1
            self.row_filled = True
        is_kept = self.cell_filled or len(self.row_seen) < _EMPTY_CELLS_KEPT
        self.row_seen.append((self.cell_at, self.cell_attributes, is_kept))

    def end_of_row(self, name: str) -> None:
        if not self.row_filled or name != _ROW:
            self.cuts.leave_out_from(self.row_at)
            return
        self.cuts.keep_from(self.row_at)
        self.put_anew(self.row_at, self.row_attributes, of_row(self.row_attributes, self.row))
        places = self.put_cells()
        self.cuts.keep_from(self.at())
        for number, formula in self.row_formulas:
            self.formulas[places[number]] = formula
        self.without_result.update(places[number] for number in self.row_without_result)
        self.struck.update((places[number], words) for number, words in self.row_struck.items())
        self.tally.rows += 1
        self.tally.refuse_too_many()

    def put_cells(self) -> list[CellAt]:
        """Where each cell of a filled row stands; those that are kept say so, the others are left out."""
        places = list[CellAt]()
        column = 0
        for at, attributes, is_kept in self.row_seen:
            reference = attributes.get("r", "")
            place = place_of(reference) if reference.strip() else (self.row, column + 1)
            if place:
                column = place[1]
            places.append(place or (self.row, column))
            if "vm" in attributes and attributes.get("t") == "e":
                self.pictures.add(places[-1])
            if is_kept:
                self.cuts.keep_from(at)
                kept = of_cell(attributes, place, self.styles)
                if kept.get("t") != "inlineStr" or not self.put_as_value(at, kept):
                    self.put_anew(at, attributes, kept)
                self.tally.kept += 1
            else:
                self.cuts.leave_out_from(at)
        return places

    def put_as_value(self, at: int, kept: Mapping[str, str]) -> bool:
        """A text of one look that stands in its cell as a value there, which openpyxl takes half the time for."""
        plain = _PLAIN_TEXT.match(self.data, at)
        if plain:
            begin = "".join(f" {name}={quoteattr(value)}" for name, value in kept.items() if name != "t").encode()
            self.cuts.put(*plain.span(), b'<c%s t="str"><v>%s</v></c>' % (begin, plain[1]))
        return plain is not None

    def put_anew(self, at: int, attributes: dict[str, str], kept: Mapping[str, str]) -> None:
        """What is kept of the start tag that begins here, where that is not all it has."""
        if kept != attributes:
            self.cuts.put(*written_anew(self.data, at, kept))

    def at(self) -> int:
        return int(self.parser.CurrentByteIndex)  # type: ignore[attr-defined]
