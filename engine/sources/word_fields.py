"""Fields of Word: what they show is text, what they hold is not; some show what the report cannot know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from engine.findings import Finding, Place, error, warning
from engine.word.names import W_FIELD, W_INSTRUCTION, qn

_LINK = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_DATE = re.compile(r"^\s*(DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE)\b", re.IGNORECASE)
_CROSS_REFERENCE = re.compile(r"^\s*(REF|PAGEREF|NOTEREF|STYLEREF)\b", re.IGNORECASE)
_BROKEN = re.compile(r"Error! (Reference source|Bookmark|Hyperlink|No (text|bookmark))[^.]*\.?", re.IGNORECASE)


class Fields:
    """Where a walk over the runs of a paragraph stands: inside the code of a field, in what it shows, or in none."""

    def __init__(self) -> None:
        self.open: list[tuple[str, bool]] = []
        """The code so far, and whether it is over, of each field around."""

    def go_past(self, child: etree._Element) -> None:
        """Take note of a part of a run: the begin, middle or end of a field, or a piece of its code."""
        if child.tag == W_INSTRUCTION and self.open:
            code, shows = self.open[-1]
            self.open[-1] = (code + (child.text or ""), shows)
        elif child.tag == W_FIELD:
            kind = child.get(qn("w:fldCharType"))
            if kind == "begin":
                self.open.append(("", False))
            elif kind == "separate" and self.open:
                self.open[-1] = (self.open[-1][0], True)
            elif kind == "end" and self.open:
                self.open.pop()

    @property
    def in_code(self) -> bool:
        """Whether what stands here is not seen."""
        return any(not shows for _, shows in self.open)

    @property
    def link(self) -> str:
        """The address of the innermost HYPERLINK field around, if any."""
        return next((found[1] for code, _ in reversed(self.open) if (found := _LINK.match(code))), "")


def link_of(simple: etree._Element) -> str:
    """The address of a w:fldSimple, if it is a HYPERLINK."""
    found = _LINK.match(str(simple.get(qn("w:instr"), "")))
    return found[1] if found else ""


def field_findings(element: etree._Element, text: str, place: Place) -> Iterator[Finding]:
    """I-44 for what Word fills in by itself: dates, and numbers of pages, figures and headings."""
    codes = [str(simple.get(qn("w:instr"), "")) for simple in element.iter(qn("w:fldSimple"))]
    codes += [code.text or "" for code in element.iter(W_INSTRUCTION)]
    if broken := _BROKEN.search(text):
        message = f'Here stands "{broken[0]}": the place that Word was to refer to is gone.'
        yield error("I-44", place, message, "Write the reference out, or take it out.")
    elif any(_CROSS_REFERENCE.match(code) for code in codes):
        message = "Here stands a cross-reference; headings, pages and figures have other numbers in the report."
        yield warning("I-44", place, message, "Say in words what you refer to.")
    if any(_DATE.match(code) for code in codes):
        message = "Here stands a date that Word fills in by itself; the report prints the one that was saved."
        yield warning("I-44", place, message, "Type the date as words, such as 14 March 2026.")
