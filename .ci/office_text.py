"""The words of a Word file or an Excel workbook, for `git diff`: .ci/setup dev tells git to ask here.

Git hands over a file of any version and shows how the lines of two differ. So a line is a paragraph, a row of a table
or a cell, told in the same way each time; and since words alone do not tell that a style or a picture has changed, the
parts of a Word file follow with a checksum. What cannot be read is told in one line: git would stop at it, and show
nothing of the other files.
"""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from lxml import etree
from openpyxl import load_workbook

from engine.word.names import W_P, W_TBL, W_TC, W_TR, qn
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.styles import Styles, read_styles
from engine.word.text import paragraph_text

_DRAWN = qn("wp:docPr")
_HOLDERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "customXml", "footnote", "endnote")}
"""What paragraphs and tables can be wrapped in."""


def lines(data: bytes) -> Iterator[str]:
    """A Word file's or a workbook's, by what is in it, whatever its name."""
    try:
        package = Package.read(data)
        yield from word_lines(package) if DOCUMENT in package.parts else workbook_lines(data)
    except (BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, OSError) as error:
        yield f"(cannot be read as Word or Excel: {error})"


def word_lines(package: Package) -> Iterator[str]:
    """Body, headers, footers and notes, and then what else there is."""
    styles = read_styles(package.parts[STYLES]) if STYLES in package.parts else Styles({}, {}, {})
    for name in package.texts():
        yield from (f"=== {name}", "", *_blocks(package.xml(name), styles), "")
    yield from ("=== parts and their checksums", "")
    yield from (f"{zlib.crc32(package.parts[name]):08x} {name}" for name in sorted(package.parts))


def _blocks(holder: etree._Element, styles: Styles) -> Iterator[str]:
    for element in holder:
        if element.tag == W_P:
            yield from _paragraph(element, styles)
        elif element.tag == W_TBL:
            yield from _table(element, styles)
        elif element.tag in _HOLDERS or element.tag == qn("w:body"):
            yield from _blocks(element, styles)


def _paragraph(element: etree._Element, styles: Styles) -> Iterator[str]:
    words, level, style = paragraph_text(element), styles.level_of(element), styles.name_of(element)
    if level:
        yield f"{'#' * level} {words}"
    elif words:
        yield words if style == "normal" else f"[{style}] {words}"
    yield from (f"[picture] {drawn.get('descr') or drawn.get('name')}" for drawn in element.iter(_DRAWN))


def _table(table: etree._Element, styles: Styles) -> Iterator[str]:
    yield "[table]"
    for row in table.iter(W_TR):
        if next(row.iterancestors(W_TBL)) is table:  # a table in a cell is told in that cell
            cells = (
                " / ".join(_blocks(cell, styles)) for cell in row.iter(W_TC) if next(cell.iterancestors(W_TR)) is row
            )
            yield f"| {' | '.join(cells)} |"
    yield "[end of table]"


def workbook_lines(data: bytes) -> Iterator[str]:
    """Every cell that holds something, formulas as they are written."""
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        yield from (
            "",
            f"=== {sheet.title}" + ("" if sheet.sheet_state == "visible" else f" ({sheet.sheet_state})"),
            "",
        )
        filled = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
        yield from (f"{cell.coordinate}: {' / '.join(str(cell.value).splitlines())}" for cell in filled)


if __name__ == "__main__":
    sys.stdout.buffer.write("\n".join((*lines(Path(sys.argv[1]).read_bytes()), "")).encode())
