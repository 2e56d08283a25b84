"""Ratings side by side: counts for each group, never an average, people with lived experience first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings import Finding, warning
from engine.model.assessment import Checklist, SelfAssessment
from engine.model.council import Group
from engine.model.framework import QualityStatement, Rating
from engine.model.judgement import GroupCounts, StatementRatings


def statement_ratings(assessment: SelfAssessment, statement: QualityStatement) -> StatementRatings:
    """The counts of every group that sent a checklist."""
    by_group = {checklist.group: checklist for checklist in assessment.checklists}
    groups = [group for group in assessment.council.groups_in_order if group.id in by_group]
    rows = tuple(_counts(group, by_group[group.id], statement, assessment.framework.ratings) for group in groups)
    gaps = tuple(
        item
        for item in statement.items
        if any(leaders.sees_better(item.id, people) for leaders, people in _pairs(groups, by_group))
    )
    return StatementRatings(rows, gaps)


def gap_findings(ratings: StatementRatings, assessment: SelfAssessment) -> Iterator[Finding]:
    """T-03 for each item that leaders rate better than people with lived experience do."""
    by_group = {checklist.group: checklist for checklist in assessment.checklists}
    groups = [row.group for row in ratings.rows]
    for item in ratings.gaps:
        for leaders, people in _pairs(groups, by_group):
            if leaders.sees_better(item.id, people):
                better, worse = leaders.answers[item.id], people.answers[item.id]
                assert better.rating is not None
                assert worse.rating is not None
                said = f"leaders say “{better.rating.name}”, people with lived experience “{worse.rating.name}”"
                message = f"{item.id}: {said}."
                fix = "Talk the item over with both groups, and say in the text what you found."
                yield warning("T-03", worse.place, message, fix, item.id)


def unknown_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """T-04 for each item that a large part of the groups does not know about."""
    wanted, groups = assessment.council.thresholds.dont_know, len(assessment.checklists)
    for item in assessment.framework.items.values():
        given = [checklist.answers.get(item.id) for checklist in assessment.checklists]
        unknown = [a for a in given if a and a.rating and not a.rating.is_known]
        if unknown and 100 * len(unknown) >= wanted * groups:
            message = f"{item.id}: {len(unknown)} of {groups} groups do not know."
            fix = "Find out why: nobody was asked, nobody was told, or nothing is known."
            yield warning("T-04", unknown[0].place, message, fix, item.id)


def _counts(group: Group, checklist: Checklist, statement: QualityStatement, scale: Sequence[Rating]) -> GroupCounts:
    given = [checklist.rating_of(item.id) for item in statement.items]
    counts = tuple(given.count(rating) for rating in scale)
    agree = sum(rating is not None and rating.agrees for rating in given)
    return GroupCounts(group=group, counts=counts, blank=given.count(None), agree=agree)


def _pairs(groups: Sequence[Group], by_group: dict[str, Checklist]) -> Iterator[tuple[Checklist, Checklist]]:
    """Each checklist of leaders with each of people with lived experience."""
    for leaders in groups:
        for people in groups:
            if leaders.leaders and people.lived_experience:
                yield by_group[leaders.id], by_group[people.id]
