"""Cells that say nothing, and those that may."""

from __future__ import annotations

from lxml import etree

from engine.word.names import W_P, W_T, W_TBL, W_VAL, qn
from engine.word.styles import Styles

NOT_BLANK = (qn("w:drawing"), qn("w:sdt"), qn("w:fldChar"))
_HOLDERS = (qn("w:sdt"), qn("w:customXml"))
_MAY_BE_EMPTY = "form table"
"""In tables of this style an empty cell is a place to fill in; anywhere else it is a loss."""
_MERGED = f"{qn('w:tcPr')}/{qn('w:vMerge')}"


def ends_well(cell: etree._Element) -> bool:
    """Whether a cell ends as Word asks: in a paragraph, or in a content control that holds one."""
    if len(cell) and cell[-1].tag == W_P:
        return True
    last = next((child.tag for child in reversed(cell) if child.tag in (W_P, W_TBL, *_HOLDERS)), W_TBL)
    return last != W_TBL


def is_blank(cell: etree._Element) -> bool:
    """Whether a cell has neither words nor a picture, a control or a field."""
    if any((text.text or "").strip() for text in cell.iter(W_T)):
        return False
    return next(cell.iter(*NOT_BLANK), None) is None


def is_form(inside: etree._Element, styles: Styles) -> bool:
    """Whether a cell is a place to fill in, or a table one of labels and such places."""
    table = inside if inside.tag == W_TBL else next(inside.iterancestors(W_TBL), None)
    style = None if table is None else table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    return style is not None and styles.names.get(str(style.get(W_VAL))) == _MAY_BE_EMPTY


def is_merged_away(cell: etree._Element) -> bool:
    """Whether a cell is covered by the one above it, so that nobody sees it."""
    merged = cell.find(_MERGED)
    return merged is not None and merged.get(W_VAL, "continue") == "continue"
