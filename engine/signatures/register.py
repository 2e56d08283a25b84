"""The register: one line for each thing that happened to a sheet, appended and never changed.

Each line carries the SHA-256 of the line before it, so that a line taken out or rewritten is seen. A line is written in
one piece and flushed to the disk; one that a power cut tore is recognised and named, and the next goes below it.
The last line has nothing after it, so a file beside the register holds its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from filelock import FileLock

from engine import whole_file
from engine.clock import moment
from engine.errors import InputError, SigningError
from engine.findings import Finding, Place, error, warning
from engine.foreign import limits
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.model.signing import Entry, Event
from engine.own_json import DAMAGED
from engine.signatures.register_copies import other_registers
from engine.system_words import in_words
from engine.workspace import Workspace

_NEEDED = {
    Event.ISSUED: ("sheet", "sha256", "size", "fingerprint"),
    Event.RECEIVED: ("sha256",),
    Event.ATTESTED: ("sha256",),
}
"""What a line must tell, by what it is about; another is no line of ours."""

_OF_PEOPLE: dict[Event, Callable[[dict[str, Any]], list[tuple[Any, ...]]]] = {
    Event.ISSUED: lambda line: [(p["name"], p["position"], p["role"]) for p in line.get("people", {}).values()],
    Event.RECEIVED: lambda line: [(s["key"], s["signer"], _day(s["when"])) for s in line.get("signatures", ())],
    Event.ATTESTED: lambda line: [(line["by"], _day(line["on"]), *line["people"])],
}
"""The words a line holds about people, by what it is about; each fails for a line that is none of ours."""


class Register:
    """The register of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.path = workspace.register
        self.folder = self.path.parent
        self.file = workspace.relative(self.path)
        self.seal = self.folder / "register.last"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps every other run away for as long as it is held; a run that is killed lets go of it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / ".run.lock"):
            yield

    def entries(self) -> tuple[Entry, ...]:
        """Everything that happened, in its order. Torn lines are passed over; faults() names them.

        Raises InputError where the register cannot be read.
        """
        read = (_parsed(line) for line in self._lines())
        return tuple(
            Entry(event=Event(line["event"]), code=line["code"], at=line["at"], about=line) for line in read if line
        )

    def append(self, event: Event, code: str, at: str, **about: Any) -> Entry:
        """Add a line. Two runs at once wait for one another.

        Raises SigningError where another program holds the register, and OSError where the disk refuses.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / ".register.lock"):
            before = self._bytes()
            last = before.rstrip(b"\n").rpartition(b"\n")[2]
            line = {"event": event, "code": code, "at": at, **about, "before": _digest(last)}
            torn = b"\n" if before and not before.endswith(b"\n") else b""
            data = torn + json.dumps(line, ensure_ascii=False, sort_keys=True).encode() + b"\n"
            try:
                whole_file.append(self.path, data)
            except PermissionError as fault:
                message = f"{self.file} cannot be written ({in_words(fault)}), so nothing was put on it."
                raise SigningError(f"{message} Close it in other programs, and give the command again.") from fault
            self._seal(data.strip(b"\n"))
        return Entry(event=event, code=code, at=at, about=line)

    def faults(self) -> list[Finding]:
        """Lines that are torn, and lines that do not follow from the one before; other registers beside this one."""
        others = list(other_registers(self.workspace, set(self._lines()), _parsed))
        return [*self._faults(is_alone=not others), *others]

    def _faults(self, is_alone: bool) -> Iterator[Finding]:
        """is_alone: whether the noted line is of this register, and not perhaps of another one beside it."""
        before = b""
        for number, line in enumerate(self._lines(), 1):
            place = Place(self.file, f"line {number}")
            read = _parsed(line)
            if read is None:
                message = "The line is not whole: a run was cut off while it wrote, or somebody changed it."
                yield warning(
                    "M-06", place, message, "Run the command that was cut off again. Leave the line as it is."
                )
            elif read.get("before") != _digest(before):
                message = "The line does not follow from the one before: the register was changed by hand."
                yield error("M-05", place, message, "Put back the register from your backup.")
            before = line
        if is_alone and before and _parsed(before) and not self._is_sealed():
            message = "The last line is not the one that was written: it was changed by hand, or lines are missing."
            yield error("M-08", Place(self.file), message, "Put back the register from your backup.")

    def _seal(self, line: bytes) -> None:
        """Note the last line beside the register."""
        with suppress(PermissionError):  # the line stands, and the next one notes them both
            whole_file.replace(self.seal, _digest(line).encode() + b"\n", durable=True)

    def _is_sealed(self) -> bool:
        """Whether the noted line is still there, so that it and all before it are as they were written.

        Those after it are of a run that was cut off before it noted them: one, where the disk keeps its order.
        """
        while True:
            lines, noted = self._lines(), self._noted()
            if lines == self._lines():  # else another run is writing
                return noted in map(_digest, lines) if noted else len(lines) == 1

    def _noted(self) -> str:
        try:
            return whole(self.seal, limits.MB).decode("ascii", errors="replace").strip()
        except RefusedFile:
            return ""

    def _lines(self) -> list[bytes]:
        return [line for line in self._bytes().split(b"\n") if line]

    def _bytes(self) -> bytes:
        if not is_there(self.path):
            return b""
        try:
            return whole(self.path, limits.FILE)
        except RefusedFile as refused:
            found = [error("I-02", Place(self.file), *refused.reason)]
            raise InputError(f"{self.file} cannot be read. {refused.message}", found) from refused


def _parsed(line: bytes) -> dict[str, Any] | None:
    """What a line tells; None where it was cut off, or is no line of ours."""
    try:
        read = json.loads(line)
        needed = ("code", "at", "before", *_NEEDED[Event(read["event"])])
        moment(read["at"])
        words = [word for words in _OF_PEOPLE[Event(read["event"])](read) for word in words]
    except DAMAGED:
        return None
    is_whole = all(isinstance(read.get(name), str | int) for name in needed)
    return read if is_whole and all(isinstance(word, str) for word in words) else None


def _day(stamp: str) -> str:
    """The day of a stamp, or nothing; fails for what is none."""
    return date.fromisoformat(stamp[:10]).isoformat() if stamp else ""


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
