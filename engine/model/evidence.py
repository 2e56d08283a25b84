"""What the council relies on: documents, data sources and figures, each with an id that never changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from engine.findings import Place
from engine.model.roles import Amount, Choice, Day, Entry, InASentence, Internal, Key, Link, MayBeLeftOut, Reference

REF = r"[DEF]-(?:[1-9]\d{3}|\d{3})(?!\d)"
"""The id of a document, a data source or a figure, as patterns look for it: three digits, four from 1000 on."""


def by_number(text: str) -> str:
    """A text by which ids come in the order of their numbers, D-999 before D-1000; any other text by itself."""
    return f"{text[:2]}{text[2:]:0>4}" if re.fullmatch(REF, text) else text


class Status(StrEnum):
    """Where a document of the library stands."""

    IN_PLACE = "In place"
    IN_DRAFT = "In draft"
    GAP = "Gap"
    NOT_APPLICABLE = "Not applicable"


class Assurance(StrEnum):
    """What a document shows: that processes are in place, or what came of them."""

    PROCESS = "process"
    OUTCOME = "outcome"
    NOT_TOLD = ""


class Good(StrEnum):
    """Which way a figure should move."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"

    def is_better(self, value: float, other: float) -> bool | None:
        """Whether a value is better than another; None where they are alike, or where nobody can say."""
        if value == other or self is Good.NEITHER:
            return None
        return (value > other) is (self is Good.HIGHER)


class ComparatorKind(StrEnum):
    """What a figure is compared with. NOT_TOLD: the cell is empty, or there is no such column."""

    OTHER_COUNCILS = "other councils"
    OWN_STANDARD = "own standard"
    OWN_AREA = "own area"
    OWN_EARLIER_FIGURE = "own earlier figure"
    POPULATION = "population"
    NOT_TOLD = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of the library, D-001 and on. library_rows: the framework rows it answers; kinds: of evidence."""

    ref: Key[str]
    title: Entry[str]
    type: Entry[str]
    theme: Reference[str]
    library_rows: Reference[tuple[str, ...]]
    status: Choice[Status]
    reason: Annotated[Entry[str], MayBeLeftOut("Only beside a status that asks for a reason.")]
    owner: Internal[str]
    due: Day[date | None]
    link: Link[str]
    where_to_look: Entry[str]
    approved: Day[date | None]
    review_due: Day[date | None]
    covers_from: Day[date | None]
    covers_to: Day[date | None]
    kinds: Choice[tuple[str, ...]]
    assurance: Choice[Assurance]
    place: Place

    @property
    def is_in_place(self) -> bool:
        """Whether it is there to be relied on."""
        return self.status is Status.IN_PLACE

    @property
    def is_to_come(self) -> bool:
        """Whether it is still to be written or finished: a gap, or in draft."""
        return self.status in (Status.GAP, Status.IN_DRAFT)

    @property
    def called(self) -> str:
        """Its reference and its title, as a sentence names it."""
        return f"{self.ref}, {self.title or 'without a title'}"

    @property
    def lacks_reason(self) -> bool:
        """Whether it has to say why there is no document, and does not."""
        return self.status in (Status.GAP, Status.NOT_APPLICABLE) and not self.reason

    @property
    def tells_its_time(self) -> bool:
        """Whether it says which time it covers."""
        return self.covers_from is not None and self.covers_to is not None

    def is_late(self, day: date) -> bool:
        """Whether it was due before a day and is not in place."""
        return self.due is not None and self.due < day and not self.is_in_place

    def is_review_late(self, day: date) -> bool:
        """Whether it is relied on although its review was due before a day."""
        return self.review_due is not None and self.review_due < day and self.is_in_place


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource:
    """A data source, E-001 and on. listed_as names the framework's source it stands for, if any.

    kinds: of evidence, as they are told; empty where nobody has told them.
    """

    ref: Key[str]
    listed_as: Reference[str]
    title: Entry[str]
    publisher: Annotated[Entry[str], InASentence()]
    link: Link[str]
    as_at: Day[date | None]
    used: Choice[bool]
    note: Annotated[Entry[str], InASentence()]
    place: Place
    kinds: Choice[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure, F-001 and on. Values are printed as they were typed, units included. kinds: as of a data source."""

    ref: Key[str]
    measure: Entry[str]
    statement: Reference[str]
    value: Amount[str]
    a_year_ago: Amount[str]
    two_years_ago: Amount[str]
    period: Entry[str]
    as_at: Day[date | None]
    comparator: Entry[str]
    comparator_value: Amount[str]
    good: Choice[Good]
    source: Reference[str]
    at_a_glance: Choice[bool]
    note: Entry[str]
    place: Place
    comparator_is: Choice[ComparatorKind] = ComparatorKind.NOT_TOLD
    kinds: Choice[tuple[str, ...]] = ()

    @property
    def is_compared(self) -> bool:
        """Whether something that it is compared with stands beside it."""
        return bool(self.comparator_value)

    def is_older_than(self, days: int, day: date) -> bool:
        """Whether it dates from more than so many days before a day."""
        return self.as_at is not None and (day - self.as_at).days > days


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that narrative may refer to."""

    documents: tuple[Document, ...]
    sources: tuple[DataSource, ...]
    figures: tuple[Figure, ...]

    @property
    def measured(self) -> tuple[DataSource | Figure, ...]:
        """The data sources and the figures."""
        return *self.sources, *self.figures

    def answering(self, row: str) -> tuple[Document, ...]:
        """The documents that answer a row of the library."""
        return tuple(document for document in self.documents if row in document.library_rows)

    def titles(self) -> dict[str, str]:
        """The title of everything that has an id, by id."""
        named = {document.ref: document.title for document in self.documents}
        named |= {source.ref: source.title for source in self.sources}
        return named | {figure.ref: figure.measure for figure in self.figures}
