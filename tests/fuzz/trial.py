"""One command in a process of its own, held to limits, and what was wrong with what came of it.

Processes are forked from one that has everything loaded, so that a trial costs what the command costs.
"""

from __future__ import annotations

import contextlib
import os
import re
import resource
import select
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from engine.cli import main

SECONDS, MEMORY = 20, 2**30
"""Of the processor; and bytes of memory. More than either is a fault."""
_ENDED_AT = 3 * 2**30
"""Bytes of address space past which the system refuses more, so that a fault here costs no machine."""
_BY_THE_CLOCK = 240
"""Seconds after which a process that does not use them hangs. Many, since the machine may be busy with others."""
_LARGEST_FILE = 2**28
_CODES = frozenset({0, 2, 3, 4, 5, 6})
_RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_OURS = ("Traceback (most recent call last)", "Exception ignored", "fault of its own")
_WHERE = re.compile(r'File "[^"]*/engine/([^"]+)", line (\d+), in (\S+)')


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a trial. fault: what was wrong, empty where nothing was; where: the last place in our own code."""

    code: int
    seconds: float
    memory: int
    fault: str = ""
    where: str = ""
    said: str = ""


def tried(command: list[str], folder: Path, told: Path) -> Came:
    """A command of penholder's in a folder, which it may change. told: a new folder for what it says and keeps."""
    told.mkdir(parents=True, exist_ok=True)
    child = os.fork()
    if child == 0:
        _run(command, folder, told)
    is_late = _is_late(child)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)  # it, or what it left behind
    _, status, used = os.wait4(child, 0)
    code, memory = os.waitstatus_to_exitcode(status), used.ru_maxrss * 1024
    said = "".join((told / name).read_text("utf-8", "replace") for name in ("stdout", "stderr"))
    fault = "it hangs" if is_late else _fault(code, memory, said)
    return Came(code, used.ru_utime + used.ru_stime, memory, fault, _where(told) if fault else "", said)


def _is_late(child: int) -> bool:
    """Waits until a process has ended, or has had long enough."""
    handle = os.pidfd_open(child)
    try:
        return not select.select([handle], [], [], _BY_THE_CLOCK)[0]
    finally:
        os.close(handle)


def _fault(code: int, memory: int, said: str) -> str:
    if code < 0:
        ended = "took too long" if -code == signal.SIGXCPU else f"was ended by {signal.Signals(-code).name}"
        return f"it {ended}"
    if code not in _CODES:
        return f"exit code {code}"
    if memory > MEMORY:
        return f"{memory >> 20} MB"
    if found := next((words for words in _OURS if words in said), ""):
        return f'it says "{found}"'
    raw = _RAW.search(said)
    return f"{raw[0]!r} goes to the terminal" if raw else ""


def _where(told: Path) -> str:
    """The last line of our own code that a traceback names, as it is printed or kept for whoever mends it."""
    kept = [path.read_text("utf-8", "replace") for path in (told / "cache").rglob("faults/*.txt")]
    texts = [*kept, *((told / name).read_text("utf-8", "replace") for name in ("stdout", "stderr"))]
    found = [place for text in texts for place in _WHERE.findall(text)]
    return ":".join(found[-1]) if found else ""


def _run(command: list[str], folder: Path, told: Path) -> None:
    """Never comes back."""
    code = 1
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (_ENDED_AT, _ENDED_AT))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _quiet(told)
        os.chdir(folder)
        sys.argv = ["penholder", *command]
        main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def _quiet(told: Path) -> None:
    """What is said goes into files; nothing is asked; nothing that was kept before takes part."""
    for number, path in ((0, Path(os.devnull)), (1, told / "stdout"), (2, told / "stderr")):
        handle = os.open(path, os.O_RDWR | (os.O_CREAT | os.O_TRUNC if number else 0), 0o600)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    os.environ["XDG_CACHE_HOME"] = str(told / "cache")
    os.environ["PENHOLDER_SOFFICE"] = str(told / "no office")
