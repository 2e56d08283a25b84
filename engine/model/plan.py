"""All actions of all statements as one plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from engine.model.assessment import Action, SelfAssessment


@dataclass(frozen=True, slots=True)
class Planned:
    """One action. statement: the name of its statement. is_past: whether its day had passed at the report's date."""

    statement: str
    action: Action
    is_past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one post or board answers for. due: the first day by which something of it is to be done."""

    name: str
    actions: int
    done: int
    past: int
    due: date | None


def planned(assessment: SelfAssessment) -> tuple[Planned, ...]:
    """Every action, the earliest first, those without a date last; of one day in the order of the statements."""
    day = assessment.council.date
    every = [
        Planned(statement.name, action, action.is_late(day))
        for statement in assessment.framework.statements
        for action in assessment.statements[statement.id].actions
    ]
    return tuple(sorted(every, key=lambda one: one.action.due or date.max))


def loads(every: tuple[Planned, ...], who: Callable[[Action], str]) -> tuple[Load, ...]:
    """The same by whoever answers for them, by name. who: of an action, empty where nobody is named."""
    names = sorted({who(one.action) for one in every if who(one.action)}, key=str.casefold)
    return tuple(_load(name, [one for one in every if who(one.action) == name]) for name in names)


def _load(name: str, its: list[Planned]) -> Load:
    open_ = [one.action.due for one in its if one.action.due and not one.action.is_done]
    return Load(
        name=name,
        actions=len(its),
        done=sum(one.action.is_done for one in its),
        past=sum(one.is_past for one in its),
        due=min(open_, default=None),
    )
