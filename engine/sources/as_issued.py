"""What lies on the sheets of a workbook because it was sent out so: the council's logo, its name in the margins."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from engine.foreign.drawn_objects import DrawnObject, ObjectKind
from engine.phrases.issued import LOGO
from engine.plain_words import folded

_PAGES = "page of"
"""What stands around the numbers of pages, behind the name of the council."""


def laid_by_people(drawn: Iterable[DrawnObject], said: Collection[str]) -> list[DrawnObject]:
    """What was not there when the workbook was sent out. said: the words of its first sheet, folded."""
    return [each for each in drawn if not _is_issued(each, said)]


def _is_issued(each: DrawnObject, said: Collection[str]) -> bool:
    if each.kind is ObjectKind.PICTURE:
        return each.name == LOGO
    return each.kind is ObjectKind.MARGIN and folded(each.words).removesuffix(_PAGES).strip() in said
