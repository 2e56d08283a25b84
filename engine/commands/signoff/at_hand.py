"""Files of signoff/ that somebody may want: looked up among those that lie there, never by a path that was named."""

from __future__ import annotations

from pathlib import Path

from engine.left_over import is_of_people
from engine.workspace import Workspace

_FOLDERS = ("outbox", "issued", "received")
"""To send and to write with; copies of what went out; what came back."""


def files_at_hand(workspace: Workspace, folder: str) -> tuple[Path, ...]:
    """The files of one of its folders, by name; nothing where the folder is none of them, or is not there."""
    place = workspace.register.parent / folder
    found = place.iterdir() if folder in _FOLDERS and place.is_dir() else ()
    return tuple(sorted(path for path in found if path.is_file() and is_of_people(path.name)))


def file_at_hand(workspace: Workspace, folder: str, name: str) -> Path | None:
    """One of them; None where there is none of that name."""
    return next((path for path in files_at_hand(workspace, folder) if path.name == name), None)
