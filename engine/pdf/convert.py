"""Step 6 as a whole: every document of a pack as PDF, and the page numbers only the PDF knows put into both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from engine.errors import ConversionError
from engine.pdf.converter import Converter
from engine.pdf.page_numbers import InspectedPdf
from engine.progress import OnePart, untold
from engine.word.contents import OWN_MARK, Contents
from engine.word.volumes import show_elsewhere

MOST_PASSES = 4
"""Numbers settle in two passes; a document whose numbers move pages for ever is not worth a fifth."""
_BETWEEN = 0.2
"""Seconds between two times that somebody is asked whether to stop, while the engine is at work."""


@dataclass(frozen=True, slots=True)
class Source:
    """A Word document to convert.

    followed_by: of a register page, the documents it comes before, each with the pages it had in an earlier build or 0.
    pages: its own then.
    """

    name: str
    contents: Contents
    followed_by: Mapping[str, int] = field(default_factory=dict)
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Converted:
    """The document's Word file as delivered, and its PDF as the engine made it."""

    docx: bytes
    pdf: bytes
    pages: int
    section_pages: dict[str, int]
    """The page of every bookmark inside a heading, for documents that show page numbers; empty for others."""


def convert_all(
    sources: Sequence[Source], converter: Converter, scratch: Path, asks: OnePart = untold
) -> tuple[Converted, ...]:
    """All documents, in their order. Raises ConversionError where one fails: a pack is whole or it is not made.

    asks: as converting has it.
    """
    with converting(converter, scratch, asks) as conversions:
        converted = dict(conversions.of(sources))
    return tuple(converted[source.name] for source in sources)


@contextmanager
def converting(converter: Converter, scratch: Path, asks: OnePart = untold) -> Iterator[Conversions]:
    """While this is open documents can be converted. asks: called while one is waited for.

    Whatever asks raises, and whatever else ends this before its time, ends what is being converted too.
    """
    with ExitStack() as once_all_have_ended, ThreadPoolExecutor() as pool:
        try:
            yield Conversions(converter, scratch, pool, asks)
        except BaseException:
            once_all_have_ended.enter_context(converter.given_up())
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_Coming = Future[dict[str, Converted]]


