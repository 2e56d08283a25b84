"""A document cut where a page begins anyway, at sections and at paragraphs that break the page: its chapters.

A layout engine lays out each as a document of its own, so that of a document of which one form has changed it lays out
one chapter. What a chapter cannot know by itself it must not need: `cut` refuses a document in which anything is
counted through chapters, but for page numbers, which are put right in the PDF (engine/pdf/numbers.py).
"""

from __future__ import annotations

import copy
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from engine.word.looks import looks_of
from engine.word.marked_numbers import MarkedNumbers, mark_numbers
from engine.word.names import W_BODY, W_BOOKMARK, W_ID, W_NAME, W_P, W_VAL, qn
from engine.word.numbering import Numbering
from engine.word.package import NUMBERING, STYLES, Package
from engine.word.styles import Styles, read_styles
from engine.word.text import paragraph_text
from engine.word.uncut import UncutError, refuse_fields, refuse_pages_that_differ

_SECTION = qn("w:sectPr")
_OF_PARAGRAPH = f"{qn('w:pPr')}/{_SECTION}"
_NUMBER, _STYLE = qn("w:numPr"), qn("w:pStyle")
_NOTES = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_NEXT = f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}"
_HEADS, _FEET, _TYPE = qn("w:headerReference"), qn("w:footerReference"), qn("w:type")
_FIRST_IS_OTHER = qn("w:titlePg")
_BREAK = qn("w:br")
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class CutChapter:
    """What stands between two cuts. section: its settings, with the heads and feet that it inherits.

    begins_section: else it has none of a first page of its own. bookmarks: those in it. levels: of its headings, in
    order. first, others: the numbers that its first page and every other page prints.
    """

    blocks: tuple[etree._Element, ...]
    section: etree._Element
    begins_section: bool
    bookmarks: frozenset[str]
    levels: tuple[int, ...]
    first: Mapping[str, int]
    others: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapters:
    """A document in its chapters. package, root: the document and its text; marked: its heads and feet."""

    package: Package
    root: etree._Element
    chapters: tuple[CutChapter, ...]
    marked: MarkedNumbers


def cut(printed: Package, root: etree._Element) -> Chapters:
    """The chapters of a document as it is to be converted. Raises UncutError where it is to be laid out as a whole.

    printed, root: as Contents.printed has it.
    """
    body = root.find(W_BODY)
    if body is None or not len(body) or body[-1].tag != _SECTION:
        raise UncutError("its last section is not told")
    refuse_pages_that_differ(printed, root)
    refuse_fields(printed, root)
    styles = read_styles(printed.parts[STYLES])
    marked = mark_numbers(printed, root, looks_of(printed.parts[STYLES]))
    breaking = _breaking_styles(printed.tree(STYLES))
    groups = list(_groups(body, breaking, styles))
    sections = _inherited([section for _, section, _ in groups])
    headings = styles.with_level_or_name(root, ())
    chapters = tuple(
        _chapter(blocks, section, begins, styles, headings, marked)
        for (blocks, _, begins), section in zip(groups, sections, strict=True)
    )
    if len(chapters) < 2:
        raise UncutError("it is one chapter")
    _refuse_what_goes_through(printed, root, chapters, styles)
    return Chapters(package=printed, root=root, chapters=chapters, marked=marked)


_Group = tuple[list[etree._Element], etree._Element, bool]


def _groups(body: etree._Element, breaking: frozenset[str], styles: Styles) -> Iterator[_Group]:
    """The blocks of each chapter, its section's settings, and whether it is the first of the section."""
    found: list[tuple[list[etree._Element], bool]] = [([], True)]
    waiting = 0
    for block in list(body)[:-1]:
        blocks, _ = found[-1]
        if blocks and _breaks_page(block, breaking, styles) and _ends_cleanly(blocks[-1]):
            found.append(([], False))
        found[-1][0].append(block)
        section = block.find(_OF_PARAGRAPH) if block.tag == W_P else None
        if section is not None:
            for each, begins in found[waiting:]:
                yield each, section, begins
            waiting = len(found)
            found.append(([], True))
        elif next(block.iter(_SECTION), None) is not None:
            raise UncutError("a section ends inside of something else")
    for each, begins in found[waiting:]:
        yield each, body[-1], begins


def _breaks_page(block: etree._Element, breaking: frozenset[str], styles: Styles) -> bool:
    if block.tag != W_P:
        return False
    own = block.find(_NEXT)
    return styles.id_in(block) in breaking if own is None else own.get(W_VAL) not in _OFF


def _ends_cleanly(block: etree._Element) -> bool:
    """Whether a chapter may end with it: a paragraph without a break of its own, as a file must end with one."""
    return block.tag == W_P and not any(each.get(_TYPE) in ("page", "column") for each in block.iter(_BREAK))


