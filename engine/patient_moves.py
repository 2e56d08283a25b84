"""Files and folders put in their place, with patience: another program may hold them for a moment.

A virus scanner, an indexer or OneDrive opens what was just written. Windows lets nobody move it meanwhile; a second
later it does. Nothing else in penholder moves a file.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from engine.system_words import is_held

Given = TypeVar("Given")

SECONDS = 3.0
"""How long a file that another program holds is waited for."""
_BETWEEN = 0.1
"""Seconds between two attempts."""


def move(source: Path, target: Path) -> None:
    """Give a file or folder a name at which nothing stands. Raises OSError where it cannot, after some patience."""
    patiently(lambda: source.rename(target), source, source.parent, target.parent)


def replace(source: Path, target: Path) -> None:
    """Put a file in the place of another. Raises OSError where it cannot, after some patience."""
    patiently(lambda: source.replace(target), source, target, source.parent, target.parent)


def patiently(do: Callable[[], Given], *paths: Path, seconds: float | None = None, to_read: bool = False) -> Given:
    """What is done to some paths, again and again while another program holds one of them.

    Raises OSError: at once for any other reason, else after some seconds; as many as a move may take where none are
    given. to_read: whether the paths are only read.
    """
    until = time.monotonic() + (SECONDS if seconds is None else seconds)
    while True:
        try:
            return do()
        except OSError as fault:
            if time.monotonic() >= until or not is_held(fault, *paths, to_read=to_read):
                raise
        time.sleep(_BETWEEN)
