"""A long document laid out chapter by chapter: where one form has changed, one chapter is laid out, and not all.

A chapter's file says nothing of its place but how many digits its page numbers have, so that it stays the same while
others change, and what it became is found again. Which pages its links and its contents list print is known when all
are laid out; chapters that print others are laid out again, until all agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from typing import Self

from engine import log
from engine.cache import scratch
from engine.errors import ConversionError
from engine.pdf.convert import Converted
from engine.pdf.converter import Converter
from engine.pdf.fallen_blocks import looked_through
from engine.pdf.finish import About
from engine.pdf.joined import ChapterPdf, joined
from engine.pdf.kept_finished import finish_chapter
from engine.pdf.numbers import Exchange, Numbers
from engine.word.chapter_file import FEW_LINES, MANY_LINES, chapter_file
from engine.word.chapters import Chapters, cut
from engine.word.contents import Contents
from engine.word.package import Package
from engine.word.uncut import UncutError

_MOST_ROUNDS = 6
"""A document whose numbers move pages for ever is left to the layout of the whole, which says so."""
_MOST_NEW = 0.6
"""The share of the pages of a document above which the whole is there as soon."""
_LAYS_OUT_ALIKE = "LibreOffice 7."
"""25.2 draws links that lead out of a file otherwise than others, and names fonts anew each time."""


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A chapter as the engine made it. places: the page of each bookmark, from 0. blocks: as looked_through has it."""

    pdf: bytes
    pages: int
    places: Mapping[str, int]
    blocks: tuple[int, ...]

    def is_as(self, whole: _Known, number: int) -> bool:
        """Whether it is laid out as in a whole, as far as that tells. number: which chapter of it this is."""
        start = whole.starts()[number]
        told = ((whole.pages[name], start + at) for name, at in self.places.items() if name in whole.pages)
        return self.pages == whole.lengths[number] and all(page == own for page, own in told)


@dataclass(frozen=True, slots=True)
class _Known:
    """How long each chapter was, and on which page each bookmark."""

    lengths: tuple[int, ...]
    pages: Mapping[str, int]

    def starts(self) -> tuple[int, ...]:
        """The first page of each chapter."""
        return tuple(1 + sum(self.lengths[:number]) for number in range(len(self.lengths)))


@dataclass(frozen=True, slots=True)
class _Task:
    """A document that was cut. whole: as it is where the whole was laid out."""

    name: str
    chapters: Chapters
    whole: _Known | None = None


@dataclass(frozen=True, slots=True)
class InChapters:
    """A document that was laid out so. pdf: finished. section_pages: the page of every bookmark inside a heading."""

    pdf: bytes
    pages: int
    section_pages: dict[str, int]


