"""The library, the data sources, the actions and the endorsements: what is missing, late or out of date."""

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


def people_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """C-11 for roles nobody was asked in, V-01 for statements nobody verifies."""
    endorsed = {endorsement.role for endorsement in assessment.endorsements}
    for role in assessment.framework.roles:
        if role.id not in endorsed and role.id not in assessment.council.not_asked:
            message = f"Nobody stands for the role {role.name}."
            fix = "Ask somebody in that role, or say under not_asked in council.yaml why there is nobody."
            yield warning("C-11", Place("inputs/endorsements.xlsx", "Endorsements"), message, fix, role.id)
    for statement in assessment.framework.statements:
        if assessment.council.verifier_of(statement.id) is None:
            message = f"Nobody is named to verify {statement.name}."
            fix = "Name the senior manager responsible under verifiers."
            yield error("V-01", assessment.council.place, message, fix, statement.id)


def action_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """S-05 for more to improve than to do, S-06 for actions past the day by which they are judged and not done."""
    today = assessment.council.day
    for narrative in assessment.statements.values():
        improvements, actions = len(narrative.improvements), len(narrative.actions)
        if 0 < actions < improvements:
            message = f"{improvements} areas to improve stand beside {actions} action{'s' if actions > 1 else ''}."
            fix = "Add an action for each area that has none, or say in the text why there is none."
            yield warning("S-05", narrative.place, message, fix, narrative.statement)
        for action in narrative.actions:
            if action.due and action.is_late(today):
                message = f'"{action.text.text[:60]}" was due on {long_date(action.due)} and is not done.'
                yield warning(
                    "S-06",
                    action.place,
                    message,
                    "Say what is happening, and set a new date.",
                    narrative.statement,
                )


def _library_rows(assessment: SelfAssessment) -> Iterator[Finding]:
    answered = {row for document in assessment.evidence.documents for row in document.library_rows}
    for row in assessment.framework.library:
        if row.id not in answered:
            place = Place("inputs/evidence.xlsx", "Library")
            message = f"No document answers {row.id}: {row.text}"
            fix = "Add a row for it, with status Gap or Not applicable and a reason where there is no document."
            finding = error if row.information_return else warning
            yield finding("D-01", place, message, fix, row.statement or row.id)


def _document(document: Document, assessment: SelfAssessment) -> Iterator[Finding]:
    today = assessment.council.day
    about = _statement_of(document, assessment) or document.ref
    if document.lacks_reason:
        message = f"{document.ref}, {document.title}, is marked {document.status} without a reason."
        yield error("D-01", document.place, message, "Write the reason into the column Reason.", about)
    elif document.status is Status.GAP:
        message = f"{document.ref}, {document.title}, is a gap: {document.reason}"
        yield warning("D-01", document.place, message, "Close the gap, or keep its due date in view.", about)
    if document.is_in_place and not document.link:
        message = f"{document.ref}, {document.title}, is in place but has no link."
        yield warning("D-03", document.place, message, "Paste its web address into the column Link.", about)
    if document.review_due and document.is_review_late(today):
        message = f"{document.ref}, {document.title}, was due for review on {long_date(document.review_due)}."
        yield warning("D-02", document.place, message, "Review it, or put in the new date.", about)
    if document.due and document.is_late(today):
        message = f"{document.ref}, {document.title}, was due on {long_date(document.due)}."
        yield warning("D-02", document.place, message, "Put in a new date, or mark it In place.", about)


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
            )


def _statement_of(document: Document, assessment: SelfAssessment) -> str:
    statements = {row.id: row.statement for row in assessment.framework.library}
    return next((statements[row] for row in document.library_rows if statements.get(row)), "")
