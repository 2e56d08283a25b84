"""Every figure of docs/performance.md: python -m benchmarks [NAME ...] [--runs N]

Each benchmark runs in a process of its own, with a cache of its own, and compares ours and theirs within that run.
Prints a table and writes benchmarks/results.json, where the figures of benchmarks that were left out stay.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.measuring import ROOT, Figures, machine, measured
from tests.material.tools import CONVERTING, ToolsMissingError, demand

NAMES = (
    *("pack", "rendering", "conversion", "finishing", "reading", "checking"),
    *("fields", "changes", "beside", "studio", "councils", "growth"),
)
WITHOUT_PDF = {"rendering", "reading", "checking", "growth"}
RESULTS = ROOT / "benchmarks" / "results.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)}. Default: all of them.")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    if unknown := sorted(set(given.names) - set(NAMES)):
        parser.error(f"there is no benchmark {unknown[0]}")
    names = given.names or NAMES
    try:
        demand({} if WITHOUT_PDF.issuperset(names) else CONVERTING)
    except ToolsMissingError as missing:
        parser.exit(2, f"{missing} Nothing was measured.\n")
    results: dict[str, Figures] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    for name in names:
        before = machine()
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            results[name] = {**before, **process.submit(measured, name, given.runs).result()}
        print(f"\n{name}")
        for what, figure in results[name].items():
            print(f"  {what:<66} {figure}")
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
