"""A raw record: values as they were read, each remembering where it stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.findings import Finding, Place
from engine.model.story import Picture, Table

Path = tuple[str | int, ...]
NO_PLACE = ""
"""Where a column stands that is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One input file. places: for a path such as ("library", 3, "link") its cell, line or paragraph.

    A column that its sheet or table does not have stands there too, as ("library", "link"), in no place. unread: where
    something stands whose value nobody knows, which a finding has told: it is not missing as well.
    """

    schema: str
    file: str
    values: dict[str, Any]
    places: Mapping[Path, str] = field(default_factory=dict)
    unread: tuple[Path, ...] = ()

    @property
    def absent(self) -> frozenset[Path]:
        """The columns that are not there, such as ("library", "link"): of their values none is missing row by row."""
        return frozenset(path for path, where in self.places.items() if where == NO_PLACE)

    def place(self, *path: str | int) -> Place:
        """Where a value stands; where it has no place of its own, the nearest thing around it."""
        led = path if self.file.endswith(".yaml") else ()
        for length in range(len(path), 0, -1):
            if (where := self.places.get(path[:length])) is not None:
                return Place(self.file, where, led)
        return Place(self.file, "", led)


@dataclass(frozen=True, slots=True)
class Checked:
    """A record whose values have their types. A value that was wrong is gone, and a finding tells of it."""

    record: Record
    values: dict[str, Any]
    findings: tuple[Finding, ...]

    def place(self, *path: str | int) -> Place:
        """Where a value stands."""
        return self.record.place(*path)


def pictures_in(value: Any) -> Iterator[Picture]:
    """Every picture among the values of a record, however deep, in their order."""
    if isinstance(value, Picture):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from pictures_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from pictures_in(inner)
    elif isinstance(value, Table):
        yield from pictures_in(value.rows)
