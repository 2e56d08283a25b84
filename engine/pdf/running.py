"""Programs that never outlive the run that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from engine.on_windows.job import ASLEEP, EndedTogether

_GUARDED = """
exec 3<&0 </dev/null
( { read -r _ <&3; kill -KILL 0; } >/dev/null 2>&1 & )
exec 3<&-
exec "$@"
"""
"""The program, and beside it a guard that waits at a pipe whose other end is in our hands alone. When we end, even by a
kill that nobody can prepare for, the pipe closes, and the guard ends the program with all its children."""


@contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str] | None = None, says: int = subprocess.PIPE
) -> Iterator[subprocess.Popen[str]]:
    """A program in a group of its own, with what it says as text. At the end of this the whole group is ended.

    says: a file for a program that nobody listens to, or it would stop as soon as the pipe is full. On Windows the
    group is a job, which Windows ends where this run is killed.
    """
    if sys.platform == "win32":
        with EndedTogether() as job:
            process = _started(command, subprocess.DEVNULL, environment, says, ASLEEP)
            try:
                job.take(process.pid)
                yield process
            finally:
                job.end()
                if process.poll() is None:  # it was refused a place in the job
                    subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
                process.communicate()
        return
    watched, ours = os.pipe()
    try:
        try:
            process = _started(["/bin/sh", "-c", _GUARDED, "sh", *command], watched, environment, says)
        finally:
            os.close(watched)
        try:
            yield process
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    finally:
        os.close(ours)


def end(process: subprocess.Popen[str]) -> None:
    """End a program that runs with all its children, while somebody else waits for it."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _started(
    command: Sequence[str], given: int, environment: Mapping[str, str] | None, says: int, how: int = 0
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        stdin=given,
        stdout=says,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        env=environment,
        creationflags=how,
    )
