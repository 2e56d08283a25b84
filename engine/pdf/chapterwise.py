"""A long document laid out chapter by chapter: where one form has changed, one chapter is laid out, and not all.

A chapter's file says nothing of its place but how many digits its page numbers have, so that it stays the same while
others change, and what it became is found again. Which pages its links and its contents list print is known when all
are laid out; chapters that print others are laid out again, until all agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine import log
from engine.errors import ConversionError
from engine.pdf.converter import Converter
from engine.pdf.finish import About
from engine.pdf.joined import joined
from engine.pdf.kept import finish_chapter
from engine.pdf.numbers import Exchange, Numbers
from engine.pdf.page_numbers import InspectedPdf
from engine.word.chapter_file import chapter_file
from engine.word.chapters import Chapters, cut
from engine.word.contents import Contents
from engine.word.marked_numbers import UncutError

_MOST_ROUNDS = 6
"""A document whose numbers move pages for ever is left to the layout of the whole, which says so."""
_LAYS_OUT_ALIKE = "LibreOffice 7."
"""25.2 draws links that lead out of a file otherwise than others, and names fonts anew each time."""


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A chapter as the engine made it. places: the page of each bookmark, from 0."""

    pdf: bytes
    pages: int
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Known:
    """How long each chapter was, and on which page each bookmark."""

    lengths: tuple[int, ...]
    pages: Mapping[str, int]

    def starts(self) -> tuple[int, ...]:
        """The first page of each chapter."""
        return tuple(1 + sum(self.lengths[:number]) for number in range(len(self.lengths)))


@dataclass(frozen=True, slots=True)
class InChapters:
    """A document that was laid out so. pdf: finished. section_pages: the page of every bookmark inside a heading."""

    pdf: bytes
    pages: int
    section_pages: dict[str, int]


class Chapterwise:
    """Lays out documents chapter by chapter, and holds what the last of each name became."""

    def __init__(self, converter: Converter) -> None:
        self.converter = converter
        self._laid_out: dict[str, dict[str, _LaidOut]] = {}
        self._known: dict[str, _Known] = {}

    def lay_out(self, name: str, contents: Contents, about: About, folder: Path) -> InChapters | None:
        """A document in its chapters, its Word file told the pages; None where it is to be laid out as a whole.

        Raises ConversionError where the engine fails.
        """
        if not self.converter.version.startswith(_LAYS_OUT_ALIKE):
            return None
        try:
            return self._in_chapters(name, contents, about, folder)
        except UncutError as reason:
            log.OFFICE.info("%s is laid out as a whole: %s", name, reason)
            return None

    def _in_chapters(self, name: str, contents: Contents, about: About, folder: Path) -> InChapters:
        chapters = cut(contents.to_print(live=True, lines=True))
        guess = self._known.get(name)
        known = guess if guess and len(guess.lengths) == len(chapters.chapters) else _guessed(chapters)
        for turn in range(_MOST_ROUNDS):
            made = self._round(name, chapters, known, folder / str(turn))
            settled = _known(chapters, made)
            if settled == known:
                break
            known = settled
        else:
            raise UncutError("its page numbers do not settle")
        self._known[name] = known
        if lost := [bookmark for bookmark in contents.bookmarks if bookmark not in known.pages]:
            raise UncutError(f"{lost[0]} is in none of its chapters")
        pages = {bookmark: known.pages[bookmark] for bookmark in contents.bookmarks}
        contents.show_pages(pages)
        numbered = (
            finish_chapter(one.pdf, about, _exchange(chapters, known, number)) for number, one in enumerate(made)
        )
        pdf = joined(list(numbered), [chapter.levels for chapter in chapters.chapters], about)
        return InChapters(pdf, sum(known.lengths), pages)

    def _round(self, name: str, chapters: Chapters, known: _Known, folder: Path) -> list[_LaidOut]:
        """Every chapter, laid out as far as it was not yet."""
        named = self.converter.destination
        files = [
            chapter_file(chapters, number, *_printed(known, number), known.pages, named)
            for number in range(len(chapters.chapters))
        ]
        keys = [hashlib.sha256(file).hexdigest() for file in files]
        held = self._laid_out.get(name, {})
        missing = {key: file for key, file in zip(keys, files, strict=True) if key not in held}
        about = {key: (chapter.bookmarks, bool(at)) for at, (key, chapter) in enumerate(zip(keys, chapters.chapters, strict=True))}
        made = {key: held[key] for key in keys if key in held} | self._converted(missing, about, folder)
        self._laid_out[name] = made
        return [made[key] for key in keys]

    def _converted(
        self, files: Mapping[str, bytes], about: Mapping[str, tuple[frozenset[str], bool]], folder: Path
    ) -> dict[str, _LaidOut]:
        if not files:
            return {}
        folder.mkdir(parents=True)
        paths = {key: folder / f"{number}.docx" for number, key in enumerate(files)}
        for key, path in paths.items():
            path.write_bytes(files[key])
        self.converter.convert(list(paths.values()), folder)
        return {key: self._inspected(path.with_suffix(".pdf").read_bytes(), *about[key]) for key, path in paths.items()}

    def _inspected(self, pdf: bytes, bookmarks: frozenset[str], follows: bool) -> _LaidOut:
        """follows: whether an empty page stands before it."""
        looked = InspectedPdf(pdf, "a chapter")
        try:
            found = looked.pages_of(bookmarks, self.converter)
        except ConversionError as fault:
            raise UncutError("a bookmark of a chapter is lost") from fault
        return _LaidOut(pdf, looked.pages - follows, {name: page - 1 - follows for name, page in found.items()})


def _guessed(chapters: Chapters) -> _Known:
    return _Known((1,) * len(chapters.chapters), {})


def _known(chapters: Chapters, made: Sequence[_LaidOut]) -> _Known:
    lengths = tuple(one.pages for one in made)
    starts = _Known(lengths, {}).starts()
    return _Known(lengths, {name: start + at for start, one in zip(starts, made, strict=True) for name, at in one.places.items()})


def _printed(known: _Known, number: int) -> tuple[int, int]:
    """The first page and the number of pages with which a chapter is laid out: of as many digits as the true ones.

    A chapter in which the number of digits changes is laid out with its true first page.
    """
    start, length = known.starts()[number], known.lengths[number]
    digits = len(str(start))
    usual = max(10 ** (digits - 1), 2) if number and digits == len(str(start + length - 1)) else start
    return usual, int("8" * len(str(sum(known.lengths))))


def _exchange(chapters: Chapters, known: _Known, number: int) -> Exchange:
    chapter = chapters.chapters[number]
    return Exchange(
        is_first=not number,
        printed=Numbers(*_printed(known, number)),
        meant=Numbers(known.starts()[number], sum(known.lengths)),
        marks=chapters.marked.by_colour,
        first=chapter.first,
        others=chapter.others,
    )
