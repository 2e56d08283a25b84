"""How many of the cases that are drawn by seed a run tries: a quarter by itself, all of them where somebody asks."""

from __future__ import annotations

import os

IS_DEEP = os.environ.get("PENHOLDER_TESTS") == "deep"
_SHARE = 4


def cases(number: int) -> int:
    """Of so many cases, those of this run. They are the first of the same row, so what fails here fails there too."""
    return number if IS_DEEP else -(-number // _SHARE)


def share(number: int) -> slice:
    """Of a row of cases, those of this run for the so-manieth place: places one after another take others in turn."""
    return slice(None) if IS_DEEP else slice(number % _SHARE, None, _SHARE)