class Chapterwise:
    """Lays out documents chapter by chapter, and holds what the last of each name became. It ends with its engine."""

    def __init__(self, converter: Converter, most_new: float = _MOST_NEW) -> None:
        """most_new: the share of its pages that may be laid out anew."""
        self.converter = converter
        self._most_new = most_new
        self._laid_out: dict[str, dict[str, _LaidOut]] = {}
        self._known: dict[str, _Known] = {}
        self._finished: dict[str, dict[tuple[bytes, str], ChapterPdf]] = {}
        """What each chapter became, by its PDF and by all that was told of it."""
        self._readying: Thread | None = None
        self._turn = Lock()
        """Held while a document is laid out."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self.converter.given_up():
            self._wait()

    def lay_out(self, name: str, contents: Contents, about: About, folder: Path) -> InChapters | None:
        """A document in its chapters, its Word file told the pages; None where it is to be laid out as a whole.

        That is so too where most of it is new, for then the whole is there sooner. Raises ConversionError where the
        engine fails.
        """
        return self.begin(name, contents, about)(folder)

    def begin(self, name: str, contents: Contents, about: About) -> Callable[[Path], InChapters | None]:
        """The same in two steps: now it is cut, and what is given lays it out, for which nobody else need wait."""
        self._wait()
        try:
            task = _Task(name, self._cut(contents))
            known = self._known_before(task)
            files = self._files(task, known)
        except UncutError as reason:
            return partial(_left_whole, name, reason)

        def laid_out(folder: Path) -> InChapters | None:
            try:
                with self._turn:
                    return self._in_chapters(task, *self._settled(task, known, files, folder), contents, about)
            except UncutError as reason:
                _left_whole(name, reason)
                return None

        return laid_out

    def _wait(self) -> None:
        """Until what is being made ready is so: nothing is made twice."""
        if self._readying is not None:
            self._readying.join()

    def make_ready(self, name: str, contents: Contents, about: About, whole: Converted) -> None:
        """Lay out and finish the chapters of a document whose whole is there, while nobody waits for it."""

        def ready() -> None:
            with suppress(ConversionError), scratch() as folder:  # the next whole tells
                self.converter.get_second_ready()
                try:
                    chapters = self._cut(contents)
                    known = _of_the_whole(chapters, whole)
                    task = _Task(name, chapters, known)
                    self._numbered(task, *self._settled(task, known, self._files(task, known), folder), about)
                except UncutError as reason:
                    log.OFFICE.info("the chapters of %s are not made ready: %s", name, reason)

        self._wait()
        self._readying = Thread(target=ready)
        self._readying.start()

    def _cut(self, contents: Contents) -> Chapters:
        if not self.converter.version.startswith(_LAYS_OUT_ALIKE):
            raise UncutError("chapters are laid out otherwise than the whole by this LibreOffice")
        if contents.elsewhere:
            raise UncutError("it is one of two volumes")
        return cut(*contents.printed(live=True, by_office=True))

    def _in_chapters(
        self, task: _Task, known: _Known, made: Sequence[_LaidOut], contents: Contents, about: About
    ) -> InChapters:
        if lost := [bookmark for bookmark in contents.bookmarks if bookmark not in known.pages]:
            raise UncutError(f"{lost[0]} is in none of its chapters")
        pages = {bookmark: known.pages[bookmark] for bookmark in contents.bookmarks}
        numbered = self._numbered(task, known, made, about)
        pdf = joined(numbered, [chapter.levels for chapter in task.chapters.chapters], about)
        contents.show_pages(pages)
        return InChapters(pdf, sum(known.lengths), pages)

    def _numbered(self, task: _Task, known: _Known, made: Sequence[_LaidOut], about: About) -> list[ChapterPdf]:
        """Every chapter, finished with the numbers that it has now: of most they are those of the last time."""
        held = self._finished.get(task.name, {})
        exchanges = [_exchange(task.chapters, known, number) for number in range(len(made))]
        keys = [(one.pdf, repr((about, exchange))) for one, exchange in zip(made, exchanges, strict=True)]
        numbered = [
            held.get(key) or ChapterPdf(finish_chapter(key[0], about, exchange))
            for key, exchange in zip(keys, exchanges, strict=True)
        ]
        self._finished[task.name] = dict(zip(keys, numbered, strict=True))
        return numbered

    def _known_before(self, task: _Task) -> _Known:
        """As its chapters were the last time; where they were others, each is taken to have a page."""
        known, count = self._known.get(task.name), len(task.chapters.chapters)
        return known if known is not None and len(known.lengths) == count else _Known((1,) * count, {})

    def _settled(
        self, task: _Task, known: _Known, files: Sequence[Package], folder: Path
    ) -> tuple[_Known, list[_LaidOut]]:
        """Every chapter, laid out until all agree about their pages. files: of all, by what is known before."""
        for turn in range(_MOST_ROUNDS):
            made = self._round(task, known, files, folder / str(turn))
            settled = _known(task.chapters, made)
            self._known[task.name] = settled
            if settled == known:
                return known, made
            known, files = settled, self._files(task, settled)
        raise UncutError("its page numbers do not settle")

    def _files(self, task: _Task, known: _Known) -> list[Package]:
        return [self._file(task, known, number, MANY_LINES) for number in range(len(task.chapters.chapters))]

    def _file(self, task: _Task, known: _Known, number: int, lines: int) -> Package:
        printed = _printed(known, number)
        return chapter_file(task.chapters, number, printed, known.pages, self.converter.destination, lines)

    def _round(self, task: _Task, known: _Known, files: Sequence[Package], folder: Path) -> list[_LaidOut]:
        """Every chapter, laid out as far as it was not yet. files: of all of them."""

        def behind_few(numbers: Sequence[int]) -> dict[tuple[int, int], Package]:
            return {(number, FEW_LINES): self._file(task, known, number, FEW_LINES) for number in numbers if number}

        keys = [_key(each) for each in files]
        held = self._laid_out.get(task.name, {})
        missing = [number for number, key in enumerate(keys) if key not in held]
        most = 1.0 if task.whole else self._most_new
        if sum(known.lengths[number] for number in missing) > most * sum(known.lengths):
            raise UncutError("most of it is new")
        wanted = {(number, MANY_LINES): files[number] for number in missing}
        if task.whole is None:
            wanted |= behind_few(missing)
        tried = self._converted(wanted, folder / "tried", task.chapters)
        made = {number: tried[number, MANY_LINES] for number in missing}
        if task.whole is None:
            if any(made[number].blocks != tried[number, FEW_LINES].blocks for number in missing if number):
                raise UncutError("LibreOffice lays out a chapter in two ways")
        else:
            others = [number for number in missing if number and not made[number].is_as(task.whole, number)]
            again = self._converted(behind_few(others), folder / "again", task.chapters)
            made |= {number: one for (number, _), one in again.items()}
            if not all(made[number].is_as(task.whole, number) for number in others):
                raise UncutError("LibreOffice lays out a chapter otherwise than the whole")
        found = [made[number] if number in made else held[key] for number, key in enumerate(keys)]
        self._laid_out[task.name] = dict(zip(keys, found, strict=True))
        return found

    def _converted(
        self, files: Mapping[tuple[int, int], Package], folder: Path, chapters: Chapters
    ) -> dict[tuple[int, int], _LaidOut]:
        """What becomes of files of chapters, by the number of the chapter and of the lines before it.

        Those behind many lines and those behind few are laid out side by side.
        """
        if not files:
            return {}
        folder.mkdir(parents=True)
        paths = {(number, lines): folder / f"chapter-{number}-{lines}.docx" for number, lines in files}
        for key, path in paths.items():
            path.write_bytes(files[key].write())
        alike = [[path for (_, behind), path in paths.items() if behind == lines] for lines in (MANY_LINES, FEW_LINES)]
        with ThreadPoolExecutor(len(alike)) as pool:
            for done in [pool.submit(self.converter.convert, each, folder) for each in alike if each]:
                done.result()
        return {
            key: self._looked_at(path.with_suffix(".pdf").read_bytes(), chapters, key[0]) for key, path in paths.items()
        }

    def _looked_at(self, pdf: bytes, chapters: Chapters, number: int) -> _LaidOut:
        """A chapter that was converted, without the empty page before it."""
        before = int(number > 0)
        names = {bookmark: self.converter.destination(bookmark) for bookmark in chapters.chapters[number].bookmarks}
        looked = looked_through(pdf, names.values())
        if not looked.places.keys() >= set(names.values()):
            raise UncutError("a bookmark of a chapter is lost")
        places = {bookmark: looked.places[name] - before for bookmark, name in names.items()}
        return _LaidOut(pdf, looked.pages - before, places, looked.blocks)


def _left_whole(name: str, reason: UncutError, _: Path | None = None) -> None:
    log.OFFICE.info("%s is laid out as a whole: %s", name, reason)


def _of_the_whole(chapters: Chapters, whole: Converted) -> _Known:
    """What the layout of the whole tells of its chapters; one without a heading is taken to begin a page later."""
    starts: list[int] = []
    for chapter in chapters.chapters:
        pages = [whole.section_pages[name] for name in chapter.bookmarks if name in whole.section_pages]
        starts.append(min(pages, default=starts[-1] + 1) if starts else 1)
    ends = [*starts[1:], whole.pages + 1]
    return _Known(tuple(max(end - start, 1) for start, end in zip(starts, ends, strict=True)), whole.section_pages)


def _key(file: Package) -> str:
    """What tells a file from every other; to write it would take longer."""
    digest = hashlib.sha256()
    for name, data in file.parts.items():
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _known(chapters: Chapters, made: Sequence[_LaidOut]) -> _Known:
    lengths = tuple(one.pages for one in made)
    starts = _Known(lengths, {}).starts()
    places = {name: start + at for start, one in zip(starts, made, strict=True) for name, at in one.places.items()}
    return _Known(lengths, places)


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
