"""Many workspaces on this machine: one process for each core, each taking the next council when it is done with one.

A pool of the standard library breaks as a whole when one of its processes dies, without a word about whose council it
was. Here each process has a pipe of its own, so a death is known at once, and costs one council a second attempt.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path

from engine.commands.batch.outcome import Outcome, build_council, stopped
from engine.model.edition import Order
from engine.pdf.standby import Standby

ATTEMPTS = 2
"""How often a council is tried whose process died: once more, since memory may have been short only for a while."""

_DIED = (
    "The process that built it was ended from outside or ran out of memory, and so was a second one. "
    "Build it alone, or with fewer --jobs."
)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def most_at_once(system: str) -> int:
    """How many processes one can wait for at once. system: as sys.platform names it."""
    return 60 if system == "win32" else sys.maxsize  # Windows waits for 63 things, and some are its own


def build_here(folders: Sequence[Path], order: Order, jobs: int) -> Generator[Outcome, None, None]:
    """Build workspaces side by side, and give each outcome as it comes. Closing this ends every process."""
    jobs = min(jobs, most_at_once(sys.platform))
    waiting = deque((folder, 1) for folder in folders)
    team = _Team(order)
    try:
        while waiting or team.busy:
            while waiting and len(team.busy) < jobs:
                team.give(*waiting.popleft())
            for folder, attempt, outcome in team.take():
                if outcome:
                    yield outcome
                elif attempt < ATTEMPTS:
                    waiting.append((folder, attempt + 1))
                else:
                    yield stopped(folder, _DIED)
    finally:
        team.dismiss()


class _Worker:
    """A process that builds one council after another. Spawned, which is the same on every system."""

    def __init__(self, order: Order) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, order), name="penholder batch")
        with uninterrupted():
            self.process.start()
        theirs.close()  # so that the pipe ends with the process

    def end(self) -> None:
        """An idle one ends with its pipe; a busy one is interrupted, and ends LibreOffice with itself."""
        self.pipe.close()
        if sys.platform != "win32" and self.process.pid and self.process.is_alive():
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGINT)
        self.process.join()


@dataclass
class _Team:
    """The processes: idle ones, and busy ones with the council each has in hand and the number of its attempt."""

    order: Order
    idle: list[_Worker] = field(default_factory=list)
    busy: dict[object, tuple[_Worker, Path, int]] = field(default_factory=dict)

    def give(self, folder: Path, attempt: int) -> None:
        """Have a council built by whoever is idle, or by a new process."""
        worker = self.idle.pop() if self.idle else _Worker(self.order)
        self.busy[worker.pipe] = (worker, folder, attempt)
        with suppress(OSError):  # it died while it was idle: that shows when its answer is taken
            worker.pipe.send(folder)

    def take(self) -> Iterator[tuple[Path, int, Outcome | None]]:
        """Wait for answers; None for the council whose process died."""
        for pipe in wait([worker.pipe for worker, _, _ in self.busy.values()]):
            worker, folder, attempt = self.busy.pop(pipe)
            try:
                outcome = worker.pipe.recv()
            except (EOFError, OSError):
                worker.end()
                yield folder, attempt, None
            else:
                self.idle.append(worker)
                yield folder, attempt, outcome

    def dismiss(self) -> None:
        """End every process, those that are busy too."""
        for worker in (*self.idle, *(worker for worker, _, _ in self.busy.values())):
            worker.end()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """What is started here ignores Ctrl-C until it has something in hand: it would end with a traceback as it loads.

    Only the main thread may set what a signal does; what another one starts inherits that it waits, see let_in().
    """
    if threading.current_thread() is threading.main_thread():
        ignored = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, ignored)
    elif sys.platform != "win32":
        waiting = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, waiting)
    else:
        yield


def let_in() -> None:
    """In a process that was started uninterrupted: have Ctrl-C ignored, also one that has waited since the start."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _serve(pipe: Connection, order: Order) -> None:
    """The life of a process, and of its LibreOffice, which takes one council after another as well.

    It ends with the pipe, so that none outlives the command by more than a council.
    """
    with suppress(EOFError, OSError, KeyboardInterrupt), Standby(order) as standby:
        while True:
            folder = pipe.recv()
            signal.signal(signal.SIGINT, interrupt_once)
            try:
                outcome = build_council(folder, order, standby)
            finally:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
            pipe.send(outcome)


def interrupt_once(*_: object) -> None:
    """Only once: a second Ctrl-C must not cut short how the first one ends LibreOffice."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
