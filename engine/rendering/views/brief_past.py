"""What a brief says of the version before this one: its words about a statement, and what became of its actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.model.assessment import ActionStatus
from engine.model.snapshot import Comparison, PastAction, PastStatement, StatementChange
from engine.rendering.views.shared import NOT_YET, View, date_or_dash


def past_view(comparison: Comparison | None, statement: str) -> View | None:
    """What was said of a statement; None where no earlier version is kept, or where it did not have it.

    What became of an action is what the track record of the report counts.
    """
    if comparison is None:
        return None
    past = next((each for each in comparison.before.statements if each.id == statement), None)
    change = next((each for each in comparison.statements if each.id == statement), None)
    if past is None or change is None:
        return None
    before = comparison.before
    return {
        "line": f"Version {before.version} of {date_or_dash(date.fromisoformat(before.date))}.",
        "view": past.view or NOT_YET,
        "direction": past.direction or NOT_YET,
        "strengths": [*past.strengths],
        "improvements": [*past.improvements],
        "actions": [_row(action, became) for action, became in _actions(past, change)],
    }


def _actions(past: PastStatement, change: StatementChange) -> Iterator[tuple[PastAction, str]]:
    """Every action of that version, as it is worded now where it still stands, with what became of it."""
    yield from ((action, ActionStatus.DONE) for action in change.done)
    yield from ((action, action.status or ActionStatus.NOT_STARTED) for action in change.still_open)
    yield from ((action, "No longer in our plans") for action in change.gone)
    yield from ((action, "Was done by then") for action in past.actions if action.is_done)


def _row(action: PastAction, became: str) -> View:
    return {
        "text": action.text or NOT_YET,
        "owner": action.owner or NOT_YET,
        "due": date_or_dash(date.fromisoformat(action.due) if action.due else None),
        "became": became,
    }
