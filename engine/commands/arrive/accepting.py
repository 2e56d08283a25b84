"""Files that came, put in their place; and taken back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from engine.commands.arrive.arrival import Arrival, Need
from engine.commands.signoff import receive
from engine.commands.signoff.returning import ReturnedSheet
from engine.doors import ChangedMeanwhileError, Door, PutThrough, open_door, to_undo
from engine.errors import UsageError
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that was put in its place. change: what became of the inputs; returned: of a sheet, what it proves."""

    arrival: Arrival
    change: PutThrough | None = None
    returned: ReturnedSheet | None = None


def accept(workspace: Workspace, file: Path, arrival: Arrival, *, anyway: bool = False) -> Accepted:
    """Put a file where it was recognised to belong. What it replaces is kept in earlier_inputs/.

    anyway: in spite of what is in doubt. Raises UsageError where something has to be said first, there is nothing to
    do or it cannot be written, and ChangedMeanwhileError where the file, or what it would replace, is another one now.
    """
    _refuse_what_is_open(arrival, anyway=anyway)
    try:
        data = whole(file, limits.FILE)
    except RefusedFile as refused:
        raise UsageError(f"{arrival.name}: {refused.message} {refused.fix}") from refused
    if hashlib.sha256(data).hexdigest() != arrival.digest:
        raise ChangedMeanwhileError(
            f"{arrival.name} has changed since it was looked at. Nothing was written. Look again."
        )
    if arrival.kind.is_for_the_register:
        (returned,) = receive(workspace, (file,), "", "")
        return Accepted(arrival, returned=returned)
    target = _path(workspace, arrival.target)
    wanted: dict[Path, bytes | None] = {target: data}
    seen = {target: ""}
    for one in arrival.replaces:
        path = _path(workspace, one.file)
        wanted.setdefault(path, None)
        seen[path] = one.digest
    with open_door(workspace, Door.ARRIVE) as door:
        return Accepted(arrival, change=door.change(wanted, seen))


def undo(workspace: Workspace) -> PutThrough:
    """Take the last file back that was put into the inputs. Raises UsageError where none stands as it came."""
    with open_door(workspace, Door.ARRIVE) as door:
        last = to_undo(workspace, Door.ARRIVE)
        if last is None:
            raise UsageError(
                "There is nothing to take back: no file was put into the inputs, or the last one has changed since. "
                "What was replaced lies in earlier_inputs/. What the register of sheets tells is never taken back."
            )
        return door.undo(last)


def _refuse_what_is_open(arrival: Arrival, *, anyway: bool) -> None:
    doubts = " ".join(arrival.doubts)
    if arrival.is_known:
        raise UsageError(f"{arrival.name} is {arrival.replaces[0].file}, byte for byte. There is nothing to do.")
    if arrival.need in (Need.FROM, Need.AS) or not (arrival.target or arrival.kind.is_for_the_register):
        raise UsageError(f"{arrival.name} was not put anywhere. {doubts}")
    if arrival.need is Need.ANYWAY and not anyway:
        raise UsageError(f"{arrival.name} was not put anywhere. {doubts} Say --anyway if it is wanted all the same.")


def _path(workspace: Workspace, file: str) -> Path:
    """Where an input lies. Its name is of the workspace's own making: an id, or a file that was found there."""
    return workspace.root.joinpath(*PurePosixPath(file).parts)
