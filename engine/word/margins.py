"""Headers and footers: which of them stand on which pages of which section, as Word has it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from engine.word.names import W_BODY, W_T, W_VAL, qn
from engine.word.package import DOCUMENT, SETTINGS, Package

_RELATIONS = "word/_rels/document.xml.rels"
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_SECTION = qn("w:sectPr")
_TYPE, _ID = qn("w:type"), qn("r:id")
_OFF = ("0", "false", "off")
_PAGES = {"default": "pages", "first": "first page", "even": "even pages"}
_APART = {"pages": "", "first page": "first-page ", "even pages": "even-page "}


@dataclass(frozen=True, slots=True)
class Margins:
    """What stands at the head and foot of a kind of page. section: counted from 1. parts: their names.

    is_first: whether it is the first page of its section, which is told apart from the others.
    """

    section: int
    pages: str
    parts: tuple[str, ...]
    is_first: bool


def margins(package: Package) -> Iterator[Margins]:
    """Every kind of page that the sections of a document have, the headers and footers of earlier ones going on."""
    targets = _targets(package)
    in_force: dict[tuple[str, str], str] = {}
    kinds = ["default", "even"] if _is_on(_settings(package), "w:evenAndOddHeaders") else ["default"]
    for number, section in enumerate(package.tree(DOCUMENT).iter(_SECTION), 1):
        for reference in section.iterchildren(*_REFERENCES):
            kind = str(reference.get(_TYPE, "default"))
            in_force[str(reference.tag), kind] = targets.get(str(reference.get(_ID)), "")
        for kind in [*kinds, "first"] if _is_on(section, "w:titlePg") else kinds:
            parts = tuple(part for name in _REFERENCES if (part := in_force.get((name, kind), "")))
            yield Margins(section=number, pages=_PAGES[kind], parts=parts, is_first=kind == "first")


def called(package: Package) -> Mapping[str, str]:
    """What a reader calls each header and footer that stands on a page, where a document has several of them.

    Such as "first-page header of section 2"; those that no page has are not among them.
    """
    kinds: dict[str, tuple[str, list[int]]] = {}
    sections: set[int] = set()
    for one in margins(package):
        sections.add(one.section)
        for part in one.parts:
            kinds.setdefault(part, (one.pages, []))[1].append(one.section)
    return {
        part: f"{_APART[pages]}{_head_or_foot(part)}{_of_sections(dict.fromkeys(on), len(sections))}"
        for part, (pages, on) in kinds.items()
    }


def _head_or_foot(part: str) -> str:
    return "footer" if "footer" in part.rpartition("/")[2] else "header"


def _of_sections(numbers: Collection[int], every: int) -> str:
    """Which sections, where it is not in all of them; those that follow one another as from the first to the last."""
    if len(numbers) == every:
        return ""
    low, high = min(numbers), max(numbers)
    if low == high:
        return f" of section {low}"
    if high - low + 1 == len(numbers) > 2:
        return f" of sections {low} to {high}"
    return f" of sections {', '.join(map(str, sorted(numbers)[:-1]))} and {high}"


def section_texts(root: etree._Element) -> Iterator[tuple[str, ...]]:
    """The text of each block of each section of a document, in their order."""
    words: list[str] = []
    body = root.find(W_BODY)
    for block in () if body is None else body:
        words.append("".join(text.text or "" for text in block.iter(W_T)))
        if next(block.iter(_SECTION), None) is not None:
            yield tuple(words)
            words.clear()


def _targets(package: Package) -> dict[str, str]:
    if _RELATIONS not in package.parts:
        return {}
    relations = package.tree(_RELATIONS)
    return {str(one.get("Id")): posixpath.normpath(f"word/{one.get('Target')}") for one in relations}


def _settings(package: Package) -> etree._Element | None:
    return package.tree(SETTINGS) if SETTINGS in package.parts else None


def _is_on(about: etree._Element | None, name: str) -> bool:
    found = None if about is None else about.find(qn(name))
    return found is not None and str(found.get(W_VAL, "1")) not in _OFF
