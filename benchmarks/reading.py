"""How fast checklists are read and checked: python -m benchmarks.reading [--runs N] [--inputs DIR]

Copies of the sample's five workbooks, or of those in DIR, each as a group of its own: 5, 50 and 500 of them, 94 ratings
each. Timed is all that `penholder check` does with them: opened, recognised, put together, every finding made. Prints a
table and writes benchmarks/reading.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from engine.framework.catalogue import framework_file, load_framework
from engine.model.council import Group
from engine.model.decisions import Decisions
from engine.model.framework import Framework
from engine.schemas import Schema, load_schema
from engine.sources.checklists.catalogue import catalogue
from engine.sources.checklists.read import read_checklist
from engine.transcription.answers import transcribe_checklists
from engine.vocabulary import framework_vocabulary, with_rulings
from engine.workspace import Workspace

ROOT = Path(__file__).parent.parent
NUMBERS = (5, 50, 500)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--inputs", type=Path, default=ROOT / "inputs" / "checklists")
    given = parser.parse_args()
    workspace = Workspace(ROOT)
    framework = load_framework(framework_file(workspace))
    schema = load_schema(workspace, "checklist")
    figures: dict[str, str | float] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    }
    sources = sorted(path for path in given.inputs.iterdir() if path.suffix in (".xlsx", ".ods", ".xls", ".csv"))
    with tempfile.TemporaryDirectory(prefix="penholder-bench-") as scratch:
        for number in NUMBERS:
            paths = copies(sources, number, Path(scratch) / str(number))
            seconds = [timed(paths, framework, schema) for _ in range(given.runs if number < 500 else 1)]
            figures[f"{number} workbooks (s)"] = round(statistics.median(seconds), 2)
    (ROOT / "benchmarks" / "reading.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:<24} {value}")


def copies(sources: list[Path], number: int, folder: Path) -> list[Path]:
    """So many files, each under a name of its own."""
    folder.mkdir()
    paths = [folder / f"group-{at:03}{sources[at % len(sources)].suffix}" for at in range(number)]
    for at, path in enumerate(paths):
        path.write_bytes(sources[at % len(sources)].read_bytes())
    return paths


def timed(paths: list[Path], framework: Framework, schema: Schema) -> float:
    """Seconds to read the files and to put each together as the checklist of the group its file is named after."""
    start = time.perf_counter()
    known = catalogue(framework, schema)
    groups = [Group(path.stem, path.stem, 1, "by post", False, False) for path in paths]
    words = with_rulings(framework_vocabulary(framework), framework)
    words = words.with_kind("group", ((group.id, group.id) for group in groups))
    files = []
    for path, group in zip(paths, groups, strict=True):
        read, _ = read_checklist(path, f"inputs/checklists/{path.name}", known, schema)
        files.append(replace(read, group=group.id))
    checklists, _, _ = transcribe_checklists(files, Decisions(), groups, framework, words)
    assert len(checklists) == len(paths)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
