"""Files of the evidence, of every kind that is read, and of some that are not."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
from openpyxl import Workbook

from tests.material.small_word import word_file


def _pdf(*pages: str, locked: bool = False) -> bytes:
    """A PDF with a line of words on each page, changed on 3 May 2025."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    font.Encoding = pikepdf.Name.WinAnsiEncoding
    for words in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(f"BT /F 12 Tf 72 700 Td ({words}) Tj ET".encode())
    pdf.docinfo["/ModDate"] = "D:20250503101112+01'00'"
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret") if locked else False)
    return out.getvalue()


def _word() -> bytes:
    document = word_file("Before it begins.", "# Waiting times", "Our wobbling queue fell.", "# Next", "Nothing.")
    document.core_properties.modified = datetime(2024, 6, 7, tzinfo=UTC)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _book() -> bytes:
    book = Workbook()
    book.worksheets[0].title = "Counts"
    book.create_sheet("Reasons").append(["wobbling chairs", 12])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


EVIDENCE = {
    "D-001 audit.pdf": _pdf("Nothing here", "Nothing there", "Three wobbling tables (and a caf\\351)"),
    "more/D-002 queue.docx": _word(),
    "D-006 counts.xlsx": _book(),
    "notes.txt": ("line\n" * 60 + "A chair wobbles.\n").encode(),
    "locked.pdf": _pdf("wobbling", locked=True),
    "scan.pdf": _pdf(""),
    "slides.pptx": b"PK wobbling",
    "broken.docx": b"PK\x03\x04 wobbling",
    "empty.pdf": b"",
}
