"""The library and the data sources: what is missing, late or out of date."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assessment.evidence_links import link_findings
from engine.findings import Finding, Place, error, info, warning
from engine.model.assessment import SelfAssessment
from engine.model.evidence import Document, Status
from engine.plain_words import long_date


def evidence_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """D-01, D-02 and E-05; for links D-03 and I-49."""
    yield from _library_rows(assessment)
    for document in assessment.evidence.documents:
        yield from _document(document, assessment)
    yield from _sources(assessment)
    yield from link_findings(assessment)


def _library_rows(assessment: SelfAssessment) -> Iterator[Finding]:
    answered = {row for document in assessment.evidence.documents for row in document.library_rows}
    for row in assessment.framework.library:
        if row.id not in answered:
            place = Place("inputs/evidence.xlsx", "Library")
            message = f"No document answers {row.id}: {row.text}"
            fix = "Add a row for it, with status Gap or Not applicable and a reason where there is no document."
            finding = error if row.information_return else warning
            yield finding("D-01", place, message, fix, row.statement or row.id, row.id)


def _document(document: Document, assessment: SelfAssessment) -> Iterator[Finding]:
    today = assessment.council.day
    about = _statement_of(document, assessment) or document.ref
    if document.lacks_reason:
        message = f"{document.called}, is marked {document.status} without a reason."
        yield error("D-01", document.place, message, "Write the reason into the column Reason.", about, document.ref)
    elif document.status is Status.GAP:
        message = f"{document.called}, is a gap: {document.reason}"
        yield warning(
            "D-01", document.place, message, "Close the gap, or keep its due date in view.", about, document.ref
        )
    if document.is_in_place and not document.link:
        message = f"{document.called}, is in place but has no link."
        yield warning(
            "D-03", document.place, message, "Paste its web address into the column Link.", about, document.ref
        )
    if document.review_due and document.is_review_late(today):
        message = f"{document.called}, was due for review on {long_date(document.review_due)}."
        yield warning("D-02", document.place, message, "Review it, or put in the new date.", about, document.ref)
    if document.due and document.is_late(today):
        message = f"{document.called}, is due on {long_date(document.due)} and is not in place."
        yield warning("D-02", document.place, message, "Put in a new date, or mark it In place.", about, document.ref)


def _sources(assessment: SelfAssessment) -> Iterator[Finding]:
    listed = {source.listed_as for source in assessment.evidence.sources}
    for source in assessment.framework.sources:
        if source.id not in listed:
            place = Place("inputs/evidence.xlsx", "Data sources")
            message = f"{source.id} is not on the sheet: {source.text}"
            yield info(
                "E-05",
                place,
                message,
                "Add a row for it, with Used set to No where you do not use it.",
                source.id,
                source.id,
            )


def _statement_of(document: Document, assessment: SelfAssessment) -> str:
    statements = {row.id: row.statement for row in assessment.framework.library}
    return next((statements[row] for row in document.library_rows if statements.get(row)), "")
