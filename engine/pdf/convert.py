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
    """A Word document to convert."""

    name: str
    contents: Contents


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
    long = [n for n, source in enumerate(sources) if source.contents.has_page_numbers]
    short = [n for n in range(len(sources)) if n not in long]
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(lambda: {n: _settled(sources[n], converter, scratch / f"long{n}") for n in long})
        second = pool.submit(lambda: _together([sources[n] for n in short], converter, scratch / "short"))
        converted = first.result() | dict(zip(short, second.result(), strict=True))
    return tuple(converted[n] for n in range(len(sources)))


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
