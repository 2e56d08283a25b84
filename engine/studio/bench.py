"""The bench: a process that reads, checks and builds, one job after the other, while the server answers pages.

A process and no thread: it can be stopped at any moment, and what breaks in a library over a hostile file costs one job
and not the studio. It ends with its pipe, and its LibreOffice ends with it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from engine import own_faults
from engine.commands.batch.processes import interrupt_once, let_in, uninterrupted
from engine.commands.engines import Engines
from engine.errors import PenholderError, StoppedError
from engine.progress import Progress, Step
from engine.studio.jobs import Answer, Failed, Task

STOPPED = "It was stopped. Nothing was changed in outputs/."
_DIED = (
    "It ended by a fault of penholder's own, or because this machine had no memory left. Nothing was changed in "
    "outputs/: what stood there still stands. Try again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTold:
    """A step of the job in hand. said, seconds: once it has ended. done, of: its parts; 0 of 0 without any."""

    name: str
    has_ended: bool = False
    said: str = ""
    seconds: float = 0.0
    done: int = 0
    of: int = 0


Event = StepTold | Answer


class Bench:
    """The process as the server sees it. hear: called for every event, in a thread of its own."""

    def __init__(self, hear: Callable[[Event], None]) -> None:
        self._hear = hear
        self._has_job = False
        self._ends = False
        self._start()

    def give(self, job: Task) -> None:
        """Have it do a job. Its answer is the last event of the job."""
        self._has_job = True
        with suppress(OSError):  # it died while it was idle: whoever listens to it is told, and starts another
            self._pipe.send(job)

    def stop(self) -> None:
        """End the job in hand as soon as it may be ended; the answer then says so.

        It is asked for between the parts of a step, as every system can; and where signals reach, at once.
        """
        with suppress(OSError):
            self._pipe.send(_STOP)
        if sys.platform != "win32" and self._process.pid and self._process.is_alive():
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGINT)

    def end(self) -> None:
        """An idle one ends with its pipe; a busy one is stopped first. It has ended when this returns."""
        self._ends = True
        self.stop()
        with suppress(OSError):
            self._pipe.send(None)  # closing it would not end it: somebody still listens at this end
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()

    def _start(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), name="penholder bench")
        with uninterrupted():
            self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(self._pipe,), daemon=True).start()

    def _listen(self, pipe: Connection) -> None:
        while True:
            try:
                event = pipe.recv()
            except (EOFError, OSError):
                break
            self._has_job = isinstance(event, StepTold)
            self._hear(event)
        if not self._ends:
            had_job = self._has_job
            self._start()
            if had_job:
                self._has_job = False
                self._hear(Failed(_DIED))


_STOP = "stop"
_PATIENCE = 10.0
"""Seconds that a job may take to end, with LibreOffice, before its process is ended."""


def _serve(pipe: Connection) -> None:
    """The life of the process."""
    let_in()
    with suppress(EOFError, OSError, KeyboardInterrupt), Engines() as engines:
        while job := pipe.recv():
            if job != _STOP:  # else it came when the job had ended
                pipe.send(_done(job, pipe, engines))


def _done(job: Task, pipe: Connection, engines: Engines) -> Answer:
    def began(step: Step) -> None:
        pipe.send(StepTold(name=step.name))

    def ended(step: Step) -> None:
        pipe.send(StepTold(name=step.name, has_ended=True, said=step.said, seconds=step.seconds))

    def part(step: Step, done: int, of: int) -> None:
        pipe.send(StepTold(name=step.name, done=done, of=of))

    try:
        signal.signal(signal.SIGINT, interrupt_once)
        try:
            return job.do(Progress(began, ended, part, pipe.poll), engines)
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except (KeyboardInterrupt, StoppedError):
        return Failed(STOPPED, is_stopped=True)
    except PenholderError as fault:
        return Failed(fault.message, fault.findings)
    except Exception as fault:  # a fault of our own is told, and the next job is another attempt
        return Failed(own_faults.as_error(fault).message)
