"""The doors by which penholder itself puts something where people write; nothing else of it does.

What is replaced is kept first, in a numbered folder of `earlier_inputs/`, with a word about what happened: so each
change can be undone, and is undone by the same door. For templates assembly/earlier_templates.py does the same.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import KW_ONLY, asdict, dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout

from engine import patient_moves, whole_file
from engine.as_it_lies import as_it_lies
from engine.clock import in_utc, moment, now
from engine.errors import UsageError
from engine.foreign import limits
from engine.foreign.folder import leads_out
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.own_json import DAMAGED
from engine.system_words import in_words
from engine.whole_numbers import whole_number
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
    COUNCIL = "council"
    """What is typed into the studio's forms goes into council.yaml, every other byte of which stays."""
    SEND = "send"
    """What was sent out, to whom and when, goes into sent.yaml, below what stands there."""
    ADOPT = "adopt"
    """What a council has already goes into forms that nobody has begun."""
    IMPORT_WORDING = "framework import"
    """Official wording goes into a new file of inputs/framework/, and is in use from then on."""
    USE_FRAMEWORK = "framework use"
    """The name of the framework in use goes into inputs/framework/; so does one that is made of an edition."""
    KEEP_REQUEST = "return --request"
    """A request for the information return goes into a new file of inputs/return/, to be mapped there."""
    ADD_STYLES = "template check --add-styles"
    """Styles that templates lack go into word_templates/."""
    PUT_TEMPLATE = "studio templates"
    """A template that somebody changed elsewhere goes into word_templates/, by the page of the studio."""
    BRAND = "template brand"
    """The council's colours and fonts go into word_templates/."""


class ChangedMeanwhileError(UsageError):
    """The file is another one than was seen: nothing was written, and nothing is lost."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What became of one file. file: as findings name it. was, now: SHA-256 before and since; empty for no file."""

    file: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class PutThrough:
    """A change that was made. number: of its folder in earlier_inputs/. at: in UTC, as in ISO 8601.

    undoes: the number of the change that it takes back; 0 for none.
    """

    number: int
    door: Door
    _: KW_ONLY
    at: str
    files: tuple[FileChange, ...]
    undoes: int = 0

    @property
    def file(self) -> str:
        """The file that it is about; the first of several."""
        return self.files[0].file


def digest_at(path: Path) -> str:
    """SHA-256 of a file, to say later which one was seen; empty where nothing stands. Raises RefusedFile."""
    return _digest(whole(path, limits.FILE)) if is_there(path) else ""


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


