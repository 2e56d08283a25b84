"""The eight steps, told while they happen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from engine import log

STEPS = ("load", "validate", "model", "assess", "render", "convert", "finish", "publish")


@dataclass
class Step:
    """A step that is running: what it has to say when it is done."""

    number: int
    name: str
    said: str = ""
    seconds: float = 0.0


@dataclass
class Progress:
    """Tells each step to whoever listens, when it begins and when it has ended."""

    began: Callable[[Step], None] = lambda _: None
    ended: Callable[[Step], None] = lambda _: None

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """One step by its name."""
        step = Step(STEPS.index(name) + 1, name)
        self.began(step)
        start = time.perf_counter()
        yield step
        step.seconds = time.perf_counter() - start
        log.STEPS.info("%d %s: %s (%.2f s)", step.number, step.name, step.said or "done", step.seconds)
        self.ended(step)
