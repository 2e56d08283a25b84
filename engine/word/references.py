"""References to other places of a document, filled in with what stands there, as Word does when it is told to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from lxml import etree

from engine.word.fields import ComplexField, fields
from engine.word.names import W_BOOKMARK, W_ID, W_NAME, W_P, W_T, qn
from engine.word.styles import Styles
from engine.word.text import paragraph_text

_END = qn("w:bookmarkEnd")
_NOTES = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_NUMBER, _WHERE = re.compile(r"\\[nrw]\b", re.IGNORECASE), re.compile(r"\\p\b", re.IGNORECASE)
_STYLED = re.compile(r"\s*STYLEREF\s+(?:\"([^\"]+)\"|(\S+))", re.IGNORECASE)
_CASES = re.compile(r"\\\*\s*(upper|lower|firstcap|caps)\b", re.IGNORECASE)
_IN_CASE = {
    "upper": str.upper,
    "lower": str.lower,
    "firstcap": lambda text: text[:1].upper() + text[1:],
    "caps": str.title,
}
_KINDS = ("REF", "NOTEREF", "STYLEREF")


class References:
    """The places of a document that fields can refer to. labels: the numbers of its paragraphs."""

    def __init__(self, root: etree._Element, styles: Styles, labels: Mapping[etree._Element, str]) -> None:
        self.root, self.styles, self.labels = root, styles, labels
        self.marks = {str(mark.get(W_NAME)).casefold(): mark for mark in root.iter(W_BOOKMARK)}

    def fill(self) -> Iterator[str]:
        """Fill in every reference; gives the code of each that leads nowhere and stays as it is."""
        wanted = [found for found in fields(self.root) if found.name in _KINDS]
        order = {element: number for number, element in enumerate(self.root.iter())} if wanted else {}
        for found in wanted:
            shown = self._styled(found, order) if found.name == "STYLEREF" else self._marked(found, order)
            if shown is None:
                yield " ".join(found.instruction.split())
            else:
                found.show(_in_case(shown, found.instruction))

    def _marked(self, found: ComplexField, order: Mapping[etree._Element, int]) -> str | None:
        mark = self.marks.get((found.argument(found.name) or "").casefold())
        if mark is None:
            return None
        if found.name == "NOTEREF":
            return self._note(mark)
        paragraph = next(chain(mark.iterancestors(W_P), mark.itersiblings(W_P)), None)
        if _NUMBER.search(found.instruction):
            return None if paragraph is None else self.labels.get(paragraph, "0")
        if _WHERE.search(found.instruction):
            return "above" if order[mark] < order[found.begin] else "below"
        return _between(mark) or None

    def _note(self, mark: etree._Element) -> str | None:
        for number, note in enumerate(self.root.iter(_NOTES[0]), start=1):
            if note in set(_elements(mark)):
                return str(number)
        return None

    def _styled(self, found: ComplexField, order: Mapping[etree._Element, int]) -> str | None:
        """The words of the last paragraph of a style above the field, else of the first below it."""
        match = _STYLED.match(found.instruction)
        name = (match[1] or match[2] or "").casefold() if match else ""
        name = f"heading {name}" if name.isdecimal() else name
        here = order[found.begin]
        of_style = [one for one in self.root.iter(W_P) if self.styles.name_of(one) == name and paragraph_text(one)]
        above = [one for one in of_style if order[one] < here and found.begin not in set(one.iter())]
        chosen = above[-1] if above else next((one for one in of_style if order[one] > here), None)
        if chosen is None:
            return None
        return self.labels.get(chosen, "0") if _NUMBER.search(found.instruction) else paragraph_text(chosen)


def _in_case(text: str, instruction: str) -> str:
    match = _CASES.search(instruction)
    return _IN_CASE[match[1].casefold()](text) if match else text


def _elements(mark: etree._Element) -> Iterator[etree._Element]:
    """What stands between the beginning and the end of a bookmark."""
    inside = False
    for element in mark.getroottree().iter():
        if element is mark:
            inside = True
        elif inside and element.tag == _END and element.get(W_ID) == mark.get(W_ID):
            return
        elif inside:
            yield element


def _between(mark: etree._Element) -> str:
    """The words between the beginning and the end of a bookmark, paragraphs one behind the other."""
    words = ""
    for element in _elements(mark):
        if element.tag == W_P and words and not words.endswith(" "):
            words += " "
        elif element.tag == W_T:
            words += element.text or ""
        elif element.tag in (qn("w:tab"), qn("w:br")):
            words += " "
    return " ".join(words.split())
