"""decisions.yaml as values: what the pen holder ruled, by whom, when and why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from engine.findings import Place
from engine.model.framework import Rating


@dataclass(frozen=True, slots=True)
class Ground:
    """Who ruled, when and why, and where the ruling stands."""

    who: str
    when: datetime.date
    why: str
    place: Place


@dataclass(frozen=True, slots=True)
class RatingRuling:
    """Which rating of a group counts for an item. rating is None for no answer."""

    group: str
    item: str
    rating: Rating | None
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRuling:
    """What a row is: its item by id, or local, or ignored. It is found by its words, or by its cell without words."""

    file: str
    text: str
    where: str
    item: str
    ignored: bool
    ground: Ground


@dataclass(frozen=True, slots=True)
class FileRuling:
    """Which group a file is from, empty where that is clear, and whether it counts."""

    file: str
    group: str
    use: bool
    ground: Ground


@dataclass(frozen=True, slots=True)
class SheetRuling:
    """Whether a sheet counts."""

    file: str
    sheet: str
    use: bool
    ground: Ground


@dataclass(frozen=True, slots=True)
class Decisions:
    """Every ruling."""

    ratings: tuple[RatingRuling, ...] = ()
    rows: tuple[RowRuling, ...] = ()
    files: tuple[FileRuling, ...] = ()
    sheets: tuple[SheetRuling, ...] = ()
