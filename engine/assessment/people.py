"""Who is asked to endorse and who verifies: roles and statements that nobody stands for."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings import Finding, Place, error, warning
from engine.model.assessment import SelfAssessment


def people_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """C-11 for roles nobody was asked in, V-01 for statements nobody verifies."""
    endorsed = {endorsement.role for endorsement in assessment.endorsements}
    for role in assessment.framework.roles:
        if role.id not in endorsed and role.id not in assessment.council.not_asked:
            message = f"Nobody stands for the role {role.name}."
            fix = "Ask somebody in that role, or say under not_asked in council.yaml why there is nobody."
            yield warning("C-11", Place("inputs/endorsements.xlsx", "Endorsements"), message, fix, role.id)
    for statement in assessment.framework.statements:
        if assessment.council.verifier_of(statement.id) is None:
            message = f"Nobody is named to verify {statement.name}."
            fix = "Name the senior manager responsible under verifiers."
            yield error("V-01", assessment.council.place, message, fix, statement.id)
