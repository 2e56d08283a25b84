"""Check boxes that lie on empty cells, read as the marks that people see in them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from engine.foreign.drawn_objects import DrawnObject, ObjectKind
from engine.sources.checklists.grid import Position, SheetCell, cell

_NAME_OF_THE_PROGRAM = re.compile(r"(check ?box|option button|checkbox|option)\s*\d*\Z", re.IGNORECASE)
_TICKED, _EMPTY = "☑", "☐"


def marks_of_boxes(
    drawn: Iterable[DrawnObject], filled: Container[Position]
) -> tuple[dict[Position, SheetCell], tuple[DrawnObject, ...]]:
    """Cells for the boxes that lie on empty ones, one on each; and what else lies on the sheet.

    A ticked box says what stands beside it, or is a tick by itself; an empty one is none, whatever stands beside it.
    """
    every = tuple(drawn)
    boxes = [each for each in every if _is_box(each)]
    places = [each.at for each in boxes]
    marks: dict[Position, SheetCell] = {}
    for each in boxes:
        if each.at is None or each.at in filled or places.count(each.at) > 1:
            continue
        words = "" if _NAME_OF_THE_PROGRAM.match(each.words) else each.words
        if read := cell(*each.at, (words or _TICKED) if each.is_ticked else _EMPTY):
            marks[each.at] = read
    return marks, tuple(each for each in every if not (_is_box(each) and each.at in marks))


def _is_box(each: DrawnObject) -> bool:
    return each.kind in (ObjectKind.CHECK_BOX, ObjectKind.OPTION_BUTTON) and not each.linked
