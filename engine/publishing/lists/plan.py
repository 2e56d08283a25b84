"""improvement-plan.xlsx: every action by date, to be sorted by owner, board or status; and those of last time."""

from __future__ import annotations

from datetime import date

from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.model.plan import Planned, planned
from engine.model.snapshot import Comparison
from engine.publishing.lists.workbook_writer import Cell, SheetTable

_ACTIONS = (
    ("By when", 16),
    ("Status", 14),
    ("Past its date", 12),
    ("Action", 50),
    ("Quality statement", 30),
    ("Owner", 30),
    ("Overseen by", 30),
    ("How we will know", 44),
)
_THEN = (("What became of it", 18), ("Action", 56), ("Quality statement", 32), ("Owner", 32), ("By when", 16))


def plan_tables(assessment: SelfAssessment, judgement: Judgement) -> tuple[SheetTable, ...]:
    """The sheet of actions, and one of what became of those that were open before, where that is kept."""
    rows = tuple(_row(one) for one in planned(assessment))
    none: tuple[Cell, ...] = ("–", "–", "–", "No action is named yet.", "–", "–", "–", "–")
    actions = SheetTable(
        sheet="Actions",
        title="Improvement plan",
        hint="Every action of every quality statement, the earliest first.",
        columns=_ACTIONS,
        rows=rows or (none,),
    )
    return (actions, _since(judgement.comparison)) if judgement.comparison else (actions,)


def _row(one: Planned) -> tuple[Cell, ...]:
    action = one.action
    return (
        action.due or "–",
        action.status or "–",
        "Yes" if one.is_past else "No",
        action.text.text,
        one.statement,
        action.owner or "–",
        action.overseen_by or "–",
        action.measure.text or "–",
    )


def _since(comparison: Comparison) -> SheetTable:
    rows: list[tuple[Cell, ...]] = [
        (what, action.text, change.name, action.owner or "–", date.fromisoformat(action.due) if action.due else "–")
        for change in comparison.statements
        for what, actions in change.became
        for action in actions
    ]
    none: tuple[Cell, ...] = ("–", "No action was open then.", "–", "–", "–")
    return SheetTable(
        sheet="Since last time",
        title="What became of the actions then open",
        hint=f"Open in version {comparison.before.version}.",
        columns=_THEN,
        rows=tuple(rows) or (none,),
    )
