"""Page numbers in heads and feet, marked by their colour, so that a PDF tells where they stand.

A chapter that is laid out alone knows neither its first page nor how many pages there are. Only how many digits these
numbers have matters to its layout; the digits are exchanged afterwards (engine/pdf/numbers.py). A colour that differs
from the letters' own in its last two bits, which no eye sees, tells a page number from a number of pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from engine.word.fields import fields
from engine.word.looks import Looks
from engine.word.names import W_P, W_R, W_T, qn
from engine.word.package import Package, to_bytes
from engine.word.uncut import UncutError

PAGE, PAGES = "PAGE", "NUMPAGES"
LETTERS = "letters"
"""What stands above each head only to have every letter in the fonts: it is cut out of the PDF."""
HEIGHT = 1
"""Of that line, in twentieths of a point: heads stand so much higher, and nothing moves."""

_RUN, _COLOUR, _TYPE, _RELATION = qn("w:rPr"), qn("w:color"), qn("w:type"), qn("r:id")
_RELATIONS = "word/_rels/document.xml.rels"
_USUAL = frozenset({"\\*", "MERGEFORMAT", "Arabic"})
_BITS = {PAGE: 1, PAGES: 2, LETTERS: 3}
_BEYOND_LATIN, _SIGNS = "\u0250", "‐‑–—‘’“”•…€→"
_PAIRS = ("fi", "fl", "ff")
"""What fonts may draw as one letter."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in a colour of a mark, and the colour that is meant. Colours are six figures."""

    what: str
    colour: str


@dataclass(frozen=True, slots=True)
class MarkedNumbers:
    """Heads and feet with marked numbers. parts: by name. by_colour: of the marks. counts: by relation, by what."""

    parts: Mapping[str, bytes]
    by_colour: Mapping[str, Mark]
    counts: Mapping[str, Counter[str]]

    def printed_by(self, section: etree._Element, kind: str) -> Mapping[str, int]:
        """How often pages of a section print each marked thing. kind: "default", or "first" of its first page."""
        found: Counter[str] = Counter()
        for edge in section.iter(qn("w:headerReference"), qn("w:footerReference")):
            if edge.get(_TYPE, "default") == kind:
                found += self.counts.get(str(edge.get(_RELATION)), Counter())
        return found


def mark_numbers(package: Package, root: etree._Element, looks: Looks) -> MarkedNumbers:
    """The heads and feet of a document. root: its text, whose letters they are to have."""
    parts = {name: package.xml(name) for name in package.texts() if name.startswith(("word/header", "word/footer"))}
    marks: dict[str, Mark] = {}
    counts = {name: Counter(_marked(part, looks, marks)) for name, part in parts.items()}
    letters = _letters([root, *parts.values()])
    own = next((mark.colour for mark in marks.values()), "000000")
    colour = _marking(own, LETTERS, marks)
    for name, part in parts.items():
        if name.startswith("word/header"):
            part.insert(0, _line_of(letters, colour))
    relations = package.tree(_RELATIONS) if _RELATIONS in package.parts else etree.Element("none")
    named = {str(each.get("Id")): f"word/{each.get('Target')}" for each in relations}
    return MarkedNumbers(
        parts={name: to_bytes(part) for name, part in parts.items()},
        by_colour=marks,
        counts={key: counts[name] for key, name in named.items() if name in counts},
    )


@lru_cache(maxsize=256)
def show_pages(part: bytes, pages: int) -> bytes:
    """A head or foot that shows this number of pages, as plain text: a chapter would show its own."""
    if PAGES.encode() not in part:
        return part
    root = etree.fromstring(part)
    for found in [each for each in fields(root) if each.name == PAGES]:
        found.show(str(pages))
        found.dissolve()
    return to_bytes(root)


def low_line() -> etree._Element:
    """A paragraph as low as one can be."""
    line = etree.Element(W_P)
    about = etree.SubElement(line, qn("w:pPr"))
    spacing = {"before": "0", "after": "0", "line": str(HEIGHT), "lineRule": "exact"}
    etree.SubElement(about, qn("w:spacing"), {qn(f"w:{name}"): value for name, value in spacing.items()})
    return line


def _marked(part: etree._Element, looks: Looks, marks: dict[str, Mark]) -> list[str]:
    """Mark the numbers of a head or foot; what each of them is."""
    found = [each for each in fields(part) if each.name in (PAGE, PAGES)]
    for each in found:
        if not set(each.instruction.split()[1:]) <= _USUAL:
            raise UncutError(f"it prints a page number in a form of its own ({each.instruction.strip()})")
        runs = [*each.marks, *each.results]
        paragraph = next(each.begin.iterancestors(W_P), None)
        if paragraph is None:
            raise UncutError("a page number stands outside of a paragraph")
        own = looks.look_of((each.results or each.marks)[0], paragraph).colour
        colour = _marking(own, each.name, marks)
        for run in runs:
            _paint(run, colour)
    return [each.name for each in found]


def _paint(run: etree._Element, colour: str) -> None:
    about = run.find(_RUN)
    if about is None:
        about = etree.Element(_RUN)
        run.insert(0, about)
    for old in about.findall(_COLOUR):
        about.remove(old)
    etree.SubElement(about, _COLOUR, {qn("w:val"): colour})


def _marking(colour: str, what: str, marks: dict[str, Mark]) -> str:
    """The colour by which something is marked that would have another."""
    made = f"{int(colour, 16) ^ _BITS[what]:06X}"
    if marks.setdefault(made, Mark(what, colour)) != Mark(what, colour):
        raise UncutError("the colours of its page numbers are too much alike")
    return made


def _letters(parts: list[etree._Element]) -> str:
    """The usual letters and digits, so that a new one changes no other chapter, and those of a document in one font."""
    said = "".join(str(text) for part in parts for text in part.itertext(W_T, with_tail=False))
    found = set(map(chr, range(33, 127))).union(said)
    usual = (each for each in found if each.isprintable() and (each < _BEYOND_LATIN or each in _SIGNS))
    return " ".join(("".join(sorted(usual)).strip(), *_PAIRS))


def _line_of(letters: str, colour: str) -> etree._Element:
    """A line in each face of the usual font, as low as a line can be."""
    line = low_line()
    for face in ((), ("w:b", "w:bCs"), ("w:i", "w:iCs")):
        run = etree.SubElement(line, W_R)
        look = etree.SubElement(run, _RUN)
        for name in face:
            etree.SubElement(look, qn(name))
        etree.SubElement(look, _COLOUR, {qn("w:val"): colour})
        etree.SubElement(look, qn("w:sz"), {qn("w:val"): "2"})
        etree.SubElement(run, W_T, {qn("xml:space"): "preserve"}).text = letters
    return line
