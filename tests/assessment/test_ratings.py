"""Ratings side by side: counts for each group, gaps between leaders and people, never an average."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

import pytest

from engine.assembly.reading import Reading
from engine.assessment.ratings import gap_findings, statement_ratings, unknown_findings
from engine.findings import Place, Severity
from engine.model.assessment import Answer, Checklist, SelfAssessment
from engine.model.council import Group
from engine.model.framework import Framework, QualityStatement, Rating, Side
from engine.model.judgement import GroupCounts, StatementRatings

PEOPLE = Group(
    id="people", name="People with lived experience", people=61, how="Forum", lived_experience=True, leaders=False
)
CARERS = Group(id="carers", name="Unpaid carers", people=9, how="Forum", lived_experience=True, leaders=False)
LEADERS = Group(
    id="leaders", name="Managers and leaders", people=17, how="Away day", lived_experience=False, leaders=True
)
STAFF = Group(id="staff", name="Frontline staff", people=48, how="Workshop", lived_experience=False, leaders=False)

AGREE, NOT, TEND, TEND_NOT = "Strongly agree", "Strongly disagree", "Tend to agree", "Tend to disagree"
UNKNOWN = "Don’t know"


@pytest.fixture
def equity(framework: Framework) -> QualityStatement:
    """The shortest statement: five items."""
    return framework.statements[2]


def _checklist(group: Group, framework: Framework, ratings: Mapping[str, str]) -> Checklist:
    """A group's workbook with these ratings by item; an empty one is a cell left blank."""
    place = Place(f"inputs/checklists/{group.id}.xlsx", "Equity!C5")
    answers = {
        item: Answer(
            item=item, rating=framework.rating_by_name[name] if name else None, why="", have="", need="", place=place
        )
        for item, name in ratings.items()
    }
    return Checklist(group=group.id, answers=answers, conflicts=0, place=place)


def _rated(reading: Reading, ratings: Mapping[Group, Mapping[str, str]]) -> SelfAssessment:
    """The sample with these groups and their ratings."""
    assessment = reading.assessment
    council = replace(assessment.council, groups=tuple(ratings))
    checklists = tuple(_checklist(group, assessment.framework, given) for group, given in ratings.items())
    return replace(assessment, council=council, checklists=checklists)


def _gaps(reading: Reading, equity: QualityStatement, leaders: str, people: str) -> list[str]:
    """The items on which the two groups differ when they rate one item so."""
    item = equity.items[0].id
    assessment = _rated(reading, {PEOPLE: {item: people}, LEADERS: {item: leaders}})
    return [gap.id for gap in statement_ratings(assessment, equity).gaps]


# counts


def test_each_group_is_counted_along_the_scale(reading: Reading, equity: QualityStatement) -> None:
    names = (AGREE, TEND, TEND, NOT, UNKNOWN)
    given = {item.id: name for item, name in zip(equity.items, names, strict=True)}
    (row,) = statement_ratings(_rated(reading, {STAFF: given}), equity).rows
    assert row.counts == (1, 2, 0, 1, 1)
    assert (row.agree, row.blank, row.total) == (3, 0, 5)


def test_a_blank_is_no_answer_and_not_a_dont_know(reading: Reading, equity: QualityStatement) -> None:
    (row,) = statement_ratings(_rated(reading, {STAFF: {equity.items[0].id: ""}}), equity).rows
    assert row.counts == (0, 0, 0, 0, 0)
    assert row.blank == 5


def test_counts_and_blanks_add_up_to_the_items_for_every_group(reading: Reading) -> None:
    for statement in reading.assessment.framework.statements:
        rows = reading.judgement.ratings[statement.id].rows
        assert [row.total for row in rows] == [len(statement.items)] * 5


def test_a_group_without_a_workbook_has_no_row(reading: Reading, equity: QualityStatement) -> None:
    assessment = replace(_rated(reading, {PEOPLE: {}, STAFF: {}}), checklists=())
    assert statement_ratings(assessment, equity).rows == ()


def test_people_with_lived_experience_come_first_wherever_they_are_listed(
    reading: Reading, equity: QualityStatement
) -> None:
    ratings = statement_ratings(_rated(reading, {LEADERS: {}, STAFF: {}, PEOPLE: {}}), equity)
    assert [row.group for row in ratings.rows] == [PEOPLE, LEADERS, STAFF]


