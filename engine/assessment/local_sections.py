"""Sections of the council's own, held against what council.yaml asks of them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings import Finding, error, warning
from engine.model.assessment import SelfAssessment
from engine.model.story import paragraphs
from engine.phrases import nouns


def section_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """B-05 for one that must be there and says nothing, B-06 for one that is longer than it should be."""
    for section in assessment.sections:
        words = sum(len(line.text.split()) for line in paragraphs(section.story))
        if not section.story:
            message = f'The section "{section.heading}" says nothing.'
            fix = "Write it into its form, or take required out of council.yaml."
            yield error("B-05", section.place, message, fix, section.id)
        if 0 < section.most_words < words:
            counted = f"{nouns.WORD.figure(words)}, and {section.most_words} are the most"
            message = f'The section "{section.heading}" has {counted}.'
            yield warning("B-06", section.place, message, "Shorten it, or raise words in council.yaml.", section.id)
