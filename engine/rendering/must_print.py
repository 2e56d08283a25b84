"""What a document is meant to say: every text of the inputs that must be found in it, whatever the template does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from engine.findings import Place
from engine.model.assessment import SelfAssessment, StatementNarrative
from engine.model.council import Council
from engine.model.evidence import Evidence
from engine.model.framework import QualityStatement
from engine.model.story import Paragraph, Story, paragraphs, with_notes

BRACKETS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
"""The brackets of tags."""

Meant = tuple[str, Place]
"""A text, and the place of the input it comes from."""


def report_meant(assessment: SelfAssessment) -> Iterator[Meant]:
    """Everything the report must hold: who we are, narrative, items, library, sources, figures, endorsers."""
    yield from _council(assessment.council)
    yield from _overview(assessment)
    for theme in assessment.themes.values():
        yield theme.lead, theme.place
        yield from _stories(theme.introduction, theme.priorities)
    for statement in assessment.framework.statements:
        yield statement.name, Place("")
        yield statement.text, Place("")
        yield from statement_meant(assessment.statements[statement.id])
        yield from ((item.text, Place("")) for item in statement.items)
    for row in assessment.framework.library:
        yield row.text, Place("")
    yield from _evidence(assessment.evidence)
    for endorsement in assessment.endorsements:
        who = (endorsement.name, endorsement.position, endorsement.organisation)
        yield from ((text, endorsement.place) for text in (*who, endorsement.printed_comment))


def sheet_meant(assessment: SelfAssessment, statement: QualityStatement) -> Iterator[Meant]:
    """What a manager must see before signing."""
    narrative = assessment.statements[statement.id]
    yield from _marked(assessment.council)
    yield statement.name, Place("")
    yield statement.text, Place("")
    yield assessment.framework.verification_declaration, Place("")
    yield assessment.framework.verification_scope, Place("")
    yield narrative.view, narrative.place
    yield from _lines(narrative.strengths + narrative.improvements + narrative.documents)


def endorsement_meant(assessment: SelfAssessment) -> Iterator[Meant]:
    """Who signs, and under which words."""
    words = {declaration.id: declaration.text for declaration in assessment.framework.declarations}
    yield from _marked(assessment.council)
    for endorsement in assessment.asked_to_sign:
        who = (endorsement.name, endorsement.position, endorsement.organisation)
        yield from ((text, endorsement.place) for text in who)
        yield words.get(endorsement.declaration, ""), Place("")


def pack_meant(assessment: SelfAssessment) -> Iterator[Meant]:
    """What the register page must list: every statement, and everybody who is to sign."""
    for statement in assessment.framework.statements:
        yield statement.name, Place("")
    for verifier in assessment.council.verifiers:
        yield verifier.name, assessment.council.place
    for endorsement in assessment.asked_to_sign:
        yield endorsement.name, endorsement.place


def statement_meant(narrative: StatementNarrative) -> Iterator[Meant]:
    """Every text of one statement's form."""
    yield narrative.view[1:], narrative.place
    yield from _stories(narrative.ambition, narrative.evidence, narrative.plans)
    yield from _lines(narrative.strengths + narrative.improvements + narrative.documents)
    for action in narrative.actions:
        yield from _lines((action.text, action.measure))
        yield from ((text, action.place) for text in (action.owner, action.overseen_by))
    for quotation in narrative.quotations:
        yield from ((text, quotation.place) for text in (quotation.words, quotation.who, quotation.where))


def with_brackets(value: object) -> Iterator[str]:
    """Every text in a value, however deep, that holds brackets like those of a tag: people may write about tags."""
    if isinstance(value, Paragraph):
        yield from with_brackets(tuple(note.text for note in value.notes))
        value = value.text
    if isinstance(value, str):
        if BRACKETS.search(value):
            yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from with_brackets(inner)
    elif isinstance(value, dict):
        yield from with_brackets(tuple(value.values()))
    elif is_dataclass(value):
        for part in fields(value):
            yield from with_brackets(getattr(value, part.name))


def _marked(council: Council) -> Iterator[Meant]:
    """Whose paper it is, and who may read it."""
    yield from ((text, council.place) for text in (council.name, council.marking))


def _council(council: Council) -> Iterator[Meant]:
    yield from _marked(council)
    groups = (text for group in council.groups for text in (group.name, group.how))
    acronyms = (text for acronym in council.acronyms for text in (acronym.short, acronym.long))
    yield from ((text, council.place) for text in (council.title, council.subtitle, *groups, *acronyms))


def _evidence(evidence: Evidence) -> Iterator[Meant]:
    for document in evidence.documents:
        yield from ((text, document.place) for text in (document.title, document.type, document.where_to_look))
    for source in evidence.sources:
        told = (source.title, source.publisher.rstrip("."), source.note.rstrip("."))
        yield from ((text, source.place) for text in told)
    for figure in evidence.figures:
        values = (figure.value, figure.a_year_ago, figure.two_years_ago, figure.comparator, figure.comparator_value)
        yield from ((text, figure.place) for text in (figure.measure, figure.period, figure.note, *values))


def _overview(assessment: SelfAssessment) -> Iterator[Meant]:
    overview = assessment.overview
    yield from _stories(overview.about, overview.strategy, overview.process, overview.review)
    yield from _lines(overview.glance_strengths + overview.glance_priorities)
    for strength in overview.strengths:
        yield strength.title, strength.place
        yield from _lines((strength.text, strength.evidence))
    for risk in overview.risks:
        yield from ((text, risk.place) for text in (risk.title, risk.owner))
        yield from _lines((risk.impact, risk.response))


def _stories(*stories: Story) -> Iterator[Meant]:
    for story in stories:
        yield from _lines(tuple(paragraphs(story)))


def _lines(lines: tuple[Paragraph, ...]) -> Iterator[Meant]:
    return ((line.text, line.place) for line in with_notes(*lines))
