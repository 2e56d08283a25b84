"""An edition is made of one state of its sources: where one is saved while they are read, all are read again.

Else a manifest would say of an edition that it was made of files whose words it does not print.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from engine.errors import UsageError
from engine.model.manifest import FileHash, Sources
from engine.publishing.source_hashes import as_hashed, fingerprints
from engine.workspace import Workspace

_TRIES = 3
"""So many times the sources are read: whoever saves all the time is told."""

_Made = TypeVar("_Made")


class ChangedWhileReadError(UsageError):
    """A source is another one than it was when reading began. Nothing was built."""


def refuse_changed(workspace: Workspace, sources: Sources) -> None:
    """To be asked once everything has been read. Raises ChangedWhileReadError."""
    now = fingerprints(workspace)
    for path in sorted({*now, *sources}):
        if now.get(path) != sources.get(path):
            raise _changed(path)


def as_first_read(path: Path, name: str, content: FileHash) -> bytes:
    """The bytes of a source that goes along as it is, once what is told of it stands. name: its path in the workspace.

    Raises ChangedWhileReadError.
    """
    data = as_hashed(path, content)
    if data is None:
        raise _changed(name)
    return data


def _changed(path: str) -> ChangedWhileReadError:
    return ChangedWhileReadError(
        f"{path} was saved while it was read, each time anew. Nothing was built. Build once all have saved."
    )


def of_one_state(make: Callable[[], _Made]) -> _Made:
    """What is made of sources that stay as they are meanwhile. Raises ChangedWhileReadError where they never do."""
    for _ in range(_TRIES - 1):
        with suppress(ChangedWhileReadError):
            return make()
    return make()
