"""Word's fields: page numbers, sequence numbers, references to pages, the contents list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from engine.word.names import W_FIELD, W_INSTRUCTION, W_R, W_T, qn

_TYPE = qn("w:fldCharType")
_SIMPLE, _CODE, _DATA = qn("w:fldSimple"), qn("w:instr"), qn("w:fldData")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(kw_only=True)
class ComplexField:
    """One complex field: the runs that make it up, its instruction, and the runs of its present result."""

    begin: etree._Element
    instruction: str = ""
    marks: list[etree._Element] = field(default_factory=list)
    results: list[etree._Element] = field(default_factory=list)
    in_result: bool = False

    def argument(self, name: str) -> str | None:
        """What follows the field's name, such as the bookmark of a PAGEREF; None where it is another field."""
        match = re.match(rf"\s*{name}\s+\"?([^\s\"]+)", self.instruction, re.IGNORECASE)
        return match[1] if match else None

    @property
    def name(self) -> str:
        """What kind of field it is, in capitals; "=" for a formula; empty for one without a code."""
        match = re.match(r"\s*(=|[^\s\"\\]+)", self.instruction)
        return match[1].upper() if match else ""

    @property
    def result(self) -> str:
        """The text it shows at present."""
        return "".join(text.text or "" for run in self.results for text in run.iter(W_T))

    def show(self, value: str) -> None:
        """Change the text it shows, keeping the look of its first run."""
        shown = [text for run in self.results for text in run.iter(W_T)]
        if shown:
            shown[0].text = value
            shown[0].set(_SPACE, "preserve")
            for other in shown[1:]:
                other.text = ""
            return
        made = etree.Element(W_T, {_SPACE: "preserve"})
        made.text = value
        end = self.marks[-1]
        if not self.in_result:
            end.addprevious(_run(etree.Element(W_FIELD, {_TYPE: "separate"})))
            self.in_result = True
        end.addprevious(_run(made))

    def dissolve(self) -> None:
        """Leave the result as plain text: take out the marks and the instruction."""
        for run in self.marks:
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)


def spell_out(root: etree._Element) -> None:
    """Write simple fields as complex ones, which say the same: so there is one kind to look for."""
    for simple in list(root.iter(_SIMPLE)):
        asked = etree.Element(W_INSTRUCTION, {_SPACE: "preserve"})
        asked.text = simple.get(_CODE, "")
        marks = [etree.Element(W_FIELD, {_TYPE: kind}) for kind in ("begin", "separate", "end")]
        begin, code, separate, end = (_run(each) for each in (marks[0], asked, *marks[1:]))
        shown = [child for child in simple if child.tag != _DATA]
        around = simple.getparent()
        if around is not None:
            at = around.index(simple)
            around[at : at + 1] = [begin, code, separate, *shown, end]


def _run(inside: etree._Element) -> etree._Element:
    run = etree.Element(W_R)
    run.append(inside)
    return run


def fields(root: etree._Element) -> Iterator[ComplexField]:
    """Every complex field under an element, inner ones before the ones around them."""
    stack: list[ComplexField] = []
    for element in root.iter(W_R, W_FIELD, W_INSTRUCTION):
        if element.tag == W_R:
            if stack and stack[-1].in_result and element.find(W_FIELD) is None:
                stack[-1].results.append(element)
        elif element.tag == W_INSTRUCTION:
            if stack:
                stack[-1].instruction += element.text or ""
                stack[-1].marks.extend(islice(element.iterancestors(W_R), 1))
        else:
            _mark(element, stack)
            if element.get(_TYPE) == "end" and stack:
                done = stack.pop()
                done.marks.extend(islice(element.iterancestors(W_R), 1))
                yield done


def _mark(mark: etree._Element, stack: list[ComplexField]) -> None:
    run = mark.getparent()
    if mark.get(_TYPE) == "begin" and run is not None:
        stack.append(ComplexField(begin=run, marks=[run]))
    elif mark.get(_TYPE) == "separate" and stack and run is not None:
        stack[-1].in_result = True
        stack[-1].marks.append(run)


def asked_for(root: etree._Element) -> set[str]:
    """The bookmarks to whose pages the text refers."""
    return {bookmark for found in fields(root) if (bookmark := found.argument("PAGEREF"))}
