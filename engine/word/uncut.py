"""What makes a page depend on those before it, so that a document can only be laid out as a whole."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from engine.whole_numbers import whole_number
from engine.word.fields import fields
from engine.word.names import W_VAL, qn
from engine.word.package import DOCUMENT, SETTINGS, Package

_OF_BODY = frozenset({"PAGEREF", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "TC", "XE", "TA", ""})
_OF_EDGES = frozenset({"PAGE", "NUMPAGES", "HYPERLINK", ""})
"""The fields that a chapter shows as the whole does, in the text and in heads and feet."""
_OF_SIDES = ("evenAndOddHeaders", "mirrorMargins", "bookFoldPrinting")
_COUNTS = ("lnNumType", "pgNumType")
_EDGES = (qn("w:headerReference"), qn("w:footerReference"))
_OFF = ("0", "false", "off")


class UncutError(Exception):
    """Why a document can only be laid out as a whole, in words for the log."""


def refuse_pages_that_differ(printed: Package, root: etree._Element) -> None:
    """Raises UncutError where pages differ by their side, or a section by how it begins or counts."""
    settings = printed.tree(SETTINGS) if SETTINGS in printed.parts else etree.Element("none")
    for name in _OF_SIDES:
        found = settings.find(qn(f"w:{name}"))
        if found is not None and found.get(W_VAL) not in _OFF:
            raise UncutError(f"its pages differ by side ({name})")
    for number, section in enumerate(root.iter(qn("w:sectPr"))):
        begins = section.find(qn("w:type"))
        if number and begins is not None and begins.get(W_VAL) != "nextPage":
            raise UncutError(f"a section begins otherwise than with a page ({begins.get(W_VAL)})")
        _refuse_section(section)


def _refuse_section(section: etree._Element) -> None:
    columns, margins = section.find(qn("w:cols")), section.find(qn("w:pgMar"))
    if columns is not None and columns.get(qn("w:num"), "1") != "1":
        raise UncutError("a section has columns")
    if any(section.find(qn(f"w:{name}")) is not None for name in _COUNTS):
        raise UncutError("a section counts its pages or lines by itself")
    if any(edge.get(qn("w:type")) == "even" for edge in section.iter(*_EDGES)):
        raise UncutError("its pages differ by side (even)")
    if margins is None or whole_number(margins.get(qn("w:header"))) in (None, 0):
        raise UncutError("a section does not tell where its heads stand")


def refuse_fields(printed: Package, root: etree._Element) -> None:
    """Raises UncutError where a field stands that a chapter would show otherwise."""
    _refuse_other_fields(root, _OF_BODY)
    for name in printed.texts():
        if name != DOCUMENT:
            _refuse_other_fields(printed.tree(name), _OF_EDGES)


def _refuse_other_fields(part: etree._Element, known: Collection[str]) -> None:
    if part.find(f".//{qn('w:fldSimple')}") is not None:
        raise UncutError("it has a field that is not spelled out")
    for found in fields(part):
        if found.name not in known:
            raise UncutError(f"it has a field {found.name} where it cannot stand in a chapter")
