"""Chapters made one file again: what stays open for the next file is there as it was for the one before."""

from __future__ import annotations

from datetime import UTC, datetime

from engine.pdf.finish import About
from engine.pdf.joined import ChapterPdf, joined
from tests.material.made_up_office import a_chapter

_ABOUT = About(title="A report", when=datetime(2026, 3, 14, tzinfo=UTC))
_LEVELS = [(1,), (1, 2), (1,)]
_PDFS = [
    a_chapter(2, places=["one"], headings=[True]),
    a_chapter(1, places=["two"], headings=[True, True], link="chapter:one"),
    a_chapter(3, places=["three"], headings=[True], link="https://example.org"),
]
_OTHER = a_chapter(4, places=["two", "more"], headings=[True, True], link="chapter:three")


def from_files(pdfs: list[bytes]) -> bytes:
    return joined([ChapterPdf(pdf) for pdf in pdfs], _LEVELS, _ABOUT)


def test_chapters_taken_before_make_the_same_file_as_new_ones() -> None:
    chapters = [ChapterPdf(pdf) for pdf in _PDFS]
    assert {joined(chapters, _LEVELS, _ABOUT) for _ in range(3)} == {from_files(_PDFS)}


def test_one_chapter_exchanged_makes_the_file_that_all_of_them_make_anew() -> None:
    chapters = [ChapterPdf(pdf) for pdf in _PDFS]
    before = joined(chapters, _LEVELS, _ABOUT)
    chapters[1] = ChapterPdf(_OTHER)
    after = joined(chapters, _LEVELS, _ABOUT)
    assert after == from_files([_PDFS[0], _OTHER, _PDFS[2]]) != before
