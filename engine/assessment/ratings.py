"""Ratings side by side: counts for each group, never an average, people with lived experience first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings import Finding, warning
from engine.model.assessment import Checklist, SelfAssessment
from engine.model.council import Group
from engine.model.framework import QualityStatement, Rating
from engine.model.judgement import GroupCounts, PerceptionGap, StatementRatings, inside_a_sentence
from engine.phrases import sentences


def statement_ratings(assessment: SelfAssessment, statement: QualityStatement) -> StatementRatings:
    """The counts of every group that sent a checklist."""
    by_group = {checklist.group: checklist for checklist in assessment.checklists}
    groups = [group for group in assessment.council.groups_in_order if group.id in by_group]
    rows = {g.id: _counts(g, by_group[g.id], statement, assessment.framework.ratings) for g in groups}
    gaps: list[PerceptionGap] = []
    for better, worse in assessment.council.groups_compared():
        if better.id in rows and worse.id in rows:
            higher, lower = by_group[better.id], by_group[worse.id]
            items = tuple(item for item in statement.items if higher.sees_better(item.id, lower))
            gaps += [PerceptionGap(rows[better.id], rows[worse.id], items)] if items else []
    return StatementRatings(tuple(rows.values()), tuple(gaps))


def gap_findings(ratings: StatementRatings, assessment: SelfAssessment) -> Iterator[Finding]:
    """T-03 for each item of each perception gap."""
    by_group = {checklist.group: checklist for checklist in assessment.checklists}
    for gap in ratings.perception_gaps:
        for item in gap.items:
            better, worse = (by_group[row.group.id].answers[item.id] for row in (gap.better, gap.worse))
            assert better.rating is not None
            assert worse.rating is not None
            names = inside_a_sentence(gap.better.group.name), inside_a_sentence(gap.worse.group.name)
            message = f"{item.id}: {names[0]} say “{better.rating.name}”, {names[1]} “{worse.rating.name}”."
            fix = "Talk the item over with both groups, and say in the text what you found."
            yield warning("T-03", worse.place, message, fix, item.id)


def unknown_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """T-04 for each item that a large part of the groups does not know about."""
    wanted, groups = assessment.council.thresholds.dont_know, len(assessment.checklists)
    for item in assessment.framework.items.values():
        given = [checklist.answers.get(item.id) for checklist in assessment.checklists]
        unknown = [a for a in given if a and a.rating and not a.rating.is_known]
        if unknown and 100 * len(unknown) >= wanted * groups:
            message = f"{item.id}: {sentences.DO_NOT_KNOW.in_figures(len(unknown), groups)}."
            fix = "Find out why: nobody was asked, nobody was told, or nothing is known."
            yield warning("T-04", unknown[0].place, message, fix, item.id)


def _counts(group: Group, checklist: Checklist, statement: QualityStatement, scale: Sequence[Rating]) -> GroupCounts:
    given = [checklist.rating_of(item.id) for item in statement.items]
    counts = tuple(given.count(rating) for rating in scale)
    ratings = [rating for rating in given if rating is not None]
    agree, unknown = sum(rating.agrees for rating in ratings), sum(not rating.is_known for rating in ratings)
    return GroupCounts(group=group, counts=counts, blank=given.count(None), agree=agree, unknown=unknown)
