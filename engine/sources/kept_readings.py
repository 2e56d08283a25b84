"""Files read before: what the very same bytes gave, read by the very same rules, is not read again."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from engine.as_it_lies import as_it_lies
from engine.cache import key_of
from engine.escapes import escaped_name
from engine.findings import Finding
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.model.kept import KeptValues, code_of
from engine.model.last_used import LastUsed
from engine.model.record import Record
from engine.model.returned import ReturnedChecklist

Read = TypeVar("Read", Record, ReturnedChecklist, bytes)
"""What reading a file gives beside its findings: of a workbook, form or YAML file, of a checklist, of a picture."""

ROOMS = ("sources", "foreign", "model", "word", "phrases")
"""Whose code has a share in what is read, beside the modules that stand in no room."""
LIBRARIES = ("lxml", "openpyxl", "pillow", "python-docx", "PyYAML", "RapidFuzz", "xlrd")
"""The libraries that have one."""


_AT_HAND = 128
"""Readings that a process holds: a council has about 25, one with thirty groups 50."""

Reading = tuple[Any, tuple[Finding, ...]]
AtHand = LastUsed[str, Reading]


def at_hand() -> AtHand:
    """A place for what was read last in this process. What holds pictures has no place there: they fill the memory."""
    return LastUsed(_AT_HAND)


class KeptReadings:
    """What is kept of files by their bytes; where nothing can be kept, each file is read.

    held: what this process read last, which is not taken from the disk again; everybody is given the very same.
    asked: how many there were to read; taken: how many of them were read before. A file that could not be read is
    looked at each time: the reason may lie in the moment.
    """

    def __init__(self, held: AtHand) -> None:
        self.asked = 0
        self.taken = 0
        self._held = held

    def of(
        self, path: Path, rules: tuple[str, ...], shape: type[Read], read: Callable[[], tuple[Read, list[Finding]]]
    ) -> tuple[Read, list[Finding]]:
        """What reading a file gives, with what there is to say of it. rules: all that decides it beside the bytes."""
        stamp = _stamp(path)
        if stamp is None:
            return read()
        self.asked += 1
        key = key_of(_how_files_are_read(), *rules, *stamp[:2])
        known = self._held.get(key) or self._kept(key, shape)
        if known is not None:
            self.taken += 1
            return known[0], list(known[1])
        found, findings = read()
        if _is_whole(found) and _stamp(path) == stamp:  # or other bytes were read than those of the name
            self._keep(key, shape, (found, tuple(findings)))
        return found, findings

    def _kept(self, key: str, shape: type[Read]) -> Reading | None:
        values = _readings_of(shape)
        try:
            reading: Reading = values.take(key)
        except LookupError:
            return None
        self._hold(key, reading, values)
        return reading

    def _keep(self, key: str, shape: type[Read], reading: Reading) -> None:
        values = _readings_of(shape)
        values.put(key, reading)
        self._hold(key, reading, values)

    def _hold(self, key: str, reading: Reading, values: KeptValues) -> None:
        if not values.has_bytes_apart:
            self._held.put(key, reading)


def _readings_of(shape: Any) -> KeptValues:
    return KeptValues("readings", tuple[shape, tuple[Finding, ...]])


def _is_whole(read: Record | ReturnedChecklist | bytes) -> bool:
    """Whether the file could be read at all."""
    if isinstance(read, ReturnedChecklist):
        return not read.refused
    return bool(read.values if isinstance(read, Record) else read)


def _stamp(path: Path) -> tuple[str, str, int, int] | None:
    """A file's hash, its name, its size and when it was written; None for what is no file that can be read."""
    try:
        data = whole(path, limits.FILE)
        written = as_it_lies(path).stat().st_mtime_ns
    except (RefusedFile, OSError):
        return None
    return hashlib.sha256(data).hexdigest(), escaped_name(path.name), len(data), written


@cache
def _how_files_are_read() -> str:
    """The code that reads, and its libraries: another release reads every file anew."""
    return key_of(code_of(*ROOMS), platform.python_version(), *map(version, LIBRARIES))
