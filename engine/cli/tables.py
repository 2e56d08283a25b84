"""What came in, counted: the lines above the findings of `penholder check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.findings import Finding
from engine.model.assessment import Checklist, SelfAssessment
from engine.model.evidence import Status


def readings(assessment: SelfAssessment, findings: Sequence[Finding]) -> Iterator[str]:
    """One line for each kind of input."""
    expected = len(assessment.framework.items)
    rated = sum(_rated(checklist) for checklist in assessment.checklists)
    conflicts = sum(checklist.conflicts for checklist in assessment.checklists)
    total = expected * len(assessment.checklists)
    groups = f"{len(assessment.checklists)} of {len(assessment.council.groups)} groups"
    yield _line(
        "Checklists",
        groups,
        f"{rated} of {total} rated",
        f"{total - rated - conflicts} blank",
        f"{conflicts} conflicts",
    )
    forms = [*assessment.statements.values(), *assessment.themes.values(), assessment.overview]
    bad = {f.place.file for f in findings if f.code in ("I-01", "I-02") and "/narrative/" in f.place.file}
    yield _line("Narrative", f"{len(forms)} forms", f"{len(forms) - len(bad)} read")
    documents = assessment.evidence.documents
    states = (sum(document.status is state for document in documents) for state in Status)
    told = (f"{count} {state.lower()}" for count, state in zip(states, Status, strict=True) if count)
    yield _line("Evidence", f"{len(documents)} documents", *told, f"{len(assessment.evidence.figures)} figures")
    statuses = [endorsement.status for endorsement in assessment.endorsements]
    kinds = (f"{statuses.count(kind)} {kind.lower()}" for kind in dict.fromkeys(statuses) if kind)
    yield _line("Endorsements", f"{len(statuses)} people", *kinds)
    faults = len(
        {f.place.file for f in findings if f.code.startswith("W-") and f.place.file.startswith("word_templates/")}
    )
    yield _line("Templates", "3 files", f"{faults} with faults" if faults else "all sound")


def readings_json(assessment: SelfAssessment) -> dict[str, Any]:
    """The same for checklists, as the contract has it: ratings, blank and conflicts make up the expected number."""
    expected = len(assessment.framework.items)
    groups = {}
    for checklist in assessment.checklists:
        rated = _rated(checklist)
        groups[checklist.group] = {
            "file": checklist.place.file,
            "ratings": rated,
            "blank": expected - rated - checklist.conflicts,
            "conflicts": checklist.conflicts,
            "local_items": 0,
        }
    return {"groups": groups, "expected": expected}


def _rated(checklist: Checklist) -> int:
    return sum(answer.rating is not None for answer in checklist.answers.values())


def _line(name: str, *parts: str) -> str:
    return f"{name:<13}{'   '.join(parts)}"
