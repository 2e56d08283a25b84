"""What the page for the director counts and tells, in a council of which a test knows everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.assessment.readiness import readiness
from engine.findings import Finding, Place, error, info, warning
from engine.model.assessment import ActionStatus, Reply, SelfAssessment
from engine.model.council import Verifier
from engine.model.evidence import Status
from engine.model.judgement import Claim, GroupCounts, Judgement, StatementRatings
from engine.model.readiness import Concern, StatementReadiness
from engine.model.signing import ENDORSEMENTS, Endorsing, Sheet, State
from tests.material.small_council import (
    STATEMENT,
    document,
    saying,
    small_council,
    small_judgement,
    with_council,
    with_evidence,
)
from tests.material.small_word import line

HERE = Place("inputs/narrative/form.docx", "paragraph 1")
EARLIER, TODAY = date(2025, 12, 31), date(2026, 1, 1)


@pytest.fixture
def council() -> SelfAssessment:
    """The small council, of which nobody owes anything."""
    return saying(small_council())


@pytest.fixture
def judgement() -> Judgement:
    return replace(small_judgement(), findings=())


def finding(code: str, about: str = STATEMENT, tell: Any = warning) -> Finding:
    made: Finding = tell(code, HERE, f"{code} of {about}", "", about)
    return made


def row(council: SelfAssessment, judgement: Judgement) -> StatementReadiness:
    (only,) = readiness(council, judgement).statements
    return only


def late(council: SelfAssessment, judgement: Judgement) -> list[tuple[str, str]]:
    return [(concern.about, concern.text) for concern in readiness(council, judgement).late]


def to_come(council: SelfAssessment, judgement: Judgement) -> list[tuple[str, str]]:
    return [(concern.about, concern.text) for concern in readiness(council, judgement).to_come]


# what stops it, and what is asserted


@pytest.mark.parametrize(
    ("about", "named"),
    [
        (STATEMENT, "Statement"),
        (f"{STATEMENT}.01", "Statement"),
        ("theme", "Theme"),
        ("overview", "Section A"),
        ("D-001", "D-001"),
        ("", "form.docx"),
    ],
)
def test_what_stops_it_is_told_by_the_name_of_what_it_is_about(
    council: SelfAssessment, judgement: Judgement, about: str, named: str
) -> None:
    (blocker,) = readiness(council, replace(judgement, findings=(finding("T-06", about, error),))).blockers
    assert blocker == Concern(named, f"T-06 of {about}", "inputs/narrative/form.docx › paragraph 1", "T-06")


def test_what_is_asserted_comes_with_the_gravest_first_and_nothing_else_among_it(
    council: SelfAssessment, judgement: Judgement
) -> None:
    found = tuple(finding(code) for code in ("T-05", "T-01", "S-05", "T-02"))
    told = readiness(council, replace(judgement, findings=found)).asserted
    assert [concern.code for concern in told] == ["T-01", "T-02", "T-05"]


def test_warnings_are_counted_without_errors_and_what_is_only_worth_knowing(
    council: SelfAssessment, judgement: Judgement
) -> None:
    found = (finding("T-06", tell=error), *map(finding, ("T-01", "T-02", "T-05")), finding("L-01", tell=info))
    assert readiness(council, replace(judgement, findings=found)).warnings == 3


# the row of a statement


def test_errors_and_warnings_on_a_statement_are_counted_apart(council: SelfAssessment, judgement: Judgement) -> None:
    found = (finding("T-06", tell=error), finding("T-02"), finding("T-05"), finding("T-02", "theme"))
    counted = row(council, replace(judgement, findings=found))
    assert (counted.errors, counted.warnings) == (1, 2)


def test_strengths_of_the_statement_alone_are_counted(council: SelfAssessment, judgement: Judgement) -> None:
    def claim(statement: str, *kinds: str, is_strength: bool = True) -> Claim:
        return Claim(statement=statement, text="", references=(), kinds=kinds, is_strength=is_strength, place=HERE)

    claims = (
        claim(STATEMENT, "people"),
        claim(STATEMENT),
        claim("another", "people"),
        claim(STATEMENT, "people", is_strength=False),
    )
    counted = row(council, replace(judgement, claims=claims))
    assert (counted.strengths, counted.borne_out) == (2, 1)


def test_actions_with_a_date_are_counted_among_all(council: SelfAssessment, judgement: Judgement) -> None:
    (action,) = small_council().statements[STATEMENT].actions
    counted = row(saying(council, actions=(action, replace(action, due=None))), judgement)
    assert (counted.actions, counted.dated) == (2, 1)


@pytest.mark.parametrize(("of_people", "of_leaders"), [((5, 3), (8, 7)), ((8, 7), (5, 3))])
def test_of_several_such_groups_each_is_told_and_none_is_averaged(
    council: SelfAssessment, judgement: Judgement, of_people: tuple[int, ...], of_leaders: tuple[int, ...]
) -> None:
    people, leaders = council.council.groups
    agreed = [(people, agree) for agree in of_people] + [(leaders, agree) for agree in of_leaders]
    rows = tuple(GroupCounts(group=group, counts=(agree, 9 - agree), blank=0, agree=agree) for group, agree in agreed)
    counted = row(council, replace(judgement, ratings={STATEMENT: StatementRatings(rows, ())}))
    said = [tuple(counts.agree for counts in of_kind) for of_kind in (counted.people, counted.leaders)]
    assert (*said, counted.gaps) == (of_people, of_leaders, 0)


def test_where_no_such_group_has_answered_there_is_no_agreement(council: SelfAssessment, judgement: Judgement) -> None:
    counted = row(council, replace(judgement, ratings={STATEMENT: StatementRatings((), ())}))
    assert (counted.people, counted.leaders) == ((), ())


def test_a_statement_is_told_with_the_post_of_who_verifies_it_or_with_none(
    council: SelfAssessment, judgement: Judgement
) -> None:
    assert row(council, judgement).verifier == "Post"
    assert row(with_council(council, verifiers=()), judgement).verifier == ""


# who is late


def test_nobody_owes_anything_where_all_is_there(council: SelfAssessment, judgement: Judgement) -> None:
    assert late(council, judgement) == to_come(council, judgement) == []


def sheets(state: State) -> dict[str, Sheet]:
    return {name: Sheet(statement=name, code="", state=state) for name in (STATEMENT, ENDORSEMENTS)}


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.ISSUED, "The sheet of Statement: issued, not signed yet"),
        (State.ALTERED, "The sheet of Statement: came back altered: to be signed again"),
        (State.STALE, "The sheet of Statement: text changed since it was issued"),
    ],
)
@pytest.mark.parametrize(
    ("verifiers", "who"),
    [
        ((), "Nobody is named"),
        ((Verifier(statement=STATEMENT, name="Ann Ash", position="Head", email=""),), "Ann Ash, Head"),
    ],
)
def test_who_verifies_owes_a_sheet_that_is_out_or_stale(
    council: SelfAssessment,
    judgement: Judgement,
    state: State,
    told: str,
    verifiers: tuple[Verifier, ...],
    who: str,
) -> None:
    changed = with_council(council, verifiers=verifiers)
    assert to_come(changed, replace(judgement, sheets=sheets(state))) == [(who, told)]


@pytest.mark.parametrize("state", [State.SIGNED, State.NOT_ISSUED])
def test_other_sheets_are_owed_by_nobody(council: SelfAssessment, judgement: Judgement, state: State) -> None:
    assert to_come(council, replace(judgement, sheets=sheets(state))) == []


def test_a_copy_that_has_to_be_attested_is_the_pen_holders(council: SelfAssessment, judgement: Judgement) -> None:
    told = "The sheet of Statement: a copy came back, to be attested"
    assert to_come(council, replace(judgement, sheets=sheets(State.CODE_ONLY))) == [("The pen holder", told)]


@pytest.mark.parametrize(
    ("status", "is_current", "is_owed"),
    [
        (Reply.INVITED, False, True),
        (Reply.NO_REPLY, False, True),
        (Reply.INVITED, True, False),
        (Reply.AGREED, False, False),
        (Reply.DECLINED, False, False),
    ],
)
def test_an_endorser_owes_an_answer_until_it_or_the_signature_is_there(
    council: SelfAssessment, judgement: Judgement, status: Reply, is_current: bool, is_owed: bool
) -> None:
    changed = replace(council, endorsements=(replace(council.endorsements[0], status=status),))
    found = to_come(changed, replace(judgement, endorsers=(Endorsing(None, is_current),)))
    assert found == ([("Name, Post", f"Endorsement: {status.lower()}")] if is_owed else [])


def test_an_endorser_without_a_post_is_told_by_name(council: SelfAssessment, judgement: Judgement) -> None:
    asked = replace(council.endorsements[0], name="Ann Ash", status=Reply.INVITED, position="")
    assert to_come(replace(council, endorsements=(asked,)), judgement) == [("Ann Ash", "Endorsement: invited")]


@pytest.mark.parametrize(
    ("due", "status", "is_late"),
    [
        (EARLIER, ActionStatus.UNDER_WAY, True),
        (EARLIER, ActionStatus.DONE, False),
        (TODAY, ActionStatus.UNDER_WAY, False),
        (None, ActionStatus.UNDER_WAY, False),
    ],
)
def test_an_action_is_late_after_its_day_until_it_is_done(
    council: SelfAssessment, judgement: Judgement, due: date | None, status: ActionStatus, is_late: bool
) -> None:
    (action,) = small_council().statements[STATEMENT].actions
    changed = saying(council, actions=(replace(action, due=due, status=status, text=line("Hire a lead")),))
    told = [("Owner", "Action: Hire a lead, was due on 31 December 2025")]
    assert late(changed, judgement) == (told if is_late else [])


@pytest.mark.parametrize(
    ("due", "status", "is_late"),
    [
        (EARLIER, Status.IN_DRAFT, True),
        (EARLIER, Status.IN_PLACE, False),
        (TODAY, Status.IN_DRAFT, False),
        (None, Status.GAP, False),
    ],
)
def test_a_document_is_late_after_its_day_until_it_is_in_place(
    council: SelfAssessment, judgement: Judgement, due: date | None, status: Status, is_late: bool
) -> None:
    changed = with_evidence(council, documents=(document(council, due=due, status=status, owner="Policy team"),))
    told = [("Policy team", "D-001, Title (in draft), was due on 31 December 2025")]
    assert late(changed, judgement) == (told if is_late else [])