def _breaking_styles(root: etree._Element) -> frozenset[str]:
    """The ids of the styles that begin a page, by their own settings or inherited ones."""
    own = {str(style.get(qn("w:styleId"))): style for style in root.iter(qn("w:style"))}

    def begins(key: str, seen: tuple[str, ...] = ()) -> bool:
        style = own.get(key)
        if style is None or key in seen:
            return False
        told, base = style.find(_NEXT), style.find(qn("w:basedOn"))
        if told is not None:
            return told.get(W_VAL) not in _OFF
        return base is not None and begins(str(base.get(W_VAL)), (*seen, key))

    return frozenset(key for key in own if begins(key))


def _inherited(sections: list[etree._Element]) -> list[etree._Element]:
    """The settings of each section with the heads and feet of the one before where it names none of its own."""
    edges: dict[tuple[str, str | None], etree._Element] = {}
    made: dict[etree._Element, etree._Element] = {}
    for section in sections:
        if section in made:
            continue
        own = copy.deepcopy(section)
        for edge in [each for each in own if each.tag in (_HEADS, _FEET)]:
            edges[str(edge.tag), edge.get(_TYPE)] = edge
            own.remove(edge)
        own[0:0] = [copy.deepcopy(edge) for edge in edges.values()]
        made[section] = own
    return [made[section] for section in sections]


def _chapter(
    blocks: list[etree._Element],
    section: etree._Element,
    begins: bool,
    styles: Styles,
    headings: Container[etree._Element],
    marked: MarkedNumbers,
) -> CutChapter:
    """headings: the paragraphs of the document that may be some."""
    opened = [mark for block in blocks for mark in block.iter(W_BOOKMARK)]
    closed = {mark.get(W_ID) for block in blocks for mark in block.iter(qn("w:bookmarkEnd"))}
    if {mark.get(W_ID) for mark in opened} != closed:
        raise UncutError("a bookmark goes through two chapters")
    likely = [paragraph for block in blocks for paragraph in block.iter(W_P) if paragraph in headings]
    levels = [level for each in likely if (level := styles.level_of(each)) and paragraph_text(each)]
    others = marked.printed_by(section, "default")
    has_first = begins and section.find(_FIRST_IS_OTHER) is not None
    return CutChapter(
        blocks=tuple(blocks),
        section=section,
        begins_section=begins,
        bookmarks=frozenset(str(mark.get(W_NAME)) for mark in opened),
        levels=tuple(levels),
        first=marked.printed_by(section, "first") if has_first else others,
        others=others,
    )


def _refuse_what_goes_through(
    printed: Package, root: etree._Element, chapters: tuple[CutChapter, ...], styles: Styles
) -> None:
    """Refuse lists and notes that are counted in more than one chapter."""
    lists = printed.tree(NUMBERING) if NUMBERING in printed.parts else None
    numbering = Numbering(printed.tree(STYLES), lists)
    listed = _listed(root, numbering, styles)
    seen_in: dict[str, int] = {}
    for number, chapter in enumerate(chapters):
        for counted in set(_counted(chapter, listed, numbering, styles)):
            if seen_in.setdefault(counted, number) != number:
                raise UncutError(f"{counted} goes through two chapters")


def _listed(root: etree._Element, numbering: Numbering, styles: Styles) -> set[etree._Element]:
    """The paragraphs that may be in a list, by what they say or by their style: most are in none."""
    if numbering.of_style(styles.ids.get("normal", "")) is not None:
        return set(root.iter(W_P))
    meant = (
        said
        for said in root.iter(_NUMBER, _STYLE)
        if said.tag == _NUMBER or numbering.of_style(str(said.get(W_VAL))) is not None
    )
    return {around for said in meant for around in islice(said.iterancestors(W_P), 1)}


def _counted(
    chapter: CutChapter, listed: Container[etree._Element], numbering: Numbering, styles: Styles
) -> Iterator[str]:
    """What of a chapter the engine counts. listed: the paragraphs of the document that may be in a list."""
    for block in chapter.blocks:
        for note in block.iter(*_NOTES):
            if note.tag != _NOTES[0]:
                raise UncutError("it has notes at its end")
            yield "a numbering of footnotes"
        for paragraph in block.iter(W_P):
            found = numbering.of_paragraph(paragraph, styles.id_in(paragraph)) if paragraph in listed else None
            if found is None:
                continue
            key, depth = found
            kind, levels = numbering.of(key)
            if levels and not (depth in levels and levels[depth].is_bullet):
                yield f"list {key if numbering.new_start(key, 0) is not None else f'of kind {kind}'}"
