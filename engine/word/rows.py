"""Which rows of a table stay together: no table leaves one of its rows alone at the foot or the head of a page."""

from __future__ import annotations

from lxml import etree

from engine.word.names import W_P, W_TBL, W_TC, W_TR, qn

SHORT = 6
"""A table of up to so many rows under its header is never parted."""

_HEADER = f"{qn('w:trPr')}/{qn('w:tblHeader')}"


def hold_rows(root: etree._Element) -> None:
    """Keep the first row and the last but one with the next, in every table with a header row; a short table whole."""
    for table in root.iter(W_TBL):
        rows = table.findall(W_TR)
        body = [row for row in rows if row.find(_HEADER) is None]
        if len(body) == len(rows):
            continue
        for number, row in enumerate(body[:-1]):
            if len(body) <= SHORT or number in (0, len(body) - 2):
                for cell in row.findall(W_TC):
                    for paragraph in cell.findall(W_P):
                        _keep_with_next(paragraph)


def _keep_with_next(paragraph: etree._Element) -> None:
    about = paragraph.find(qn("w:pPr"))
    if about is None:
        about = etree.Element(qn("w:pPr"))
        paragraph.insert(0, about)
    if about.find(qn("w:keepNext")) is None:
        about.insert(0 if about.find(qn("w:pStyle")) is None else 1, etree.Element(qn("w:keepNext")))
