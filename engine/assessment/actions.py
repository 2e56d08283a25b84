"""What is to be done: actions that are late, and areas to improve that no action stands beside."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings import Finding, warning
from engine.model.assessment import SelfAssessment
from engine.phrases import nouns, sentences
from engine.plain_words import long_date


def action_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """S-05 for more to improve than to do, S-06 for actions past the day by which they are judged and not done."""
    today = assessment.council.day
    for narrative in assessment.statements.values():
        improvements, actions = len(narrative.improvements), len(narrative.actions)
        if 0 < actions < improvements:
            areas, beside = nouns.AREA_TO_IMPROVE.of(improvements), nouns.ACTION.figure(actions)
            message = f"{sentences.STAND_BESIDE(improvements, noun=areas, other=beside)}."
            fix = "Add an action for each area that has none, or say in the text why there is none."
            yield warning("S-05", narrative.place, message, fix, narrative.statement)
        for action in narrative.actions:
            if action.due and action.is_late(today):
                message = f'"{action.text.text[:60]}" is due on {long_date(action.due)} and is not done.'
                yield warning(
                    "S-06",
                    action.place,
                    message,
                    "Say what is happening, and set a new date.",
                    narrative.statement,
                )
