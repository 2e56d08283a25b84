"""Folders in the user's cache that one run at a time has to itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from engine.errors import ConversionError

_MOST = 512
"""Two for each build that runs at once, on the largest machine a shared service has."""


@contextmanager
def leased(kind: str) -> Iterator[Path]:
    """A folder nobody else is using; what it held stays in it for the next one.

    The lock goes with its process, however that ends. Raises ConversionError where all are taken, or none can be made.
    """
    root = user_cache_path("penholder", appauthor=False) / kind
    lock, folder = _free(root)
    try:
        yield folder
    finally:
        lock.release()


def unused(kind: str) -> Iterator[Path]:
    """Every folder that was leased once and is not now, each to ourselves while it is given."""
    root = user_cache_path("penholder", appauthor=False) / kind
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
        f"PDFs are made in the folder {folder}, and that failed ({fault.strerror or fault}). "
        "Look whether the disk is full and the folder can be written, and try again."
    )


def _free(root: Path) -> tuple[FileLock, Path]:
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
