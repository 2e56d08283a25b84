"""Letters that are printed over one another, which nobody reads although each of them leaves its ink."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from engine.model.placed_field import Corners

_CELL = 8
"""Points: pages are looked at in squares, so that each letter is held against its neighbours alone."""
_SAME_PIECE = 3
"""So many letters beside one another may share a place: ligatures are drawn as one."""


class Overprint:
    """The letters of a page. boxes and signs: of all that are drawn, in their order.

    A sign is empty for what may stand over others, such as an accent.
    """

    def __init__(self, boxes: Sequence[Corners], signs: Sequence[str]) -> None:
        self._boxes, self._signs = boxes, signs
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, (left, bottom, right, top) in enumerate(boxes):
            heights = range(int(bottom // _CELL), int(top // _CELL) + 1)
            for column in range(int(left // _CELL), int(right // _CELL) + 1):
                for row in heights:
                    self._cells[column, row].append(number)

    def covers(self, number: int) -> bool:
        """Whether another letter, of another sign, is drawn over the middle of one."""
        left, bottom, right, top = self._boxes[number]
        x, y = (left + right) / 2, (bottom + top) / 2
        return any(
            abs(other - number) > _SAME_PIECE
            and self._signs[other] not in ("", self._signs[number])
            and _holds(self._boxes[other], x, y)
            for other in self._cells.get((int(x // _CELL), int(y // _CELL)), ())
        )


def _holds(box: Corners, x: float, y: float) -> bool:
    left, bottom, right, top = box
    return left <= x <= right and bottom <= y <= top
