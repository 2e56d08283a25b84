"""The kinds of evidence that are proposed for rows that tell none. They count when a person has written them in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.assessment.evidence_kinds import EvidenceKinds, kind_of_group
from engine.findings import Finding, Place, warning
from engine.model.assessment import SelfAssessment
from engine.model.framework import CHECKLISTS, EvidenceKind, Framework
from engine.model.judgement import Claim
from engine.phrases import sentences

_CHECKLIST = re.compile(r"\bchecklists?\b", re.IGNORECASE)


def unjudged_findings(assessment: SelfAssessment, claims: tuple[Claim, ...]) -> Iterator[Finding]:
    """E-06, once: strengths that cannot be judged before somebody has told kinds of evidence, and what is proposed."""
    wanted = assessment.council.thresholds.kinds_of_evidence
    waiting = sum(claim.is_strength and not claim.is_judged(wanted) for claim in claims)
    if not waiting:
        return
    kinds, groups = EvidenceKinds(assessment), _groups(assessment)
    untold, documents = kinds.untold(), kinds.untold_documents()
    parts = [f"data sources and figures ({len(untold)})"] if untold else []
    parts += [f"library documents ({len(documents)})"] if documents else []
    parts += [f"groups ({', '.join(groups)})"] if groups else []
    proposed = f" Proposed, and not counted until you write it in: {_proposals(assessment, untold)}." if untold else ""
    message = (
        f"The kind of evidence of {' and of '.join(parts)} is not told, so {sentences.NOT_JUDGED(waiting)}.{proposed}"
    )
    told_in = ["the column Kind of evidence of the sheets Data sources and Figures"] if untold else []
    told_in += ["the column Kind of evidence of the sheet Library"] if documents else []
    told_in += ["kind_of_evidence of the groups in council.yaml"] if groups else []
    place = next((one.place for one in assessment.evidence.measured), Place(""))
    yield warning("E-06", Place(place.file), message, f"Write the kinds into {' and '.join(told_in)}.")


def proposed_kinds(assessment: SelfAssessment) -> dict[str, str]:
    """The kind that is proposed for each data source and figure, told or not, by its words."""
    evidence, framework = assessment.evidence, assessment.framework
    sources = {one.ref: _by_words(f"{one.title}. {one.note}", framework) for one in evidence.sources}
    measured = next((kind.id for kind in framework.evidence_kinds if kind.of_figures), "")
    figures = {one.ref: _by_words(f"{one.measure}. {one.note}", framework) or measured for one in evidence.figures}
    return {ref: kind or measured for ref, kind in sources.items()} | figures


def _by_words(words: str, framework: Framework) -> str:
    if _CHECKLIST.search(words):
        return CHECKLISTS
    return next((kind.id for kind in _most_telling(framework) if _has_a_sign(kind, words)), "")


def _most_telling(framework: Framework) -> tuple[EvidenceKind, ...]:
    """What people say last: what staff are satisfied with is known by the staff."""
    return tuple(sorted(framework.evidence_kinds, key=lambda kind: kind.of_people))


def _has_a_sign(kind: EvidenceKind, words: str) -> bool:
    return any(re.search(rf"\b{re.escape(sign)}\b", words, re.IGNORECASE) for sign in kind.signs)


def _proposals(assessment: SelfAssessment, refs: tuple[str, ...]) -> str:
    """By kind, the references it is proposed for; those that follow one another as a range."""
    proposed = proposed_kinds(assessment)
    by_kind = {kind: [ref for ref in refs if proposed[ref] == kind] for kind in (proposed[ref] for ref in refs)}
    name = assessment.framework.kinds_in_words
    return "; ".join(f"{name((kind,)) or 'no kind'} for {_ranges(of_kind)}" for kind, of_kind in by_kind.items())


def _ranges(refs: list[str]) -> str:
    """E-001 to E-004, F-007: references with what lies between the first and the last of those in a row left out."""
    runs: list[list[str]] = []
    for ref in refs:
        letter, number = ref.split("-")
        if runs and runs[-1][-1] == f"{letter}-{int(number) - 1:03}":
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _groups(assessment: SelfAssessment) -> list[str]:
    """The groups whose ratings are evidence of a kind that nobody has told."""
    used = any(CHECKLISTS in one.kinds for one in assessment.evidence.measured)
    back = {checklist.group for checklist in assessment.checklists}
    return [
        group.name
        for group in assessment.council.groups_in_order
        if used and group.id in back and not kind_of_group(group, assessment.framework)
    ]
