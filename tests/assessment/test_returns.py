"""Who owes what: everybody once, with everything, late only after the day, and the library last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assembly.reading import Reading
from engine.assessment.returns import returns
from engine.findings import Place, error
from engine.model.assessment import Reply, SelfAssessment
from engine.model.council import Dates, DueDays, Verifier
from engine.model.evidence import Status
from engine.model.judgement import Judgement
from engine.model.returns import Owing, ReturnKind, Returns, ReturnState
from tests.material.small_council import (
    STATEMENT,
    document,
    saying,
    small_council,
    small_judgement,
    with_council,
    with_evidence,
)

BUILT, REPORT, DUE, RETURN = date(2026, 11, 28), date(2026, 12, 5), date(2026, 12, 12), date(2026, 12, 19)
HEAD = Verifier(statement=STATEMENT, name="Ann Ash", position="Head of Care", email="")


def of(assessment: SelfAssessment, day: date = BUILT, judgement: Judgement | None = None) -> Returns:
    return returns(assessment, replace(judgement or replace(small_judgement(), findings=()), today=day))


def whole() -> SelfAssessment:
    """A council of which nobody owes anything, verified by a head of care."""
    agreed = tuple(replace(one, status=Reply.AGREED, name="Bo Birch") for one in small_council().endorsements)
    council = with_council(
        saying(small_council()), verifiers=(HEAD,), date=REPORT, dates=Dates(information_return=RETURN)
    )
    return replace(council, endorsements=agreed)


def with_drafts(owners: list[str], due: date | None = DUE) -> SelfAssessment:
    """The same with a document in draft for each of these owners."""
    found = whole()
    drafts = (
        document(found, f"D-{number:03}", status=Status.IN_DRAFT, owner=owner, due=due)
        for number, owner in enumerate(owners, 1)
    )
    return with_evidence(found, documents=tuple(drafts))


def without_checklists(**changes: object) -> SelfAssessment:
    return replace(with_council(whole(), **changes), checklists=())


def test_nobody_owes_anything_where_all_is_there() -> None:
    assert of(whole()).everyone == ()


# the day


def test_twenty_rows_of_one_owner_are_one_person_who_is_not_late_before_the_day() -> None:
    found = of(with_drafts(["Head of Care"] * 20))
    assert found.late == ()
    (owing,) = found.to_come
    assert (owing.who, len(owing.missing)) == ("Ann Ash, Head of Care", 20)
    assert owing.missing[0].in_words == "D-001, Title (in draft), due on 12 December 2026"


@pytest.mark.parametrize(("days", "late"), [(-1, 0), (0, 0), (1, 1)])
def test_the_day_itself_is_not_late_and_the_next_one_is(days: int, late: int) -> None:
    found = of(with_drafts(["Head of Care"] * 3), DUE + timedelta(days=days))
    assert len(found.late) == late
    assert all(missing.is_late is bool(late) for owing in found.everyone for missing in owing.missing)


def test_what_has_no_day_is_owed_and_never_late() -> None:
    (owing,) = of(without_checklists(), date(2036, 1, 1)).everyone[:1]
    assert (owing.who, owing.is_late, owing.missing[0].in_words) == ("People", False, "No checklist has come back")


def test_a_checklist_in_which_nobody_has_written_has_not_come_back() -> None:
    blank = tuple(replace(one, answers={}, conflicts=0, local_items=()) for one in whole().checklists)
    asked = [one for one in of(replace(whole(), checklists=blank)).asked if one.kind is ReturnKind.CHECKLIST]
    assert {(one.state, one.said) for one in asked} == {(ReturnState.NOT_ASKED, "No checklist has come back")}


def test_a_group_may_have_a_day_of_its_own() -> None:
    groups = tuple(
        replace(group, due=DUE if group.lived_experience else None) for group in small_council().council.groups
    )
    found = of(without_checklists(groups=groups, returns=DueDays(checklists=BUILT - timedelta(days=1))))
    assert [(owing.who, owing.is_late) for owing in found.everyone] == [("Leaders", True), ("People", False)]


def test_without_a_day_of_the_build_the_day_of_the_information_return_counts() -> None:
    found = returns(with_drafts(["Head of Care"]), replace(small_judgement(), findings=(), today=None))
    assert (found.day, len(found.late)) == (RETURN, 1)


# whom


def test_a_person_stands_once_whether_by_name_or_by_post() -> None:
    owners = ["Head of Care", "Ann Ash", "Ash, Ann", "ann ash (head of care)", "Ms Ann Ash, Head of Care"]
    assert [(owing.who, len(owing.missing)) for owing in of(with_drafts(owners)).everyone] == [
        ("Ann Ash, Head of Care", 5)
    ]


def test_a_post_that_two_people_have_is_neither_of_them() -> None:
    found = with_drafts(["Chief Executive"])
    (first,) = found.endorsements
    two = [replace(first, name=name, position="Chief Executive", status=Reply.INVITED) for name in ("Cy Yew", "Di Elm")]
    asked = replace(found, endorsements=tuple(two))
    judgement = replace(small_judgement(), findings=(), endorsers=small_judgement().endorsers * 2)
    assert [owing.who for owing in of(asked, judgement=judgement).everyone] == [
        "Cy Yew, Chief Executive",
        "Di Elm, Chief Executive",
        "Chief Executive",
    ]


def test_an_owner_whom_nobody_knows_is_told_as_typed_and_once() -> None:
    assert [owing.who for owing in of(with_drafts(["Policy team", "policy team ", ""])).everyone] == [
        "Policy team",
        "Nobody is named",
    ]


def test_the_library_comes_last_among_those_who_are_late() -> None:
    council = with_drafts(["Zoe Zander"], BUILT - timedelta(days=9))
    late = replace(with_council(council, returns=DueDays(checklists=BUILT - timedelta(days=1))), checklists=())
    assert [owing.who for owing in of(late).late] == ["People", "Leaders", "Zoe Zander"]


# what


def test_a_form_that_did_not_come_is_owed_by_who_verifies_it() -> None:
    found = whole()
    file = found.statements[STATEMENT].place.file or "inputs/narrative/statement.docx"
    narrative = replace(found.statements[STATEMENT], place=Place(file))
    found = replace(found, statements={STATEMENT: narrative})
    gone = replace(small_judgement(), findings=(error("I-01", Place(file), "It is missing.", ""),))
    (owing,) = of(found, judgement=gone).everyone
    assert owing.who == "Ann Ash, Head of Care"
    assert owing.missing[0].what == "The form of Statement has not come back, or cannot be read"
    empty = replace(gone, findings=(error("S-01", Place(file, "Plans"), "It is empty.", ""),) * 2)
    (owing,) = of(found, judgement=empty).everyone
    assert owing.missing[0].what == "The form of Statement is not finished: 2 places to fill in or put right"


# how far each thing is


def test_everything_that_is_asked_for_stands_there_the_complete_too() -> None:
    found = of(whole())
    kinds = [one.kind for one in found.asked]
    own = len(whole().sections)  # each has a form
    assert [kinds.count(kind) for kind in ReturnKind] == [2, 3 + own, 1, 1, 0, 0]
    assert {one.state for one in found.asked if one.kind is ReturnKind.FORM} == {ReturnState.COMPLETE}


@pytest.mark.parametrize(
    ("due", "state"),
    [(None, ReturnState.NOT_ASKED), (BUILT, ReturnState.ASKED), (BUILT - timedelta(days=1), ReturnState.LATE)],
)
def test_a_checklist_that_has_not_come_is_asked_for_by_a_day_and_late_after_it(
    due: date | None, state: ReturnState
) -> None:
    found = of(without_checklists(returns=DueDays(checklists=due)))
    assert {one.state for one in found.asked if one.kind is ReturnKind.CHECKLIST} == {state}


@pytest.mark.parametrize(
    ("rated", "conflicts", "state", "said"),
    [
        (1, 0, ReturnState.COMPLETE, "1 of 1 item rated"),
        (0, 0, ReturnState.BACK, "0 of 1 item rated, 1 blank"),
        (0, 1, ReturnState.TO_SETTLE, "0 of 1 item rated, 1 conflict"),
    ],
)
def test_a_checklist_that_came_is_told_by_its_items(rated: int, conflicts: int, state: ReturnState, said: str) -> None:
    found = whole()
    first = found.checklists[0]
    answers = {key: replace(answer, rating=answer.rating if rated else None) for key, answer in first.answers.items()}
    found = replace(found, checklists=(replace(first, answers=answers, conflicts=conflicts),))
    (told,) = [one for one in of(found).asked if one.kind is ReturnKind.CHECKLIST and one.about == first.group]
    assert (told.state, told.said, told.rated, told.open) == (state, said, rated, conflicts)
    assert told.missing is None, "what came is not owed by whoever sent it"


def test_people_stand_once_and_who_is_furthest_from_done_comes_first() -> None:
    found = of(without_checklists(returns=DueDays(checklists=BUILT - timedelta(days=1))))
    assert len({one.who for one in found.people}) == len(found.people)
    states = [list(ReturnState).index(one.state) for one in found.people]
    assert states == sorted(states)
    assert found.people[0].state is ReturnState.LATE


def test_the_readiness_page_and_the_list_of_what_is_asked_say_the_same(reading: Reading) -> None:
    found = returns(reading.assessment, reading.judgement)
    owed = {(owing.who, missing.what) for owing in found.everyone for missing in owing.missing}
    assert {(one.who, one.missing.what) for one in found.asked if one.missing} <= owed


# for any number of things

DAYS = st.none() | st.dates(date(2026, 10, 1), date(2027, 2, 1))


@given(
    owners=st.lists(st.tuples(st.sampled_from(["Head of Care", "Ann Ash", "Policy team", "IT"]), DAYS), max_size=12),
    checklists=DAYS,
    back=st.integers(0, 2),
    today=st.dates(date(2026, 10, 1), date(2027, 2, 1)),
)
def test_everybody_stands_once_everything_is_told_and_nobody_is_late_before_the_day(
    owners: list[tuple[str, date | None]], checklists: date | None, back: int, today: date
) -> None:
    found = with_drafts([owner for owner, _ in owners])
    documents = [replace(one, due=due) for one, (_, due) in zip(found.evidence.documents, owners, strict=True)]
    found = with_council(with_evidence(found, documents=tuple(documents)), returns=DueDays(checklists=checklists))
    found = replace(found, checklists=found.checklists[:back])
    owed = of(found, today)
    assert len({owing.who for owing in owed.everyone}) == len(owed.everyone)
    told = [missing for owing in owed.everyone for missing in owing.missing]
    assert sum(missing.kind is ReturnKind.DOCUMENT for missing in told) == len(owners)
    assert sum(missing.kind is ReturnKind.CHECKLIST for missing in told) == 2 - back
    assert all(missing.is_late == (missing.due is not None and missing.due < today) for missing in told)
    assert [*owed.late, *owed.to_come] == list(owed.everyone)
    for part in (owed.late, owed.to_come):
        only_library = [_is_only_library(owing) for owing in part]
        assert only_library == sorted(only_library), "who owes nothing but documents comes last"


def _is_only_library(owing: Owing) -> bool:
    """Whether the first that is told of somebody is a document."""
    return owing.missing[0].kind is ReturnKind.DOCUMENT


def test_days_of_council_yaml_are_read(reading: Reading) -> None:
    days = reading.assessment.council.returns
    assert (days.checklists, days.endorsements) == (date(2026, 1, 30), date(2026, 3, 20))
