"""Pages of a PDF as pictures to look at, and its bookmarks: what lies on which page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engine.foreign.pdfium import opened

_DEPTH = 50
"""Levels of bookmarks that are looked through; it says so on standard error where there are more."""
_COLOURS = 128
"""Of a palette: a page of text and charts is a third as large with it, and no eye sees the difference."""
_DOTS_OF_A_FOUND_PAGE = 110
"""Per inch: a page as wide as half a screen, with letters that can be read."""
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
    with opened(path) as document:
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
    with opened(path) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


@lru_cache(_KEPT)
def bookmarks(path: Path, stamp: str) -> tuple[Bookmark, ...]:
    """What the PDF's own list of headings says, in order; those that lead nowhere are left out."""
    with opened(path) as document:
        found = ((entry, entry.get_dest()) for entry in document.get_toc(max_depth=_DEPTH))
        pages = ((entry, at.get_index() if at else None) for entry, at in found)
        return tuple(Bookmark(e.get_title(), e.level, page + 1) for e, page in pages if page is not None)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page on which words stand, from 1, of so many pages, as a PNG."""

    picture: bytes
    page: int
    pages: int


def page_with(pdf: bytes, words: str, above: str) -> FoundPage:
    """The page on which words begin that follow others; the first where they are not found."""
    with opened(pdf) as document:
        said = [_letters(page.get_textpage().get_text_range()) for page in document]
        page = _page_of(said, _letters(words), _letters(above))
        drawn = document[page].render(scale=_DOTS_OF_A_FOUND_PAGE / 72).to_pil().convert("RGB")
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG", compress_level=1)  # somebody waits for it, and it is not kept
    return FoundPage(buffer.getvalue(), page + 1, len(said))


def _page_of(said: Sequence[str], words: str, above: str) -> int:
    whole = "".join(said)
    found = whole.find(above + words) if words else -1
    at = found + len(above) if found >= 0 else whole.find(words) if words else -1
    for page, letters in enumerate(said):
        if at < len(letters):
            return page
        at -= len(letters)
    return 0


def _letters(text: str) -> str:
    """What is compared: where lines break and words are parted is another matter in a PDF."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
