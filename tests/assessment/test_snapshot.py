"""What is kept of a version: the scale, what was rated, the actions and their days."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from engine.assessment.snapshot import as_record, snapshot
from engine.model.assessment import Answer, SelfAssessment
from engine.model.framework import Rating, Side
from engine.model.snapshot import PastFigure
from tests.material.small_council import STATEMENT, saying, small_council, small_judgement, with_framework

ITEM = f"{STATEMENT}.01"


@pytest.fixture
def council() -> SelfAssessment:
    return small_council()


def answered(council: SelfAssessment, *answers: dict[str, Answer]) -> dict[str, str]:
    """What is kept of the item, where the groups answered so."""
    checklists = tuple(
        replace(checklist, answers=given) for checklist, given in zip(council.checklists, answers, strict=True)
    )
    (kept,) = snapshot(replace(council, checklists=checklists), small_judgement()).statements
    return kept.ratings[ITEM]


def test_the_scale_is_kept_without_who_does_not_know(council: SelfAssessment) -> None:
    ratings = (*council.framework.ratings, Rating("Don’t know", Side.UNKNOWN, 2))
    known = tuple(rating.name for rating in ratings if rating.side is not Side.UNKNOWN)
    assert len(known) < len(ratings)
    assert snapshot(with_framework(council, ratings=ratings), small_judgement()).scale == known


def test_the_rating_of_each_group_is_kept_under_its_id(council: SelfAssessment) -> None:
    (answer,) = council.checklists[0].answers.values()
    other = replace(answer, rating=council.framework.ratings[1])
    assert answered(council, {ITEM: answer}, {ITEM: other}) == {"people": "Agree", "leaders": "Disagree"}


def test_a_group_that_left_an_item_blank_or_out_is_not_kept_for_it(council: SelfAssessment) -> None:
    (answer,) = council.checklists[0].answers.values()
    assert answered(council, {ITEM: replace(answer, rating=None)}, {}) == {}


def test_agreement_is_kept_by_the_name_of_the_group(council: SelfAssessment) -> None:
    (kept,) = snapshot(council, small_judgement()).statements
    assert kept.agreed == {"People": 0, "Leaders": 1}
    assert kept.items == 1


def test_the_day_of_an_action_is_kept_as_iso_8601_and_that_of_one_without_as_nothing(council: SelfAssessment) -> None:
    (action,) = council.statements[STATEMENT].actions
    both = saying(council, actions=(replace(action, due=date(2026, 3, 1)), replace(action, due=None)))
    (kept,) = snapshot(both, small_judgement()).statements
    assert [(one.due, one.status) for one in kept.actions] == [("2026-03-01", "Under way"), ("", "Under way")]


def test_figures_are_kept_as_they_were_printed(council: SelfAssessment) -> None:
    assert snapshot(council, small_judgement()).figures == (PastFigure("F-001", "Measure", "1", "2025"),)


def test_a_record_is_readable_text_with_accents_as_they_are(council: SelfAssessment) -> None:
    version = replace(snapshot(council, small_judgement()), council="Sî")
    record = as_record(version).decode()
    assert record.startswith('{\n "council": "Sî",\n "version": "1.0",')
    assert record.endswith("}\n")
    assert json.loads(record)["date"] == "2026-01-01"
