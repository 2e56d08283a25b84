"""Recommendations of others: those that nobody answers, that are late, and that are done on nobody's evidence."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings import Finding, warning
from engine.model.assessment import SelfAssessment
from engine.model.recommendation import Recommendation
from engine.plain_words import long_date


def recommendation_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """R-01, R-02 and R-03. Nothing where no recommendation is kept."""
    today = assessment.council.day
    for one in assessment.recommendations:
        if one.lacks:
            columns = ", ".join(one.lacks)
            message = f"{_named(one)} has nothing under {columns}."
            fix = "Say what you do about it, who does it and by when; or mark it Not accepted and say why under Action."
            yield warning("R-01", one.place, message, fix)
        if one.due and one.is_late(today):
            message = f"{_named(one)} was to be answered by {long_date(one.due)}, and is marked {one.status}."
            yield warning("R-02", one.place, message, "Set a new date, or mark it Done.")
        if one.is_done and not one.references:
            message = f"{_named(one)} is marked Done, and no evidence shows it."
            yield warning("R-03", one.place, message, "Write an id such as D-014 into the column Evidence.")


def _named(one: Recommendation) -> str:
    return f'The recommendation "{one.text[:60]}" ({one.made_by})'
