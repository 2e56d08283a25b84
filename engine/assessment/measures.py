"""The guidance's tips for a good self-assessment as plain counts: what a director can check, never a score."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.assessment.evidence_kinds import EvidenceKinds, people_say
from engine.assessment.plain_language import words_per_sentence
from engine.assessment.texts import cited
from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.model.readiness import Tip
from engine.model.story import paragraphs
from engine.phrases import nouns, sentences

Measure = Callable[[SelfAssessment, Judgement], Iterator[str]]


def tips(assessment: SelfAssessment, judgement: Judgement) -> tuple[Tip, ...]:
    """Every tip of the framework that has counts, in its order."""
    return tuple(
        Tip(tip.letter, tip.name, tuple(_MEASURES[tip.name](assessment, judgement)))
        for tip in assessment.framework.top_tips
        if tip.name in _MEASURES
    )


def _accountable(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    actions = [action for narrative in assessment.statements.values() for action in narrative.actions]
    yield sentences.NAME_OWNER_AND_BOARD.in_figures(sum(action.is_answered_for for action in actions), len(actions))
    statements = assessment.framework.statements
    signed = sum(judgement.sheets[statement.id].is_verified for statement in statements)
    yield sentences.SHEETS_SIGNED.in_figures(signed, len(statements))


def _specific(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    used = {ref for refs in judgement.cited.values() for ref in refs}
    figures = assessment.evidence.figures
    yield sentences.FIGURES_USED.in_figures(sum(figure.ref in used for figure in figures), len(figures))


def _supported(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    yield sentences.GROUPS_SENT.in_figures(len(assessment.checklists), len(assessment.council.groups))
    asked = assessment.endorsements
    yield sentences.ENDORSED.in_figures(sum(endorsement.has_agreed for endorsement in asked), len(asked))


def _users(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    kinds, framework = EvidenceKinds(assessment), assessment.framework
    narratives = assessment.statements.values()
    behind = [kinds.of_statement(cited(narrative), narrative.statement) for narrative in narratives]
    told = sum(people_say(each, framework) for each in behind)
    yield sentences.REST_ON_PEOPLE.in_figures(told, len(narratives))
    yield nouns.QUOTATION.figure(sum(len(narrative.quotations) for narrative in narratives))


def _rigorous(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    strengths = sum(claim.is_strength for claim in judgement.claims)
    areas = nouns.AREA_TO_IMPROVE.figure(len(judgement.claims) - strengths)
    yield sentences.STAND_BESIDE(strengths, noun=nouns.STRENGTH.of(strengths), other=areas)
    gaps = sum(len(ratings.gaps) for ratings in judgement.ratings.values())
    yield sentences.SHOW_A_GAP.in_figures(gaps, len(assessment.framework.items))


def _action_oriented(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    actions = [action for narrative in assessment.statements.values() for action in narrative.actions]
    yield sentences.HAVE_A_DATE.in_figures(sum(action.is_dated for action in actions), len(actions))
    yield sentences.ARE_DONE.in_figures(sum(action.is_done for action in actions), len(actions))


def _nuanced(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    narratives = assessment.statements.values()
    written = sum(bool(narrative.ambition and narrative.evidence and narrative.plans) for narrative in narratives)
    yield sentences.ARE_WRITTEN.in_figures(written, len(narratives))


def _concise(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    overview = assessment.overview
    words = sum(len(p.text.split()) for story in (overview.about, overview.strategy) for p in paragraphs(story))
    yield sentences.WORDS_IN_SECTION_A(words)
    means = [words_per_sentence(narrative) for narrative in assessment.statements.values()]
    longest = max(means, default=0.0)
    yield sentences.WORDS_A_SENTENCE(round(longest))


def _evidence_informed(assessment: SelfAssessment, judgement: Judgement) -> Iterator[str]:
    claims, figures = judgement.claims, assessment.evidence.figures
    yield sentences.NAME_EVIDENCE.in_figures(sum(bool(claim.references) for claim in claims), len(claims))
    yield sentences.ARE_COMPARED.in_figures(sum(figure.is_compared for figure in figures), len(figures))
    yield sentences.SHOW_A_YEAR.in_figures(sum(bool(f.a_year_ago) for f in figures), len(figures))


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
