"""One council of many: built, or told why not. Nothing that goes wrong with it reaches another one."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine import own_faults
from engine.as_it_lies import as_it_lies
from engine.commands.build import bring_up_to_date
from engine.errors import PenholderError, UsageError
from engine.finding_kinds import exit_code
from engine.findings import Finding, findings_json
from engine.model.edition import Order
from engine.pdf.standby import Standby
from engine.progress import Progress
from engine.workspace import Workspace, folder_at

_WORST_FIRST = (1, 2, 6, 5, 4, 3, 0)
"""Exit codes of the contract: first what no council can mend, then where nothing was built, then what has errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a workspace came to. folder: absolute. pages: of the report, 0 without a PDF. seconds: of its build alone.

    fault: the exit code of what stopped the build, told by message; 0 where the edition stands.
    """

    folder: Path
    findings: tuple[Finding, ...] = ()
    pages: int = 0
    is_unchanged: bool = False
    fault: int = 0
    message: str = ""
    seconds: float = 0.0

    @property
    def state(self) -> str:
        """built, unchanged or failed."""
        if self.fault:
            return "failed"
        return "unchanged" if self.is_unchanged else "built"

    @property
    def exit_code(self) -> int:
        """As of a lone build."""
        return self.fault or exit_code(self.findings)

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return findings_json(
            self.findings,
            folder=str(self.folder),
            state=self.state,
            exit_code=self.exit_code,
            message=self.message,
            pages=self.pages,
            seconds=round(self.seconds, 2),
        )


def build_council(folder: Path, order: Order, standby: Standby) -> Outcome:
    """Bring one workspace up to date. Whatever stops that is told in the outcome; only an interruption is raised."""
    start = time.perf_counter()
    try:
        outcome = _built(folder, order, standby)
    except PenholderError as fault:
        outcome = Outcome(folder=folder, findings=fault.findings, fault=fault.exit_code, message=fault.message)
    except Exception as fault:  # the others go on: what a lone build would say of a bug is said of this council
        told = own_faults.as_error(fault)
        outcome = stopped(folder, told.message, told.exit_code)
    return replace(outcome, seconds=time.perf_counter() - start)


def _built(folder: Path, order: Order, standby: Standby) -> Outcome:
    workspace = Workspace(folder_at(folder))
    if not as_it_lies(workspace.inputs).is_dir():
        raise UsageError(f"{folder} is no workspace: it has no inputs/.")
    told = bring_up_to_date(workspace, order, Progress(), standby)
    return Outcome(
        folder=folder, findings=told.findings, pages=told.pages.get("report", 0), is_unchanged=told.is_unchanged
    )


def stopped(folder: Path, why: str, fault: int = 1) -> Outcome:
    """A council that could not be built for a reason that lies in no file of its own. fault: an exit code."""
    return Outcome(folder=folder, fault=fault, message=why)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of all. asked: how many councils were to be built; fewer outcomes where somebody stopped it."""

    each: tuple[Outcome, ...]
    asked: int

    @property
    def left(self) -> int:
        """Councils that nobody came to."""
        return self.asked - len(self.each)

    @property
    def counts(self) -> dict[str, int]:
        """How many are in each state."""
        return {state: sum(one.state == state for one in self.each) for state in ("built", "unchanged", "failed")}

    @property
    def exit_code(self) -> int:
        """The worst of all, and of having been stopped."""
        codes = [*(one.exit_code for one in self.each), *([UsageError.exit_code] if self.left else [])]
        return min(codes, key=_WORST_FIRST.index, default=0)

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return {
            "councils": [one.as_json() for one in self.each],
            "summary": {**self.counts, "left": self.left},
            "exit_code": self.exit_code,
        }
