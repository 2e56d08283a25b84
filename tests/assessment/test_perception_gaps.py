"""Perception gaps of any number of groups: everywhere the same numbers, each under the name of its own group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.reading import Reading
from engine.assessment.assess import assess
from engine.assessment.ratings import gap_findings, statement_ratings
from engine.assessment.readiness import readiness
from engine.findings import Place
from engine.model.assessment import Answer, Checklist, SelfAssessment
from engine.model.council import Compared, Group
from engine.model.framework import Rating, Side
from engine.publishing.lists.triangulation import triangulation_tables
from tests.material.depth import cases

RATINGS = ("Strongly agree", "Tend to agree", "Tend to disagree", "Strongly disagree", "Don’t know", None)
AGREES = {"Strongly agree", "Tend to agree"}
STEP = {name: at for at, name in enumerate(RATINGS[:4])}
STATEMENT = "equity"

Given = Mapping[str, tuple[str | None, ...]]


def group(number: int, kind: str) -> Group:
    lived, leads = kind == "lived", kind == "leads"
    return Group(id=f"g{number}", name=f"Group {number}", people=1, how="Met", lived_experience=lived, leaders=leads)


groups = st.lists(st.sampled_from(["lived", "leads", "other"]), min_size=1, max_size=6).map(
    lambda kinds: tuple(group(number, kind) for number, kind in enumerate(kinds, 1))
)


def rated(reading: Reading, council: tuple[Group, ...], said: Given, compared: Compared) -> SelfAssessment:
    """The sample with these groups, and what each rated of the five items of one statement."""
    assessment = reading.assessment
    (statement,) = (each for each in assessment.framework.statements if each.id == STATEMENT)
    names: dict[str | None, Rating | None] = {rating.name: rating for rating in assessment.framework.ratings}

    def checklist(key: str, ratings: tuple[str | None, ...]) -> Checklist:
        place = Place(f"inputs/checklists/{key}.xlsx", "Equity!C5")
        answers = {
            item.id: Answer(item=item.id, rating=names.get(name), why="", have="", need="", place=place)
            for item, name in zip(statement.items, ratings, strict=True)
        }
        return Checklist(group=key, answers=answers, conflicts=0, place=place)

    return replace(
        assessment,
        council=replace(assessment.council, groups=council, compared=compared),
        checklists=tuple(checklist(key, ratings) for key, ratings in said.items()),
    )


def is_gap(better: str | None, worse: str | None) -> bool:
    """Two steps apart, or on two sides of the scale; by the letter of the guide, not by the code."""
    if better not in STEP or worse not in STEP or STEP[better] >= STEP[worse]:
        return False
    return STEP[worse] - STEP[better] >= 2 or (better in AGREES) != (worse in AGREES)


@pytest.mark.slow
@settings(max_examples=cases(60))
@given(data=st.data(), council=groups, compared=st.sampled_from(Compared))
def test_every_number_is_the_one_of_its_own_groups(
    reading: Reading, data: st.DataObject, council: tuple[Group, ...], compared: Compared
) -> None:
    back = data.draw(st.lists(st.sampled_from([each.id for each in council]), unique=True))
    said = {key: tuple(data.draw(st.tuples(*[st.sampled_from(RATINGS)] * 5))) for key in back}
    assessment = rated(reading, council, said, compared)
    (statement,) = (each for each in assessment.framework.statements if each.id == STATEMENT)
    expected = {
        (better.name, worse.name, item.number)
        for better in council
        for worse in council
        if compared is Compared.EVERY_TWO_GROUPS or (better.leaders and worse.lived_experience)
        for at, item in enumerate(statement.items)
        if better.id in said and worse.id in said and is_gap(said[better.id][at], said[worse.id][at])
    }
    ratings = statement_ratings(assessment, statement)
    found = [(gap.better, gap.worse, item) for gap in ratings.perception_gaps for item in gap.items]
    assert {(better.group.name, worse.group.name, item.number) for better, worse, item in found} == expected
    assert len(found) == len(expected)
    assert [item.number for item in ratings.gaps] == sorted({number for *_, number in expected})
    for row in ratings.rows:
        of_group = said[row.group.id]
        assert (row.agree, row.unknown) == (sum(name in AGREES for name in of_group), of_group.count("Don’t know"))
    assert [finding.about.rpartition(".")[2] for finding in gap_findings(ratings, assessment)] == [
        item.number for *_, item in found
    ]
    in_table(assessment, expected)


def in_table(assessment: SelfAssessment, expected: set[tuple[str, str, str]]) -> None:
    """The sheet of perception gaps names each group that is part of one, item by item, and nobody else."""
    judgement = assess(assessment, ())
    tables = {table.sheet: table for table in triangulation_tables(assessment, judgement)}
    items, gaps = tables["Items"], tables["Perception gaps"]
    marked = {str(row[0]).rpartition(".")[2] for row in items.rows if row[-1] == "Yes"}
    assert marked == {number for *_, number in expected}
    named = {(str(row[2]), str(row[0]).rpartition(".")[2]) for row in gaps.rows if row[0] != "–"}
    assert named == {(name, number) for *names, number in expected for name in names}
    (counted,) = (each for each in readiness(assessment, judgement).statements if each.id == STATEMENT)
    assert counted.gaps == len(marked)
    lived = {each.id for each in assessment.council.groups if each.lived_experience}
    assert {row.group.id for row in counted.people} == lived & {each.group for each in assessment.checklists}


def test_of_two_sides_and_of_two_steps_the_guide_speaks_as_the_scale_does(reading: Reading) -> None:
    by_name = {rating.name: rating for rating in reading.assessment.framework.ratings}
    assert {name for name, rating in by_name.items() if rating.side is Side.AGREE} == AGREES
    assert [by_name[name].position for name in STEP] == list(STEP.values())
