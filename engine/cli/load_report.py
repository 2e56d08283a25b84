"""What came of each checklist file: the load report of `penholder check`, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from engine.model.assessment import Checklist, ReceivedFile, SelfAssessment
from engine.model.returned import Coercion


def totals(assessment: SelfAssessment) -> dict[str, int]:
    """Over all groups that sent a checklist: ratings, blank and conflicts make up expected."""
    groups = [_counts(checklist, assessment) for checklist in assessment.checklists]
    expected = len(assessment.framework.items) * len(groups)
    return {key: sum(group[key] for group in groups) for key in _COUNTED} | {"expected": expected}


def readings_json(assessment: SelfAssessment) -> dict[str, Any]:
    """The contract's `readings`, with every file and each of its coercions."""
    return {
        "groups": {
            checklist.group: {"file": checklist.place.file, **_counts(checklist, assessment)}
            for checklist in assessment.checklists
        },
        "expected": len(assessment.framework.items),
        "totals": totals(assessment),
        "files": [_file(received) for received in assessment.received],
    }


def file_lines(assessment: SelfAssessment, every: bool) -> Iterator[str]:
    """One line for each file; every: with the cells that were read as something they do not literally say."""
    for received in assessment.received:
        name = PurePosixPath(received.file).name
        if received.left_out:
            yield f"  {name:<30} not counted: {received.left_out.rstrip('.')}"
            continue
        coerced = len(received.coercions)
        told = f"   {coerced} cell{'s' * (coerced > 1)} read by meaning: check --all" if coerced and not every else ""
        yield f"  {name:<30} {received.group:<20} {received.ratings} rated{told}"
        for coercion in received.coercions if every else ():
            yield f'      {coercion.place.where}   "{_short(coercion.was)}" read as {_short(coercion.read_as)}'


_COUNTED = ("ratings", "blank", "conflicts", "local_items")


def _counts(checklist: Checklist, assessment: SelfAssessment) -> dict[str, int]:
    ratings = sum(answer.rating is not None for answer in checklist.answers.values())
    return {
        "ratings": ratings,
        "blank": len(assessment.framework.items) - ratings - checklist.conflicts,
        "conflicts": checklist.conflicts,
        "local_items": len(checklist.local_items),
    }


def _file(received: ReceivedFile) -> dict[str, Any]:
    return {
        "file": received.file,
        "group": received.group,
        "ratings": received.ratings,
        "left_out": received.left_out,
        "coercions": [_coercion(coercion) for coercion in received.coercions],
    }


def _coercion(coercion: Coercion) -> dict[str, str]:
    sheet, _, cell = coercion.place.where.rpartition("!")
    return {
        "file": coercion.place.file,
        "sheet": sheet,
        "cell": cell,
        "was": coercion.was,
        "read_as": coercion.read_as,
    }


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"{line[:60]}…" if len(line) > 60 else line
