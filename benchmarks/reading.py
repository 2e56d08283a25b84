"""How fast checklists are read and checked.

Copies of the sample's five workbooks, each as a group of its own: 5, 50 and 500 of them, 94 ratings each. Timed is all
that `penholder check` does with them: opened, recognised, put together, every finding made.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import ROOT, Figures, median
from engine.framework.catalogue import framework_file, load_framework
from engine.model.council import Group
from engine.model.decisions import Decisions
from engine.model.framework import Framework
from engine.model.vocabulary import framework_vocabulary, with_rulings
from engine.schemas import Schema, load_schema
from engine.sources.checklists.read import read_checklist
from engine.sources.checklists.recognised import catalogue
from engine.transcription.answers import transcribe_checklists
from engine.workspace import Workspace

NUMBERS = (5, 50, 500)


def measure(scratch: Path, runs: int) -> Figures:
    """The largest number once, for it takes long enough to be even."""
    workspace = Workspace(ROOT)
    framework = load_framework(framework_file(workspace))
    schema = load_schema(workspace, "checklist")
    sources = sorted((ROOT / "inputs" / "checklists").glob("*.xlsx"))
    figures: Figures = {}
    for number in NUMBERS:
        paths = copies(sources, number, scratch / str(number))
        figures[f"{number} workbooks, {94 * number:,} ratings (s)"] = median(
            runs if number < NUMBERS[-1] else 1,
            lambda: read(paths, framework, schema),  # noqa: B023
        )
    return figures


def copies(sources: list[Path], number: int, folder: Path) -> list[Path]:
    """So many files, each under a name of its own."""
    folder.mkdir()
    paths = [folder / f"group-{at:03}{sources[at % len(sources)].suffix}" for at in range(number)]
    for at, path in enumerate(paths):
        path.write_bytes(sources[at % len(sources)].read_bytes())
    return paths


def read(paths: list[Path], framework: Framework, schema: Schema) -> None:
    """The files, each put together as the checklist of the group it is named after."""
    known = catalogue(framework, schema)
    groups = [
        Group(id=path.stem, name=path.stem, people=1, how="by post", lived_experience=False, leaders=False)
        for path in paths
    ]
    words = with_rulings(framework_vocabulary(framework), framework)
    words = words.with_kind("group", ((group.id, group.id) for group in groups))
    files = []
    for path, group in zip(paths, groups, strict=True):
        read, _ = read_checklist(path, f"inputs/checklists/{path.name}", known, schema)
        files.append(replace(read, group=group.id))
    checklists, _, _, _ = transcribe_checklists(files, Decisions(), groups, framework, words)
    assert len(checklists) == len(paths)
