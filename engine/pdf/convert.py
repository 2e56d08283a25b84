"""Step 6 as a whole: every document of a pack as PDF, and the page numbers only the PDF knows put into both."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from engine.errors import ConversionError
from engine.pdf.converter import Converter
from engine.pdf.inspect import Inspected
from engine.word.contents import Contents

MOST_PASSES = 4
"""Numbers settle in two passes; a document whose numbers move pages for ever is not worth a fifth."""


@dataclass(frozen=True, slots=True)
class Source:
    """A Word document to convert. followed_by: of a register page, the names of the documents it comes before."""

    name: str
    contents: Contents
    followed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Converted:
    """The document's Word file as delivered, and its PDF as the engine made it."""

    docx: bytes
    pdf: bytes
    pages: int
    section_pages: dict[str, int]
    """The page of every bookmark inside a heading, for documents that show page numbers; empty for others."""


def convert_all(sources: Sequence[Source], converter: Converter, scratch: Path) -> tuple[Converted, ...]:
    """All documents, in their order. The longest gets a process of its own, the rest share the other.

    Raises ConversionError where one fails: a pack is whole or it is not made.
    """
    long = [source for source in sources if source.contents.has_page_numbers and not source.followed_by]
    short = [source for source in sources if source not in long]
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(lambda: {s.name: _settled(s, converter, scratch / s.name) for s in long})
        second = pool.submit(lambda: _packed(short, converter, scratch))
        converted = first.result() | second.result()
    return tuple(converted[source.name] for source in sources)


def _packed(sources: Sequence[Source], converter: Converter, scratch: Path) -> dict[str, Converted]:
    """Documents without page numbers of their own; then, once their lengths are known, register pages anew."""
    converted = dict(zip((s.name for s in sources), _together(sources, converter, scratch / "short"), strict=True))
    for source in (source for source in sources if source.followed_by):
        for turn in range(MOST_PASSES):
            lengths = [converted[name].pages for name in (source.name, *source.followed_by)]
            if not source.contents.show_pages(dict(zip(source.followed_by, first_pages(lengths)[1:], strict=True))):
                break
            (converted[source.name],) = _together([source], converter, scratch / f"{source.name}{turn}")
        else:
            raise ConversionError(f"The page numbers of {source.name} do not settle. Make its table shorter.")
    return converted


def first_pages(lengths: Sequence[int]) -> tuple[int, ...]:
    """The page, from 1, on which each of several documents begins when they are put one behind the other."""
    return tuple(1 + sum(lengths[:position]) for position in range(len(lengths)))


def _together(sources: Sequence[Source], converter: Converter, folder: Path) -> list[Converted]:
    """Documents without page numbers of their own, in one go."""
    if not sources:
        return []
    folder.mkdir(parents=True)
    paths = [folder / f"{number:03}.docx" for number in range(len(sources))]
    for path, source in zip(paths, sources, strict=True):
        path.write_bytes(source.contents.for_printing(live=False))
    converter.convert(paths, folder)
    pdfs = [path.with_suffix(".pdf").read_bytes() for path in paths]
    return [
        Converted(source.contents.package.write(), pdf, Inspected(pdf, source.name).pages, {})
        for source, pdf in zip(sources, pdfs, strict=True)
    ]


def _settled(source: Source, converter: Converter, folder: Path) -> Converted:
    """One document, converted until the numbers it prints are the pages its headings are on."""
    contents = source.contents
    for turn in range(MOST_PASSES):
        place = folder / str(turn)
        place.mkdir(parents=True)
        path = place / "document.docx"
        path.write_bytes(contents.for_printing(live=converter.fills_page_numbers and turn == 0))
        converter.convert([path], place)
        pdf = path.with_suffix(".pdf").read_bytes()
        looked = Inspected(pdf, source.name)
        pages = looked.pages_of(contents.bookmarks, converter)
        moved = contents.show_pages(pages)
        if not moved or (converter.fills_page_numbers and looked.shows(contents.entries(pages))):
            return Converted(contents.package.write(), pdf, looked.pages, pages)
    raise ConversionError(f"The page numbers of {source.name} do not settle. Take a page break out of its template.")
