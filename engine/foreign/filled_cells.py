"""The filled cells of a sheet, for the ranges that are merged or linked: a range may stand for a million cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from engine.foreign.office_kind import OfficeKind
from engine.foreign.refusal import RefusedFile
from engine.foreign.sheet_scan import MergedRange
from engine.foreign.start_tags import CellAt, place_of

_CROSSINGS = 1_000_000
"""Filled rows crossed by ranges. Those that do not overlap cannot come near it."""


class FilledCells:
    """The filled cells of a sheet. of: what lies on it in ranges, for people."""

    def __init__(self, cells: Iterable[CellAt], of: str) -> None:
        self.of = of
        self.by_row: defaultdict[int, list[int]] = defaultdict(list)
        for row, column in sorted(cells):
            self.by_row[row].append(column)
        self.rows, self.crossings = sorted(self.by_row), 0

    def within(self, area: MergedRange) -> Iterator[CellAt]:
        """Those of a range. Raises RefusedFile where all that was asked for crosses more rows than any sheet has."""
        crossed = self.rows[bisect_left(self.rows, area.top) : bisect_right(self.rows, area.bottom)]
        self.crossings += len(crossed)
        if self.crossings > _CROSSINGS:
            raise RefusedFile(f"The {self.of} of a sheet lie over one another.", OfficeKind.EXCEL.again)
        for row in crossed:
            columns = self.by_row[row]
            within = columns[bisect_left(columns, area.left) : bisect_right(columns, area.right)]
            yield from ((row, column) for column in within)


def linked(cells: Iterable[CellAt], links: Mapping[str, str]) -> dict[CellAt, str]:
    """Where each filled cell leads to. links: targets by range, as it is written. Raises RefusedFile."""
    found: dict[CellAt, str] = {}
    filled = FilledCells(cells if links else (), "links")
    for reference, target in links.items():
        first, _, last = reference.partition(":")
        start, end = place_of(first), place_of(last or first)
        if start is not None and end is not None:
            found |= dict.fromkeys(filled.within(MergedRange(*start, *end)), target)
    return found
