"""Waiting for what must come about, however slow the machine is: a busy one must fail no test."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

SECONDS = 300.0
"""How long a test waits before it says that something will never be so. It is waited out by what is broken alone."""


def comes_about(condition: Callable[[], bool]) -> bool:
    """Whether something is so in the end: the kernel takes its time to end a process, and more on a busy machine."""
    until = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def is_gone(process: int) -> bool:
    """Whether a process does nothing any more; one that is dead and not yet buried does not."""
    command = ["ps", "-o", "stat=", "-p", str(process)]
    state = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return not state or state.startswith("Z")
