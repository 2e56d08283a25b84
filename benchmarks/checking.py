"""The check of templates: how long it takes, and what it finds beside docxtpl-lint.

docxtpl-lint is no part of this project; where it is installed (pip install docxtpl-lint==2.0.1) the same faults go
through it too, once without data and once with data that has a value for every field. Whatever it says of a template
counts as found. Prints the table of docs/template-check.md.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT, Figures, median, seconds
from engine.commands.template_check import check_templates
from engine.findings import Place
from engine.inspection.inspect import inspect
from engine.inspection.shapes import Shape, ShapeKind
from engine.inspection.shapes_of_views import vocabulary
from engine.workspace import Workspace
from tests.material.template_faults import Fault, faults
from tests.material.template_features import features

Finds = Callable[[Fault], bool]


def measure(scratch: Path, runs: int) -> Figures:
    """All house templates, and every template with a fault."""
    found = table({"penholder": ours, **others()})
    first = seconds(lambda: check_templates(Workspace(ROOT)))
    return {
        "all house templates, the first time (s)": round(first, 3),
        "all house templates (s)": median(runs, lambda: check_templates(Workspace(ROOT))),
        "templates with a fault": len(list(faults())),
        **{f"of them, found by {name}": count.total() for name, count in found.items()},
        "sound templates that are passed": len(features()),
    }


def table(checkers: Mapping[str, Finds]) -> dict[str, Counter[str]]:
    """Prints, for each code, how many of its faults each checker finds."""
    every = list(faults())
    totals = Counter(fault.code for fault in every)
    counts = {name: Counter(fault.code for fault in every if finds(fault)) for name, finds in checkers.items()}
    print(f"| code | faults | {' | '.join(checkers)} |\n|---|---|{'---|' * len(checkers)}")
    for code in sorted(totals):
        print(f"| {code} | {totals[code]} | {' | '.join(str(counts[name][code]) for name in checkers)} |")
    print(f"| all | {len(every)} | {' | '.join(str(counts[name].total()) for name in checkers)} |")
    return counts


def ours(fault: Fault) -> bool:
    """Whether the fault's own code is among the findings."""
    inspected = inspect(fault.data, Place(f"word_templates/{fault.file}"))
    return any(remark.finding.code == fault.code for remark in inspected.remarks)


def others() -> dict[str, Finds]:
    """docxtpl-lint without and with data, where it is installed."""
    if importlib.util.find_spec("docxtpl_lint") is None:
        return {}
    lint: Any = importlib.import_module("docxtpl_lint").lint
    data = sample(vocabulary(None))

    def with_data(fault: Fault) -> bool:
        issues = lint(fault.data, data, autoescape=True).issues
        return any(issue.rule != "DTL307" for issue in issues)  # our formatted values are no plain data

    alarms = [name for name, made in features().items() if lint(made).issues]
    print(f"docxtpl-lint says something of these sound templates: {alarms or 'none'}\n")
    return {
        "docxtpl-lint": lambda fault: bool(lint(fault.data).issues),
        "docxtpl-lint with data": with_data,
    }


def sample(shape: Shape) -> Any:
    """Plain data of a shape, one item in each list."""
    if shape.kind is ShapeKind.RECORD:
        return {name: sample(inner) for name, inner in shape.fields.items()}
    if shape.kind is ShapeKind.LIST:
        return [sample(shape.item)] if shape.item else []
    return "words"
