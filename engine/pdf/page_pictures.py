"""Pages of a PDF as pictures to look at, and its bookmarks: what lies on which page."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pypdfium2

_ONE_AT_A_TIME = threading.Lock()
"""pdfium may be used by one thread at a time."""
_DEPTH = 50
"""Levels of bookmarks that are looked through; it says so on standard error where there are more."""
_COLOURS = 128
"""Of a palette: a page of text and charts is a third as large with it, and no eye sees the difference."""
_KEPT = 160
"""Pictures held in memory, some 8 MB."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading of a PDF, how deep it stands from 0, and the page it is on, from 1."""

    title: str
    depth: int
    page: int


@lru_cache(_KEPT)
def page_picture(path: Path, stamp: str, page: int, width: int) -> bytes | None:
    """A page as a PNG so many dots wide; None where there is no such page. stamp: the hash of the file as it is now."""
    with _opened(path) as document:
        if not 1 <= page <= len(document):
            return None
        sheet = document[page - 1]
        picture = sheet.render(scale=width / sheet.get_width()).to_pil().convert("RGB").quantize(_COLOURS)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@lru_cache(_KEPT)
def page_sizes(path: Path, stamp: str) -> tuple[tuple[float, float], ...]:
    """Width and height of every page in points."""
    with _opened(path) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


@lru_cache(_KEPT)
def bookmarks(path: Path, stamp: str) -> tuple[Bookmark, ...]:
    """What the PDF's own list of headings says, in order; those that lead nowhere are left out."""
    with _opened(path) as document:
        found = ((entry, entry.get_dest()) for entry in document.get_toc(max_depth=_DEPTH))
        pages = ((entry, at.get_index() if at else None) for entry, at in found)
        return tuple(Bookmark(e.get_title(), e.level, page + 1) for e, page in pages if page is not None)


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(path)
        try:
            yield document
        finally:
            document.close()
