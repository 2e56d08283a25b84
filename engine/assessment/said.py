"""Every text of the inputs that people wrote in words of their own, with its place and what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.assessment.references import written
from engine.findings import Place
from engine.model.assessment import SelfAssessment


@dataclass(frozen=True, slots=True)
class Said:
    """about: the id of the statement, theme, document, group or role it belongs to."""

    text: str
    place: Place
    about: str


def said_in_narrative(assessment: SelfAssessment) -> Iterator[Said]:
    """Paragraphs with their footnotes, and the lines and cells that are plain text."""
    yield from (Said(paragraph.text, paragraph.place, about) for about, paragraph in written(assessment))
    for strength in assessment.overview.strengths:
        yield Said(strength.title, strength.place, "overview")
    for risk in assessment.overview.risks:
        yield from (Said(text, risk.place, "overview") for text in (risk.title, risk.owner))
    for theme in assessment.themes.values():
        yield Said(theme.lead, theme.place, theme.theme)
    for narrative in assessment.statements.values():
        yield Said(narrative.view, narrative.place, narrative.statement)
        for action in narrative.actions:
            yield from (Said(text, action.place, narrative.statement) for text in (action.owner, action.overseen_by))
        for quotation in narrative.quotations:
            texts = (quotation.words, quotation.who, quotation.where)
            yield from (Said(text, quotation.place, narrative.statement) for text in texts)


def said_in_evidence(assessment: SelfAssessment) -> Iterator[Said]:
    """What documents, sources and figures say of themselves and is printed."""
    evidence = assessment.evidence
    for document in evidence.documents:
        texts: tuple[str, ...] = (document.title, document.type, document.reason, document.where_to_look)
        yield from (Said(text, document.place, document.ref) for text in texts)
    for source in evidence.sources:
        yield from (Said(text, source.place, source.ref) for text in (source.title, source.publisher, source.note))
    for figure in evidence.figures:
        texts = (figure.measure, figure.value, figure.period, figure.comparator, figure.comparator_value, figure.note)
        yield from (Said(text, figure.place, figure.ref) for text in texts)


def said_in_comments(assessment: SelfAssessment) -> Iterator[Said]:
    """What groups wrote beside their ratings, and endorsers beside their names."""
    for checklist in assessment.checklists:
        for answer in checklist.answers.values():
            yield from (Said(text, answer.place, checklist.group) for text in (answer.why, answer.have, answer.need))
    for endorsement in assessment.endorsements:
        yield Said(endorsement.comment, endorsement.place, endorsement.role)
