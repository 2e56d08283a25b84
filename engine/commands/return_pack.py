"""The information return that stands in outputs/: its files, by the names of its manifest, and all of them as a zip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.commands.zipped import zipped
from engine.errors import UsageError
from engine.publishing.earlier import changed
from engine.publishing.manifest import NAME, is_as_built, read_manifest
from engine.publishing.return_names import INDEX, RETURN
from engine.publishing.source_hashes import fingerprints, without_register
from engine.workspace import Workspace

_FOLDER = "information-return"
"""The folder that comes out of the zip."""


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
        built=datetime.fromisoformat(manifest.built),
        files=tuple(sorted(manifest.outputs, key=lambda path: (path != INDEX, path))),
        changed=changed(manifest.sources, without_register(fingerprints(workspace))),
    )


def packed(standing: StandingReturn) -> Iterator[bytes]:
    """The whole of it as the bytes of a zip, piece by piece; no more than one file is in memory at a time.

    Raises UsageError, before the first piece, where its files are not those that were built.
    """
    manifest = read_manifest(standing.folder)
    if manifest is None or not is_as_built(standing.folder, manifest):
        raise UsageError(
            "The information return is not as it was built: a file of it was changed, put there or taken away. Nothing "
            "was packed. Build it again, or let it be proven to see which file it is."
        )
    files = ((name, standing.folder / name) for name in (*standing.files, NAME))
    return zipped(_FOLDER, standing.built, files)
