"""Section A against Section B: what the overview says, some statement of its theme must bear out."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assessment.texts import cited
from engine.findings import Finding, warning
from engine.model.assessment import KeyRisk, KeyStrength, SelfAssessment
from engine.model.framework import Theme
from engine.model.story import Paragraph


def overview_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """A-03 for key strengths and risks whose evidence no statement of their theme names."""
    overview = assessment.overview
    made: list[tuple[str, KeyStrength | KeyRisk, tuple[Paragraph, Paragraph]]] = [
        (f"The key strength “{s.title}”", s, (s.text, s.evidence)) for s in overview.strengths
    ]
    made += [(f"The key risk “{r.title}”", r, (r.impact, r.response)) for r in overview.risks]
    named = {theme.id: _named_under(theme, assessment) for theme in assessment.framework.themes}
    names = {theme.id: theme.name for theme in assessment.framework.themes}
    for what, one, lines in made:
        if one.theme in named and named[one.theme].isdisjoint(cited(lines)):
            message = f"{what} names no evidence that a statement under {names[one.theme]} names as well."
            fix = "Say it in one of those statements too, with the same reference."
            yield warning("A-03", one.place, message, fix, "overview")


def _named_under(theme: Theme, assessment: SelfAssessment) -> set[str]:
    """The ids of all evidence that the statements of a theme name."""
    return {ref for statement in theme.statements for ref in cited(assessment.statements[statement.id])}
