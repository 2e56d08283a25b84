"""Figures: where they come from, how old they are, what they are compared with, and those that stand in text alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.assessment.texts import written
from engine.findings import Finding, error, info, warning
from engine.model.assessment import SelfAssessment
from engine.model.evidence import Figure
from engine.plain_words import long_date

_AMOUNT = re.compile(r"£\s?\d[\d,]{0,30}(?:\.\d{1,30})?|\d[\d,]{0,30}(?:\.\d{1,30})?\s?(?:%|per cent\b)")
"""Percentages and sums of money: what a reader takes for a measured figure. Other numbers may be anything."""


def figure_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """E-01 to E-04."""
    sources = {source.ref for source in assessment.evidence.sources}
    for figure in assessment.evidence.figures:
        yield from _of_one(figure, sources, assessment)
    yield from _in_text_alone(assessment)


def _of_one(figure: Figure, sources: set[str], assessment: SelfAssessment) -> Iterator[Finding]:
    about, council = figure.statement, assessment.council
    if figure.source not in sources:
        message = (
            f"{figure.ref}, {figure.measure}: its source {figure.source or '(none)'} is not on the sheet Data sources."
        )
        yield error("E-02", figure.place, message, "Write the id of the data source it comes from.", about, figure.ref)
    if not figure.is_compared and not figure.note:
        message = f"{figure.ref}, {figure.measure}, is compared with nothing."
        fix = "Add a comparison, or say in the note why there is none."
        yield info("E-03", figure.place, message, fix, about, figure.ref)
    if figure.as_at and figure.is_older_than(council.thresholds.figure_days, council.day):
        message = f"{figure.ref}, {figure.measure}, dates from {long_date(figure.as_at)}."
        fix = "Put in a newer figure, or say in the text why there is none."
        yield warning("E-04", figure.place, message, fix, about, figure.ref)


def _in_text_alone(assessment: SelfAssessment) -> Iterator[Finding]:
    """Amounts in paragraphs that refer to nothing, and that no figure holds."""
    known = {amount for figure in assessment.evidence.figures for amount in _amounts(_all_words(figure))}
    for about, paragraph in written(assessment):
        if paragraph.references:
            continue
        for amount in _amounts(paragraph.text):
            if amount not in known:
                message = (
                    f"“{amount}” stands in the text, but not on the sheet Figures, and the paragraph names no evidence."
                )
                fix = "Add the figure, or the reference it comes from."
                yield warning("E-01", paragraph.place, message, fix, about, amount)


def _amounts(text: str) -> list[str]:
    return [re.sub(r"\s?per cent", "%", found).replace(" ", "") for found in _AMOUNT.findall(text)]


def _all_words(figure: Figure) -> str:
    return " ".join((figure.value, figure.a_year_ago, figure.two_years_ago, figure.comparator_value, figure.note))
