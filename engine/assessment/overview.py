"""Section A against Section B: what the overview says, some statement of its theme must bear out."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assessment.references import cited
from engine.findings import Finding, Place, warning
from engine.model.assessment import SelfAssessment


def overview_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """A-03 for key strengths and risks whose evidence no statement of their theme names."""
    for strength in assessment.overview.strengths:
        refs = (*strength.text.references, *strength.evidence.references)
        yield from _borne_out(f"The key strength “{strength.title}”", strength.theme, refs, strength.place, assessment)
    for risk in assessment.overview.risks:
        refs = (*risk.impact.references, *risk.response.references)
        yield from _borne_out(f"The key risk “{risk.title}”", risk.theme, refs, risk.place, assessment)


def _borne_out(
    what: str, theme_id: str, refs: tuple[str, ...], place: Place, assessment: SelfAssessment
) -> Iterator[Finding]:
    theme = next((theme for theme in assessment.framework.themes if theme.id == theme_id), None)
    if theme is None:
        return
    named = {ref for statement in theme.statements for ref in cited(assessment.statements[statement.id])}
    if not named.intersection(refs):
        message = f"{what} names no evidence that a statement under {theme.name} names as well."
        fix = "Say it in one of those statements too, with the same reference."
        yield warning("A-03", place, message, fix, "overview")
