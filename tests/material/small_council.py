"""A council with one statement and one row of each list: so small that a check of all of it takes no time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.model.assessment import SelfAssessment
from engine.model.evidence import Document
from engine.model.judgement import Judgement
from engine.rendering.views.specimen import specimen

STATEMENT = "statement"
_PARTS = ("ambition", "strengths", "improvements", "evidence", "plans", "actions", "quotations", "documents")


def small_council() -> SelfAssessment:
    """Its assessment: one statement, verified by "Name" in the post "Post"; D-001, E-001 and F-001; two groups."""
    return specimen().assessment


def small_judgement() -> Judgement:
    """What is found about it: nothing has been issued, and one warning about the statement stands."""
    return specimen().judgement


def saying(assessment: SelfAssessment, **parts: Any) -> SelfAssessment:
    """The council with a statement that says this and nothing else: no section of its own, and nobody's advice."""
    empty: dict[str, Any] = dict.fromkeys(_PARTS, ())
    narrative = replace(assessment.statements[STATEMENT], judgement=None, **(empty | parts))
    return replace(assessment, statements={STATEMENT: narrative}, recommendations=(), sections=())


def silent(assessment: SelfAssessment) -> SelfAssessment:
    """The council with nothing in its statement, its theme or Section A."""
    (theme,) = assessment.themes.values()
    overview: dict[str, Any] = dict.fromkeys(
        ("about", "strategy", "strengths", "risks", "glance_strengths", "glance_priorities", "process", "review"), ()
    )
    quiet = replace(theme, introduction=(), priorities=())
    return saying(replace(assessment, themes={theme.theme: quiet}, overview=replace(assessment.overview, **overview)))


def with_council(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    """The same with some of council.yaml changed."""
    return replace(assessment, council=replace(assessment.council, **changes))


def with_framework(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    """The same under a framework of which something is changed."""
    return replace(assessment, framework=replace(assessment.framework, **changes))


def with_evidence(assessment: SelfAssessment, **changes: Any) -> SelfAssessment:
    """The same with other documents, sources or figures."""
    return replace(assessment, evidence=replace(assessment.evidence, **changes))


def document(assessment: SelfAssessment, ref: str = "D-001", **changes: Any) -> Document:
    """A document as the council has it, but for some changes."""
    return replace(assessment.evidence.documents[0], ref=ref, **changes)
