"""Many councils in one batch, and how near the cores come to linear.

Each council has a name of its own, so that none takes over what was made for another. One council on one core is the
measure, its process and LibreOffice started for it; the ratio is that time by the councils' number, over what the cores
took together: 1 would be linear. Processes and LibreOffice are kept from one council to the next, so it can be more.
A council that has all cores to itself is told too: its documents are laid out on another core than they are drawn on.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measuring import ROOT, Figures, cores, peak_of_children, seconds
from engine.commands.batch.processes import build_here
from engine.model.edition import Edition, Order

NUMBERS = (1, 10, 153)
"""153 are all English councils with adult social care duties."""


def measure(scratch: Path, runs: int) -> Figures:
    """One run: 153 councils take minutes."""
    os.environ["XDG_CACHE_HOME"] = str(scratch / "cache")
    order = Order(Edition.DRAFT)
    build(councils(scratch / "warm-up", 1), order, jobs=1)
    with one_core():
        alone = build(councils(scratch / "alone", 1), order, jobs=1)
    figures: Figures = {"one council, one core (s)": round(alone, 2)}
    for number in NUMBERS:
        taken = build(councils(scratch / str(number), number), order, cores())
        linear = alone * number / min(number, cores())
        name = "1 council" if number == 1 else f"{number} councils"
        figures[f"{name}, a process for each core (s)"] = round(taken, 1)
        figures[f"{name}, of linear"] = round(linear / taken, 2)
        shutil.rmtree(scratch / str(number))
    return figures | {"peak memory of one process of the batch (MB)": peak_of_children()}


@contextmanager
def one_core() -> Iterator[None]:
    """Whatever is started meanwhile has the first core for itself, where the system can say so; else all cores."""
    if sys.platform != "linux":
        yield
        return
    whole = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(whole)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, whole)


def councils(folder: Path, number: int) -> list[Path]:
    """So many workspaces of the sample council, each under a name of its own."""
    return [_council(folder / f"council-{one}") for one in range(number)]


def _council(root: Path) -> Path:
    for name in ("inputs", "word_templates", "data_schemas"):
        shutil.copytree(ROOT / name, root / name)
    path = root / "inputs" / "council.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Wenlow", f"Wenlow {root.parent.name} {root.name}"), encoding="utf-8")
    return root


def build(roots: Sequence[Path], order: Order, jobs: int) -> float:
    """What building them takes, from the start of the first process to the end of the last."""

    def work() -> None:
        if any(outcome.fault or outcome.is_unchanged for outcome in build_here(roots, order, jobs)):
            raise SystemExit("A council was not built.")

    return seconds(work)
