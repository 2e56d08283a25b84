"""Files of a workspace that somebody may want: looked up among those that lie there, never by a path that was named.

Of modules of its own alone: the studio's server looks here, which starts without what reads and signs.
"""

from __future__ import annotations

from pathlib import Path

from engine.foreign.plain_file import is_there
from engine.left_over import is_of_people
from engine.model.edition import Edition
from engine.sources.snapshot_file import NAME, PREVIOUS
from engine.workspace import Workspace

_FOLDERS = ("outbox", "issued", "received")
"""To send and to write with; copies of what went out; what came back."""


def files_at_hand(workspace: Workspace, folder: str) -> tuple[Path, ...]:
    """The files of a folder of signoff/, by name; nothing where the folder is none of them, or is not there."""
    place = workspace.register.parent / folder
    found = place.iterdir() if folder in _FOLDERS and place.is_dir() else ()
    return tuple(sorted(path for path in found if path.is_file() and is_of_people(path.name)))


def file_at_hand(workspace: Workspace, folder: str, name: str) -> Path | None:
    """One of them; None where there is none of that name."""
    return next((path for path in files_at_hand(workspace, folder) if path.name == name), None)


def versions_at_hand(workspace: Workspace) -> dict[str, Path]:
    """What a workspace can be compared with: the final edition that stands, and the record of the version before."""
    known = {"final": workspace.outputs / Edition.FINAL / NAME, "previous": workspace.inputs / PREVIOUS}
    return {name: path for name, path in known.items() if is_there(path)}
