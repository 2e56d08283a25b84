"""Tables that people typed, as the report's own tables: widths to fit their words, header row, rows that never part."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from engine.findings import Place
from engine.model.story import Cell, Paragraph, Picture, Run, Table, lines_of
from engine.word.names import TWIPS_PER_MM
from engine.word.styles import Styles

CellWriter = Callable[[Paragraph | Picture, str, str, bool, float], str]
"""Writes a paragraph or picture of a cell: in which style, with what more, whether strong, how wide (millimetres)."""

_NUMBER = re.compile(r"[£€]?[-−]?[\d,.]+ ?(%|days?|weeks?|hours?|million|m|k)?|[–-]|\d+ of \d+")
_OF_NUMBERS = {"Table Text": "Table Number", "Table Heading": "Table Number Heading"}
"""The styles for columns of numbers, where a template has them; in others each number is set to the right by itself."""
_LETTER = 2.0
"""A rough width of a letter of table text, in millimetres."""
_DASH = Paragraph((Run("–"),), Place(""))
"""What stands in a cell that was left empty: a screen reader reads it out, an empty cell it skips."""
_PADDING = 4.0
"""Space between columns, in millimetres."""
_SMALL_PICTURE = 30.0
"""How wide a column is at least for a picture that is wider itself, in millimetres."""


def table_xml(table: Table, write: CellWriter, styles: Styles, measure: float) -> str:
    """A table over the whole measure, in millimetres. write: how one paragraph of a cell is written."""
    widths = [round(width * TWIPS_PER_MM) for width in _widths(table, measure)]
    right = [_is_numeric(table, column) for column in range(table.columns)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(table, number, widths, right, write, styles) for number in range(len(table.rows)))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.id_of("Report Table")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(table: Table, number: int, widths: list[int], right: list[bool], write: CellWriter, styles: Styles) -> str:
    header = number == 0
    cells = []
    for column, width in enumerate(widths):
        cell = table.rows[number][column] if column < len(table.rows[number]) else ()
        style = "Table Heading" if header else "Table Text"
        of_numbers = _OF_NUMBERS[style] if right[column] else ""
        is_there = of_numbers.lower() in styles.ids
        more = '<w:jc w:val="right"/>' if of_numbers and not is_there else ""
        style = of_numbers if is_there else style
        blocks = [_as_heading(block) if header else block for block in cell or (_DASH,)]
        room = width / TWIPS_PER_MM - _PADDING
        inside = "".join(write(block, style, more, not header and column == 0, room) for block in blocks)
        margin = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>' if column == len(widths) - 1 else ""
        align = '<w:vAlign w:val="bottom"/>' if header else ""
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margin}{align}</w:tcPr>{inside}</w:tc>')
    about = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if header else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{about}{''.join(cells)}</w:tr>"


def _as_heading(paragraph: Paragraph | Picture) -> Paragraph | Picture:
    """A heading is bold by its style. Word and LibreOffice 25.2 take bold in bold back (ECMA-376, 17.7.3)."""
    if isinstance(paragraph, Picture):
        return paragraph
    return replace(paragraph, runs=tuple(replace(run, bold=False) for run in paragraph.runs))


def _widths(table: Table, measure: float) -> list[float]:
    """Each column as wide as its words ask for, its longest word at least, all together the measure."""
    texts = [[_text(row[column]) if column < len(row) else "" for row in table.rows] for column in range(table.columns)]
    drawn = [_widest_picture(table, column) for column in range(table.columns)]
    longest = [max(len(word) for text in column for word in (text.split() or [""])) * _LETTER for column in texts]
    least = [max(words, min(picture, _SMALL_PICTURE)) + _PADDING for words, picture in zip(longest, drawn, strict=True)]
    lines = [min(max(len(text) for text in column), 60) * _LETTER for column in texts]
    asked = [max(words, picture) + _PADDING for words, picture in zip(lines, drawn, strict=True)]
    if sum(asked) <= measure:
        spare = (measure - sum(asked)) / len(asked)
        return [width + spare for width in asked]
    room = max(measure - sum(least), 0.0)
    wish = [max(a - b, 0.1) for a, b in zip(asked, least, strict=True)]
    widths = [width + room * share / sum(wish) for width, share in zip(least, wish, strict=True)]
    return [width * measure / sum(widths) for width in widths]


def _is_numeric(table: Table, column: int) -> bool:
    cells = [_text(row[column]) for row in table.rows[1:] if column < len(row)]
    figures = [cell for cell in cells if any(letter.isdigit() for letter in cell)]
    return column > 0 and bool(figures) and all(_NUMBER.fullmatch(cell) for cell in figures)


def _widest_picture(table: Table, column: int) -> float:
    """Millimetres; 0 where no picture stands in the column."""
    cells = [row[column] for row in table.rows if column < len(row)]
    return max((block.width for cell in cells for block in cell if isinstance(block, Picture)), default=0.0)


def _text(cell: Cell) -> str:
    return " ".join(paragraph.text for paragraph in lines_of(cell))
