"""improvement-plan.xlsx: every action by date, to be sorted by owner, board or status; those of last time, and what
others have recommended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.model.plan import Planned, planned
from engine.model.recommendation import Recommendation
from engine.model.snapshot import Comparison
from engine.publishing.lists.sheet_table import Cell, SheetTable

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
_RECOMMENDED = (
    ("Made by", 28),
    ("Made on", 16),
    ("Recommendation", 50),
    ("Action", 50),
    ("Owner", 30),
    ("By when", 16),
    ("Status", 14),
    ("Past its date", 12),
    ("Evidence", 44),
)
_THEN = (("What became of it", 18), ("Action", 56), ("Quality statement", 32), ("Owner", 32), ("By when", 16))


def plan_tables(assessment: SelfAssessment, judgement: Judgement) -> tuple[SheetTable, ...]:
    """The sheet of actions; where they are kept, those of what was open before and of what others recommend."""
    rows = tuple(_row(one) for one in planned(assessment))
    none: tuple[Cell, ...] = ("–", "–", "–", "No action is named yet.", "–", "–", "–", "–")
    actions = SheetTable(
        sheet="Actions",
        title="Improvement plan",
        hint="Every action of every quality statement, the earliest first.",
        columns=_ACTIONS,
        rows=rows or (none,),
    )
    since = (_since(judgement.comparison),) if judgement.comparison else ()
    recommended = (_recommended(assessment),) if assessment.recommendations else ()
    return actions, *since, *recommended


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


def _recommended(assessment: SelfAssessment) -> SheetTable:
    titles, day = assessment.evidence.titles(), assessment.council.date
    return SheetTable(
        sheet="Recommendations",
        title="What others have recommended",
        hint="Each recommendation with what comes of it, and the evidence that shows it.",
        columns=_RECOMMENDED,
        rows=tuple(_answered(one, day, titles) for one in assessment.recommendations),
    )


def _answered(one: Recommendation, day: date, titles: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        one.made_by,
        one.made_on or "–",
        one.text,
        one.action or "–",
        one.owner or "–",
        one.due or "–",
        one.status or "–",
        "Yes" if one.is_late(day) else "No",
        "; ".join(f"{ref} {titles.get(ref, '')}".strip() for ref in one.references) or "–",
    )
