"""What the model says of itself: late, done, declined, in place, a gap. Every step asks it, and none decides anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.findings import Place
from engine.model.assessment import Action, ActionStatus, Endorsement, Reply
from engine.model.evidence import Assurance, Document, Figure, Good, Status
from engine.model.framework import Rating, Side
from engine.model.returned import Row
from engine.model.signing import Doubt, Endorsing, Entry, Event, Person, Sheet, Signed, Standing, State, Verdict
from engine.model.story import Paragraph

HERE = Place("")
TODAY = date(2026, 3, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

ACTION = Action(
    text=Paragraph((), HERE),
    owner="Director",
    due=YESTERDAY,
    measure=Paragraph((), HERE),
    overseen_by="Board",
    status=ActionStatus.UNDER_WAY,
    place=HERE,
)
DOCUMENT = Document(
    ref="D-001",
    title="Plan",
    type="Plan",
    theme="",
    library_rows=(),
    status=Status.IN_DRAFT,
    reason="",
    owner="",
    due=YESTERDAY,
    link="",
    where_to_look="",
    approved=None,
    review_due=YESTERDAY,
    covers_from=None,
    covers_to=None,
    kinds=(),
    assurance=Assurance.NOT_TOLD,
    place=HERE,
)
FIGURE = Figure(
    ref="F-001",
    measure="Waiting",
    statement="",
    value="4",
    a_year_ago="",
    two_years_ago="",
    period="2025",
    as_at=TODAY,
    comparator="",
    comparator_value="",
    good=Good.LOWER,
    source="",
    at_a_glance=False,
    note="",
    place=HERE,
)
ENDORSEMENT = Endorsement(
    role="leader",
    name="Ann Lee",
    position="",
    organisation="",
    declaration="",
    status=Reply.AGREED,
    date=None,
    comment="Fair.",
    publish_comment=True,
    place=HERE,
)
ROW = Row(
    items=(),
    statement="",
    text="",
    ratings=("Agree",),
    unclear=(),
    why="",
    have="",
    need="",
    difference="",
    place=HERE,
    text_place=HERE,
)
SIGNED = Signed(person=Person("equity", "Ann Lee", "Director"), code="A", on="", back="2026-03-01")


@pytest.mark.parametrize(
    ("due", "status", "is_late"),
    [
        (YESTERDAY, ActionStatus.UNDER_WAY, True),
        (YESTERDAY, ActionStatus.NOT_TOLD, True),
        (YESTERDAY, ActionStatus.DONE, False),
        (TODAY, ActionStatus.UNDER_WAY, False),
        (None, ActionStatus.UNDER_WAY, False),
    ],
)
def test_an_action_is_late_when_its_day_is_past_and_it_is_not_done(
    due: date | None, status: ActionStatus, is_late: bool
) -> None:
    assert replace(ACTION, due=due, status=status).is_late(TODAY) is is_late


def test_an_action_is_answered_for_when_somebody_does_it_and_somebody_oversees_it() -> None:
    assert ACTION.is_answered_for
    assert not replace(ACTION, overseen_by="").is_answered_for
    assert not replace(ACTION, owner="").is_answered_for


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply.AGREED, (True, False, False)),
        (Reply.DECLINED, (False, True, False)),
        (Reply.INVITED, (False, False, True)),
        (Reply.NO_REPLY, (False, False, True)),
        (Reply.NOT_TOLD, (False, False, False)),
    ],
)
def test_an_endorser_has_agreed_or_declined_or_is_awaited(reply: Reply, said: tuple[bool, bool, bool]) -> None:
    asked = replace(ENDORSEMENT, status=reply)
    assert (asked.has_agreed, asked.has_declined, asked.is_awaited) == said


def test_a_comment_is_printed_only_where_it_may_be() -> None:
    assert ENDORSEMENT.printed_comment == "Fair."
    assert replace(ENDORSEMENT, publish_comment=False).printed_comment == ""


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.IN_PLACE, (True, False, False, False)),
        (Status.IN_DRAFT, (False, True, False, True)),
        (Status.GAP, (False, True, True, True)),
        (Status.NOT_APPLICABLE, (False, False, True, True)),
    ],
)
def test_a_document_is_in_place_or_to_come_or_owes_a_reason(
    status: Status, said: tuple[bool, bool, bool, bool]
) -> None:
    document = replace(DOCUMENT, status=status)
    found = document.is_in_place, document.is_to_come, document.lacks_reason, document.is_late(TODAY)
    assert found == said
    assert not replace(document, reason="No prison here").lacks_reason
    assert not replace(document, due=TODAY).is_late(TODAY)


def test_only_what_is_in_place_can_be_past_its_review() -> None:
    assert replace(DOCUMENT, status=Status.IN_PLACE).is_review_late(TODAY)
    assert not replace(DOCUMENT, status=Status.IN_PLACE, review_due=TODAY).is_review_late(TODAY)
    assert not DOCUMENT.is_review_late(TODAY)


def test_a_document_tells_its_time_by_both_its_days() -> None:
    assert replace(DOCUMENT, covers_from=YESTERDAY, covers_to=TODAY).tells_its_time
    assert not replace(DOCUMENT, covers_from=YESTERDAY).tells_its_time


def test_a_figure_is_old_after_so_many_days() -> None:
    assert FIGURE.is_older_than(30, TODAY + timedelta(days=31))
    assert not FIGURE.is_older_than(30, TODAY + timedelta(days=30))
    assert not replace(FIGURE, as_at=None).is_older_than(30, date.max)


@pytest.mark.parametrize(("good", "better"), [(Good.HIGHER, True), (Good.LOWER, False), (Good.NEITHER, None)])
def test_which_way_a_figure_should_move_decides_what_is_better(good: Good, better: bool | None) -> None:
    assert good.is_better(2, 1) is better
    assert good.is_better(1, 1) is None


@pytest.mark.parametrize(
    ("leaders", "people", "is_gap"),
    [
        ((Side.AGREE, 0), (Side.AGREE, 1), False),
        ((Side.AGREE, 0), (Side.AGREE, 2), True),
        ((Side.AGREE, 1), (Side.DISAGREE, 2), True),
        ((Side.DISAGREE, 2), (Side.AGREE, 1), False),
        ((Side.AGREE, 0), (Side.UNKNOWN, 4), False),
        ((Side.UNKNOWN, 4), (Side.DISAGREE, 3), False),
    ],
)
def test_a_rating_is_a_gap_two_steps_above_or_across_the_middle(
    leaders: tuple[Side, int], people: tuple[Side, int], is_gap: bool
) -> None:
    assert Rating("Theirs", *leaders).is_gap_above(Rating("Ours", *people)) is is_gap


def test_a_row_is_clear_with_one_rating_and_nothing_beside_it() -> None:
    assert ROW.is_clear
    assert not replace(ROW, ratings=("Agree", "Disagree")).is_clear
    assert not replace(ROW, unclear=("maybe",)).is_clear
    assert replace(ROW, ratings=(), unclear=("maybe",)).is_marked
    assert not replace(ROW, ratings=()).is_marked


def test_a_signature_counts_until_something_speaks_against_it() -> None:
    doubted = replace(SIGNED, doubt=Doubt("V-03", "it is dated before the copy"))
    assert SIGNED.counts
    assert not doubted.counts
    assert not doubted.is_proven
    sheet = Sheet(statement="equity", code="A", state=State.ISSUED, signatures=(doubted, SIGNED))
    assert sheet.counting == (SIGNED,)
    assert Endorsing(SIGNED).counting == SIGNED
    assert Endorsing(doubted).counting is None


def test_what_a_person_attested_counts_and_is_not_proven() -> None:
    attested = replace(SIGNED, attested_by="An officer")
    assert attested.counts
    assert not attested.is_proven


def test_a_signature_carries_its_own_day_or_that_on_which_it_came_back() -> None:
    assert SIGNED.day == date(2026, 3, 1)
    assert replace(SIGNED, on="2026-02-27").day == date(2026, 2, 27)


@pytest.mark.parametrize("standing", list(Standing))
def test_who_signed_is_the_one_named_or_the_one_before_or_another(standing: Standing) -> None:
    signed = replace(SIGNED, standing=standing)
    assert (signed.is_by_previous, signed.is_by_another) == (
        standing is Standing.PREVIOUS,
        standing is Standing.ANOTHER,
    )


def test_what_came_back_altered_is_still_out() -> None:
    assert {state for state in State if state.is_out} == {State.ISSUED, State.ALTERED}
    assert {state for state in State if state.is_signed} == {State.SIGNED}


def test_every_verdict_counts_or_needs_a_person_or_is_refused() -> None:
    assert {verdict for verdict in Verdict if verdict.needs_a_person} == {
        Verdict.COPY,
        Verdict.REWRITTEN,
        Verdict.UNREAD,
    }
    assert {verdict for verdict in Verdict if verdict.is_refused} == {Verdict.ALTERED, Verdict.BESIDE, Verdict.UNKNOWN}


def test_a_line_of_the_register_tells_a_verdict_or_none() -> None:
    assert Entry(Event.RECEIVED, "A", "2026-03-01", {"verdict": "copy"}).verdict is Verdict.COPY
    assert Entry(Event.ISSUED, "A", "2026-03-01", {}).verdict is None