def test_nothing_is_averaged(reading: Reading) -> None:
    rows = [row for ratings in reading.judgement.ratings.values() for row in ratings.rows]
    numbers = [value for row in rows for value in (*row.counts, row.blank, row.agree, row.total)]
    assert all(type(number) is int for number in numbers)
    assert {field.name for field in fields(GroupCounts)} == {"group", "counts", "blank", "agree", "unknown"}
    assert {field.name for field in fields(StatementRatings)} == {"rows", "perception_gaps"}


# gaps


@pytest.mark.parametrize(("leaders", "people"), [(AGREE, TEND_NOT), (AGREE, NOT), (TEND, TEND_NOT), (TEND, NOT)])
def test_leaders_who_see_an_item_better_by_two_steps_or_across_the_middle_make_a_gap(
    reading: Reading, equity: QualityStatement, leaders: str, people: str
) -> None:
    assert _gaps(reading, equity, leaders, people) == [equity.items[0].id]


@pytest.mark.parametrize(("leaders", "people"), [(AGREE, AGREE), (AGREE, TEND), (TEND_NOT, NOT), (NOT, NOT)])
def test_one_step_on_the_same_side_is_no_gap(
    reading: Reading, equity: QualityStatement, leaders: str, people: str
) -> None:
    assert _gaps(reading, equity, leaders, people) == []


@pytest.mark.parametrize(("steps", "is_gap"), [(1, False), (2, True), (3, True)])
def test_on_a_longer_scale_two_steps_on_the_same_side_are_a_gap(
    reading: Reading, equity: QualityStatement, steps: int, is_gap: bool
) -> None:
    assessment = _rated(reading, {PEOPLE: {}, LEADERS: {}})
    people, leaders = assessment.checklists
    item = equity.items[0].id

    def rated(checklist: Checklist, position: int) -> Checklist:
        rating = Rating(f"Agree {position}", Side.AGREE, position)
        answer = Answer(item=item, rating=rating, why="", have="", need="", place=checklist.place)
        return replace(checklist, answers={item: answer})

    changed = replace(assessment, checklists=(rated(people, steps), rated(leaders, 0)))
    assert bool(statement_ratings(changed, equity).gaps) is is_gap


@pytest.mark.parametrize(("leaders", "people"), [(NOT, AGREE), (TEND_NOT, TEND), (TEND, AGREE)])
def test_leaders_who_are_harder_on_themselves_make_no_gap(
    reading: Reading, equity: QualityStatement, leaders: str, people: str
) -> None:
    assert _gaps(reading, equity, leaders, people) == []


@pytest.mark.parametrize("rating", [AGREE, TEND, TEND_NOT, NOT, UNKNOWN, ""])
def test_dont_know_and_no_answer_never_make_a_gap(reading: Reading, equity: QualityStatement, rating: str) -> None:
    for silent in (UNKNOWN, ""):
        assert _gaps(reading, equity, rating, silent) == []
        assert _gaps(reading, equity, silent, rating) == []


@pytest.mark.parametrize(("staff", "of_both"), [(AGREE, NOT), (NOT, AGREE)])
def test_only_leaders_and_people_with_lived_experience_are_compared(
    reading: Reading, equity: QualityStatement, staff: str, of_both: str
) -> None:
    item = equity.items[0].id
    assessment = _rated(reading, {STAFF: {item: staff}, LEADERS: {item: of_both}, PEOPLE: {item: of_both}})
    assert statement_ratings(assessment, equity).gaps == ()


@pytest.mark.parametrize("leaders_answered", [True, False])
def test_an_item_that_one_of_the_two_left_out_makes_no_gap(
    reading: Reading, equity: QualityStatement, leaders_answered: bool
) -> None:
    given = {equity.items[0].id: AGREE}
    people, leaders = ({}, given) if leaders_answered else (given, {})
    assert statement_ratings(_rated(reading, {PEOPLE: people, LEADERS: leaders}), equity).gaps == ()


def test_one_group_of_people_that_sees_it_worse_makes_a_gap(reading: Reading, equity: QualityStatement) -> None:
    item = equity.items[0].id
    assessment = _rated(reading, {PEOPLE: {item: AGREE}, CARERS: {item: NOT}, LEADERS: {item: AGREE}})
    assert statement_ratings(assessment, equity).gaps == (equity.items[0],)


def test_a_gap_is_told_of_the_group_that_sees_it_worse_and_of_no_other(
    reading: Reading, equity: QualityStatement
) -> None:
    item = equity.items[0].id
    assessment = _rated(reading, {PEOPLE: {item: AGREE}, CARERS: {item: NOT}, LEADERS: {item: AGREE}})
    found = gap_findings(statement_ratings(assessment, equity), assessment)
    assert [finding.place.file for finding in found] == ["inputs/checklists/carers.xlsx"]


