"""The library as the information return asks for it: where to look, which months, what is to be written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from engine.findings import Finding, Place, info, warning
from engine.model.assessment import SelfAssessment
from engine.model.evidence import Document
from engine.model.framework import LibraryRow
from engine.phrases import nouns
from engine.plain_words import long_date

_LIBRARY = Place("inputs/evidence.xlsx", "Library")


def window_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """D-05, D-06 and D-07: rows of the information return that CQC could not use as they are."""
    due = assessment.council.dates.information_return
    for row in assessment.framework.library:
        documents = assessment.evidence.answering(row.id)
        ready = [document for document in documents if document.is_in_place]
        if row.information_return:
            yield from _where_to_look(row, ready)
        if row.twelve_months and ready and due:
            yield from _twelve_months(row, ready, due, assessment.council.thresholds.window_days)
        if row.needs_writing:
            yield from _to_write(row, documents, due)
    if due is None and any(row.twelve_months for row in assessment.framework.library):
        message = (
            "No date of the information return is set, so nobody can tell whether evidence covers its twelve months."
        )
        yield info("D-06", assessment.council.place, message, "Set dates.information_return in council.yaml.")


def year_before(day: date) -> date:
    """The day a year earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def days_not_covered(documents: Sequence[Document], start: date, end: date) -> int:
    """How many days from start up to end no document covers."""
    missing, reached = 0, start
    for first, last in sorted((d.covers_from, d.covers_to) for d in documents if d.covers_from and d.covers_to):
        if last < reached:
            continue
        missing += max(0, (min(first, end) - reached).days)
        reached = min(max(reached, last + timedelta(days=1)), end)
    return missing + max(0, (end - reached).days)


def _where_to_look(row: LibraryRow, ready: Sequence[Document]) -> Iterator[Finding]:
    for document in ready:
        if not document.where_to_look:
            message = f"{document.ref}, {document.title}, answers {row.id}, but nothing says where in it to look."
            fix = "Name the pages or the section in the column Where to look: CQC asks for that."
            yield warning("D-05", document.place, message, fix, row.statement or row.id, document.ref)


def _twelve_months(row: LibraryRow, ready: Sequence[Document], due: date, allowed: int) -> Iterator[Finding]:
    about, start = row.statement or row.id, year_before(due)
    asked = f"{row.id} asks for twelve months up to {long_date(due)}"
    untold = [document for document in ready if not document.tells_its_time]
    missing = days_not_covered(ready, start, due)
    if untold and missing:
        refs = ", ".join(document.ref for document in untold)
        fix = "Fill in the columns Covers from and Covers to."
        message = f"{asked}, and {refs} does not say which time it covers."
        yield warning("D-06", untold[0].place, message, fix, about, row.id)
    elif missing > allowed:
        refs = ", ".join(document.ref for document in ready)
        message = f"{asked}; {refs} leaves out {nouns.DAY.figure(missing)}."
        fix = "Bring it up to date, or add evidence of the rest."
        yield warning("D-06", ready[0].place, message, fix, about, row.id)


def _to_write(row: LibraryRow, documents: Sequence[Document], due: date | None) -> Iterator[Finding]:
    """A report that somebody has to write, unless it, or a reason why not, is there."""
    open_ = [document for document in documents if document.is_to_come]
    if documents and not open_:
        return
    about, place = row.statement or row.id, open_[0].place if open_ else _LIBRARY
    named = f"{open_[0].ref}, {open_[0].title}," if open_ else "The report it asks for"
    by = open_[0].due if open_ else None
    if by is None:
        message, fix = f"{row.id}: {named} has still to be written, and has no date.", "Give it an owner and a date."
    elif due and by > due:
        message = f"{row.id}: {named} is due on {long_date(by)}, after the information return."
        fix = "Bring the date forward, or plan to send it later."
    else:
        return
    yield warning("D-07", place, message, fix, about, row.id)
