"""`penholder check`: everything that is wrong with inputs and templates, found without writing anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.assembly.drawing import brand_findings, draw, house_copies
from engine.assembly.reading import read
from engine.commands.received import Received, readings_json, received
from engine.commands.returns import returns, returns_json
from engine.errors import TemplateError
from engine.finding_kinds import exit_code
from engine.findings import Finding, findings_json, in_order
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition, Order
from engine.model.returns import Returns
from engine.phrases import nouns
from engine.progress import Progress
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A workspace that was looked through, and everything there is to say about it."""

    assessment: SelfAssessment
    findings: tuple[Finding, ...]
    returns: Returns
    """Who owes what."""

    @property
    def exit_code(self) -> int:
        """As the contract has it."""
        return exit_code(self.findings)

    @property
    def received(self) -> Received:
        """What came in, counted."""
        return received(self.assessment, self.findings)

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return findings_json(self.findings, readings=readings_json(self.assessment), returns=returns_json(self.returns))


def check(workspace: Workspace, progress: Progress) -> CheckResult:
    """Steps 1 to 5 in memory: everything that is wrong with inputs and templates. Writes nothing."""
    reading = read(workspace, progress)
    assessment, owed = reading.assessment, returns(reading.assessment, reading.judgement)
    findings = [*reading.judgement.findings, *house_copies(workspace)]
    try:
        with progress.step("render") as step:
            drawn = draw(workspace, reading, Order(Edition.FINAL))
            step.said = nouns.DOCUMENT.figure(len(drawn.rendered))
    except TemplateError as fault:
        return CheckResult(assessment, (*findings, *fault.findings), owed)
    every = in_order((*findings, *drawn.findings, *brand_findings(workspace, reading)))
    return CheckResult(assessment, every, owed)
