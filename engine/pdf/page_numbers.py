"""What a PDF holds: whether it is one, how many pages it has, and on which page each bookmark fell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

from engine.errors import ConversionError
from engine.foreign.pdfium import opened
from engine.pdf.converter import Converter
from engine.phrases import sentences

_FAR = 10
"""Pages without an entry after which no other is looked for: to read a long report takes as long as to lay it out."""
_END = b"%%EOF"


class InspectedPdf:
    """A PDF that opens. Raises ConversionError, with the document's name, for one that does not."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data
        with self._opened() as pdf:
            self.pages = len(pdf)
            for number in range(self.pages):
                pdf.get_page_size(number)  # of a page that is lost there is none
        _refuse_part(data, self.pages, name)

    def pages_of(self, bookmarks: Iterable[str], converter: Converter) -> dict[str, int]:
        """The page of each bookmark, from 1. Raises ConversionError where one is lost: text was lost with it."""
        with self._opened() as pdf:
            found = {bookmark: _page_of(pdf, converter.destination(bookmark)) for bookmark in bookmarks}
        if lost := [bookmark for bookmark, page in found.items() if not page]:
            raise ConversionError(f"{sentences.HEADINGS_LOST(len(lost), name=self.name)}. Try again.")
        return found

    def shows(self, entries: Iterable[tuple[str, int]]) -> bool:
        """Whether the contents list, found by its lines, prints these entries with their pages, each as often as told.

        A list that goes on far from where it stopped counts as one that does not.
        """
        wanted, without = Counter(_bare(f"{text}{page}") for text, page in entries), 0
        with self._opened() as pdf:
            for page in pdf:
                lines = Counter(map(_bare, page.get_textpage().get_text_range().splitlines()))
                found = wanted & lines
                wanted -= found
                without = 0 if found else without + 1
                if not wanted or without > _FAR:
                    break
        return not wanted

    @contextmanager
    def _opened(self) -> Iterator[pypdfium2.PdfDocument]:
        try:
            with opened(self._data) as pdf:
                yield pdf
        except pypdfium2.PdfiumError as fault:
            raise _unopened(self.name, fault) from fault


def refuse_broken(path: Path, data: bytes, name: str) -> None:
    """Raises ConversionError, with the document's name, where anything in a PDF that was made is out of its place.

    data: of the file. A thread may ask for it that nobody waits for, as it may not ask pdfium.
    """
    try:
        with pikepdf.open(path, attempt_recovery=False, inherit_page_attributes=False) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PdfError as fault:
        raise _unopened(name, fault) from fault
    _refuse_part(data, pages, name)


def _refuse_part(data: bytes, pages: int, name: str) -> None:
    if not pages or not data.rstrip().endswith(_END):
        raise _unopened(name, "it was cut short" if pages else "it has no pages")


def _unopened(name: str, why: object) -> ConversionError:
    return ConversionError(f"The PDF of {name} cannot be opened ({why}).")


def _page_of(pdf: pypdfium2.PdfDocument, destination: str) -> int:
    """The page of a destination, from 1; 0 where there is none."""
    found = raw.FPDF_GetNamedDestByName(pdf, destination.encode())
    return raw.FPDFDest_GetDestPageIndex(pdf, found) + 1 if found else 0


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)
