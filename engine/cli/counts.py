"""What came in, counted: the lines above the findings of `penholder check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.cli.load_report import file_lines, totals
from engine.finding_kinds import Trait, has
from engine.findings import Finding
from engine.model.assessment import SelfAssessment
from engine.model.evidence import Status


def readings(assessment: SelfAssessment, findings: Sequence[Finding], every: bool) -> Iterator[str]:
    """One line for each kind of input, and one for each checklist file; every: with the cells it had to interpret."""
    counted = totals(assessment)
    yield _line(
        "Checklists",
        f"{len(assessment.checklists)} of {len(assessment.council.groups)} groups",
        f"{counted['ratings']} of {counted['expected']} rated",
        f"{counted['blank']} blank",
        f"{counted['conflicts']} conflicts",
        f"{counted['local_items']} local item{'s' * (counted['local_items'] != 1)}",
    )
    yield from file_lines(assessment, every)
    forms = [*assessment.statements.values(), *assessment.themes.values(), assessment.overview]
    bad = {f.place.file for f in findings if has(f, Trait.NOT_READ) and "/narrative/" in f.place.file}
    yield _line("Narrative", f"{len(forms)} forms", f"{len(forms) - len(bad)} read")
    documents = assessment.evidence.documents
    states = (sum(document.status is state for document in documents) for state in Status)
    told = (f"{count} {state.lower()}" for count, state in zip(states, Status, strict=True) if count)
    yield _line("Evidence", f"{len(documents)} documents", *told, f"{len(assessment.evidence.figures)} figures")
    statuses = [endorsement.status for endorsement in assessment.endorsements]
    kinds = (f"{statuses.count(kind)} {kind.lower()}" for kind in dict.fromkeys(statuses) if kind)
    yield _line("Endorsements", f"{len(statuses)} people", *kinds)
    of_templates = {f.place.file for f in findings if has(f, Trait.ABOUT_A_TEMPLATE)}
    faults = sum(file.startswith("word_templates/") for file in of_templates)
    yield _line("Templates", "3 files", f"{faults} with faults" if faults else "all sound")


def _line(name: str, *parts: str) -> str:
    return f"{name:<13}{'   '.join(parts)}"
