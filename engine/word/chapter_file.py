"""A chapter as a Word file of its own, with the page numbers that decide its layout and no others."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import cast

from lxml import etree

from engine.word.chapters import Chapters, CutChapter
from engine.word.fields import fields
from engine.word.marked_numbers import HEIGHT, low_line, show_pages
from engine.word.named_marks import name_plainly
from engine.word.names import NAMESPACES, W_BODY, W_BOOKMARK, W_R, qn
from engine.word.package import DOCUMENT, Package, to_bytes

SCHEME = "chapter:"
"""How links to other chapters begin, until all are one file again; the name of a destination follows."""

_SECTION, _TYPE = qn("w:sectPr"), qn("w:type")
_OF_PARAGRAPH = f"{qn('w:pPr')}/{_SECTION}"
_OF_PAGE = (qn("w:pgSz"), qn("w:pgMar"))
_LINK, _ANCHOR, _RELATION = qn("w:hyperlink"), qn("w:anchor"), qn("r:id")
MANY_LINES, FEW_LINES = 60, 20
"""On the empty page before a chapter: more than LibreOffice guesses, and fewer."""
_ASKED = etree.XPath("descendant::*/@r:*", namespaces={"r": NAMESPACES["r"]}, smart_strings=False)
"""The relations that are asked for."""
_RELATIONS = "word/_rels/document.xml.rels"
_RELATIONSHIP = qn("rel:Relationship")
_TO_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_PICTURES = "word/media/"


def chapter_file(
    chapters: Chapters,
    number: int,
    printed: tuple[int, int],
    known: Mapping[str, int],
    named: Callable[[str], str],
    lines: int = MANY_LINES,
) -> Package:
    """The file of one chapter; one that is not the first has an empty page before it, which is not its own.

    printed: its first page, 1 of the first chapter, and the number of pages of the whole. known: the page of each
    bookmark. named: what the engine calls the destination of a bookmark. lines: on the empty page.
    """
    chapter = chapters.chapters[number]
    whole = chapters.root
    prefixes = {prefix: address for prefix, address in whole.nsmap.items() if prefix}
    root = etree.Element(whole.tag, {str(name): str(value) for name, value in whole.items()}, nsmap=prefixes)
    body = etree.SubElement(root, W_BODY)
    body.extend(copy.deepcopy(block) for block in chapter.blocks)
    _end_with_section(body, chapter)
    if number:
        _begin_behind_a_page(body, printed[0] - 1, lines)
    _print_pages(root, known)
    parts = {
        name: show_pages(chapters.marked.parts.get(name, data), printed[1]) for name, data in _others(chapters.package)
    }
    led = _lead_out(root, chapter.bookmarks, named)
    name_plainly(root)
    parts |= {DOCUMENT: to_bytes(root), _RELATIONS: to_bytes(_asked_for(root, chapters.package.tree(_RELATIONS), led))}
    return Package(_without_unused_pictures(parts))


def _others(package: Package) -> Collection[tuple[str, bytes]]:
    return [(name, data) for name, data in package.parts.items() if name not in (DOCUMENT, _RELATIONS)]


def _begin_behind_a_page(body: etree._Element, number: int, lines: int) -> None:
    """An empty page stands before a chapter that is not the first, for LibreOffice lays out by what it laid out before.

    It begins with twenty-five lines a page, finds out that it was wrong, and looks at what follows once more: a heading
    that keeps with a heading that keeps with a table is left behind else, or is taken along where it need not be.
    """
    own = body[-1]
    line = low_line()
    before = [copy.deepcopy(line) for _ in range(lines)]
    section = etree.SubElement(before[-1][0], _SECTION)
    section.extend(copy.deepcopy(each) for each in own if each.tag in _OF_PAGE)
    section.append(etree.Element(qn("w:pgNumType"), {qn("w:start"): str(number)}))
    body[0:0] = before


def _end_with_section(body: etree._Element, chapter: CutChapter) -> None:
    """The last section of a file stands by itself, and an empty paragraph that only ended one would be a line more."""
    last = body[-1]
    ended = last.find(_OF_PARAGRAPH)
    around = None if ended is None else ended.getparent()
    if ended is not None and around is not None:
        around.remove(ended)
        says_something = next(last.iter(W_R, W_BOOKMARK), None) is not None
        if not says_something and len(body) > 1:
            body.remove(last)
    section = copy.deepcopy(chapter.section)
    if not chapter.begins_section:
        for each in list(section):
            if each.tag == qn("w:titlePg") or each.get(_TYPE) == "first":
                section.remove(each)
    margins = section.find(qn("w:pgMar"))
    if margins is not None:
        margins.set(qn("w:header"), str(int(margins.get(qn("w:header"), "0")) - HEIGHT))
    body.append(section)


def _print_pages(root: etree._Element, known: Mapping[str, int]) -> None:
    """References to pages as plain text: an engine would tell the page within the chapter."""
    for found in list(fields(root)):
        bookmark = found.argument("PAGEREF")
        if bookmark:
            if bookmark in known:
                found.show(str(known[bookmark]))
            found.dissolve()


def _lead_out(root: etree._Element, here: Collection[str], named: Callable[[str], str]) -> Sequence[etree._Element]:
    """Links to other chapters lead out of the file under the name of their destination; the relations for that."""
    relations = []
    for number, link in enumerate(root.iter(_LINK)):
        anchor = link.get(_ANCHOR)
        if anchor and anchor not in here and not link.get(_RELATION):
            key = f"chapter{number}"
            del link.attrib[_ANCHOR]
            link.set(_RELATION, key)
            about = {"Id": key, "Type": _TO_LINK, "Target": f"{SCHEME}{named(anchor)}", "TargetMode": "External"}
            relations.append(etree.Element(_RELATIONSHIP, about))
    return relations


def _asked_for(root: etree._Element, every: etree._Element, led: Sequence[etree._Element]) -> etree._Element:
    """The relations of the whole without pictures and links that are other chapters', and those that lead out."""
    asked = set(cast("list[str]", _ASKED(root)))
    relations = etree.Element(every.tag, nsmap=cast("dict[str, str]", every.nsmap))
    for relation in every:
        kind = str(relation.get("Type")).rpartition("/")[2]
        if kind not in ("image", "hyperlink") or relation.get("Id") in asked:
            relations.append(copy.copy(relation))
    relations.extend(led)
    return relations


def _without_unused_pictures(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without pictures that are other chapters'."""
    told = [data for name, data in parts.items() if name.endswith(".rels")]
    return {
        name: data
        for name, data in parts.items()
        if not name.startswith(_PICTURES) or any(name.removeprefix("word/").encode() in each for each in told)
    }
