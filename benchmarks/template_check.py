"""The check of templates: how long it takes, and what it finds beside docxtpl-lint: python -m benchmarks.template_check

docxtpl-lint is no part of this project; where it is installed (pip install docxtpl-lint==2.0.1) the same faults go
through it too, once without data and once with data that has a value for every field. Whatever it says of a template
counts as found. Prints the table of docs/template-check.md and writes benchmarks/template_check.json.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import platform
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from engine.findings import Place
from engine.template_check import check_templates
from engine.templates.inspection.inspect import inspect
from engine.templates.inspection.known import vocabulary
from engine.templates.inspection.vocabulary import Kind, Shape
from engine.workspace import Workspace
from tests.template_faults import Fault, faults
from tests.template_features import features

ROOT = Path(__file__).parent.parent
RUNS = 5

Finds = Callable[[Fault], bool]


def main() -> None:
    found = table({"penholder": ours, **others()})
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        check_templates(Workspace(ROOT))
        seconds.append(time.perf_counter() - start)
    result = {
        "machine": platform.machine(),
        "python": platform.python_version(),
        "seconds_all_templates": {"first": round(seconds[0], 3), "median": round(statistics.median(seconds), 3)},
        "faults": found,
        "passed": len(features()),
    }
    (ROOT / "benchmarks" / "template_check.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(f"\nAll templates: {result['seconds_all_templates']}")


def table(checkers: Mapping[str, Finds]) -> dict[str, dict[str, int]]:
    """Prints, for each code, how many of its faults each checker finds."""
    every = list(faults())
    totals = Counter(fault.code for fault in every)
    counts = {name: Counter(fault.code for fault in every if finds(fault)) for name, finds in checkers.items()}
    print(f"| code | faults | {' | '.join(checkers)} |\n|---|---|{'---|' * len(checkers)}")
    for code in sorted(totals):
        print(f"| {code} | {totals[code]} | {' | '.join(str(counts[name][code]) for name in checkers)} |")
    print(f"| all | {len(every)} | {' | '.join(str(counts[name].total()) for name in checkers)} |")
    return {"set": dict(totals), **{name: dict(count) for name, count in counts.items()}}


def ours(fault: Fault) -> bool:
    """Whether the fault's own code is among the findings."""
    inspected = inspect(fault.data, Place(f"word_templates/{fault.file}"))
    return any(remark.finding.code == fault.code for remark in inspected.remarks)


def others() -> dict[str, Finds]:
    """docxtpl-lint without and with data, where it is installed."""
    if importlib.util.find_spec("docxtpl_lint") is None:
        return {}
    lint: Any = importlib.import_module("docxtpl_lint").lint
    data = sample(vocabulary(""))

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
    if shape.kind is Kind.RECORD:
        return {name: sample(inner) for name, inner in shape.fields.items()}
    if shape.kind is Kind.LIST:
        return [sample(shape.item)] if shape.item else []
    return "words"


if __name__ == "__main__":
    main()
