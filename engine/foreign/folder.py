"""What lies in a folder, with what of it nobody may look into: a folder that cannot be listed is never an empty one."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.as_it_lies import as_it_lies
from engine.foreign.plain_file import is_there
from engine.foreign.refusal import RefusedFile
from engine.left_over import is_left_over
from engine.system_words import in_words
from engine.workspace import Workspace

_DEEPEST = 40
"""Folders in one another, of which a workspace has three."""
_NO_RIGHT = (errno.EACCES, errno.EPERM)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A folder whose entries nobody knows, with why."""

    path: Path
    refusal: RefusedFile


def entries(folder: Path) -> list[Path]:
    """What people put into a folder, by name, and locks on it; nothing where there is none.

    What a system or a program left there by itself is passed over. Raises RefusedFile where it cannot be listed.
    """
    if not is_there(folder):
        return []
    try:
        names = (path.name for path in as_it_lies(folder).iterdir())
        return sorted(folder / name for name in names if not is_left_over(name))
    except NotADirectoryError as reason:
        fix = "Move the file away; `penholder new` makes a workspace with every folder."
        raise RefusedFile("This is a file, and a folder is to stand here.", fix) from reason
    except OSError as reason:
        ask = "Ask whoever looks after it for the right to read it."
        again = "Look whether the drive it lies on can be reached, and try again."
        message = f"The folder cannot be opened ({in_words(reason)}), so nothing in it was read."
        raise RefusedFile(message, ask if reason.errno in _NO_RIGHT else again) from reason


def holds_something(folder: Path) -> bool:
    """Whether a folder holds anything that a system did not lay into it by itself. Raises OSError."""
    return any(not is_left_over(path.name) for path in folder.iterdir())


def everything_in(folder: Path) -> Iterator[Path | Unlisted]:
    """All files and folders below a folder, by name, each behind the folder it lies in. Never the same folder twice."""
    yield from _below(folder, frozenset(), 0)


def leads_out(workspace: Workspace, path: Path) -> Path | None:
    """Where an input really lies, if that is neither in the workspace nor where all its inputs lie; else None."""
    if not path.is_relative_to(workspace.inputs):
        return None
    try:
        place = as_it_lies(path).resolve()
        homes = (workspace.root.resolve(), as_it_lies(workspace.inputs).resolve())
    except (OSError, RuntimeError, ValueError):  # a name that leads to itself: opening it tells
        return None
    return None if any(map(place.is_relative_to, homes)) else place


def refuse_leading_out(workspace: Workspace, path: Path) -> None:
    """Raises RefusedFile for an input that lies outside the workspace: who looks into the folder does not see it."""
    if elsewhere := leads_out(workspace, path):
        message = f"This is a link to {elsewhere}, outside the workspace, and was not opened."
        raise RefusedFile(message, "Put the file itself in its place.")


def _below(folder: Path, around: frozenset[tuple[int, int]], depth: int) -> Iterator[Path | Unlisted]:
    try:
        about = as_it_lies(folder).stat() if is_there(folder) else None
        found = entries(folder)
    except (RefusedFile, OSError) as fault:
        refusal = fault if isinstance(fault, RefusedFile) else RefusedFile(f"The folder cannot be opened: {fault}.", "")
        yield Unlisted(folder, refusal)
        return
    if about is None:
        return
    inside = around | {(about.st_dev, about.st_ino)}
    for path in found:
        yield path
        if _is_folder(path, inside) and depth < _DEEPEST:
            yield from _below(path, inside, depth + 1)


def _is_folder(path: Path, around: frozenset[tuple[int, int]]) -> bool:
    """Whether it is a folder, and none of those it lies in: a link may lead up again."""
    try:
        about = as_it_lies(path).stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISDIR(about.st_mode) and (about.st_dev, about.st_ino) not in around
