"""What came in, counted: each group's ratings, each file, and how many forms, documents and endorsers there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from engine.finding_kinds import Trait, has
from engine.findings import Finding
from engine.model.assessment import Checklist, ReceivedFile, SelfAssessment
from engine.model.evidence import Status
from engine.model.returned import Coercion
from engine.phrases import nouns, sentences
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


def received_lines(received: Received, every: bool) -> Iterator[str]:
    """One line for each kind of input, and one for each checklist file; every: with the cells it had to interpret."""
    counted = received.totals
    yield _line(
        "Checklists",
        nouns.GROUP.part(received.checklists, received.groups),
        f"{counted['ratings']} of {counted['expected']} rated",
        f"{counted['blank']} blank",
        nouns.CONFLICT.figure(counted["conflicts"]),
        nouns.LOCAL_ITEM.figure(counted["local_items"]),
    )
    yield from _file_lines(received.files, every)
    yield _line("Narrative", nouns.FORM.figure(received.forms), f"{received.forms_read} read")
    states = (f"{count} {state.lower()}" for state in Status if (count := received.documents.get(state, 0)))
    yield _line(
        "Evidence",
        nouns.DOCUMENT.figure(sum(received.documents.values())),
        *states,
        nouns.FIGURE.figure(received.figures),
    )
    kinds = (f"{count} {kind.lower()}" for kind, count in received.endorsers.items() if kind)
    yield _line("Endorsements", nouns.PERSON.figure(sum(received.endorsers.values())), *kinds)
    faults = sentences.FAULTY_TEMPLATES(received.templates_faulty)
    yield _line("Templates", nouns.FILE.figure(received.templates), faults)


def _file_lines(files: Iterable[ReceivedFile], every: bool) -> Iterator[str]:
    """One line for each file; every: with the cells that were read as something they do not literally say."""
    for received in files:
        name = PurePosixPath(received.file).name
        if received.left_out:
            yield f"  {name:<30} not counted: {received.left_out.rstrip('.')}"
            continue
        coerced = len(received.coercions)
        told = f"   {sentences.READ_BY_MEANING(coerced)}: check --all" if coerced and not every else ""
        yield f"  {name:<30} {received.group:<20} {received.ratings} rated{told}"
        for coercion in received.coercions if every else ():
            yield f'      {coercion.place.where}   "{_short(coercion.was)}" read as {_short(coercion.read_as)}'


def _line(name: str, *parts: str) -> str:
    return f"{name:<13}{'   '.join(parts)}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"{line[:60]}…" if len(line) > 60 else line
