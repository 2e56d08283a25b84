"""Work on a file of others in a process of its own, which may take so much memory and time and no more.

Libraries that read foreign bytes are large, and what they make of a small file nobody can foresee: a page that draws
itself a million times, a font that breaks its reader. Here such a file ends a process that nobody needs, and is told.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from engine.foreign.refusal import RefusedFile
from engine.on_windows.job import EndedTogether

Made = TypeVar("Made")


class _Did(Enum):
    """What came of the work."""

    MADE = 1
    REFUSED = 2
    FAILED = 3


_MEMORY, _MORE = 450_000_000, 330_000_000
"""Bytes that the process may have of its own, beside the programs it shares: 600 MB resident in all. Where the process
that asks holds much already, so many more than that."""
_SECONDS = 10
_PER_PAGE = 2
"""Seconds of the processor: for any file, and beside them for each page of one that has more than a few."""

_BROKE_OFF = (
    "It takes more memory or time than any file of its kind does, or breaks the program that reads it.",
    "Ask for it anew, saved by another program, or as a scan.",
)


def confined(work: Callable[..., Made], *about: Any) -> Made:
    """What some work gives, done in a process of its own. Raises RefusedFile where the process was ended over it.

    What the work itself raises, it raises here. Both the result and that must be able to go from process to process.
    """
    context: Any = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, work, about), daemon=True)
    process.start()
    there.close()
    try:
        did, made = here.recv()
    except EOFError:  # the process ended before it had anything to tell
        raise RefusedFile(*_BROKE_OFF) from None
    finally:
        here.close()
        process.join()
    if did is _Did.MADE:
        return made  # type: ignore[no-any-return]
    if did is _Did.REFUSED:
        raise RefusedFile(*made)
    raise made


def allow_pages(pages: int) -> None:
    """Inside such a process: more time, for a file of so many pages. Outside, nothing."""
    if _CONFINED:
        _limit("RLIMIT_CPU", _SECONDS + _PER_PAGE * pages)


_CONFINED: list[bool] = []
"""Not empty in a process that is confined."""


def _work(answer: Connection, work: Callable[..., Any], about: tuple[Any, ...]) -> None:
    _CONFINED.append(True)
    _limit("RLIMIT_DATA", max(_MEMORY, _inherited() + _MORE))
    _limit("RLIMIT_CORE", 0)
    allow_pages(0)
    faulthandler.disable()
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)  # what a library says while it breaks off is nothing for a reader
    try:
        answer.send((_Did.MADE, work(*about)))
    except RefusedFile as refused:
        answer.send((_Did.REFUSED, refused.reason))
    except MemoryError:
        return  # told as any process that was ended
    except Exception as fault:  # a fault of our own is one where the work was asked for, whatever it is
        answer.send((_Did.FAILED, fault))


def _inherited() -> int:
    """Bytes of data that this process was begun with; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        told = Path("/proc/self/status").read_text(encoding="ascii").partition("VmData:")[2]
        return 1024 * int(told.split()[0])
    return 0


def _limit(what: str, most: int) -> None:
    """Where the system knows no such limits, only the bounds of the openers hold. Windows has them for jobs."""
    if sys.platform == "win32":
        _LIMITS[what] = most
        _job().bound(memory=_LIMITS["RLIMIT_DATA"], seconds=_LIMITS.get("RLIMIT_CPU", 0))
        return
    with suppress(ImportError, ValueError, OSError):
        import resource

        kind = getattr(resource, what)
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


_LIMITS: dict[str, int] = {}
"""Those that were set, by their names elsewhere: a job is told all of its own at once."""


@cache
def _job() -> EndedTogether:
    """The job that this process is in, alone."""
    job = EndedTogether()
    job.take_this_process()
    return job
