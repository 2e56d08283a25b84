"""Files that appear whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from engine import patient_moves

_UNFINISHED = ".part"
"""How the name of a file ends while it is written; it begins with a dot, so nothing reads it."""


def replace(path: Path, data: bytes, durable: bool = False) -> None:
    """Put a file in the place of an earlier one. durable: it is on the disk before this ends.

    Raises OSError; the earlier file stays then.
    """
    put_in_place(written_beside(path, data, durable), path)


def create(path: Path, data: bytes) -> None:
    """Write a new file. Raises FileExistsError where something is there already, and OSError; nothing changes then."""
    fresh = written_beside(path, data)
    try:
        put_where_nothing_is(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def put_where_nothing_is(fresh: Path, path: Path) -> None:
    """Give a finished file of the same folder another name, which no file has; its own may stay beside it.

    Raises FileExistsError where something is there already, and OSError; nothing changes then.
    """
    try:
        os.link(fresh, path)  # in one step: nobody can put another file there in between
    except FileExistsError:
        raise
    except OSError as fault:  # some network drives have no links
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from fault
        patient_moves.replace(fresh, path)


def written_beside(path: Path, data: bytes, durable: bool = False) -> Path:
    """The file, finished but under a name of its own in the same folder, with the rights of the one it will replace."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{secrets.token_hex(8)}{_UNFINISHED}")
    try:
        with fresh.open("xb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, fresh)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def put_in_place(fresh: Path, path: Path) -> None:
    """What written_beside() gave, under its own name. Raises OSError; nothing is left of it then."""
    try:
        patient_moves.replace(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def append(path: Path, data: bytes) -> None:
    """Add to a file, in one piece and as it is on every system; it is on the disk before this ends. Raises OSError."""
    with patient_moves.patiently(lambda: path.open("ab", buffering=0), path) as file:
        file.write(data)
        os.fsync(file.fileno())


def unfinished(folder: Path) -> Iterator[Path]:
    """What runs that were killed left half-written in a folder and those below it."""
    return folder.rglob(f".*{_UNFINISHED}")
