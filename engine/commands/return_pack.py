"""The information return that stands in outputs/: its files, by the names of its manifest, and all of them as a zip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.clock import moment
from engine.publishing.earlier import changed
from engine.publishing.manifest import read_manifest
from engine.publishing.return_names import INDEX, RETURN
from engine.publishing.source_hashes import fingerprints, without_register
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingReturn:
    """A return that stands whole. built: when, in UTC. files: their paths in it, the index first.

    changed: paths of inputs and schemas that are others now, are new, or are gone.
    """

    folder: Path
    built: datetime
    files: tuple[str, ...]
    changed: tuple[str, ...]

    def file(self, path: str) -> Path | None:
        """A file of it by its path; None where the manifest lists none of that name."""
        return self.folder / path if path in self.files else None


def standing_return(workspace: Workspace) -> StandingReturn | None:
    """The return in outputs/; None where there is none with a manifest that can be read."""
    folder = workspace.outputs / RETURN
    manifest = read_manifest(folder)
    if manifest is None:
        return None
    return StandingReturn(
        folder=folder,
        built=moment(manifest.built),
        files=tuple(sorted(manifest.outputs, key=lambda path: (path != INDEX, path))),
        changed=changed(manifest.sources, without_register(fingerprints(workspace))),
    )
