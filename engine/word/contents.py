"""Numbers that a layout engine knows and a template does not: captions, the contents list, references to pages.

Word asks its reader before it updates fields, and LibreOffice never updates them on conversion. So the fields are
delivered filled in: headings get bookmarks, the contents list is written out with a PAGEREF for each entry, the PDF
tells on which page each bookmark fell, and the numbers are written back.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Mapping

from lxml import etree

from engine.word.fields import ComplexField, fields
from engine.word.line_drawings import print_lines
from engine.word.names import W_BOOKMARK, W_ID, W_NAME, W_P, qn
from engine.word.pack_links import widen_short_links
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.signing_places import link_places, name_by_hand
from engine.word.styles import Styles, read_styles
from engine.word.text import paragraph_text

UNKNOWN_PAGE = "–"
"""What a reference to a page shows before anybody knows the page."""

_STAND_FOR = {qn("w:br"): ": ", qn("w:noBreakHyphen"): "-"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Contents:
    """The headings, captions and page references of one document."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles: Styles = read_styles(package.parts[STYLES])
        self.root = package.xml(DOCUMENT)
        self.headings: list[str] = []
        """The bookmark of each heading, in order."""
        self.bookmarks: dict[str, int] = {}
        """For each bookmark inside a heading, the heading's position in that order."""
        self.listed: list[tuple[str, str]] = []
        """(text, bookmark) of the entries of the contents list."""

    @property
    def has_page_numbers(self) -> bool:
        """Whether the document shows numbers of pages that only a layout knows."""
        return any(found.argument("PAGEREF") for found in fields(self.root))

    def prepare(self) -> None:
        """Number the captions, bookmark the headings and write the contents list out, pages still unknown."""
        name_by_hand(self.root)
        self._number_captions()
        entries = self._bookmark_headings()
        for found in list(fields(self.root)):
            if re.match(r"\s*TOC\b", found.instruction):
                self._write_list(found, entries)
        self.save()

    def show_pages(self, pages: Mapping[str, int]) -> bool:
        """Write page numbers by bookmark into all references; True where one of them was another before."""
        changed = False
        for found in fields(self.root):
            page = pages.get(found.argument("PAGEREF") or "")
            if page is not None and found.result != str(page):
                found.show(str(page))
                changed = True
        if changed:
            self.save()
        return changed

    def entries(self, pages: Mapping[str, int]) -> dict[str, int]:
        """The pages of the contents list, by the text of its entries."""
        return {text: pages[bookmark] for text, bookmark in self.listed}

    def for_printing(self, live: bool, lines: bool = False) -> bytes:
        """The file to convert. live: references to pages may be filled in by the converter. lines: it draws SVGs.

        LibreOffice fills in a PAGEREF everywhere but in a contents list, so the list loses its outer field, which
        changes nothing to be seen; not live, every number is printed as it stands.
        """
        root = copy.deepcopy(self.root)
        for found in list(fields(root)):
            is_list = re.match(r"\s*TOC\b", found.instruction)
            if is_list or (not live and found.argument("PAGEREF")):
                found.dissolve()
        copy_ = Package(dict(self.package.parts))
        if lines:
            print_lines(root)
        link_places(root, copy_)
        widen_short_links(root, copy_)
        copy_.put(DOCUMENT, root)
        return copy_.write()

    def save(self) -> None:
        """Put the document back into its package."""
        self.package.put(DOCUMENT, self.root)

    def _number_captions(self) -> None:
        counts: Counter[str] = Counter()
        for found in fields(self.root):
            if kind := found.argument("SEQ"):
                counts[kind] += 1
                found.show(str(counts[kind]))

    def _bookmark_headings(self) -> list[tuple[int, str, str]]:
        """(level, text, bookmark) of every heading."""
        entries = []
        ids = (str(mark.get(W_ID)) for mark in self.root.iter(W_BOOKMARK))
        number = max((int(id_) for id_ in ids if id_.isdecimal()), default=0)
        for paragraph in self.root.iter(W_P):
            level = self.styles.level_of(paragraph)
            if not level or not paragraph_text(paragraph):
                continue
            number += 1
            name = f"_Toc{900000 + len(self.headings)}"
            for mark in paragraph.iter(W_BOOKMARK):
                self.bookmarks[str(mark.get(W_NAME))] = len(self.headings)
            _surround(paragraph, number, name)
            self.bookmarks[name] = len(self.headings)
            self.headings.append(name)
            if re.fullmatch(r"heading \d", self.styles.name_of(paragraph)):
                entries.append((level, _entry_text(paragraph), name))
        return entries

    def _write_list(self, toc: ComplexField, entries: list[tuple[int, str, str]]) -> None:
        """Replace the paragraphs of a TOC field by its entries."""
        low, high = _levels(toc.instruction)
        first, last = (next(run.iterancestors(W_P), None) for run in (toc.begin, toc.marks[-1]))
        parent = None if first is None else first.getparent()
        if first is None or last is None or parent is None or last.getparent() is not parent:
            return  # a field that no list can stand in: it is printed as it is
        start, stop = parent.index(first), parent.index(last)
        listed = [entry for entry in entries if low <= entry[0] <= high]
        self.listed = [(text, bookmark) for _, text, bookmark in listed]
        written = [self._entry(*entry) for entry in listed] or [_empty_paragraph()]
        opening = [_mark("begin"), _instruction(toc.instruction), _mark("separate")]
        for run in reversed(opening):
            written[0].insert(1, run)
        written[-1].append(_mark("end"))
        for old in list(parent)[start : stop + 1]:
            parent.remove(old)
        for offset, paragraph in enumerate(written):
            parent.insert(start + offset, paragraph)

    def _entry_style(self, level: int) -> str:
        """The id of the style for entries of a level, else of the nearest level above that has one."""
        known = (self.styles.ids.get(f"toc {above}") for above in range(level, 0, -1))
        return next((style for style in known if style), None) or self.styles.id_of("toc 1")

    def _entry(self, level: int, text: str, bookmark: str) -> etree._Element:
        paragraph = etree.Element(W_P)
        about = etree.SubElement(paragraph, qn("w:pPr"))
        etree.SubElement(about, qn("w:pStyle"), {qn("w:val"): self._entry_style(level)})
        link = etree.SubElement(paragraph, qn("w:hyperlink"), {qn("w:anchor"): bookmark, qn("w:history"): "1"})
        look = self.styles.ids.get("contents link", "")
        number = [
            _mark("begin"),
            _instruction(f" PAGEREF {bookmark} \\h "),
            _mark("separate"),
            _text(UNKNOWN_PAGE),
            _mark("end"),
        ]
        for run in (_text(text), _tab(), *number):
            if look:
                style = etree.Element(qn("w:rPr"))
                etree.SubElement(style, qn("w:rStyle"), {qn("w:val"): look})
                run.insert(0, style)
            link.append(run)
        return paragraph