class Conversions:
    """What an engine has in hand: long documents each by itself, and the short ones in two lots."""

    def __init__(self, converter: Converter, scratch: Path, pool: ThreadPoolExecutor, asks: OnePart) -> None:
        self._converter = converter
        self._scratch = scratch
        self._pool = pool
        self._asks = asks
        self._begun: list[tuple[Source, _Coming]] = []
        self._numbers = count()

    def begin(self, source: Source) -> None:
        """Have a document laid out while others are still to be made, unless it tells pages of another."""
        if _is_long(source) and not source.contents.elsewhere:
            self._begun.append((source, self._in_hand([source])))
        elif not (_is_long(source) or source.followed_by):
            paths = _written([source], self._converter, self._new("begun"))
            self._begun.append((source, self._pool.submit(_short, [source], paths, self._converter)))

    def begin_with(self, source: Source, lays_out: Callable[[Path], dict[str, Converted]]) -> None:
        """Have a document laid out in a way of its own, in a new folder. What it gives by name is all that comes."""
        self._begun.append((source, self._pool.submit(lays_out, self._new("own"))))

    def of(self, sources: Sequence[Source]) -> Iterator[tuple[str, Converted]]:
        """The documents by name, as they come, with those that were begun. Raises ConversionError where one fails.

        What was begun and is none of these any more is for nobody.
        """
        wanted = [id(source.contents) for source in sources]
        begun = {source.name: coming for source, coming in self._begun if id(source.contents) in wanted}
        long = [source for source in sources if _is_long(source) and source.name not in begun]
        registers = [source for source in sources if source.followed_by]
        short = [source for source in sources if not (_is_long(source) or source.followed_by or source.name in begun)]
        parts = [*begun.values()]
        if long:
            parts.append(self._in_hand(long))
        for source in registers:
            _tell_pages(source, {**source.followed_by, source.name: source.pages})
        half, rest = short[: len(short) // 2], [*short[len(short) // 2 :], *registers]  # one is finished meanwhile
        paths = _written(half, self._converter, self._scratch / "first")
        first = self._pool.submit(_short, half, paths, self._converter)
        then_paths = _written(rest, self._converter, self._scratch / "short")  # while the engine has others in hand
        then = self._pool.submit(lambda: _packed(rest, then_paths, first.result(), self._converter, self._scratch))
        return _as_they_come([*parts, first, then], self._asks)

    def _new(self, kind: str) -> Path:
        """A folder that is not there yet, even where one was made for what could not be begun."""
        return self._scratch / f"{kind}-{next(self._numbers)}"

    def _in_hand(self, long: Sequence[Source]) -> _Coming:
        """Long documents are written at once, so that the engine has them before anything else is done."""
        live, place = self._converter.fills_page_numbers, self._new("long")
        first = {source.name: _printed(source, place / source.name / "0", self._converter, live) for source in long}
        return self._pool.submit(lambda: _in_volumes(long, first, self._converter, place))


def _is_long(source: Source) -> bool:
    return source.contents.has_page_numbers and not source.followed_by


def _as_they_come(parts: Sequence[_Coming], asks: OnePart) -> Iterator[tuple[str, Converted]]:
    pending = set(parts)
    while pending:
        done, pending = wait(pending, _BETWEEN, FIRST_COMPLETED)
        asks()
        for part in (part for part in parts if part in done):
            yield from part.result().items()


def _in_volumes(
    sources: Sequence[Source], first: Mapping[str, Path], converter: Converter, scratch: Path
) -> dict[str, Converted]:
    """The long documents, each of which tells the pages of places in the others, until they agree."""
    for source in sources:
        if show_elsewhere(source.contents, {}):
            first[source.name].write_bytes(
                source.contents.for_printing(live=converter.fills_page_numbers, by_office=converter.is_tagged)
            )
    converted = {s.name: _settled(s, first[s.name], converter) for s in sources}
    for turn in range(1, MOST_PASSES):
        pages = [made.section_pages for made in converted.values()]
        known = {name: page for others in pages for name, page in others.items() if not name.startswith(OWN_MARK)}
        moved = [source for source in sources if show_elsewhere(source.contents, known)]
        if not moved:
            return converted
        for source in moved:
            again = _printed(
                source, scratch / f"{source.name}-{turn}" / "0", converter, live=converter.fills_page_numbers
            )
            converted[source.name] = _settled(source, again, converter)
    raise ConversionError("The page numbers of the two volumes do not settle. Take a page break out of the template.")


def _short(sources: Sequence[Source], paths: Sequence[Path], converter: Converter) -> dict[str, Converted]:
    """Documents without page numbers of their own by name, in one go. paths: as written."""
    if not sources:
        return {}
    converter.convert(paths, paths[0].parent)
    pdfs = [path.with_suffix(".pdf").read_bytes() for path in paths]
    return {
        source.name: Converted(source.contents.package.write(), pdf, InspectedPdf(pdf, source.name).pages, {})
        for source, pdf in zip(sources, pdfs, strict=True)
    }


def _packed(
    sources: Sequence[Source],
    paths: Sequence[Path],
    others: Mapping[str, Converted],
    converter: Converter,
    scratch: Path,
) -> dict[str, Converted]:
    """Documents without page numbers of their own, and register pages, first with the lengths of an earlier build.

    others: those that were converted before. Where lengths are others now, the register page is converted again.
    """
    converted = _short(sources, paths, converter)
    for source in (source for source in sources if source.followed_by):
        for turn in range(MOST_PASSES):
            if not _tell_pages(source, {name: made.pages for name, made in {**others, **converted}.items()}):
                break
            again = _written([source], converter, scratch / f"{source.name}{turn}")
            converted |= _short([source], again, converter)
        else:
            raise ConversionError(f"The page numbers of {source.name} do not settle. Make its table shorter.")
    return converted


def _tell_pages(source: Source, pages: Mapping[str, int]) -> bool:
    """Write into a register page where each document begins; True where it was another page before."""
    lengths = [pages[name] for name in (source.name, *source.followed_by)]
    return source.contents.show_pages(dict(zip(source.followed_by, first_pages(lengths)[1:], strict=True)))


def first_pages(lengths: Sequence[int]) -> tuple[int, ...]:
    """The page, from 1, on which each of several documents begins when they are put one behind the other."""
    return tuple(1 + sum(lengths[:position]) for position in range(len(lengths)))


def _written(sources: Sequence[Source], converter: Converter, folder: Path) -> list[Path]:
    """The files to convert of documents without page numbers of their own, in a new folder."""
    folder.mkdir(parents=True)
    paths = [folder / _file_name(source) for source in sources]
    for path, source in zip(paths, sources, strict=True):
        path.write_bytes(source.contents.for_printing(live=False, by_office=converter.is_tagged))
    return paths


def _settled(source: Source, path: Path, converter: Converter) -> Converted:
    """One document, converted until the numbers it prints are the pages its headings are on. path: as printed first."""
    contents = source.contents
    for turn in range(MOST_PASSES):
        converter.convert([path], path.parent)
        pdf = path.with_suffix(".pdf").read_bytes()
        looked = InspectedPdf(pdf, source.name)
        pages = looked.pages_of(contents.bookmarks, converter)
        moved = contents.show_pages(pages)
        if not moved or (converter.fills_page_numbers and looked.shows(contents.entries(pages))):
            return Converted(contents.package.write(), pdf, looked.pages, pages)
        path = _printed(source, path.parents[1] / str(turn + 1), converter, live=False)
    raise ConversionError(f"The page numbers of {source.name} do not settle. Take a page break out of its template.")


def _printed(source: Source, folder: Path, converter: Converter, live: bool) -> Path:
    """The file to convert, in a new folder. live: see Contents.for_printing."""
    folder.mkdir(parents=True)
    path = folder / _file_name(source)
    path.write_bytes(source.contents.for_printing(live, by_office=converter.is_tagged))
    return path


def _file_name(source: Source) -> str:
    """What a converter is told of a document, and what it says where it fails: its name in the edition."""
    return f"{source.name.replace('/', '-')}.docx"
