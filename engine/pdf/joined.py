"""The PDFs of a document's chapters, made one file again: pages, structure, headings, links and what they share."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from functools import cached_property

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf

from engine.pdf.finish import About, finish_file
from engine.pdf.merge import Merging
from engine.word.chapter_file import SCHEME
from engine.word.uncut import UncutError

_SHARED = ("/Font", "/XObject")
_Heading = tuple[int, OutlineItem]


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


def joined(chapters: Sequence[ChapterPdf], levels: Sequence[Sequence[int]], about: About) -> bytes:
    """The finished file of all chapters. levels: of the headings of each, in order.

    Raises UncutError where they do not fit together.
    """
    with chapters[0].anew() as first:
        merging = Merging(first)
        document = _document(first.Root.StructTreeRoot)
        kids = list(_kids(document))
        headings = list(_headings(first, list(first.pages), levels[0]))
        for chapter, depths in zip(chapters[1:], levels[1:], strict=True):
            pages, root = merging.take(chapter.source)
            for element in _kids(_document(root)):
                element.P = document
                kids.append(element)
            _take_destinations(first, chapter.source)
            headings += _headings(chapter.source, pages, depths)
        document.K = Array(kids)
        with first.open_outline() as outline:
            outline.root[:] = _nested(headings)
        _lead_links(first)
        _share(first)
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


def _headings(source: Pdf, pages: Sequence[Page], levels: Sequence[int]) -> Iterator[_Heading]:
    """The bookmarks of a chapter with the levels of its headings. pages: of the chapter as they are in the whole."""
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    with source.open_outline() as outline:
        items = list(_flat(outline.root))
    if len(items) != len(levels):
        raise UncutError("the headings of a chapter are not its bookmarks")
    for item, level in zip(items, levels, strict=True):
        if not isinstance(item.destination, Array):
            raise UncutError("a bookmark of a chapter leads nowhere")
        page, *where = list(item.destination)
        yield level, OutlineItem(item.title, Array([pages[numbers[page.objgen]].obj, *where]))


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


def _lead_links(pdf: Pdf) -> None:
    """Links that led out of a chapter lead to their place."""
    places = pdf.Root.get("/Dests", Dictionary())
    for page in pdf.pages:
        for link in page.get("/Annots", Array()):
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            if not address.startswith(SCHEME):
                continue
            name = f"/{address.removeprefix(SCHEME)}"
            if name not in places:
                raise UncutError("a link leads nowhere")
            del link["/A"]
            link.Dest = places[name]


def _share(pdf: Pdf) -> None:
    """Fonts and pictures that are the same in every bit are held once."""
    first: dict[bytes, Object] = {}
    digests: dict[tuple[int, int], bytes] = {}
    for page in pdf.pages:
        for kind in _SHARED:
            held = page.Resources.get(kind, Dictionary())
            for name, each in list(held.items()):
                if each.objgen not in digests:
                    digests[each.objgen] = _digest(each)
                held[name] = first.setdefault(digests[each.objgen], each)


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
