"""Numbers that a layout engine knows and a template does not: captions, the contents list, references to pages.

Word asks its reader before it updates fields, and LibreOffice never updates them on conversion. So the fields are
delivered filled in: headings get bookmarks, the contents list is written out with a PAGEREF for each entry, the PDF
tells on which page each bookmark fell, and the numbers are written back.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from engine.whole_numbers import whole_number
from engine.word.branches import is_shown
from engine.word.contents_list import ListAsked, asked_by, is_contents_list
from engine.word.entries import ListEntry, bookmarks_around, captions_of
from engine.word.fields import ComplexField, asked_for, fields, spell_out
from engine.word.labels import labels
from engine.word.last_marks import keep_marks
from engine.word.line_drawings import print_lines
from engine.word.measure import right_tab, text_width
from engine.word.named_marks import lead_by_their_names, name_plainly, names_of_marks
from engine.word.names import W_BOOKMARK, W_ID, W_NAME, W_P, W_VAL, qn
from engine.word.pack_links import documents_of_the_pack, widen_short_links
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.printed_fields import settle_for_printing
from engine.word.references import References
from engine.word.sequences import number_captions
from engine.word.signing_places import link_places, name_by_hand
from engine.word.styled_links import style_links
from engine.word.styles import Styles, read_styles
from engine.word.text import paragraph_text

UNKNOWN_PAGE = "–"
"""What a reference to a page shows before anybody knows the page."""

_AT = qn("w:pos")
_STEP, _LETTER, _SHORT = 480, 110, 3
"""Twips for a level, and for each letter of a number of more than so many."""
_NARROW = 60
"""Twips by which a page number may stand over the edge."""

OWN_MARK = "_Toc"
"""How the bookmarks begin that every document has of its own."""

_STAND_FOR = {qn("w:br"): ": ", qn("w:noBreakHyphen"): "-"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class ContentsKnown:
    """What preparing a document told of it, each as Contents has it."""

    headings: tuple[str, ...] = ()
    bookmarks: dict[str, int] = field(default_factory=dict)
    listed: tuple[tuple[str, str], ...] = ()
    unfilled: tuple[str, ...] = ()


class Contents:
    """The headings, captions and page references of one document. known: of one that was prepared before."""

    def __init__(self, package: Package, known: ContentsKnown | None = None) -> None:
        known = known or ContentsKnown()
        self.package = package
        self.styles: Styles = read_styles(package.parts[STYLES])
        self.root = package.tree(DOCUMENT)
        self.headings = list(known.headings)
        """The bookmark of each heading, in order."""
        self.bookmarks = dict(known.bookmarks)
        """For each bookmark inside a heading, in a listed caption or asked for, the position of the last heading."""
        self.elsewhere: list[tuple[str, etree._Element, str]] = []
        """(bookmark, the text that shows its page, what follows the number) of places in another document."""
        self.asked_elsewhere: set[str] = set()
        """The places in this document whose pages another one tells."""
        self.listed = list(known.listed)
        """(text, bookmark) of the entries of the contents lists."""
        self.unfilled = known.unfilled
        """The codes of references that lead nowhere, and show what they showed in the template."""

    def known(self) -> ContentsKnown:
        """What there is to know of it beside its parts, of a document that is no volume of another."""
        return ContentsKnown(tuple(self.headings), dict(self.bookmarks), tuple(self.listed), self.unfilled)

    @property
    def has_page_numbers(self) -> bool:
        """Whether the document shows numbers of pages that only a layout knows."""
        return any(found.argument("PAGEREF") for found in fields(self.root))

    def prepare(self) -> None:
        """Number the captions, fill in references, bookmark headings and write the lists out, pages unknown."""
        name_by_hand(self.root)
        spell_out(self.root)
        lead_by_their_names(self.root)
        number_captions(self.root, self.styles)
        numbers = labels(self.package, self.root, self.styles)
        self.unfilled = tuple(References(self.root, self.styles, numbers).fill())
        lists = [
            (found, asked_by(found.instruction)) for found in fields(self.root) if is_contents_list(found.instruction)
        ]
        entries = self._bookmarked([asked for _, asked in lists if asked], numbers)
        self._bookmark_what_is_asked_for()
        for found, asked in lists:
            if asked is not None:
                self._write_list(found, asked, entries)
        self.unfilled += tuple(self._pages_of_nothing())
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

    def entries(self, pages: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
        """The contents lists: the text of each entry with its page. Several headings may read the same."""
        return tuple((text, pages[bookmark]) for text, bookmark in self.listed)

    def for_printing(self, live: bool, by_office: bool = False) -> bytes:
        """The file to convert, as printed has it; for LibreOffice with plain names of bookmarks."""
        package, root = self.printed(live, by_office)
        if by_office:
            name_plainly(root)
        package.put(DOCUMENT, root)
        return package.write()

    def printed(self, live: bool, by_office: bool = False) -> tuple[Package, etree._Element]:
        """The document to convert, and its text, which is not put back into it yet.

        live: references to pages may be filled in by the converter. by_office: it is LibreOffice, which draws SVGs.
        LibreOffice fills in a PAGEREF everywhere but in a contents list, so the list loses its outer field, which
        changes nothing to be seen; not live, every number is printed as it stands. Other fields are printed as the
        Word file shows them: an engine would leave some out and work out others anew.
        """
        copy_ = self.package.copied()
        known = names_of_marks(self.root) if live else set()
        for name in [name for name in copy_.texts() if name != DOCUMENT and _has_fields(copy_.parts[name])]:
            part = copy_.xml(name)
            if settle_for_printing(part, known):
                copy_.put(name, part)
        root = copy.deepcopy(self.root)
        settle_for_printing(root, known)
        if by_office:
            print_lines(root)
            keep_marks(root)
            style_links(root, copy_)
        link_places(root, copy_)
        widen_short_links(root, copy_)
        return copy_, root

    def save(self) -> None:
        """Put the document back into its package."""
        self.package.put(DOCUMENT, self.root)

    def _bookmarked(self, lists: Sequence[ListAsked], numbers: Mapping[etree._Element, str]) -> list[ListEntry]:
        """Every heading, and whatever else a list asks for, with a bookmark around it."""
        entries = []
        number = max((whole_number(mark.get(W_ID)) or 0 for mark in self.root.iter(W_BOOKMARK)), default=0)
        asked_styles = {name for asked in lists for name in asked.styles}
        asked_captions = {asked.caption for asked in lists if asked.caption}
        captions = captions_of(self.root) if asked_captions else {}
        others = 0
        listable = self.styles.with_level_or_name(self.root, asked_styles).union(captions)
        for paragraph in [each for each in self.root.iter(W_P) if each in listable and is_shown(each)]:
            level, style = self.styles.level_of(paragraph), self.styles.name_of(paragraph)
            caption = captions.get(paragraph, "")
            is_listed = style in asked_styles or caption in asked_captions
            if not (level or is_listed) or not paragraph_text(paragraph):
                continue
            number += 1
            others += not level
            name = f"{OWN_MARK}{900000 + len(self.headings)}" if level else f"{OWN_MARK}{950000 + others}"
            at = len(self.headings) if level else max(len(self.headings) - 1, 0)
            for mark in paragraph.iter(W_BOOKMARK) if level else ():
                self.bookmarks[str(mark.get(W_NAME))] = at
            surround(paragraph, number, name)
            self.bookmarks[name] = at
            if level:
                self.headings.append(name)
            if is_listed or re.fullmatch(r"heading \d", style):
                said = ListEntry(
                    level=level,
                    style=style,
                    caption=caption,
                    number=numbers.get(paragraph, ""),
                    text=entry_text(paragraph),
                    bookmark=name,
                    within=frozenset(bookmarks_around(paragraph, self.root))
                    if any(one.within for one in lists)
                    else frozenset(),
                )
                entries.append(said)
        return entries

    def _bookmark_what_is_asked_for(self) -> None:
        """The bookmarks outside headings, as of a table, to whose pages the text refers."""
        asked = self.asked_elsewhere.union(asked_for(self.root))
        for mark in self.root.iter(W_BOOKMARK):
            if (name := str(mark.get(W_NAME))) in asked:
                self.bookmarks.setdefault(name, len(self.headings))

    def _pages_of_nothing(self) -> Iterator[str]:
        """The code of each reference to the page of a bookmark that is not there, which is printed as it stands."""
        names = names_of_marks(self.root) | documents_of_the_pack(self.package)
        if asked_for(self.root) <= names:
            return
        for found in fields(self.root):
            if (bookmark := found.argument("PAGEREF")) and bookmark not in names:
                yield " ".join(found.instruction.split())

    def _write_list(self, toc: ComplexField, asked: ListAsked, entries: Sequence[ListEntry]) -> None:
        """Replace the paragraphs of a TOC field by its entries."""
        first, last = (next(run.iterancestors(W_P), None) for run in (toc.begin, toc.marks[-1]))
        parent = None if first is None else first.getparent()
        if first is None or last is None or parent is None or last.getparent() is not parent:
            return  # a field that no list can stand in: it is printed as it is
        start, stop = parent.index(first), parent.index(last)
        written = list(self._written(asked, entries, text_width(first))) or [_empty_paragraph()]
        opening = [_mark("begin"), _instruction(toc.instruction), _mark("separate")]
        for run in reversed(opening):
            written[0].insert(1, run)
        written[-1].append(_mark("end"))
        for old in list(parent)[start : stop + 1]:
            parent.remove(old)
        for offset, paragraph in enumerate(written):
            parent.insert(start + offset, paragraph)

    def _written(self, asked: ListAsked, entries: Sequence[ListEntry], width: int) -> Iterator[etree._Element]:
        for entry in entries:
            level = entry.level_in(asked)
            if not level:
                continue
            text = entry.without_label if asked.is_bare else entry.text
            if not asked.is_without_pages:
                self.listed.append((f"{entry.number} {text}".strip(), entry.bookmark))
            yield self._entry(replace(entry, text=text), self._entry_style(level, asked), asked, width)

    def _entry_style(self, level: int, asked: ListAsked) -> str:
        """The id of the style for entries of a level, else of the nearest level above that has one."""
        names = ["table of figures"] if asked.caption else []
        known = (self.styles.ids.get(name) for name in (*names, *(f"toc {above}" for above in range(level, 0, -1))))
        return next((style for style in known if style), None) or self.styles.id_of("toc 1")

    def _entry(self, entry: ListEntry, style: str, asked: ListAsked, width: int) -> etree._Element:
        """A paragraph of a list. width: of the text, in twips, where the page number stands if the style says none."""
        paragraph = etree.Element(W_P)
        about = etree.SubElement(paragraph, qn("w:pPr"))
        etree.SubElement(about, qn("w:pStyle"), {qn("w:val"): style})
        stops = [_room_for(entry.number, entry.level)] if entry.number else []
        stands_at, leader = right_tab(self.package.tree(STYLES), style)
        if width and not 0 < stands_at <= width + _NARROW:
            stops += [_stop("clear", stands_at)] if stands_at else []
            stops.append(_stop("right", width, leader))
        if stops:
            etree.SubElement(about, qn("w:tabs")).extend(sorted(stops, key=lambda stop: int(stop.get(_AT, "0"))))
        link = etree.SubElement(paragraph, qn("w:hyperlink"), {qn("w:anchor"): entry.bookmark, qn("w:history"): "1"})
        look = self.styles.ids.get("contents link", "")
        page = [
            _tab(),
            _mark("begin"),
            _instruction(f" PAGEREF {entry.bookmark} \\h "),
            _mark("separate"),
            _text(UNKNOWN_PAGE),
            _mark("end"),
        ]
        number = (_text(entry.number), _tab()) if entry.number else ()
        for run in (*number, _text(entry.text), *([] if asked.is_without_pages else page)):
            if look:
                character = etree.Element(qn("w:rPr"))
                etree.SubElement(character, qn("w:rStyle"), {qn("w:val"): look})
                run.insert(0, character)
            link.append(run)
        return paragraph


def _has_fields(data: bytes) -> bool:
    return b"fldChar" in data or b"fldSimple" in data


def _room_for(number: str, level: int) -> etree._Element:
    """A tab stop behind the number of a heading; those of the style stay."""
    return _stop("left", _STEP * max(level, 1) + _LETTER * max(len(number) - _SHORT, 0))


def _stop(kind: str, at: int, leader: str = "none") -> etree._Element:
    return etree.Element(qn("w:tab"), {W_VAL: kind, qn("w:leader"): leader, _AT: str(at)})


def entry_text(paragraph: etree._Element) -> str:
    """A heading's words; the line break after a label such as Section A becomes a colon, a page break nothing."""
    pieces = paragraph.iter(qn("w:t"), qn("w:br"), qn("w:noBreakHyphen"))
    printed = (piece for piece in pieces if piece.get(qn("w:type")) not in ("page", "column"))
    parts = (_STAND_FOR.get(str(piece.tag), piece.text or "") for piece in printed)
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def surround(paragraph: etree._Element, number: int, name: str) -> None:
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
