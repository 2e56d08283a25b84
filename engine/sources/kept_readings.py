"""Files read before: what the very same bytes gave, read by the very same rules, is not read again."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from engine import log
from engine.cache import key_of, store_of
from engine.findings import Finding
from engine.foreign import limits
from engine.model.record import Record
from engine.model.returned import ReturnedChecklist
from engine.sources.reading_json import NotOfItsShapeError, as_json, from_json
from engine.workspace import package

Read = TypeVar("Read", Record, ReturnedChecklist, bytes)
"""What reading a file gives beside its findings: of a workbook, form or YAML file, of a checklist, of a picture."""

ROOMS = ("sources", "foreign", "model", "word")
"""Whose code has a share in what is read, beside the modules that stand in no room."""
LIBRARIES = ("lxml", "openpyxl", "pillow", "python-docx", "PyYAML", "RapidFuzz", "xlrd")
"""The libraries that have one."""

_KIND, _VERSION = "readings", "1"


class KeptReadings:
    """What is kept of files by their bytes, in the user's cache; where it cannot be used, each file is read.

    asked: how many there were to read; taken: how many of them were read before.

    A file that could not be read is looked at each time: the reason may lie in the moment. Nothing that is kept is
    believed unless it is whole, and was written under the very name by which it is asked for.
    """

    def __init__(self) -> None:
        self._store = store_of(_KIND)
        self.asked = 0
        self.taken = 0

    def of(
        self, path: Path, rules: tuple[str, ...], shape: type[Read], read: Callable[[], tuple[Read, list[Finding]]]
    ) -> tuple[Read, list[Finding]]:
        """What reading a file gives, with what there is to say of it. rules: all that decides it beside the bytes."""
        stamp = _stamp(path)
        if stamp is None:
            return read()
        self.asked += 1
        key = key_of(_VERSION, how_files_are_read(), *rules, *stamp[:2])
        found = self._taken(key, shape)
        if found is not None:
            self.taken += 1
            return found
        result = read()
        if _is_whole(result[0]) and _stamp(path) == stamp:  # or other bytes were read than those of the name
            self._put(key, shape, result)
        return result

    def _taken(self, key: str, shape: type[Read]) -> tuple[Read, list[Finding]] | None:
        held = self._store.take(key)
        if held is None:
            return None
        try:
            name, read, findings = from_json(held, _kept(shape), self._bytes)
        except NotOfItsShapeError:
            return None
        return (read, list(findings)) if name == key else None

    def _put(self, key: str, shape: type[Read], result: tuple[Read, list[Finding]]) -> None:
        read, findings = result
        try:
            data = as_json((key, read, tuple(findings)), _kept(shape), self._aside)
        except NotOfItsShapeError:
            log.CACHE.debug("what was read is of no shape that is kept")
            return
        self._store.put(key, data)
        self._store.forget_daily()

    def _aside(self, data: bytes) -> str:
        """Bytes among what was read, which one file may have in common with others."""
        name = key_of(_KIND, data)
        self._store.put(name, data)
        return name

    def _bytes(self, name: str) -> bytes:
        data = self._store.take(name)
        if data is None or key_of(_KIND, data) != name:
            raise LookupError(name)
        return data


def _kept(shape: Any) -> Any:
    """The name, what was read, and the findings."""
    return tuple[str, shape, tuple[Finding, ...]]


def _is_whole(read: Record | ReturnedChecklist | bytes) -> bool:
    """Whether the file could be read at all."""
    if isinstance(read, ReturnedChecklist):
        return not read.refused
    return bool(read.values if isinstance(read, Record) else read)


def _stamp(path: Path) -> tuple[str, str, int, int] | None:
    """A file's hash, its name, its size and when it was written; None for what is no file that can be read."""
    try:
        about = path.stat()
        if not path.is_file() or about.st_size > limits.FILE:
            return None
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
    return digest, path.name, about.st_size, about.st_mtime_ns


@cache
def how_files_are_read() -> str:
    """The code that reads, and its libraries: another release reads every file anew."""
    return key_of(code_that_reads(package()), platform.python_version(), *map(version, LIBRARIES))


def code_that_reads(package: Path) -> str:
    """What tells the code of one penholder from that of another."""
    return key_of(*(path.read_bytes() for path in files_that_read(package)))


def files_that_read(package: Path) -> list[Path]:
    """The modules that have a share in what is read, or may have one."""
    return sorted([*package.glob("*.py"), *(path for room in ROOMS for path in (package / room).rglob("*.py"))])
