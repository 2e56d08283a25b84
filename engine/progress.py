"""The eight steps, told while they happen, with the parts of the long ones; and a wish to stop, asked between parts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from engine import log
from engine.errors import StoppedError

STEPS = ("load", "validate", "model", "assess", "render", "convert", "finish", "publish")

OnePart = Callable[[], None]
"""Says that one part more is done. Raises StoppedError where somebody wishes to stop."""


def untold() -> None:
    """Nobody is told of a part."""


@dataclass
class Step:
    """A step that is running: what it has to say when it is done."""

    number: int
    name: str
    said: str = ""
    seconds: float = 0.0


@dataclass
class Progress:
    """Tells each step to whoever listens, when it begins and when it has ended, and each part of it that is done.

    part: of which step, how many parts are done, and of how many. stops: whether somebody wishes to stop; it is asked
    before each step, after each part and while a document is converted, never while a file is put in its place.
    """

    began: Callable[[Step], None] = lambda _: None
    ended: Callable[[Step], None] = lambda _: None
    part: Callable[[Step, int, int], None] = lambda *_: None
    stops: Callable[[], bool] = lambda: False

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """One step by its name. Raises StoppedError where somebody wishes to stop."""
        self.stop_if_wished()
        step = Step(STEPS.index(name) + 1, name)
        self.began(step)
        start = time.perf_counter()
        yield step
        step.seconds = time.perf_counter() - start
        log.STEPS.info("%d %s: %s (%.2f s)", step.number, step.name, step.said or "done", step.seconds)
        self.ended(step)

    def parts(self, step: Step, of: int) -> OnePart:
        """Counts the parts of a step, of which there are so many: to be called when one more is done."""
        done = 0

        def one() -> None:
            nonlocal done
            self.stop_if_wished()
            done = min(done + 1, of)
            self.part(step, done, of)

        return one

    def stop_if_wished(self) -> None:
        """Raises StoppedError where somebody wishes to stop."""
        if self.stops():
            raise StoppedError("Stopped. Nothing was changed in outputs/.")
