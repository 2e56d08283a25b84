"""The guidance's tips for a good self-assessment as plain counts: what a director can check, never a score."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.assessment.claims import kinds_by_reference
from engine.assessment.plain_language import words_per_sentence
from engine.assessment.texts import cited
from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.model.readiness import Tip
from engine.model.story import paragraphs

Measure = Callable[[SelfAssessment, Judgement], Iterator[str]]


def tips(assessment: SelfAssessment, judgement: Judgement) -> tuple[Tip, ...]:
    """Every tip of the framework that has counts, in its order."""
    return tuple(
        Tip(tip.letter, tip.name, tuple(_MEASURES[tip.name](assessment, judgement)))
        for tip in assessment.framework.top_tips
        if tip.name in _MEASURES
    )


def _of(part: int, whole: int, noun: str) -> str:
    return f"{part} of {whole} {noun}"


def _accountable(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    actions = [action for narrative in assessment.statements.values() for action in narrative.actions]
    yield _of(sum(action.is_answered_for for action in actions), len(actions), "actions name an owner and a board")
    statements = assessment.framework.statements
    signed = sum(judgement.sheets[statement.id].is_verified for statement in statements)
    yield _of(signed, len(statements), "verification sheets are signed")


def _specific(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    used = {ref for refs in judgement.cited.values() for ref in refs}
    figures = assessment.evidence.figures
    yield _of(sum(figure.ref in used for figure in figures), len(figures), "figures of our own are used in the text")


def _supported(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    yield _of(len(assessment.checklists), len(assessment.council.groups), "groups sent their checklists")
    asked = assessment.endorsements
    yield _of(sum(endorsement.has_agreed for endorsement in asked), len(asked), "people who were asked endorse it")


def _users(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    kinds = kinds_by_reference(assessment)
    of_people = {kind.id for kind in assessment.framework.evidence_kinds if kind.of_people}
    narratives = assessment.statements.values()
    told = sum(any(kinds.get(ref) in of_people for ref in cited(narrative)) for narrative in narratives)
    yield _of(told, len(narratives), "statements rest on what people say as well")
    yield f"{sum(len(narrative.quotations) for narrative in narratives)} quotations"


def _rigorous(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    strengths = sum(claim.is_strength for claim in judgement.claims)
    yield f"{strengths} strengths stand beside {len(judgement.claims) - strengths} areas to improve"
    gaps = sum(len(ratings.gaps) for ratings in judgement.ratings.values())
    yield _of(gaps, len(assessment.framework.items), "checklist items show a perception gap")


def _action_oriented(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    actions = [action for narrative in assessment.statements.values() for action in narrative.actions]
    yield _of(sum(action.is_dated for action in actions), len(actions), "actions have a date")
    yield _of(sum(action.is_done for action in actions), len(actions), "actions are done")


def _nuanced(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    narratives = assessment.statements.values()
    written = sum(bool(narrative.ambition and narrative.evidence and narrative.plans) for narrative in narratives)
    yield _of(written, len(narratives), "statements are written")


def _concise(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    overview = assessment.overview
    words = sum(len(p.text.split()) for story in (overview.about, overview.strategy) for p in paragraphs(story))
    yield f"{words} words of text in Section A, beside its strengths and risks"
    means = [words_per_sentence(narrative) for narrative in assessment.statements.values()]
    longest = max(means, default=0.0)
    yield f"{longest:.0f} words a sentence on average, in the statement with the longest"


def _evidence_informed(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    claims, figures = judgement.claims, assessment.evidence.figures
    yield _of(sum(bool(claim.references) for claim in claims), len(claims), "claims name evidence")
    yield _of(sum(figure.is_compared for figure in figures), len(figures), "figures are compared with others")
    yield _of(sum(bool(f.a_year_ago) for f in figures), len(figures), "figures show how they changed in a year")


_MEASURES: dict[str, Measure] = {
    "Accountable": _accountable,
    "Specific": _specific,
    "Supported": _supported,
    "Users": _users,
    "Rigorous": _rigorous,
    "Action oriented": _action_oriented,
    "Nuanced": _nuanced,
    "Concise": _concise,
    "Evidence informed": _evidence_informed,
}
"""By the name of the tip, as the framework has it."""
