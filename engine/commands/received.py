"""What came in, counted: each group's ratings, each file, and how many forms, documents and endorsers there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.finding_kinds import Trait, has
from engine.findings import Finding
from engine.model.assessment import Checklist, ReceivedFile, SelfAssessment
from engine.model.returned import Coercion
from engine.templates.kinds import TemplateKind

_COUNTED = ("ratings", "blank", "conflicts", "local_items")


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came in. totals: as totals() gives them. documents and endorsers: how many there are in each state.

    forms_read: of the forms, those that could be read. templates: of which documents are made;
    templates_faulty: those with a finding.
    """

    files: tuple[ReceivedFile, ...]
    checklists: int
    groups: int
    totals: Mapping[str, int]
    forms: int
    forms_read: int
    documents: Mapping[str, int]
    figures: int
    endorsers: Mapping[str, int]
    templates: int
    templates_faulty: int


def received(assessment: SelfAssessment, findings: Iterable[Finding]) -> Received:
    """What came in, by what there is to say about it."""
    findings = tuple(findings)
    forms = [*assessment.statements.values(), *assessment.themes.values(), assessment.overview]
    unread = {f.place.file for f in findings if has(f, Trait.NOT_READ) and "/narrative/" in f.place.file}
    faulty = {f.place.file for f in findings if has(f, Trait.ABOUT_A_TEMPLATE)}
    return Received(
        files=assessment.received,
        checklists=len(assessment.checklists),
        groups=len(assessment.council.groups),
        totals=totals(assessment),
        forms=len(forms),
        forms_read=len(forms) - len(unread),
        documents=Counter(str(document.status) for document in assessment.evidence.documents),
        figures=len(assessment.evidence.figures),
        endorsers=Counter(str(endorsement.status) for endorsement in assessment.endorsements),
        templates=len(TemplateKind),
        templates_faulty=sum(file.startswith("word_templates/") for file in faulty),
    )


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
