"""The PDFs of a document's chapters, made one file again: pages, structure, headings, links and what they share."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf

from engine.pdf.finish import About, finish_file
from engine.pdf.merge import Merging
from engine.word.chapter_file import SCHEME
from engine.word.uncut import UncutError

_SHARED = ("/Font", "/XObject")
_Heading = tuple[int, OutlineItem]


class _Place(NamedTuple):
    """Where a heading of a chapter is. page: from 0, of the chapter; where: on it, as a destination has it."""

    title: str
    page: int
    where: tuple[Object, ...]


class ChapterPdf:
    """The PDF of a chapter, its pages finished. It stays open: what was read for one file is not read for the next."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def source(self) -> Pdf:
        """The PDF, to take from: nobody changes it."""
        pdf = self.anew()
        if "/Dests" in pdf.Root and not pdf.Root.Dests.is_indirect:  # as another file can take them over
            pdf.Root.Dests = pdf.make_indirect(pdf.Root.Dests)
        return pdf

    def anew(self) -> Pdf:
        """The PDF, to be changed by whoever asks."""
        return Pdf.open(io.BytesIO(self._data))

    @cached_property
    def headings(self) -> tuple[_Place, ...]:
        """The places of its bookmarks, in order. Raises UncutError where one leads nowhere."""
        return tuple(_bookmarks(self.source))

    @cached_property
    def shared(self) -> tuple[tuple[tuple[str, str, bytes], ...], ...]:
        """The fonts and pictures of each page: the kind, the name, and a hash over all that it is made of."""
        digests: dict[tuple[int, int], bytes] = {}
        return tuple(
            tuple(
                (kind, name, digests.get(each.objgen) or digests.setdefault(each.objgen, _digest(each)))
                for kind in _SHARED
                for name, each in page.Resources.get(kind, Dictionary()).items()
            )
            for page in self.source.pages
        )

    @cached_property
    def leading_out(self) -> tuple[tuple[int, int, str], ...]:
        """The links to other chapters: the page, from 0, which annotation of it, and the destination's name."""
        return tuple(
            (number, at, address.removeprefix(SCHEME))
            for number, page in enumerate(self.source.pages)
            for at, link in enumerate(page.get("/Annots", Array()))
            if (address := str(link.get("/A", Dictionary()).get("/URI", ""))).startswith(SCHEME)
        )


def joined(chapters: Sequence[ChapterPdf], levels: Sequence[Sequence[int]], about: About) -> bytes:
    """The finished file of all chapters. levels: of the headings of each, in order.

    Raises UncutError where they do not fit together.
    """
    with chapters[0].anew() as first:
        merging = Merging(first)
        document = _document(first.Root.StructTreeRoot)
        kids, pages = list(_kids(document)), [list(first.pages)]
        headings = list(_headings(tuple(_bookmarks(first)), pages[0], levels[0]))
        for chapter, depths in zip(chapters[1:], levels[1:], strict=True):
            taken, root = merging.take(chapter.source)
            for element in _kids(_document(root)):
                element.P = document
                kids.append(element)
            _take_destinations(first, chapter.source)
            headings += _headings(chapter.headings, taken, depths)
            pages.append(taken)
        document.K = Array(kids)
        with first.open_outline() as outline:
            outline.root[:] = _nested(headings)
        _lead_links(first, chapters, pages)
        _share(chapters, pages)
        return finish_file(first, about)


def _document(root: Object) -> Object:
    tops = list(root.K) if isinstance(root.K, Array) else [root.K]
    if len(tops) != 1 or Name.Document != tops[0].S:
        raise UncutError("the structure of a chapter is not one document")
    return tops[0]


def _kids(element: Object) -> list[Object]:
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def _take_destinations(into: Pdf, source: Pdf) -> None:
    if "/Dests" not in source.Root:
        return
    if "/Dests" not in into.Root:
        into.Root.Dests = into.make_indirect(Dictionary())
    for name, where in into.copy_foreign(source.Root.Dests).items():
        into.Root.Dests[name] = where


def _bookmarks(pdf: Pdf) -> Iterator[_Place]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    with pdf.open_outline() as outline:
        items = list(_flat(outline.root))
    for item in items:
        if not isinstance(item.destination, Array):
            raise UncutError("a bookmark of a chapter leads nowhere")
        page, *where = list(item.destination)
        yield _Place(item.title, numbers[page.objgen], tuple(where))


def _headings(places: Sequence[_Place], pages: Sequence[Page], levels: Sequence[int]) -> Iterator[_Heading]:
    """The bookmarks of a chapter with the levels of its headings. pages: of the chapter as they are in the whole."""
    if len(places) != len(levels):
        raise UncutError("the headings of a chapter are not its bookmarks")
    for (title, page, where), level in zip(places, levels, strict=True):
        yield level, OutlineItem(title, Array([pages[page].obj, *where]))


def _flat(items: Sequence[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _nested(headings: Sequence[_Heading]) -> list[OutlineItem]:
    """Each below the last one before it that is higher."""
    tops: list[OutlineItem] = []
    above: list[_Heading] = []
    for level, item in headings:
        while above and above[-1][0] >= level:
            above.pop()
        (above[-1][1].children if above else tops).append(item)
        above.append((level, item))
    return tops


def _lead_links(pdf: Pdf, chapters: Sequence[ChapterPdf], pages: Sequence[Sequence[Page]]) -> None:
    """Links that led out of a chapter lead to their place. pages: of each chapter as they are in the whole."""
    places = pdf.Root.get("/Dests", Dictionary())
    for chapter, own in zip(chapters, pages, strict=True):
        for page, at, name in chapter.leading_out:
            if f"/{name}" not in places:
                raise UncutError("a link leads nowhere")
            link = own[page].Annots[at]
            del link["/A"]
            link.Dest = places[f"/{name}"]


def _share(chapters: Sequence[ChapterPdf], pages: Sequence[Sequence[Page]]) -> None:
    """Fonts and pictures that are the same in every bit are held once. pages: of each chapter as in the whole."""
    first: dict[bytes, Object] = {}
    for chapter, own in zip(chapters, pages, strict=True):
        for page, shared in zip(own, chapter.shared, strict=True):
            for kind, name, digest in shared:
                held = page.Resources[kind]
                held[name] = first.setdefault(digest, held[name])


def _digest(found: Object) -> bytes:
    """A hash over all that an object is made of, what it refers to with it."""
    digest = hashlib.sha256()
    seen: set[tuple[int, int]] = set()

    def add(each: Object) -> None:
        if isinstance(each, Object) and each.is_indirect:
            if each.objgen in seen:
                return
            seen.add(each.objgen)
        if isinstance(each, Array):
            digest.update(b"[")
            for inner in each:
                add(inner)
        elif isinstance(each, Object) and each._type_name in ("dictionary", "stream"):
            for key in sorted(each.keys()):
                digest.update(key.encode())
                add(each[key])
            if each._type_name == "stream":
                digest.update(each.read_raw_bytes())
        else:
            digest.update(repr(each).encode())

    add(found)
    return digest.digest()
