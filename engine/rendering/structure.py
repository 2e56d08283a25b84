"""Proof that the elements of a rendered document stand where and how Word takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from engine.findings import Finding, error
from engine.templates.blank import ends_well
from engine.templates.places import Tell
from engine.word.names import NAMESPACES, W_FIELD, W_T, W_TC, W_VAL, qn
from engine.word.order import ORDER, STANDS_IN, is_misplaced, is_out_of_order, is_tidy, repeated, short_name
from engine.word.text import attributes

_FIELD_TYPE = qn("w:fldCharType")
_CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
_RELATION = f"{{{NAMESPACES['r']}}}"
_RELATED = etree.XPath("//@r:*/..", namespaces=NAMESPACES)
_BEGIN_AND_END = "Begin and end each loop and condition in the same text, cell or row."
SETTLE_CHANGE = "Accept or reject it in Word (Review), then save."
_SAVE_AGAIN = "Open the template in Word and save it again."


def structure_faults(
    root: etree._Element, new: etree._Element, relations: frozenset[str], tell: Tell
) -> Iterator[Finding]:
    """What Word would repair by dropping it, or refuse. relations: the ids of the part's relations.

    new: what of the part was not proven before; else the part itself.
    """
    yield from _misplaced(new, tell)
    for element in (each for each in new.iter(*ORDER) if not is_tidy(each)):
        yield from _order_faults(element, tell)
    for cell in new.iter(W_TC):
        if not ends_well(cell):
            message = "A cell of the table has lost its last paragraph, and Word would ask to repair the file."
            yield error("W-03", tell(cell), message, "Let the tag in this cell print something in every case.")
    related: Any = _RELATED(root)
    for element in related:
        for name, value in attributes(element):
            if name.startswith(_RELATION) and value and value not in relations:
                message = f"A picture, link or object is gone from the file ({value})."
                yield error("W-02", tell(element), message, _SAVE_AGAIN)
    yield from _field_faults(root, tell)
    for change in tracked_changes(new):
        yield error("W-55", tell(change), said_of_change(change), SETTLE_CHANGE)


def _misplaced(root: etree._Element, tell: Tell) -> Iterator[Finding]:
    for element in root.iter(*STANDS_IN):
        parent = element.getparent()
        if is_misplaced(element) and parent is not None and parent.tag != W_T:  # W-02 tells
            around = short_name(parent)
            message = f"What the template makes is no sound Word file: {short_name(element)} stands in {around}."
            yield error("W-52", tell(element), message, _BEGIN_AND_END)


def _order_faults(element: etree._Element, tell: Tell) -> Iterator[Finding]:
    for name in repeated(element):
        yield error("W-52", tell(element), f"Formatting stands twice where Word takes one: {name}.", _SAVE_AGAIN)
    if is_out_of_order(element):
        message = f"Formatting stands in an order Word does not know: {short_name(element)}."
        yield error("W-52", tell(element), message, _SAVE_AGAIN)


def _field_faults(root: etree._Element, tell: Tell) -> Iterator[Finding]:
    """Fields that begin and do not end, or the other way round: Word shows all that follows as part of the field."""
    open_: list[etree._Element] = []
    for mark in root.iter(W_FIELD):
        kind = mark.get(_FIELD_TYPE)
        if kind == "begin":
            open_.append(mark)
        elif not open_:
            message = "A field (a page number, a reference, a contents list) ends here and begins nowhere."
            yield error("W-54", tell(mark), message, _BEGIN_AND_END)
        elif kind == "end":
            open_.pop()
    for mark in open_:
        message = "A field (a page number, a reference, a contents list) begins here and ends nowhere."
        yield error("W-54", tell(mark), message, _BEGIN_AND_END)


def tracked_changes(root: etree._Element) -> Iterator[etree._Element]:
    """Words that somebody put in, took out or moved while changes were tracked."""
    return (change for change in root.iter(*_CHANGES) if change.get(qn("w:author")) is not None)


def said_of_change(change: etree._Element) -> str:
    """W-55 in words."""
    words = "".join(text.text or "" for text in change.iter(qn("w:t"), qn("w:delText")))[:60]
    return f'A tracked change is left in the template: "{words}".'


def unknown_numberings(root: etree._Element, numbers: frozenset[str], tell: Tell) -> Iterator[Finding]:
    """Lists whose numbering the file does not define: their bullets and numbers would be gone."""
    told: set[str] = set()
    for number in root.iter(qn("w:numId")):
        value = str(number.get(W_VAL))
        if value not in numbers and value not in told and value != "0":
            told.add(value)
            message = f"The list numbering {value} is used but not defined."
            yield error("W-06", tell(number), message, "Give the list its style again, or put the house copy back.")
