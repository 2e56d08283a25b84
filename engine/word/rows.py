"""Which rows of a table stay together: no table leaves one of its rows alone at the foot or the head of a page."""

from __future__ import annotations

from lxml import etree

from engine.word.names import W_P, W_TBL, W_TC, W_TR, qn
from engine.word.text import take_out

SHORT, LETTERS = 6, 400
"""A table of up to so many rows under its header, and of so many letters in them, is never parted."""

_ABOUT, _KEPT, _STYLE = qn("w:pPr"), qn("w:keepNext"), qn("w:pStyle")
_HEADER = f"{qn('w:trPr')}/{qn('w:tblHeader')}"


def hold_rows(root: etree._Element) -> None:
    """Keep the first row and the last but one with the next, in every table with a header row; a short table whole.

    A table of few rows but many words is tall: whole, it would leave half a page blank before it. A long one may be
    parted elsewhere, whatever its template says: kept whole it would leave its heading alone on a page, or go on over
    the foot of one.
    """
    for table in root.iter(W_TBL):
        rows = list(table.iterchildren(W_TR))
        body = [row for row in rows if row.find(_HEADER) is None]
        if len(body) == len(rows):
            continue
        is_short = len(body) <= SHORT and sum(map(_letters, body)) <= LETTERS
        for number, row in enumerate(body[:-1]):
            holds = is_short or number in (0, len(body) - 2)
            for cell in row.iterchildren(W_TC):
                for paragraph in cell.iterchildren(W_P):
                    _keep_with_next(paragraph) if holds else _let_go(paragraph)


def _let_go(paragraph: etree._Element) -> None:
    for about in paragraph.iterchildren(_ABOUT):
        for kept in about.iterchildren(_KEPT):
            take_out(kept)
            return


def _letters(row: etree._Element) -> int:
    return sum(len(text.text or "") for text in row.iter(qn("w:t")))


def _keep_with_next(paragraph: etree._Element) -> None:
    about = next(paragraph.iterchildren(_ABOUT), None)
    if about is None:
        about = etree.Element(_ABOUT)
        paragraph.insert(0, about)
    if next(about.iterchildren(_KEPT), None) is None:
        about.insert(0 if next(about.iterchildren(_STYLE), None) is None else 1, etree.Element(_KEPT))
