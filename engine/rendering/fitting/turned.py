"""Headings that run upwards: those of many narrow columns, as the names of a council's groups are."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from engine.word.names import TWIPS_PER_MM, W_TBL, W_TC, W_TR, W_VAL, qn
from engine.word.order import put_in_order

_HEIGHT = round(34 * TWIPS_PER_MM)
"""Twips: room for the longest word there is, and for two lines of a name of forty letters."""
_HEADER = f"{qn('w:trPr')}/{qn('w:tblHeader')}"


def turn_headings(table: etree._Element, columns: Collection[int]) -> None:
    """Turn the headings of these columns, from 0, to be read upwards; their row becomes as high as they need."""
    for row in table.iter(W_TR):
        if row.find(_HEADER) is None or next(row.iterancestors(W_TBL), None) is not table:
            continue
        for number, cell in enumerate(row.iterfind(W_TC)):
            if number in columns:
                _turn(cell)
        _set(row.find(qn("w:trPr")), "w:trHeight", str(_HEIGHT))


def _turn(cell: etree._Element) -> None:
    about = cell.find(qn("w:tcPr"))
    if about is None:
        about = etree.Element(qn("w:tcPr"))
        cell.insert(0, about)
    _set(about, "w:textDirection", "btLr")
    put_in_order(about)


def _set(about: etree._Element | None, name: str, value: str) -> None:
    if about is None:
        return
    said = about.find(qn(name))
    if said is None:
        said = etree.SubElement(about, qn(name))
    said.set(W_VAL, value)
