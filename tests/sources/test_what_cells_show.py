"""What a cell of Excel shows otherwise than its value says: nothing, a picture, a thread of comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill

from engine.findings import Finding
from tests.conftest import ROOT
from tests.material.small_files import one_grid, words
from tests.material.small_inputs import cell
from tests.sources.test_beside_cells import OFFICE, drawing, figures, parts_of, read_figures, with_parts

DARK = "FF203040"
SHEET = "xl/worksheets/sheet4.xml"


def messages(findings: list[Finding], code: str) -> list[str]:
    return [finding.message for finding in findings if finding.code == code]


def dressed(colour: Color | None, fill: PatternFill | None, folder: Path) -> list[str]:
    """What is told of a cell with letters of a colour in front of another."""
    book = figures(measure="Waits")
    waits = cell(book, "Figures", "B2")
    waits.font = Font(color=colour)
    if fill:
        waits.fill = fill
    return messages(read_figures(parts_of(book), folder)[1], "I-74")


@pytest.mark.parametrize(
    ("colour", "fill", "is_seen"),
    [
        (None, None, True),
        (None, PatternFill("solid", fgColor="FF000000"), False),
        (Color("FFFFFFFF"), None, False),
        (Color(theme=0), None, False),
        (Color(theme=0, tint=-0.5), None, True),
        (Color(indexed=9), None, False),
        (Color("FFFFFFFF"), PatternFill("solid", fgColor="FFFFFFFF"), False),
        (Color("FFFFFFFF"), PatternFill("solid", fgColor=DARK), True),
        (Color(DARK), PatternFill("solid", fgColor=DARK), False),
        (Color(theme=4), PatternFill("solid", fgColor=Color(theme=4)), False),
        (Color("FFFFFFFF"), PatternFill("gray125"), True),
    ],
)
def test_letters_in_the_colour_of_their_cell_are_told(
    colour: Color | None, fill: PatternFill | None, is_seen: bool, tmp_path: Path
) -> None:
    told = '"Waits" stands there in the colour of its cell, so that nobody sees it. It was read.'
    assert dressed(colour, fill, tmp_path) == ([] if is_seen else [told])


def test_a_row_without_height_and_a_column_without_width_are_hidden(tmp_path: Path) -> None:
    parts = parts_of(figures())
    sheet = next(name for name in parts if b"<v>F-001" in parts[name] or b'r="D2"' in parts[name])
    parts[sheet] = parts[sheet].replace(b'<row r="2"', b'<row ht="0" customHeight="1" r="2"')
    parts[sheet] = parts[sheet].replace(b"<sheetData>", b'<cols><col min="2" max="2" width="0.0"/></cols><sheetData>')
    _, findings = read_figures(parts, tmp_path)
    assert messages(findings, "I-20") == ["Row 2 is hidden.", "Column B is hidden."]


def test_of_a_thread_of_comments_its_words_are_told(tmp_path: Path) -> None:
    book = figures()
    of_excel = (
        "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to "
        "it will get removed. Learn more: https://go.microsoft.com/fwlink/?linkid=870924\n\n"
    )
    thread = "Comment:\n    Is it eleven?\nReply:\n    Twelve."
    cell(book, "Figures", "B2").comment = Comment(of_excel + thread, "x")
    _, findings = read_figures(parts_of(book), tmp_path)
    said = "Comment: Is it eleven? Reply: Twelve."
    assert messages(findings, "I-28") == [f'A note on the cell says "{said}". Notes are not read.']


@pytest.mark.parametrize("formula", ['_xlfn.IMAGE("https://wenlow.example.org/a.png")', '_xlfn.DISPIMG("ID_0A",1)'])
def test_a_formula_that_shows_a_picture_is_told_and_its_text_is_not_read(formula: str, tmp_path: Path) -> None:
    book = figures(value=f"={formula}")
    record, findings = read_figures(parts_of(book), tmp_path)
    assert "value" not in record.values["figures"][0]
    assert messages(findings, "I-70") == ["The cell holds a picture, which is not read."]


def test_ink_on_a_sheet_is_told(tmp_path: Path) -> None:
    ink = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
        f'<xdr:contentPart xmlns:r="{OFFICE}" r:id="r1"/></mc:Choice><mc:Fallback><xdr:pic/></mc:Fallback>'
        "</mc:AlternateContent>"
    )
    parts = with_parts(figures(), 1, '<drawing r:id="x0"/>', ("drawing", "drawings/drawing1.xml", drawing(ink)))
    assert messages(read_figures(parts, tmp_path)[1], "I-70") == [
        "Outside the cells stands an ink drawing, which is not read."
    ]


@pytest.mark.parametrize("ending", [".xls", ".ods"])
def test_what_stands_under_a_merged_cell_is_seen_by_nobody_and_not_read(ending: str) -> None:
    """LibreOffice keeps it, as it does here: covered, below."""
    grid = one_grid(ROOT / "tests" / "returned" / f"merged{ending}")
    assert words(grid) == {"A1": "seen", "C1": "beside"}
