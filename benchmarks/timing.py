"""How long something takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def median(runs: int, work: Callable[[], object]) -> float:
    """The median of the seconds it takes, after one run to warm up."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return round(statistics.median(seconds), 3)
