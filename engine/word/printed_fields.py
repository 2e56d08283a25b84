"""Fields as they are printed: whatever a layout engine might work out otherwise stands as plain words."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from engine.word.fields import ComplexField, fields, spell_out
from engine.word.names import W_R
from engine.word.text import take_out

_OF_THE_PAGE = frozenset(
    {"PAGE", "NUMPAGES", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "TC", "XE", "TA"}
)
"""What every engine shows alike, and what shows nothing."""
PAGEREF = "PAGEREF"


def settle_for_printing(root: etree._Element, live: Collection[str]) -> bool:
    """Turn fields into what they show, but for page numbers and links. Whether any was one.

    live: the bookmarks whose pages the converter fills in: references to them stay fields too. A field in the code of
    another shows nothing and goes.
    """
    spell_out(root)
    found = [each for each in fields(root) if _goes(each, live)]
    for each in found:
        _settle(each)
    return bool(found)


def _goes(field: ComplexField, live: Collection[str]) -> bool:
    if field.name == PAGEREF:
        return field.argument(PAGEREF) not in live
    return bool(field.name) and field.name not in _OF_THE_PAGE


def _settle(field: ComplexField) -> None:
    """Take out the marks and all that stands between the beginning and the result."""
    separate = field.marks[-2] if field.in_result and len(field.marks) > 1 else None
    if separate is not None and field.begin.getparent() is separate.getparent():
        between = [each for each in field.begin.itersiblings() if each.tag == W_R]
        for run in between[: between.index(separate) if separate in between else 0]:
            take_out(run)
    field.dissolve()
