"""The page beside a template that is edited: from the save to the picture of the page, in a process that is warm."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.changes import edited
from benchmarks.measuring import Figures, median, sample
from engine.commands.beside import PageBeside
from engine.templates.kinds import TemplateKind

_SEEN = {"a sheet": TemplateKind.SHEET, "a brief": TemplateKind.BRIEF, "the report": TemplateKind.REPORT}


def measure(scratch: Path, runs: int) -> Figures:
    """Each template is looked at once, and again after each save, with nothing but its own words changed."""
    workspace, figures = sample(scratch), Figures()
    sheet = workspace.template(TemplateKind.SHEET)
    with PageBeside(workspace) as beside:
        for what, kind in _SEEN.items():
            figures[f"{what}, from the save to the page's picture (s)"] = _seen(beside, workspace.template(kind), runs)
        checked = median(runs, lambda: beside.check(sheet), edited(sheet))
    return {**figures, "what a check says of the sheet's template besides (s)": checked}


def _seen(beside: PageBeside, file: Path, runs: int) -> float:
    beside.look(file)
    edit = edited(file)

    def save() -> None:
        edit()
        time.sleep(0.5)  # LibreOffice gets ready again while somebody looks at the page

    return median(runs, lambda: beside.look(file), save)
