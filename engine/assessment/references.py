"""Claims and their evidence: every reference leads somewhere, every claim has one."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from engine.findings import Finding, Place, error, info
from engine.model.assessment import SelfAssessment, StatementNarrative
from engine.model.story import Paragraph, paragraphs, with_notes


def reference_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """T-06, T-07 and D-04 over all narrative."""
    titles = assessment.evidence.titles()
    for about, paragraph in written(assessment):
        yield from _unknown(paragraph.references, paragraph.place, titles, about)
    for narrative in assessment.statements.values():
        for quotation in narrative.quotations:
            yield from _unknown(quotation.references, quotation.place, titles, narrative.statement)
        yield from _claims_without_evidence(narrative)
    for strength in assessment.overview.strengths:
        if not strength.evidence.references:
            message = f'The key strength "{strength.title}" names no evidence.'
            yield error(
                "T-06", strength.place, message, "Put a reference such as [D-014] into the column Evidence.", "overview"
            )
    yield from _cited_nowhere(assessment)


def written(assessment: SelfAssessment) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph people wrote, with the id of the statement or theme it belongs to."""
    overview = assessment.overview
    for story in (overview.about, overview.strategy, overview.process, overview.review):
        yield from (("overview", paragraph) for paragraph in paragraphs(story))
    lines = [*overview.glance_strengths, *overview.glance_priorities]
    lines += [part for strength in overview.strengths for part in (strength.text, strength.evidence)]
    lines += [part for risk in overview.risks for part in (risk.impact, risk.response)]
    yield from (("overview", line) for line in with_notes(*lines))
    for theme in assessment.themes.values():
        yield from ((theme.theme, paragraph) for paragraph in paragraphs(theme.introduction + theme.priorities))
    for narrative in assessment.statements.values():
        yield from ((narrative.statement, paragraph) for paragraph in of_statement(narrative))


def of_statement(narrative: StatementNarrative) -> Iterator[Paragraph]:
    """Every paragraph of one statement's summary, in the order of the form."""
    yield from paragraphs(narrative.ambition)
    yield from with_notes(*narrative.strengths, *narrative.improvements)
    yield from paragraphs(narrative.evidence)
    yield from paragraphs(narrative.plans)
    for action in narrative.actions:
        yield from with_notes(action.text, action.measure)
    yield from with_notes(*narrative.documents)


def cited(narrative: StatementNarrative) -> tuple[str, ...]:
    """The ids one statement refers to, each once, in order."""
    found = [reference for paragraph in of_statement(narrative) for reference in paragraph.references]
    found += [reference for quotation in narrative.quotations for reference in quotation.references]
    return tuple(dict.fromkeys(found))


def _unknown(references: tuple[str, ...], place: Place, titles: dict[str, str], about: str) -> Iterator[Finding]:
    for reference in references:
        if reference not in titles:
            near = difflib.get_close_matches(reference, titles, 1, 0.0)
            fix = f"Did you mean [{near[0]}], {titles[near[0]]}?" if near else "Add it to evidence.xlsx."
            yield error("T-07", place, f"[{reference}] is not in evidence.xlsx.", fix, about)


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
    named = {reference for _, paragraph in written(assessment) for reference in paragraph.references}
    for narrative in assessment.statements.values():
        named.update(cited(narrative))
    for document in assessment.evidence.documents:
        if document.ref not in named:
            message = f"{document.ref}, {document.title}, is referred to nowhere in the text."
            yield info("D-04", document.place, message, "Refer to it where it bears out a claim.", document.ref)
