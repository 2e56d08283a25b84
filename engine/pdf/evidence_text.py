"""What a PDF of the evidence says, page by page, or that it is locked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pypdfium2

from engine.foreign.confined import allow_pages
from engine.foreign.limits import FILE
from engine.foreign.pdf import refuse_outsized
from engine.foreign.pdfium import opened
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.model.evidence_files import FileText, Passage

MOST_PAGES = 300
"""Of one file: so many are looked through."""
_DAY = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")


def pdf_text(path: Path) -> FileText:
    """Its pages with their words. Raises RefusedFile where it is locked, damaged or too large."""
    with _opened(path) as document:
        pages = len(document)
        allow_pages(min(pages, MOST_PAGES))
        passages = tuple(Passage(f"page {number + 1}", words) for number, words in enumerate(_pages(document)))
        return FileText(pages=pages, saved=_saved(document), passages=passages, is_cut=pages > MOST_PAGES)


def pdf_lines(path: Path) -> Iterator[str]:
    """The lines of the first pages. Raises RefusedFile as pdf_text does."""
    with _opened(path) as document:
        for words in _pages(document):
            yield from words.splitlines()


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    data = whole(path, FILE)
    refuse_outsized(data)
    try:
        with opened(data) as document:
            yield document
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).casefold():
            raise RefusedFile("The file is protected by a password.", "Save a copy without one.") from fault
        raise RefusedFile("The file is damaged.", "Open it, save it again, and put it back.") from fault


def _pages(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        words = page.get_textpage()
        yield str(words.get_text_range())
        words.close()
        page.close()


def _saved(document: pypdfium2.PdfDocument) -> date | None:
    """The day on which it says that it was changed last, or made."""
    told = document.get_metadata_dict()
    for name in ("ModDate", "CreationDate"):
        if found := _DAY.match(told.get(name) or ""):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None
