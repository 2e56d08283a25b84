"""Two versions side by side: each a workspace as it is now, or the record that an edition holds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.assembly.reading import read
from engine.assessment.comparison import compare
from engine.assessment.snapshot import snapshot
from engine.errors import UsageError
from engine.foreign.plain_file import is_there
from engine.model.snapshot import Comparison, Snapshot
from engine.progress import Progress
from engine.sources.snapshot_file import NAME, read_snapshot
from engine.workspace import Workspace


def compared(old: Path, new: Path) -> Comparison:
    """What changed from the one to the other. Raises InputError where one of them cannot be read."""
    return compare(version_at(old), version_at(new))


def version_at(path: Path) -> Snapshot:
    """What a record.json, the folder of an edition that has one, or a workspace says. Raises InputError, UsageError."""
    if not path.is_dir():
        return read_snapshot(path)
    if is_there(path / NAME):
        return read_snapshot(path / NAME)
    if (path / "inputs").is_dir():
        reading = read(Workspace(path.resolve()), Progress())
        return snapshot(reading.assessment, reading.judgement)
    raise UsageError(f"{path} is neither a workspace nor an edition's folder nor a record.json.")


def comparison_json(found: Comparison) -> dict[str, Any]:
    """As the contract has it."""
    return asdict(found)
