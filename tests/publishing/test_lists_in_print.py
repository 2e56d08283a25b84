"""Our workbooks as Excel and Calc print them: no word is cut, no date is ####, and a row stands on one page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from engine.assembly.reading import Reading
from engine.fonts.widths import lines_needed, width_of
from engine.plain_words import short_date
from engine.publishing.lists.all_lists import lists
from engine.publishing.lists.sheet_table import Properties, SheetTable
from engine.publishing.lists.workbook import workbook
from engine.templates.new_book import PAGE, across, room_in

HEADER = 4
FONT, POINTS = "Liberation Sans", 10.0
INDENT, ARROW = 10, 18
LINE = 11.4
"""Points of a line of ten in that font."""


@pytest.fixture(scope="module")
def sheets(reading: Reading) -> list[Worksheet]:
    """Every sheet of the sample's workbooks."""
    made = lists(reading.assessment, reading.judgement).values()
    return [sheet for data in made for sheet in load_workbook(io.BytesIO(data)).worksheets]


def widths(sheet: Worksheet) -> list[float]:
    return [sheet.column_dimensions[get_column_letter(at)].width for at in range(1, sheet.max_column + 1)]


def table_cells(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows(min_row=HEADER):
        for cell in row:
            assert isinstance(cell, Cell)
            yield cell


def printed(cell: Cell) -> str:
    return short_date(cell.value) if isinstance(cell.value, date) else str(cell.value)


def room(sheet: Worksheet, cell: Cell) -> float:
    """Millimetres for the words of a cell."""
    taken = ARROW if cell.row == HEADER else 0
    return room_in(sheet.column_dimensions[cell.column_letter].width, INDENT + taken)


def test_all_columns_stand_on_one_page_in_letters_of_eight_points(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        scale = sheet.page_setup.scale or 0
        assert scale >= 80, sheet.title
        assert across(widths(sheet)) * scale / 100 <= PAGE, sheet.title


def test_the_header_row_is_printed_on_each_page(sheets: list[Worksheet]) -> None:
    assert {sheet.print_title_rows for sheet in sheets} == {f"${HEADER}:${HEADER}"}
    assert {sheet.page_setup.orientation for sheet in sheets} == {"landscape"}


def test_no_word_and_no_date_is_wider_than_its_cell(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        for cell in table_cells(sheet):
            words = [printed(cell)] if isinstance(cell.value, date) else printed(cell).split()
            widest = max(width_of(word, FONT, cell.row == HEADER, POINTS) for word in words)
            assert widest <= room(sheet, cell), (sheet.title, cell.coordinate, cell.value)


def test_rows_are_as_high_as_their_words(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        for cell in table_cells(sheet):
            lines = lines_needed(printed(cell), FONT, cell.row == HEADER, POINTS, room(sheet, cell))
            height = sheet.row_dimensions[cell.row].height
            assert min(lines * LINE, 400) <= (height or 0), (sheet.title, cell.coordinate, cell.value)


def test_a_link_lies_under_words_of_one_line(sheets: list[Worksheet]) -> None:
    """LibreOffice breaks no line of a link: what does not fit is not seen."""
    linked = [(sheet, cell) for sheet in sheets for cell in table_cells(sheet) if cell.hyperlink]
    assert linked
    for sheet, cell in linked:
        assert lines_needed(printed(cell), FONT, False, POINTS, room(sheet, cell)) == 1


def test_columns_are_measured_in_a_font_that_every_machine_has_the_widths_of(sheets: list[Worksheet]) -> None:
    assert {sheet.parent._fonts[0].name for sheet in sheets} == {"Arial"}  # type: ignore[union-attr]


def test_what_no_page_holds_goes_on_beside_it_under_its_first_column_and_no_title_is_cut() -> None:
    columns = tuple((f"Column {number}", 30) for number in range(20))
    table = SheetTable(sheet="Wide", title="A title", hint="A hint", columns=columns, rows=(("Extraordinary",) * 20,))
    data = workbook((table,), Properties(title="Wide", author="Council", when=datetime(2026, 3, 14)))
    sheet = load_workbook(io.BytesIO(data))["Wide"]
    assert (sheet.print_title_cols, sheet.page_setup.pageOrder) == ("$A:$A", "overThenDown")
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 2).value) for row in (1, 2)] == [
        (None, "A title"),
        (None, "A hint"),
    ]
