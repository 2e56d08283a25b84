"""penholder's folder in the user's cache: what was made before, and folders that one run at a time has to itself."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from engine import whole_file
from engine.errors import ConversionError
from engine.system_words import in_words

if TYPE_CHECKING:  # most runs take what is kept, and lease no folder
    from filelock import FileLock

DAYS = 30
"""What nobody asked for in this time is removed."""
_MOST = 512
"""Two for each build that runs at once, on the largest machine a shared service has."""


def folder_of(kind: str) -> Path:
    """The folder for one kind of thing. Nobody has made it yet, perhaps."""
    return user_cache_path("penholder", appauthor=False) / kind


def key_of(*made_from: str | bytes) -> str:
    """The name under which a store keeps what is made from these."""
    digest = hashlib.sha256()
    for part in made_from:
        data = part if isinstance(part, bytes) else part.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def store_of(kind: str) -> Store:
    """What is kept of one kind."""
    return Store(folder_of(kind))


class Store:
    """Files named by a hash over everything that decided what is in them, so that none of them can be stale.

    Each is put into place whole, behind a hash of itself: what was cut short or changed counts as missing. Where the
    folder cannot be used, nothing is kept, which costs the next build time and nothing else.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, key: str) -> bytes | None:
        """What is kept under a name; None where there is nothing, or not the whole of it."""
        place = self.folder / key
        try:
            held = place.read_bytes()
        except OSError:
            return None
        digest, data = held[:32], held[32:]
        if hashlib.sha256(data).digest() != digest:
            return None
        with suppress(OSError):
            os.utime(place)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep something under a name."""
        with suppress(OSError):
            whole_file.replace(self.folder / key, hashlib.sha256(data).digest() + data)

    def forget(self) -> None:
        """Remove what nobody asked for, and what was left half-written by a build that was killed."""
        oldest = time.time() - DAYS * 24 * 3600
        with suppress(OSError):
            for place in self.folder.iterdir():
                if place.stat().st_mtime < oldest:
                    place.unlink()

    def forget_daily(self) -> None:
        """The same, once a day in each process: among many small files, looking costs more than keeping."""
        _forgotten(self.folder, int(time.time() // (24 * 3600)))


@cache
def _forgotten(folder: Path, day: int) -> None:
    Store(folder).forget()


@contextmanager
def leased(kind: str) -> Iterator[Path]:
    """A folder nobody else is using; what it held stays in it for the next one.

    The lock goes with its process, however that ends. Raises ConversionError where all are taken, or none can be made.
    """
    root = folder_of(kind)
    lock, folder = _free(root)
    try:
        yield folder
    finally:
        lock.release()


def unused(kind: str) -> Iterator[Path]:
    """Every folder that was leased once and is not now, each to ourselves while it is given."""
    from filelock import FileLock, Timeout

    root = folder_of(kind)
    for path in sorted(root.glob("*.lock")):
        lock = FileLock(path)
        with suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            try:
                yield path.with_suffix("")
            finally:
                lock.release()


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder for files that are not kept. What a run that was killed left in it is cleared by the next.

    Raises ConversionError where something cannot be written in it.
    """
    with leased("scratch") as folder:
        rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir(exist_ok=True)
            yield folder
        except OSError as fault:
            raise unwritable(folder, fault) from fault
        finally:
            rmtree(folder, ignore_errors=True)


def unwritable(folder: Path, fault: OSError) -> ConversionError:
    """What to say where a folder of the cache, or what is made in it, cannot be written."""
    return ConversionError(
        f"PDFs are made in the folder {folder}, and that failed ({in_words(fault)}). "
        "Look whether the disk is full and the folder can be written, and try again."
    )


def _free(root: Path) -> tuple[FileLock, Path]:
    from filelock import FileLock, Timeout

    try:
        root.mkdir(parents=True, exist_ok=True)
        for number in range(_MOST):
            lock = FileLock(root / f"{number}.lock")
            try:
                lock.acquire(timeout=0)
            except Timeout:
                continue
            return lock, root / str(number)
    except OSError as fault:
        raise unwritable(root, fault) from fault
    raise ConversionError("Too many builds are running on this machine. Wait for one to end, and try again.")
