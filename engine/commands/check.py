"""`penholder check`: everything that is wrong with inputs and templates, found without writing anything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from engine.assembly.drawing import brand_findings, draw, house_copies
from engine.assembly.reading import Reading, read
from engine.commands.acting import Acting, actor_json
from engine.commands.framework_show import official_wording
from engine.commands.printed_at import PrintedAt, PrintedPages
from engine.commands.received import Received, readings_json, received
from engine.commands.returns import returns, returns_json
from engine.commands.settle import Asked, questions
from engine.errors import TemplateError
from engine.finding_kinds import exit_code, remedy_for
from engine.findings import Finding, errors_in, findings_json, in_order
from engine.model.acting import Actor
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition, Order
from engine.model.excerpt import Excerpt
from engine.model.returns import Returns
from engine.phrases import nouns, sentences
from engine.progress import Progress
from engine.rendering.render import Hearer
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding with what a front door shows beside it. printed: where in an edition; None where no edition tells."""

    finding: Finding
    actor: Actor
    printed: PrintedAt | None

    def as_json(self) -> dict[str, Any]:
        """The contract's finding, and who is to act, what a front door offers, and the page."""
        beside = {"acts": actor_json(self.actor), "remedy": remedy_for(self.finding).value}
        return self.finding.as_json() | beside | {"printed": self.printed.as_json() if self.printed else None}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """A workspace that was looked through, and everything there is to say about it. returns: who owes what.

    questions: what a ruling could settle of what was read.
    """

    workspace: Workspace
    assessment: SelfAssessment
    findings: tuple[Finding, ...]
    returns: Returns
    questions: tuple[Asked, ...]

    @property
    def exit_code(self) -> int:
        """As the contract has it."""
        return exit_code(self.findings)

    @property
    def head(self) -> str:
        """Whose self-assessment it is, and by which framework."""
        framework = self.assessment.framework
        wording = official_wording(framework)
        return f"{self.assessment.council.name} · framework {framework.version} (official wording: {wording})"

    @property
    def next_step(self) -> str:
        """What to do next."""
        return f"Next: {sentences.MEND_ERRORS(len(errors_in(self.findings)))}."

    @property
    def received(self) -> Received:
        """What came in, counted."""
        return received(self.assessment, self.findings)

    def shown(self) -> tuple[FindingShown, ...]:
        """Every finding with who is to act and where it is printed, by the editions that stand now."""
        acting, pages = Acting(self.assessment), PrintedPages.of(self.workspace)
        return tuple(FindingShown(found, acting.on(found), pages.of_finding(found)) for found in self.findings)

    def excerpts(self) -> tuple[Excerpt, ...]:
        """What stands at the place of each finding now, in the order of the findings."""
        from engine.commands.excerpt import Excerpts  # with all that reads inputs, which were mostly read before

        excerpts = Excerpts(self.workspace)
        return tuple(excerpts.of(found.place) for found in self.findings)

    def as_json(self) -> dict[str, Any]:
        """As the contract has it, with what stands at each place."""
        from engine.commands.excerpt import excerpt_json

        every = zip(self.shown(), self.excerpts(), strict=True)
        return findings_json(
            self.findings, readings=readings_json(self.assessment), returns=returns_json(self.returns)
        ) | {"findings": [shown.as_json() | {"excerpt": excerpt_json(found)} for shown, found in every]}


def check(workspace: Workspace, progress: Progress) -> CheckResult:
    """Steps 1 to 5 in memory: everything that is wrong with inputs and templates. Writes nothing."""
    reading = read(workspace, progress)
    findings = [*reading.judgement.findings, *house_copies(workspace)]
    try:
        with progress.step("render") as step:
            drawn = draw(workspace, reading, Order(Edition.FINAL), Hearer(partial(progress.parts, step)))
            step.said = nouns.DOCUMENT.figure(len(drawn.rendered))
    except TemplateError as fault:
        return _result(workspace, reading, (*findings, *fault.findings))
    return _result(workspace, reading, in_order((*findings, *drawn.findings, *brand_findings(workspace, reading))))


def _result(workspace: Workspace, reading: Reading, findings: tuple[Finding, ...]) -> CheckResult:
    return CheckResult(
        workspace=workspace,
        assessment=reading.assessment,
        findings=findings,
        returns=returns(reading.assessment, reading.judgement),
        questions=questions(reading),
    )
