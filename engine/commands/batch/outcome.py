"""One council of many: built, or told why not. Nothing that goes wrong with it reaches another one."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from engine.commands.build import bring_up_to_date
from engine.errors import PenholderError, UsageError
from engine.findings import Finding
from engine.model.edition import Order
from engine.pdf.standby import Standby
from engine.progress import Progress
from engine.workspace import Workspace

_WORST_FIRST = (1, 2, 6, 5, 4, 3, 0)
"""Exit codes of the contract: first what no council can mend, then where nothing was built, then what has errors."""

_BUG = (
    "penholder stopped because of a fault of its own ({kind}: {fault}). Nothing was changed in outputs/. "
    "Please report it."
)


@dataclass(frozen=True, slots=True)
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


def build_council(folder: Path, order: Order, standby: Standby) -> Outcome:
    """Bring one workspace up to date. Whatever stops that is told in the outcome; only an interruption is raised."""
    start = time.perf_counter()
    try:
        outcome = _built(folder, order, standby)
    except PenholderError as fault:
        outcome = Outcome(folder, fault.findings, fault=fault.exit_code, message=fault.message)
    except Exception as fault:  # the others go on: what a lone build would say of a bug is said of this council
        outcome = stopped(folder, _BUG.format(kind=type(fault).__name__, fault=fault))
    return replace(outcome, seconds=time.perf_counter() - start)


def _built(folder: Path, order: Order, standby: Standby) -> Outcome:
    workspace = Workspace(folder)
    if not workspace.inputs.is_dir():
        raise UsageError(f"{folder} is no workspace: it has no inputs/.")
    told = bring_up_to_date(workspace, order, Progress(), standby)
    return Outcome(folder, told.findings, told.pages.get("report", 0), told.is_unchanged)


def stopped(folder: Path, why: str, fault: int = 1) -> Outcome:
    """A council that could not be built for a reason that lies in no file of its own. fault: an exit code."""
    return Outcome(folder, fault=fault, message=why)


def worst(codes: Iterable[int]) -> int:
    """The exit code of them all."""
    return min(codes, key=_WORST_FIRST.index, default=0)
