"""What tells one penholder's code from another's, so that nothing is kept longer than the code that made it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from engine.workspace import package

_OF_PYTHON = "__pycache__"
"""The folders in which Python keeps what it made of modules."""


def digest_of_code(files: Iterable[Path]) -> bytes:
    """A hash over files of penholder's own; in a frozen program, which has no modules as files, over that one too."""
    digest = sha256(_frozen())
    own = f"{package()}{os.sep}"
    for path in files:
        digest.update(_digest_of_own(path) if str(path).startswith(own) else _digest_of(path))
    return digest.digest()


def files_of(package: Path) -> list[Path]:
    """Every file of a penholder that lies anywhere, by path; without what Python made of its modules.

    Nothing where it has no folder: a frozen program may hold everything itself.
    """
    return [Path(path) for path in sorted(_below(str(package)))] if package.is_dir() else []


@cache
def own_files() -> tuple[Path, ...]:
    """The same of this penholder."""
    return tuple(files_of(package()))


def _below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for entry in found:
            if not entry.is_dir():
                yield entry.path
            elif entry.name != _OF_PYTHON:
                yield from _below(entry.path)


@cache
def _digest_of_own(path: Path) -> bytes:
    """Read once in a process: its code is what was there when it began."""
    return _digest_of(path)


def _digest_of(path: Path) -> bytes:
    return sha256(path.read_bytes()).digest()


def _frozen() -> bytes:
    return _digest_of_program(Path(sys.executable)) if getattr(sys, "frozen", False) else b""


@cache
def _digest_of_program(program: Path) -> bytes:
    """PyInstaller and its like put all modules into the program, or into archives and libraries beside it."""
    beside = sorted(path for path in program.parent.rglob("*") if path.suffix in (".zip", ".pyz", ".pyc"))
    digest = sha256()
    for path in (program, *beside):
        digest.update(sha256(path.read_bytes()).digest())
    return digest.digest()
