"""What the bench is asked about what a council has already: its workbook, last year's report, official wording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from engine.commands.engines import Engines
from engine.progress import Progress
from engine.studio.jobs import ToldAsJson
from engine.studio.pile import USED, put_aside
from engine.workspace import Workspace


class Ours(StrEnum):
    """What a file is that a council has already: a person says so, for all of them may look alike."""

    WORKBOOK = "workbook"
    REPORT = "report"
    WORDING = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAtOurs:
    """Say what would go where, as `penholder adopt --look` and `penholder framework import --look` do.

    changed: when the file changed last, as the system has it, by which it is told from a later one of its name.
    """

    root: Path
    file: Path
    changed: int
    what: Ours
    kind: str = "ours"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`. Raises InputError where it is no such file."""
        return ToldAsJson(_told(self, is_look=True))


@dataclass(frozen=True, slots=True)
class PutOurs:
    """Put it there, as `penholder adopt` and `penholder framework import` do."""

    root: Path
    file: Path
    what: Ours
    kind: str = "put"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`. Raises InputError and UsageError as it does."""
        told = _told(self, is_look=False)
        put_aside(self.file, USED)
        return ToldAsJson(told)


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back what was adopted last, as `penholder adopt --undo` does."""

    root: Path
    kind: str = "take back"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """The forms that are as they were. Raises UsageError where there is nothing to take back."""
        from engine.commands.adopt import undo_adoption

        change = undo_adoption(Workspace(self.root))
        return ToldAsJson({"undone": [one.file for one in change.files]})


@dataclass(frozen=True, slots=True)
class ListWordings:
    """List every version of the framework at hand, as `penholder framework list` does."""

    root: Path
    kind: str = "wordings"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`."""
        from engine.commands.framework_editions import list_frameworks

        return ToldAsJson(list_frameworks(Workspace(self.root)).as_json())


@dataclass(frozen=True, slots=True)
class UseWording:
    """Use another version of the framework, as `penholder framework use` does."""

    root: Path
    version: str
    kind: str = "use"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`, with each change in pieces."""
        from engine.commands.framework_editions import use_framework

        chosen = use_framework(Workspace(self.root), self.version)
        return ToldAsJson({"use": chosen.as_json(), "redlines": chosen.redlines})


def _told(job: LookAtOurs | PutOurs, *, is_look: bool) -> dict[str, Any]:
    workspace = Workspace(job.root)
    if job.what is Ours.WORDING:
        from engine.commands.framework_import import import_wording

        imported = import_wording(workspace, job.file, is_look=is_look)
        return imported.as_json() | {"redlines": imported.redlines}
    from engine.commands.adopt import adopt

    return adopt(workspace, job.file, job.what is Ours.REPORT, is_look=is_look).as_json()
