"""How large a foreign file may be, in one place: far more than a council fills in, far less than fills a machine.

A penholder process holds 600 MB at the most, of which it needs 150 for itself and the sample; docs/reliability.md has
the figures. What a limit is measured against stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

MB = 2**20

FILE = 100 * MB
"""Bytes of an Office file as it lies on the disk, pictures and all."""
HASHED = 1024 * MB
"""Bytes of a file that takes part in a build by its hash alone. Anything larger was put there by mistake."""
UNPACKED = 160 * MB
"""Bytes of all its parts. Pictures are packed already, so that this is hardly more than the file of an honest form."""
DIRECTORY = 2 * MB
"""Bytes of a zip file's list of parts: 20,000 usual names. Python makes an object of each before any are counted."""
PARTS = 5_000
"""Parts of an Office file. A form with a thousand pictures has a thousand and twenty."""
RELATIONS = 20_000
"""Links from part to part, and to the web. Each is compared with every part that was opened before."""
DEPTH = 200
"""Elements inside one another. Tables in tables in text boxes come to sixty; libxml2 itself ends at 256."""


PICTURE = 64_000_000
"""Dots of a picture. A telephone takes 12 to 50 million; each takes four bytes while it is looked at."""
METAFILE = 16 * MB
"""Bytes of a picture that is a list of things to draw, unpacked. A chart has some ten thousand."""

WORD = 2_000
"""Letters without a space between them. A web address may have so many, and nothing else does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupBounds:
    """What a Word file may come to. unpacked: in bytes, of its XML alone; the others: of all parts.

    paragraphs, runs: those with a place of their own in what is read. dots: of each picture; 0 where whoever takes the
    pictures out looks at each. word: letters without a space.
    """

    unpacked: int
    elements: int
    paragraphs: int
    runs: int
    letters: int
    dots: int = 0
    word: int = WORD


FORM = MarkupBounds(unpacked=64 * MB, elements=400_000, paragraphs=5_000, runs=60_000, letters=1_000_000)
"""A Word form. A hundred pages come to 2,000 paragraphs and 300,000 letters."""
TEMPLATE = MarkupBounds(
    unpacked=16 * MB, elements=40_000, paragraphs=5_000, runs=15_000, letters=500_000, dots=PICTURE, word=50_000
)
"""A Word template, of which a check makes a document for each statement. The house report has 5,000 elements."""
GUIDANCE = MarkupBounds(unpacked=64 * MB, elements=400_000, paragraphs=20_000, runs=100_000, letters=2_000_000)
"""The official workbook as a Word file. It has 2,000 paragraphs."""

WORKBOOK_XML = 128 * MB
"""Bytes of the XML of a workbook. A million rows that hold nothing but their format come to this."""
SHEET_ELEMENTS = 5_000_000
"""Elements of all sheets, formats without a value included: they are counted and left out, so they cost little."""
SHEETS = 500
"""Sheets of a workbook."""
ROWS = 5_000
"""Rows with anything in them, of all sheets of a workbook. An evidence list has a few hundred, seldom thousands."""
CELLS = 200_000
"""Cells with anything in them, of all sheets."""
KEPT_CELLS = 400_000
"""Cells of rows with anything in them: those that hold nothing may have a colour."""
RICH_TEXT = 300_000
"""Elements within texts that stand in cells themselves."""
WORKBOOK_LETTERS = 8_000_000
"""Letters of all cells: a text that a thousand cells share counts a thousand times, as it is read a thousand times."""
STRINGS = 200_000
"""Texts that cells share."""
STRING_ELEMENTS = 2_000_000
"""Elements of all of them: each piece that looks otherwise has ten."""
STYLES = 200_000
"""Elements of what a workbook's styles say of fonts, fills and number formats."""
MERGED = 20_000
"""Merged ranges of all sheets."""
MERGED_CELLS = 10_000_000
"""Cells within all of them. A column from top to bottom has a million."""
NOTES = 20_000
"""Elements of the notes pinned to cells."""
OPEN_DOCUMENT = MarkupBounds(unpacked=64 * MB, elements=800_000, paragraphs=0, runs=0, letters=WORKBOOK_LETTERS)
"""What content.xml of an OpenDocument workbook may come to, which is read as one tree."""
OFFICE_97 = 32 * MB
"""Bytes of a workbook of Excel 97, which packs nothing."""
TEXT_TABLE = 16 * MB
"""Bytes of a .csv file."""
YAML = 4 * MB
"""Bytes of a YAML file. council.yaml has ten thousand, a framework three hundred thousand."""
DESIGN_PICTURE = 16_000_000
"""Dots of a picture in a template that is drawn again in other colours, which takes it four times."""
