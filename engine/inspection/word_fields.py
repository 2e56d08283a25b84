"""Fields of Word that no build works out: they show alike in Word file and PDF, but what the template shows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.findings import Severity
from engine.inspection.remarks import Fault, Remark, on_element
from engine.inspection.template_walk import TemplateWalk
from engine.templates.carried.field_codes import TypedField, typed_fields
from engine.word.contents_list import asked_by
from engine.word.names import W_P

_BY_PAGE = frozenset({"STYLEREF", "SECTION", "SECTIONPAGES"})
"""What Word works out page by page."""
_RECKONED = frozenset({"=", "IF", "COMPARE", "QUOTE", "INDEX", "TOA", "BIBLIOGRAPHY", "CITATION"})
_DRAWN = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "EQ", "SYMBOL", "ADVANCE", "SHAPE"})
"""What Word draws anew wherever it is shown, and other programs do not."""
_OF_PAGES = frozenset({"PAGE", "NUMPAGES"})
_FIX = "Write the words, or a tag that prints them, in its place."


def unfilled(page: TemplateWalk) -> Iterator[Remark]:
    """W-57 for each field that shows in the PDF what it shows in the template, whatever Word makes of it."""
    for part in page.parts:
        for each in typed_fields(part.root):
            if each.around is not None and each.around.in_code:
                continue
            if message := _said(each, part.is_body, part.is_header_or_footer):
                yield on_element(
                    page, part, each.begin, Fault("W-57", message, fix=_FIX, severity=Severity.WARNING), each.words
                )


def _said(each: TypedField, is_body: bool, is_margin: bool) -> str:
    """What is to be said of a field; empty for one that is filled in, or that every program shows alike."""
    if each.name in _RECKONED:
        return "No build works this field out: it prints what it shows in the template."
    if each.name in _DRAWN:
        return "Word draws this field by itself; the PDF prints what stands in the template, which may be nothing."
    if (each.name in _BY_PAGE and is_margin) or (each.name in ("SECTION", "SECTIONPAGES") and is_body):
        return "Word works this field out for each page; the PDF prints on all of them what it shows in the template."
    if each.name in _OF_PAGES and is_body:
        return "In the text, Word shows this number as the template has it until the document is printed."
    if each.name == "TOC" and (asked_by(each.code) is None or not _holds_a_list(each)):
        return "This list is not written anew: it prints what it shows in the template."
    return ""


def _holds_a_list(toc: TypedField) -> bool:
    """Whether a list begins and ends in paragraphs that stand beside one another."""
    first, last = (_paragraph(mark) for mark in (toc.begin, toc.marks[-1]))
    return first is not None and last is not None and first.getparent() is last.getparent()


def _paragraph(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(W_P), None)
