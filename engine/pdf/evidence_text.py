"""What a PDF of the evidence says, or that it is locked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from engine.foreign.limits import FILE
from engine.foreign.pdf import refuse_outsized
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile

_MOST_PAGES = 300


def pdf_lines(path: Path) -> Iterator[str]:
    """The lines of the first pages. Raises RefusedFile where it is locked, damaged or too large."""
    data = whole(path, FILE)
    refuse_outsized(data)
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in range(min(len(document), _MOST_PAGES)):
                page = document[number]
                words = page.get_textpage()
                yield from words.get_text_range().splitlines()
                words.close()
                page.close()
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).casefold():
            raise RefusedFile("The file is protected by a password.", "Save a copy without one.") from fault
        raise RefusedFile("The file is damaged.", "Open it, save it again, and put it back.") from fault
