"""What a document is meant to say: every text of the inputs that must be found in it, whatever the template does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.findings import Place
from engine.model.assessment import SelfAssessment
from engine.model.council import Council
from engine.model.framework import QualityStatement
from engine.model.left_out import left_out_of
from engine.model.roles import EVERY_ROLE, PRINTED, PRINTED_WITH_CONSENT, FieldRole, InASentence, MayBeLeftOut
from engine.model.story import with_notes
from engine.model.walk import Held, walk

BRACKETS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
"""The brackets of tags."""

_WHO = {FieldRole.NAME, FieldRole.TITLE}
Meant = tuple[str, Place]
"""A text, and the place of the input it comes from."""


def report_meant(assessment: SelfAssessment) -> Iterator[Meant]:
    """Everything the report must hold: the words of every field whose role is printed, and the framework's own.

    But for what the council leaves out on purpose.
    """
    left_out = set(_left_out(assessment))
    return ((text, place) for text, place in _all_meant(assessment) if text not in left_out)


def _left_out(assessment: SelfAssessment) -> Iterator[str]:
    """Its words, whole and as they would stand in a sentence."""
    for held in walk(tuple(left_out_of(assessment)), PRINTED):
        yield from (held.text, held.text.rstrip("."), held.text[1:].rstrip("."))


def _all_meant(assessment: SelfAssessment) -> Iterator[Meant]:
    for statement in assessment.framework.statements:
        yield from _worded(statement.name, statement.text, *(item.text for item in statement.items))
        yield from ((row.text, row.place) for _, row in assessment.printed_own_rows(statement.id))
    yield from _worded(*(row.text for row in assessment.framework.library))
    for held in walk(assessment, PRINTED):
        is_printed = held.role not in PRINTED_WITH_CONSENT or held.around.is_allowed
        if is_printed and held.mark(MayBeLeftOut) is None:
            yield _as_printed(held), held.place


def sheet_meant(assessment: SelfAssessment, statement: QualityStatement) -> Iterator[Meant]:
    """What a manager must see before signing."""
    narrative = assessment.statements[statement.id]
    yield from _marked(assessment.council)
    framework = assessment.framework
    yield from _worded(statement.name, statement.text, framework.verification_declaration, framework.verification_scope)
    yield narrative.view, narrative.place
    lines = with_notes(*narrative.strengths, *narrative.improvements, *narrative.documents)
    yield from ((line.text, line.place) for line in lines)


def endorsement_meant(assessment: SelfAssessment) -> Iterator[Meant]:
    """Who signs, and under which words."""
    words = {declaration.id: declaration.text for declaration in assessment.framework.declarations}
    yield from _marked(assessment.council)
    for endorsement in assessment.asked_to_sign:
        yield from ((held.text, held.place) for held in walk(endorsement, _WHO))
        yield from _worded(words.get(endorsement.declaration, ""))


def plan_meant(assessment: SelfAssessment) -> Iterator[Meant]:
    """What the improvement plan must hold: every action and every recommendation as it was written."""
    yield from _marked(assessment.council)
    actions = tuple(assessment.statements[statement.id].actions for statement in assessment.framework.statements)
    for held in walk((actions, assessment.recommendations), {FieldRole.NARRATIVE, FieldRole.LABEL, FieldRole.ENTRY}):
        yield held.text, held.place


def summary_meant(assessment: SelfAssessment) -> Iterator[Meant]:
    """What the summary must hold: each statement, and how the council sees it; its strengths, risks and priorities."""
    yield from _marked(assessment.council)
    overview = assessment.overview
    for statement in assessment.framework.statements:
        yield from _worded(statement.name)
        yield assessment.statements[statement.id].view, assessment.statements[statement.id].place
    yield from ((strength.title, strength.place) for strength in overview.strengths)
    yield from ((risk.title, risk.place) for risk in overview.risks)
    yield from ((line.text, line.place) for line in with_notes(*overview.glance_strengths, *overview.glance_priorities))


def pack_meant(assessment: SelfAssessment) -> Iterator[Meant]:
    """What the register page must list: every statement, and everybody who is to sign; not who has left a post."""
    yield from _worded(*(statement.name for statement in assessment.framework.statements))
    holders = (assessment.council.verifier_of(statement.id) for statement in assessment.framework.statements)
    for held in walk((tuple(holders), assessment.asked_to_sign), {FieldRole.NAME}):
        yield held.text, held.place


def with_brackets(value: object) -> Iterator[str]:
    """Every text in a value, however deep, that holds brackets like those of a tag: people may write about tags."""
    texts = (held.text for held in walk(value, EVERY_ROLE - {FieldRole.SHAPE, FieldRole.PLACE}))
    return (text for text in texts if BRACKETS.search(text))


def brief_meant(assessment: SelfAssessment, statement: QualityStatement) -> Iterator[Meant]:
    """What a manager must find in a brief: all that anybody wrote of the statement beside a rating, or said of it."""
    yield from _marked(assessment.council)
    yield from _worded(statement.name, statement.text)
    if assessment.checklists:
        yield from _worded(*(item.text for item in statement.items))
    items = {item.id for item in statement.items}
    for checklist in assessment.checklists:
        answers = tuple(answer for key, answer in checklist.answers.items() if key in items)
        yield from ((held.text, held.place) for held in walk(answers, {FieldRole.COMMENT}))
    own = tuple(row for _, row in assessment.own_rows(statement.id))
    yield from ((held.text, held.place) for held in walk(own, {FieldRole.COMMENT}))
    for held in walk(assessment.statements[statement.id].quotations, {FieldRole.QUOTED}):
        yield held.text, held.place


def _marked(council: Council) -> Iterator[Meant]:
    """Whose paper it is, and who may read it."""
    yield from ((text, council.place) for text in (council.name, council.marking))


def _worded(*texts: str) -> Iterator[Meant]:
    """The framework's words."""
    return ((text, Place("")) for text in texts)


def _as_printed(held: Held) -> str:
    """As much of a text as stands in the report as it was typed."""
    sentence = held.mark(InASentence)
    if sentence is None:
        return held.text
    return held.text[1 if sentence.begins_small else 0 :].rstrip(".")