class Doorway:
    """A door while it is open, for this run alone."""

    def __init__(self, workspace: Workspace, door: Door) -> None:
        self._workspace = workspace
        self._door = door
        self._folder = workspace.root / EARLIER

    def put(self, path: Path, data: bytes, seen: str | None = None) -> PutThrough:
        """Put a file into the inputs, as change() does."""
        return self.change({path: data}, {} if seen is None else {path: seen})

    def change(
        self, wanted: Mapping[Path, bytes | None], seen: Mapping[Path, str] | None = None, undoes: int = 0
    ) -> PutThrough:
        """Put files into the inputs, whole, or take those out of which None is wanted; all of them or none.

        What goes is kept first. seen: the digest of what whoever asked for it saw at a path; empty for nothing. Raises
        ChangedMeanwhileError where something else stands there now, and UsageError where one cannot be written.
        """
        before = {path: self._as_it_is(path) for path in wanted}
        for path, digest in (seen or {}).items():
            if _digest(before[path]) != digest:
                what = (
                    "has changed since it was looked at" if digest else "is there now, and was not when this was begun"
                )
                raise ChangedMeanwhileError(
                    f"{self._workspace.relative(path)} {what}. Nothing was written. Look again, and do it anew."
                )
        files = (
            FileChange(self._workspace.relative(path), _digest(before[path]), _digest(data))
            for path, data in wanted.items()
        )
        made = PutThrough(
            max(_numbers(self._folder), default=0) + 1, self._door, at=in_utc(now()), files=tuple(files), undoes=undoes
        )
        done: list[Path] = []
        try:
            self._keep(made, before)
            for path, data in wanted.items():
                _place(path, data)
                done.append(path)
        except OSError as fault:
            for path in done:
                _place(path, before[path])
            at = made.files[min(len(done), len(made.files) - 1)].file
            raise UsageError(
                f"{at} cannot be written ({in_words(fault)}). Everything is as it was. Close it in other programs, see "
                "that the disk is not full and the folder can be written, and try again."
            ) from fault
        return made

    def undo(self, change: PutThrough) -> PutThrough:
        """Put back what a change replaced, and take out what it brought. What goes is kept in its turn.

        Raises ChangedMeanwhileError where something else stands there since, and UsageError.
        """
        wanted: dict[Path, bytes | None] = {}
        for one in change.files:
            kept = self._kept(change.number, one.file)
            try:
                wanted[_path_of(self._workspace, one.file)] = whole(kept, limits.FILE) if one.was else None
            except RefusedFile as refused:
                raise UsageError(f"{one.file} cannot be put back. {refused.message} {refused.fix}") from refused
        return self.change(wanted, dict(zip(wanted, (one.now for one in change.files), strict=True)), change.number)

    def _as_it_is(self, path: Path) -> bytes | None:
        file = self._workspace.relative(path)
        if leads_out(self._workspace, path):
            raise UsageError(f"{file} is a link that leads out of the workspace. Nothing was changed.")
        try:
            return whole(path, limits.FILE) if is_there(path) else None
        except RefusedFile as refused:
            raise UsageError(f"{file} was not replaced. {refused.message} {refused.fix}") from refused

    def _kept(self, number: int, file: str) -> Path:
        """Where a change keeps a file."""
        return self._folder.joinpath(str(number), *PurePosixPath(file).parts[1:])

    def _keep(self, made: PutThrough, before: Mapping[Path, bytes | None]) -> None:
        """The former files and what happens to them, on the disk before anything does."""
        for one, data in zip(made.files, before.values(), strict=True):
            if data is not None:
                whole_file.replace(self._kept(made.number, one.file), data, durable=True)
        text = json.dumps(asdict(made) | {"door": made.door.value}, ensure_ascii=False, indent=2) + "\n"
        whole_file.replace(self._folder / str(made.number) / _ABOUT, text.encode(), durable=True)


def _place(path: Path, data: bytes | None) -> None:
    path = as_it_lies(path)
    if data is not None:
        whole_file.replace(path, data, durable=True)
    elif is_there(path):
        patient_moves.patiently(path.unlink, path)


def _path_of(workspace: Workspace, file: str) -> Path:
    return workspace.root.joinpath(*PurePosixPath(file).parts)


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
            with suppress(RefusedFile):  # where a run was cut off, or somebody wrote since, it does not stand
                if all(digest_at(_path_of(workspace, one.file)) == one.now for one in change.files):
                    return change
    return None


def _told(folder: Path) -> Iterator[PutThrough]:
    for number in _numbers(folder):
        with suppress(RefusedFile, *DAMAGED):
            yield _read(json.loads(whole(folder / str(number) / _ABOUT, limits.YAML)), number)


def _numbers(folder: Path) -> list[int]:
    """The numbers of the folders in which something was kept."""
    return [n for path in folder.iterdir() if (n := whole_number(path.name)) is not None] if folder.is_dir() else []


def _read(record: dict[str, Any], number: int) -> PutThrough:
    files = tuple(FileChange(*(str(one[name]) for name in ("file", "was", "now"))) for one in record["files"])
    for one in files:
        parts = PurePosixPath(one.file).parts
        if parts[:1] != ("inputs",) or ".." in parts:
            raise ValueError("a name that leads out of the inputs")
    if not files:
        raise ValueError("no file")
    undoes = int(record.get("undoes", 0))
    at = in_utc(moment(record["at"]))
    return PutThrough(number, Door(record["door"]), at=at, files=files, undoes=undoes)
