"""What the council relies on: documents, data sources and figures, each with an id that never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.findings import Place


class Status(StrEnum):
    """Where a document of the library stands."""

    IN_PLACE = "In place"
    IN_DRAFT = "In draft"
    GAP = "Gap"
    NOT_APPLICABLE = "Not applicable"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the library, D-001 and on. library_rows are the framework rows it answers."""

    ref: str
    title: str
    type: str
    theme: str
    library_rows: tuple[str, ...]
    status: Status
    reason: str
    owner: str
    due: date | None
    link: str
    where_to_look: str
    approved: date | None
    review_due: date | None
    covers_from: date | None
    covers_to: date | None
    kind: str
    assurance: str
    place: Place


@dataclass(frozen=True, slots=True)
class DataSource:
    """A data source, E-001 and on. listed_as names the framework's source it stands for, if any."""

    ref: str
    listed_as: str
    title: str
    publisher: str
    link: str
    as_at: date | None
    used: bool
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, F-001 and on. Values are printed as they were typed, units included. good: higher, lower or neither."""

    ref: str
    measure: str
    statement: str
    value: str
    a_year_ago: str
    two_years_ago: str
    period: str
    as_at: date | None
    comparator: str
    comparator_value: str
    good: str
    source: str
    at_a_glance: bool
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that narrative may refer to."""

    documents: tuple[Document, ...]
    sources: tuple[DataSource, ...]
    figures: tuple[Figure, ...]

    def titles(self) -> dict[str, str]:
        """The title of everything that has an id, by id."""
        named = {document.ref: document.title for document in self.documents}
        named |= {source.ref: source.title for source in self.sources}
        return named | {figure.ref: figure.measure for figure in self.figures}
