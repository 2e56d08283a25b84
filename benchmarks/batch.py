"""How many councils scale over the cores: python -m benchmarks.batch [--councils 1 4 16] [--no-pdf]

Each council has a name of its own, so that none takes over what was made for another. One council by one process is the
measure; the ratio is its time by their number, over what the cores took together: 1 would be linear. Prints a table and
writes benchmarks/batch.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import tempfile
import time
from pathlib import Path

from engine.batch.processes import build_here, cores
from engine.model.edition import Edition, Order

ROOT = Path(__file__).parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--councils", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--no-pdf", action="store_true")
    asked = parser.parse_args()
    order = Order(Edition.DRAFT, not asked.no_pdf)
    with tempfile.TemporaryDirectory(prefix="penholder-bench-") as scratch:
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch) / "cache")
        alone = seconds(councils(Path(scratch) / "alone", 1), order, jobs=1)
        taken = {n: seconds(councils(Path(scratch) / str(n), n), order, cores()) for n in asked.councils}
    figures = {
        "machine": f"{platform.machine()}, {cores()} cores, Python {platform.python_version()}",
        "load of the machine by others, 1 minute": round(os.getloadavg()[0], 1),
        "with PDFs": order.with_pdf,
        "one council, one process (s)": alone,
        "councils": {
            n: {"seconds": took, "of linear": round(alone * n / min(n, cores()) / took, 2)} for n, took in taken.items()
        },
    }
    (ROOT / "benchmarks" / "batch.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))


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


def seconds(roots: list[Path], order: Order, jobs: int) -> float:
    """What building them takes, from the start of the first process to the end of the last."""
    start = time.perf_counter()
    if any(outcome.fault or outcome.is_unchanged for outcome in build_here(roots, order, jobs)):
        raise SystemExit("A council was not built.")
    return round(time.perf_counter() - start, 2)


if __name__ == "__main__":
    main()
