"""How long something takes, how much memory it needs, and a workspace to measure with."""

from __future__ import annotations

import os
import platform
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from engine.cache import folder_of
from engine.workspace import Workspace

ROOT = Path(__file__).parent.parent
PENHOLDER = (sys.executable, "-u", "-m", "engine")

Figures = dict[str, float | str]
"""What was measured, by name with its unit."""


def nothing() -> None:
    """No preparation."""


def seconds(work: Callable[[], object]) -> float:
    """What a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(runs: int, work: Callable[[], object], before: Callable[[], object] = nothing) -> float:
    """The median of the seconds it takes, each time after a preparation that is not counted."""
    taken = []
    for _ in range(runs):
        before()
        taken.append(seconds(work))
    return round(statistics.median(taken), 3)


def processor(runs: int, work: Callable[[], object]) -> float:
    """The median of the seconds that it takes of the processor, which others on the machine change little."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return round(statistics.median(taken), 3)


def times_as_fast(ours: float, theirs: float) -> float:
    """How many times as long the others take."""
    return round(theirs / ours, 2)


def peak_of_children() -> int:
    """The largest resident size that one process started from here has reached, in megabytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def resident() -> int:
    """The resident size of this process, in megabytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def machine() -> Figures:
    """What the figures were measured on."""
    return {
        "machine": f"{platform.machine()}, {cores()} cores, Python {platform.python_version()}",
        "load by others, 1 minute": round(os.getloadavg()[0], 1),
    }


def cores() -> int:
    """How many cores there are."""
    return os.cpu_count() or 1


def sample(folder: Path) -> Workspace:
    """The sample council in a workspace of its own, with a cache of its own, so that nothing was made before."""
    for name in ("inputs", "word_templates", "data_schemas"):
        shutil.copytree(ROOT / name, folder / "workspace" / name)
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    return Workspace(folder / "workspace")


def as_new(workspace: Workspace) -> None:
    """Have nothing left of earlier builds: no output, and nothing that was kept, LibreOffice's profile among it."""
    shutil.rmtree(folder_of("all").parent, ignore_errors=True)
    shutil.rmtree(workspace.outputs, ignore_errors=True)


def measured(name: str, runs: int) -> Figures:
    """What one benchmark measures, in a scratch folder of its own."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else every process compiles penholder anew, as no user's does
    measure: Callable[[Path, int], Figures] = import_module(f"benchmarks.{name}").measure
    with tempfile.TemporaryDirectory(prefix="penholder-bench-") as scratch:
        figures = measure(Path(scratch), runs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {**figures, "peak memory of the benchmark's own process (MB)": peak}
