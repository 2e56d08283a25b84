"""The dates a self-assessment is prepared for: their order, and where the text still says one that no longer holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from engine.assessment.texts import written
from engine.findings import Finding, error, warning
from engine.model.assessment import SelfAssessment
from engine.plain_words import long_date


def date_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """G-02 for dates out of order, G-03 for earlier ones in the text, C-13 for a review that is past."""
    council = assessment.council
    for (before, first), (after, second) in pairwise(council.dates.set_dates()):
        if second < first:
            message = f"The {after} on {long_date(second)} comes before the {before} on {long_date(first)}."
            yield error("G-02", council.place, message, "Correct the dates in council.yaml.")
    if council.is_review_past:
        message = f"The next review was due on {long_date(council.review_due)}, which is past."
        yield warning("C-13", council.place, message, "Set report.review_due to the day of the next review.")
    patterns = [re.compile(_writings(day), re.IGNORECASE) for day in council.dates.earlier]
    for about, paragraph in written(assessment):
        for pattern in patterns:
            found = pattern.search(paragraph.text)
            if found:
                message = f"The text says “{found[0]}”, a date that no longer holds."
                yield warning(
                    "G-03", paragraph.place, message, "Write the new date, or leave the day out.", about, found[0]
                )


def _writings(day: date) -> str:
    """How people write a date: 11 May 2026, 11th of May, 11/05/2026, 11.5.26, 2026-05-11."""
    month = f"(?:{day:%B}|{day:%b})"
    words = rf"\b0?{day.day}(?:st|nd|rd|th)?(?: of)? {month}\b(?: {day.year}\b)?(?! \d{{4}})"
    digits = rf"\b0?{day.day}([/.])0?{day.month}\1(?:{day.year}|{day:%y})\b"
    return rf"{words}|{digits}|\b{day:%Y-%m-%d}\b"
