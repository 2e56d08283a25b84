"""What the bench is asked about what is sent out: the forms of one person, in a zip."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.commands.engines import Engines
from engine.commands.send import AskedPerson
from engine.progress import Progress
from engine.studio.jobs import WithBytes
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PackForms:
    """Make somebody's blank forms, as `penholder forms` does, and put them into a zip with the letter."""

    root: Path
    person: AskedPerson
    kind: str = "forms"

    def do(self, _: Progress, __: Engines) -> WithBytes:
        """The zip. Raises InputError where council.yaml names no groups, and UsageError where a form is no more."""
        from engine.commands.send.packing import pack_forms

        return WithBytes({}, pack_forms(Workspace(self.root), self.person))