def _levels(instruction: str) -> tuple[int, int]:
    match = re.search(r'\\o\s+"(\d)-(\d)"', instruction)
    return (int(match[1]), int(match[2])) if match else (1, 9)


def _entry_text(paragraph: etree._Element) -> str:
    """A heading's words; the line break after a label such as Section A becomes a colon, a page break nothing."""
    pieces = paragraph.iter(qn("w:t"), qn("w:br"), qn("w:noBreakHyphen"))
    printed = (piece for piece in pieces if piece.get(qn("w:type")) not in ("page", "column"))
    parts = (_STAND_FOR.get(str(piece.tag), piece.text or "") for piece in printed)
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def _surround(paragraph: etree._Element, number: int, name: str) -> None:
    about = paragraph.find(qn("w:pPr"))
    start = etree.Element(W_BOOKMARK, {W_ID: str(number), W_NAME: name})
    paragraph.insert(0 if about is None else paragraph.index(about) + 1, start)
    paragraph.append(etree.Element(qn("w:bookmarkEnd"), {W_ID: str(number)}))


def _empty_paragraph() -> etree._Element:
    paragraph = etree.Element(W_P)
    etree.SubElement(paragraph, qn("w:pPr"))
    return paragraph


def _run(child: etree._Element) -> etree._Element:
    run = etree.Element(qn("w:r"))
    run.append(child)
    return run


def _mark(kind: str) -> etree._Element:
    return _run(etree.Element(qn("w:fldChar"), {qn("w:fldCharType"): kind}))


def _instruction(words: str) -> etree._Element:
    element = etree.Element(qn("w:instrText"), {_SPACE: "preserve"})
    element.text = words
    return _run(element)


def _text(words: str) -> etree._Element:
    element = etree.Element(qn("w:t"), {_SPACE: "preserve"})
    element.text = words
    return _run(element)


def _tab() -> etree._Element:
    return _run(etree.Element(qn("w:tab")))
