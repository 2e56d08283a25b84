"""Which editions of a workspace are to be proven, and the proof of each."""

from __future__ import annotations

from pathlib import Path

from engine.errors import UsageError
from engine.findings import Finding
from engine.model.edition import Edition
from engine.publishing.manifest import verify
from engine.workspace import Workspace


def prove(workspace: Workspace, folder: Path | None) -> list[tuple[str, list[Finding]]]:
    """(name, findings) of one edition's folder, or of every edition in outputs/. Raises UsageError without any."""
    folders = [folder.resolve()] if folder else [workspace.outputs / edition for edition in Edition]
    found = [place for place in folders if place.is_dir()]
    if not found:
        raise UsageError("There is no edition in outputs/ yet. Build one with `penholder build`.")
    return [(place.name, verify(workspace, place)) for place in found]
