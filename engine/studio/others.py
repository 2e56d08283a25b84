"""Whether another studio has the same folder open: both may, since files alone are the state; it is said, no more."""

from __future__ import annotations

from contextlib import suppress

from filelock import FileLock, Timeout

from engine.studio.pile import pile_of
from engine.workspace import Workspace

_LOCK = ".studio.lock"


class OpenHere:
    """One studio in a folder. The lock goes with its process, however that ends."""

    def __init__(self) -> None:
        self._lock: FileLock | None = None

    def enter(self, workspace: Workspace) -> None:
        """Be in this folder, and in no other."""
        self.leave()
        folder = pile_of(workspace)
        with suppress(OSError):  # a folder that cannot be written: nothing can be lost in it either
            folder.mkdir(exist_ok=True)
            self._lock = FileLock(folder / _LOCK, thread_local=False)

    def is_first(self) -> bool:
        """Whether no other studio was there before. It may become true, when the other one has ended."""
        if self._lock is None or self._lock.is_locked:
            return True
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except (OSError, NotImplementedError):  # some network drives have no locks
            self._lock = None
        return True

    def leave(self) -> None:
        """Be in no folder."""
        if self._lock:
            self._lock.release()
        self._lock = None
