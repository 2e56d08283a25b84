"""Section A against Section B: a key strength or risk under a theme that there is, and under one that there is not."""

from __future__ import annotations

from dataclasses import replace

from engine.assessment.overview import overview_findings
from tests.material.small_council import small_council


def test_a_key_strength_under_a_theme_that_the_framework_lacks_is_told_elsewhere() -> None:
    council = small_council()
    (strength,), (risk,) = council.overview.strengths, council.overview.risks
    overview = replace(council.overview, strengths=(replace(strength, theme="other"),), risks=(risk,))
    found = [finding.message for finding in overview_findings(replace(council, overview=overview))]
    assert found == ["The key risk “Title” names no evidence that a statement under Theme names as well."]
