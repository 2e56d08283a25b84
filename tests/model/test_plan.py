"""All actions as one plan: in which order, past their date or not, and who answers for how many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.assembly.reading import Reading
from engine.model.assessment import ActionStatus, SelfAssessment
from engine.model.plan import loads, planned


def with_actions(reading: Reading, *dues: date | None) -> SelfAssessment:
    """The sample with these actions in one statement alone, none of them done; the last one is."""
    assessment = reading.assessment
    like = next(action for one in assessment.statements.values() for action in one.actions)
    told = [replace(like, due=due, status=ActionStatus.UNDER_WAY, owner="Head of Care") for due in dues]
    told[-1] = replace(told[-1], status=ActionStatus.DONE, owner="")
    first = next(iter(assessment.statements))
    return replace(
        assessment,
        statements={
            key: replace(one, actions=tuple(told) if key == first else ()) for key, one in assessment.statements.items()
        },
    )


def test_the_earliest_stands_first_and_one_without_a_date_last(reading: Reading) -> None:
    dues = [date(2026, 5, 1), None, date(2026, 4, 1), date(2026, 6, 1)]
    every = planned(with_actions(reading, *dues))
    assert [one.action.due for one in every] == [date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1), None]


def test_what_is_done_is_never_past_its_date(reading: Reading) -> None:
    before = date(reading.assessment.council.date.year - 1, 1, 1)
    assert [one.is_past for one in planned(with_actions(reading, before, before))] == [True, False]


def test_who_answers_for_nothing_has_no_load(reading: Reading) -> None:
    after = date(reading.assessment.council.date.year + 1, 1, 1)
    (load,) = loads(planned(with_actions(reading, after, None, after)), lambda action: action.owner)
    assert (load.name, load.actions, load.done, load.past, load.due) == ("Head of Care", 2, 0, 0, after)
