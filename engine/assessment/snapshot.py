"""What this version says, as a value that can be kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from engine.assessment.fingerprint import lines_of
from engine.assessment.signed_content import statement_content, whole_content
from engine.model.assessment import SelfAssessment
from engine.model.framework import QualityStatement
from engine.model.judgement import Judgement
from engine.model.recommendation import Recommendation
from engine.model.snapshot import PastAction, PastFigure, PastRecommendation, PastStatement, Snapshot

_TOLD_BY_THEMSELVES = frozenset({"ratings", "figures", "statements", "actions"})
"""What a version keeps apart from its words, in a form that can be compared better than by words."""


def snapshot(assessment: SelfAssessment, judgement: Judgement) -> Snapshot:
    """Ratings, views, actions, figures, recommendations and more as they stand, and all words that are signed for."""
    council, framework = assessment.council, assessment.framework
    return Snapshot(
        council=council.name,
        version=council.version,
        date=council.date.isoformat(),
        framework=framework.version,
        scale=tuple(rating.name for rating in framework.ratings if rating.is_known),
        statements=tuple(_statement(statement, assessment, judgement) for statement in framework.statements),
        figures=tuple(
            PastFigure(ref=f.ref, measure=f.measure, value=f.value, period=f.period)
            for f in assessment.evidence.figures
        ),
        texts=_words(whole_content(assessment, {})),
        recommendations=tuple(_recommendation(one) for one in assessment.recommendations),
    )


def as_record(version: Snapshot) -> bytes:
    """record.json: the snapshot as it lies in an edition's folder."""
    return (json.dumps(asdict(version), ensure_ascii=False, indent=1) + "\n").encode()


def _statement(statement: QualityStatement, assessment: SelfAssessment, judgement: Judgement) -> PastStatement:
    narrative = assessment.statements[statement.id]
    return PastStatement(
        id=statement.id,
        name=statement.name,
        view=narrative.view,
        direction=narrative.direction,
        items=len(statement.items),
        agreed={row.group.name: row.agree for row in judgement.ratings[statement.id].rows},
        ratings={item.id: _ratings_of(item.id, assessment) for item in statement.items},
        strengths=tuple(line.text for line in narrative.strengths),
        improvements=tuple(line.text for line in narrative.improvements),
        actions=tuple(
            PastAction(
                text=action.text.text,
                owner=action.owner,
                due=_iso(action.due),
                status=action.status,
            )
            for action in narrative.actions
        ),
        texts=_words(statement_content(assessment, statement, judgement.ratings[statement.id])),
    )


def _recommendation(one: Recommendation) -> PastRecommendation:
    return PastRecommendation(
        made_by=one.made_by,
        made_on=_iso(one.made_on),
        text=one.text,
        action=one.action,
        owner=one.owner,
        due=_iso(one.due),
        status=one.status,
        evidence=one.references,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _words(content: dict[str, Any]) -> tuple[str, ...]:
    """The words of a content, line by line."""
    return lines_of({name: _told(part) for name, part in content.items() if name not in _TOLD_BY_THEMSELVES})


def _told(part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    return {name: inner for name, inner in part.items() if name not in _TOLD_BY_THEMSELVES}


def _ratings_of(item: str, assessment: SelfAssessment) -> dict[str, str]:
    """What each group that rated an item said of it."""
    answers = ((checklist.group, checklist.answers.get(item)) for checklist in assessment.checklists)
    return {group: answer.rating.name for group, answer in answers if answer and answer.rating}