def test_a_gap_is_a_warning_at_the_cell_of_the_people_it_concerns(reading: Reading, equity: QualityStatement) -> None:
    item = equity.items[0].id
    assessment = _rated(reading, {PEOPLE: {item: NOT}, LEADERS: {item: AGREE}})
    (finding,) = gap_findings(statement_ratings(assessment, equity), assessment)
    assert (finding.severity, finding.code, finding.about) == (Severity.WARNING, "T-03", item)
    assert finding.place == Place("inputs/checklists/people.xlsx", "Equity!C5")
    assert finding.message == f"{item}: managers and leaders say “{AGREE}”, people with lived experience “{NOT}”."
    assert finding.fix


def test_agreement_is_no_finding(reading: Reading, equity: QualityStatement) -> None:
    item = equity.items[0].id
    assessment = _rated(reading, {PEOPLE: {item: AGREE}, LEADERS: {item: AGREE}})
    assert list(gap_findings(statement_ratings(assessment, equity), assessment)) == []


# T-04: what nobody knows


def _unknown(assessment: SelfAssessment) -> list[str]:
    return [finding.message for finding in unknown_findings(assessment)]


def test_an_item_that_nobody_knows_about_is_a_warning_at_the_first_cell_that_says_so(
    reading: Reading, equity: QualityStatement
) -> None:
    item = equity.items[0].id
    assessment = _rated(reading, {PEOPLE: {item: AGREE}, STAFF: {item: UNKNOWN}, LEADERS: {item: UNKNOWN}})
    (finding,) = unknown_findings(assessment)
    assert (finding.severity, finding.code, finding.about) == (Severity.WARNING, "T-04", item)
    assert finding.place.file == "inputs/checklists/staff.xlsx"
    assert finding.message == f"{item}: 2 of 3 groups do not know."


def test_a_group_that_left_an_item_out_or_blank_does_not_say_that_it_does_not_know(
    reading: Reading, equity: QualityStatement
) -> None:
    item = equity.items[0].id
    assert _unknown(_rated(reading, {PEOPLE: {}, STAFF: {item: ""}, LEADERS: {item: AGREE}})) == []


def test_a_group_that_left_an_item_out_is_still_one_of_those_asked(reading: Reading, equity: QualityStatement) -> None:
    item = equity.items[0].id
    assessment = _rated(reading, {PEOPLE: {}, STAFF: {item: ""}, LEADERS: {item: UNKNOWN}})
    assert _unknown(assessment) == []


@pytest.mark.parametrize(("per_cent", "found"), [(42, 1), (43, 0)])
def test_three_groups_of_seven_are_over_42_per_cent_and_under_43(
    reading: Reading, equity: QualityStatement, per_cent: int, found: int
) -> None:
    item = equity.items[0].id
    said = dict(enumerate([UNKNOWN] * 3 + [AGREE] * 4))
    assessment = _rated(reading, {replace(STAFF, id=f"staff-{n}"): {item: said[n]} for n in said})
    thresholds = replace(assessment.council.thresholds, dont_know=per_cent)
    council = replace(assessment.council, thresholds=thresholds)
    assert len(_unknown(replace(assessment, council=council))) == found


def test_before_the_first_checklist_has_come_nothing_is_unknown(reading: Reading) -> None:
    assert _unknown(_rated(reading, {})) == []


# the message


def _counts(group: Group, agree: int, other: int) -> GroupCounts:
    return GroupCounts(group=group, counts=(agree, 0, other, 0, 0), blank=0, agree=agree)


def test_the_message_names_the_group_that_agrees_least_and_the_one_that_agrees_most() -> None:
    rows = (_counts(PEOPLE, 2, 3), _counts(STAFF, 3, 2), _counts(LEADERS, 5, 0))
    expected = "People with lived experience agree with 2 of 5 items, managers and leaders with 5"
    assert StatementRatings(rows, ()).message == expected


def test_an_abbreviation_at_the_beginning_of_a_group_keeps_its_capitals() -> None:
    nhs = replace(LEADERS, name="NHS partners")
    rows = (_counts(PEOPLE, 2, 3), _counts(nhs, 5, 0))
    assert StatementRatings(rows, ()).message.endswith(", NHS partners with 5")


def test_groups_of_one_mind_are_named_together() -> None:
    rows = (_counts(PEOPLE, 4, 1), _counts(LEADERS, 4, 1))
    assert StatementRatings(rows, ()).message == "Both groups agree with 4 of 5 items"


def test_without_checklists_the_message_says_so() -> None:
    assert StatementRatings((), ()).message == "No group has sent its ratings yet"
