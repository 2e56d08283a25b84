"""What people save while a workspace is watched, heard beside the builds: a build can ask whether there is more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Event, Thread

Changed = tuple[str, ...]
"""The files of one save."""

_A_WHILE = 1.0
"""Seconds after which whoever waits looks up: on Windows Ctrl-C reaches nobody who waits for ever."""


class Saves:
    """The saves that nobody has dealt with yet, one after the other, for as long as somebody listens."""

    def __init__(self) -> None:
        self.heard: SimpleQueue[Changed] = SimpleQueue()
        self.fault: Exception | None = None
        """Why nobody listens any more."""
        self.has_ended = False

    def are_waiting(self) -> bool:
        """Whether somebody has saved since the last one was taken."""
        return not self.heard.empty()

    def __iter__(self) -> Iterator[Changed]:
        while True:
            try:
                yield self.heard.get(timeout=_A_WHILE)
            except Empty:
                if self.fault is not None:
                    raise self.fault from None
                if self.has_ended:
                    return


@contextmanager
def heard_saves(listen: Callable[[Event], Iterator[Changed]]) -> Iterator[Saves]:
    """Listen in a thread of its own while this is open. From its beginning on no save is missed.

    listen: gives the files of each save, and nothing, now and then, while nobody saves, until the event is set.
    """
    saves, begun, ends = Saves(), Event(), Event()

    def hear() -> None:
        try:
            for changed in listen(ends):
                begun.set()
                if changed:
                    saves.heard.put(changed)
        except Exception as fault:  # whoever waits for saves is told
            saves.fault = fault
        saves.has_ended = True

    thread = Thread(target=hear, daemon=True)
    thread.start()
    while not begun.wait(_A_WHILE) and thread.is_alive():
        pass
    try:
        yield saves
    finally:
        ends.set()
        thread.join()
