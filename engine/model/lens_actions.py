"""Which action a part of a frame means."""

from __future__ import annotations

from engine.model.assessment import Action, SelfAssessment
from engine.plain_words import folded


def actions_meant(target: str, assessment: SelfAssessment) -> tuple[Action, ...]:
    """The actions that begin as is written behind the id of their statement and a colon; none where it is no id."""
    id_, _, begins = target.partition(":")
    narrative = assessment.statements.get(id_.strip())
    words = folded(begins)
    if narrative is None or not words:
        return ()
    return tuple(action for action in narrative.actions if f"{folded(action.text.text)} ".startswith(f"{words} "))
