"""Claims and their evidence: every reference leads somewhere, every claim has one."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assessment.texts import cited
from engine.findings import Finding, error, info
from engine.guess import meant
from engine.model.assessment import SelfAssessment, StatementNarrative
from engine.model.roles import FieldRole
from engine.model.walk import walk


def reference_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """T-06, T-07 and D-04 over all narrative."""
    yield from _unknown(assessment)
    for narrative in assessment.statements.values():
        yield from _claims_without_evidence(narrative)
    for strength in assessment.overview.strengths:
        if not strength.evidence.references:
            message = f'The key strength "{strength.title}" names no evidence.'
            yield error(
                "T-06", strength.place, message, "Put a reference such as [D-014] into the column Evidence.", "overview"
            )
    yield from _cited_nowhere(assessment)


def _unknown(assessment: SelfAssessment) -> Iterator[Finding]:
    titles = assessment.evidence.titles()
    for held in walk(assessment, {FieldRole.CITATION}):
        if held.value and held.value not in titles:
            near = meant(held.value, titles, least=0.0)
            fix = f"Did you mean [{near}], {titles[near]}?" if near else "Add it to evidence.xlsx."
            yield error("T-07", held.place, f"[{held.value}] is not in evidence.xlsx.", fix, held.about, held.value)


def _claims_without_evidence(narrative: StatementNarrative) -> Iterator[Finding]:
    for line in (*narrative.strengths, *narrative.improvements):
        if not line.references:
            message = f'"{line.text[:70]}" names no evidence.'
            fix = "Add a reference such as [D-014] to the bullet, or take the claim out."
            yield error("T-06", line.place, message, fix, narrative.statement)
    for quotation in narrative.quotations:
        if not quotation.references:
            message = f'The quotation "{quotation.words[:50]}…" does not say which document it comes from.'
            yield error("T-06", quotation.place, message, "Put its reference into the table.", narrative.statement)


def _cited_nowhere(assessment: SelfAssessment) -> Iterator[Finding]:
    named = set(cited(assessment))
    for document in assessment.evidence.documents:
        if document.ref not in named:
            message = f"{document.ref}, {document.title}, is referred to nowhere in the text."
            fix = "Refer to it where it bears out a claim."
            yield info("D-04", document.place, message, fix, document.ref, document.ref)
