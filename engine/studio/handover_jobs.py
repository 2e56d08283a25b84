"""What the bench is asked before something is handed over: is it as it was built, and what has changed since when."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from engine.clock import now
from engine.commands.engines import Engines
from engine.progress import Progress
from engine.studio.jobs import ToldAsJson
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ProveAll:
    """Prove every edition and the register of sheets, as `penholder verify` does."""

    root: Path
    kind: str = "proof"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`, and its line on each edition. Raises UsageError without any."""
        from engine.commands.verify import prove

        proven = prove(Workspace(self.root), None)
        lines = {proof.edition: proof.in_words for proof in proven.editions}
        is_sound = {proof.edition: not proof.broken for proof in proven.editions}
        return ToldAsJson(proven.as_json() | {"lines": lines, "is_sound": is_sound})


@dataclass(frozen=True, slots=True)
class CompareWith:
    """Say what has changed since a version before, as `penholder compare` does.

    old: a workspace, an edition's folder or a record.json. changed: when it changed last, as the system has it.
    """

    root: Path
    old: Path
    changed: int
    kind: str = "compare"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """As the command tells it with `--format json`, and its lines on each statement, figure and recommendation."""
        from engine.commands.compare import change_lines, compared, comparison_json, recommendation_lines

        found = compared(self.old, self.root)
        statements = [(change.name, list(change_lines(change))) for change in found.statements]
        figures = [(figure.ref, figure.measure, figure.in_words) for figure in found.figures]
        told = {
            "statements": statements,
            "figures": figures,
            "recommendations": list(recommendation_lines(found)),
        }
        return ToldAsJson(comparison_json(found) | {"told": told})


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Write a change note, as `penholder compare --out` does, under a name that is free. into: the folder for it."""

    root: Path
    old: Path
    into: Path
    kind: str = "note"

    def do(self, _: Progress, __: Engines) -> ToldAsJson:
        """What the command prints of it. Raises UsageError where nothing has changed."""
        from engine.commands.change_note import write_note

        stem = f"change-note-{now().astimezone():%Y-%m-%d}"
        names = (f"{stem}{f'-{number}' if number > 1 else ''}.docx" for number in count(1))
        out = next(self.into / name for name in names if not (self.into / name).exists())
        self.into.mkdir(parents=True, exist_ok=True)
        note = write_note(self.old, self.root, out)
        return ToldAsJson({"docx": note.docx.name, "pdf": note.pdf.name, "pages": note.pages, "errors": note.errors})
