"""The doors by which penholder itself puts something where people write; nothing else of it does.

What is replaced is kept first, in a numbered folder of `earlier_inputs/`, with a word about what happened: so each
change can be undone, and is undone by the same door. For templates assembly/earlier_templates.py does the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout

from engine import patient_moves, whole_file
from engine.as_it_lies import as_it_lies
from engine.clock import in_utc, now
from engine.errors import UsageError
from engine.foreign import limits
from engine.foreign.folder import leads_out
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.system_words import in_words
from engine.workspace import Workspace

EARLIER = "earlier_inputs"
"""Where inputs are kept that were replaced: each time a folder of their own, numbered."""
_ABOUT = "about.json"
_LOCK = ".lock"
_TURN = 30.0
"""Seconds that another run may take to put something in its place."""


class Door(StrEnum):
    """What may write where people write. Each keeps what it replaces, and is asked for by a person."""

    ARRIVE = "arrive"
    """What came back goes into inputs/."""
    SETTLE = "settle"
    """A ruling of the pen holder goes into decisions.yaml, below those that stand there."""
    ADD_STYLES = "template check --add-styles"
    """Styles that templates lack go into word_templates/."""
    BRAND = "template brand"
    """The council's colours and fonts go into word_templates/."""


class ChangedMeanwhileError(UsageError):
    """The file is another one than was seen: nothing was written, and nothing is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutThrough:
    """A change that was made. number: of its folder in earlier_inputs/. file: as findings name it.

    was, now: SHA-256 of what stood there before and stands there since; empty where nothing does. at: in UTC, as in
    ISO 8601. undoes: the number of the change that it takes back; 0 for none.
    """

    number: int
    door: Door
    file: str
    was: str
    now: str
    at: str
    undoes: int = 0


def digest_at(path: Path) -> str:
    """SHA-256 of a file, to say later which one was seen; empty where nothing stands. Raises RefusedFile."""
    return hashlib.sha256(whole(path, limits.FILE)).hexdigest() if is_there(path) else ""


class Doorway:
    """A door while it is open, for this run alone."""

    def __init__(self, workspace: Workspace, door: Door) -> None:
        self._workspace = workspace
        self._door = door
        self._folder = workspace.root / EARLIER

    def put(self, path: Path, data: bytes, seen: str | None = None) -> PutThrough:
        """Put a file into the inputs, whole, and keep the one in whose place it comes.

        seen: the digest of what whoever asked for it saw there; None where that does not matter. Raises
        ChangedMeanwhileError where something else stands there now, and UsageError where it cannot be written.
        """
        return self._change(path, data, seen, 0)

    def undo(self, change: PutThrough) -> PutThrough:
        """Put back what a change replaced, or take out what it brought. What goes is kept in its turn.

        Raises ChangedMeanwhileError where something else stands there since, and UsageError.
        """
        path = self._workspace.root.joinpath(*PurePosixPath(change.file).parts)
        kept = self._folder / str(change.number) / path.name
        try:
            data = whole(kept, limits.FILE) if change.was else None
        except RefusedFile as refused:
            raise UsageError(f"What {change.file} was cannot be put back. {refused.message} {refused.fix}") from refused
        return self._change(path, data, change.now, change.number)

    def _change(self, path: Path, data: bytes | None, seen: str | None, undoes: int) -> PutThrough:
        file = self._workspace.relative(path)
        path = as_it_lies(path)
        if leads_out(self._workspace, path):
            raise UsageError(f"{file} is a link that leads out of the workspace. Nothing was changed.")
        try:
            before = whole(path, limits.FILE) if is_there(path) else None
        except RefusedFile as refused:
            raise UsageError(f"{file} was not replaced. {refused.message} {refused.fix}") from refused
        was = hashlib.sha256(before).hexdigest() if before is not None else ""
        if seen is not None and seen != was:
            raise ChangedMeanwhileError(
                f"{file} has changed since it was looked at. Nothing was written. Look again, and do it anew."
            )
        change = PutThrough(
            number=self._next(),
            door=self._door,
            file=file,
            was=was,
            now=hashlib.sha256(data).hexdigest() if data is not None else "",
            at=in_utc(now()),
            undoes=undoes,
        )
        try:
            self._keep(change, path.name, before)
            if data is None:
                patient_moves.patiently(path.unlink, path)
            else:
                whole_file.replace(path, data, durable=True)
        except OSError as fault:
            raise UsageError(
                f"{file} cannot be written ({in_words(fault)}). It is as it was. Close it in other programs, and look "
                "whether the disk is full and the folder can be written; then try again."
            ) from fault
        return change

    def _next(self) -> int:
        return max(_numbers(self._folder), default=0) + 1

    def _keep(self, change: PutThrough, name: str, before: bytes | None) -> None:
        """The former file and what happens to it, on the disk before anything does."""
        folder = self._folder / str(change.number)
        if before is not None:
            whole_file.replace(folder / name, before, durable=True)
        about = asdict(change) | {"door": change.door.value}
        text = json.dumps(about, ensure_ascii=False, indent=2) + "\n"
        whole_file.replace(folder / _ABOUT, text.encode(), durable=True)


@contextmanager
def open_door(workspace: Workspace, door: Door) -> Iterator[Doorway]:
    """While this lasts no other run puts anything into the inputs of the workspace.

    Raises UsageError where another run does not come to an end, or nothing can be written.
    """
    folder = workspace.root / EARLIER
    try:
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / _LOCK)
        lock.acquire(timeout=_TURN)
    except Timeout as late:
        raise UsageError(
            "Another run is writing into the inputs and does not come to an end. Nothing was changed. Wait for it, or "
            "end it, and try again."
        ) from late
    except OSError as fault:
        raise UsageError(f"{EARLIER}/ cannot be written ({in_words(fault)}). Nothing was changed.") from fault
    try:
        yield Doorway(workspace, door)
    finally:
        lock.release()


def changes(workspace: Workspace) -> tuple[PutThrough, ...]:
    """Every change of the inputs that was made by a door, in order; one whose folder cannot be read is passed over."""
    return tuple(sorted(_told(workspace.root / EARLIER), key=lambda change: change.number))


def to_undo(workspace: Workspace, door: Door) -> PutThrough | None:
    """The last change by a door that still stands; None where there is none."""
    every = changes(workspace)
    undone = {change.undoes for change in every}
    for change in reversed(every):
        if change.door is door and not change.undoes and change.number not in undone:
            path = workspace.root.joinpath(*PurePosixPath(change.file).parts)
            with suppress(RefusedFile):
                if (
                    digest_at(path) == change.now
                ):  # or a run was cut off before it did anything, or somebody wrote since
                    return change
    return None


def _told(folder: Path) -> Iterator[PutThrough]:
    for number in _numbers(folder):
        with suppress(RefusedFile, ValueError, LookupError, TypeError):
            yield _read(json.loads(whole(folder / str(number) / _ABOUT, limits.YAML)), number)


def _numbers(folder: Path) -> list[int]:
    """The numbers of the folders in which something was kept."""
    return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()] if folder.is_dir() else []


def _read(record: dict[str, Any], number: int) -> PutThrough:
    texts = {name: str(record[name]) for name in ("file", "was", "now", "at")}
    made = PutThrough(number=number, door=Door(record["door"]), undoes=int(record.get("undoes", 0)), **texts)
    parts = PurePosixPath(made.file).parts
    if parts[:1] != ("inputs",) or ".." in parts:
        raise ValueError("a name that leads out of the inputs")
    return made
