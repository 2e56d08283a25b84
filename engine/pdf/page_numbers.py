"""What a PDF holds: whether it is one, how many pages it has, and on which page each bookmark fell."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from engine.errors import ConversionError
from engine.pdf.converter import Converter
from engine.phrases import sentences

_FAR = 10
"""Pages without an entry after which no other is looked for: to read a long report takes as long as to lay it out."""


class InspectedPdf:
    """A PDF that opens. Raises ConversionError, with the document's name, for one that does not."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self.reader = _reader(data)
            self.pages = len(self.reader.pages)
        except (PyPdfError, OSError, ValueError, KeyError, RecursionError) as fault:
            raise ConversionError(f"The PDF of {name} cannot be opened ({fault}).") from fault
        if not self.pages:
            raise ConversionError(f"The PDF of {name} has no pages.")

    def pages_of(self, bookmarks: Iterable[str], converter: Converter) -> dict[str, int]:
        """The page of each bookmark, from 1. Raises ConversionError where one is lost: text was lost with it."""
        found = self._destinations()
        named = {bookmark: converter.destination(bookmark) for bookmark in bookmarks}
        if lost := [bookmark for bookmark, name in named.items() if name not in found]:
            raise ConversionError(f"{sentences.HEADINGS_LOST(len(lost), name=self.name)}. Try again.")
        return {bookmark: found[name] for bookmark, name in named.items()}

    def shows(self, page_numbers: Mapping[str, int]) -> bool:
        """Whether the contents list, found by its lines, prints these numbers. page_numbers: by entry.

        A list that goes on far from where it stopped counts as one that does not.
        """
        wanted, without = {_bare(f"{text}{page}") for text, page in page_numbers.items()}, 0
        for page in self.reader.pages:
            found = wanted & {_bare(line) for line in page.extract_text().splitlines()}
            wanted -= found
            without = 0 if found else without + 1
            if not wanted or without > _FAR:
                break
        return not wanted

    def _destinations(self) -> dict[str, int]:
        numbers = {
            page.indirect_reference.idnum: n for n, page in enumerate(self.reader.pages, 1) if page.indirect_reference
        }
        found: dict[str, int] = {}
        for name, destination in self.reader.named_destinations.items():
            page = getattr(destination.page, "idnum", None)
            if page in numbers:
                found[name.lstrip("/")] = numbers[page]
        return found


@lru_cache(maxsize=16)
def _reader(data: bytes) -> PdfReader:
    """Opened to see whether it is whole, and again for its pages; pypdf goes through all objects each time."""
    return PdfReader(io.BytesIO(data), strict=False)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)
