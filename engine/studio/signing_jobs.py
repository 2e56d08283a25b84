"""What the bench is asked about sheets on their way: how far each has got, and what happens to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.commands.engines import Engines
from engine.progress import Progress
from engine.studio.jobs import ToldAsJson
from engine.studio.pile import USED, put_aside
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LookAtSheets:
    """Say how far each sheet has got, as `penholder signoff status` does, with whom to write to."""

    root: Path
    kind: str = "sheets"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`, and more. Raises SigningError as it does."""
        from engine.commands.signoff.board import board

        return ToldAsJson(board(Workspace(self.root)).as_json())


@dataclass(frozen=True, slots=True)
class IssueSheets:
    """Put the sheets of the final edition on the register, as `penholder signoff issue` does."""

    root: Path
    addenda: tuple[str, ...]
    kind: str = "issue"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """What the command prints of each. Raises SigningError and UsageError as it does."""
        from engine.commands.signoff import issue
        from engine.commands.signoff.words import issued_line

        made, before = issue(Workspace(self.root), self.addenda)
        sheets = [entry.get("sheet") for entry in made]
        return ToldAsJson({"issued": sheets, "lines": [issued_line(entry) for entry in made], "before": before})


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestCopy:
    """Say whose signature a copy shows, as `penholder signoff receive --attested-by` does.

    came: whether it waits still and is put on the register now, under a code that somebody read; else it came before.
    """

    root: Path
    file: Path
    came: bool
    code: str = ""
    by: str = ""
    signed_by: tuple[str, ...] = ()
    on: date | None = None
    kind: str = "attest"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """What the command prints of it. Raises UsageError as it does."""
        from engine.commands.signoff import receive
        from engine.commands.signoff.words import returned_lines

        (one,) = receive(Workspace(self.root), (self.file,), self.code, self.by, self.signed_by, self.on)
        is_taken = bool(one.examined.code)
        if self.came and is_taken:
            put_aside(self.file, USED)
        told = {"problem": one.problem, "attested": [person.name for person in one.attested], "is_taken": is_taken}
        return ToldAsJson({**told, "lines": list(returned_lines(one))})
