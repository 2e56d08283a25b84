"""What tells one penholder's code from another's, so that nothing is kept longer than the code that made it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path


def digest_of_code(files: Iterable[Path]) -> bytes:
    """A hash over files of penholder's own; in a frozen program, which has no modules as files, over that one too."""
    digest = sha256(_frozen())
    for path in files:
        data = path.read_bytes()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


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
