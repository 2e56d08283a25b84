"""What one version of a self-assessment said, kept so that a later one can be laid beside it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.assessment import ActionStatus


@dataclass(frozen=True, slots=True)
class PastAction:
    """An action as it stood. due: as in ISO 8601, empty where there was none."""

    text: str
    owner: str
    due: str
    status: str

    @property
    def is_done(self) -> bool:
        """Whether it was done."""
        return self.status == ActionStatus.DONE


@dataclass(frozen=True, slots=True)
class PastFigure:
    """A figure as it was printed."""

    ref: str
    measure: str
    value: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStatement:
    """One statement. agreed: by the name of a group, with how many items it agreed. ratings: by item and group id."""

    id: str
    name: str
    view: str
    direction: str
    items: int
    agreed: dict[str, int]
    ratings: dict[str, dict[str, str]]
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    actions: tuple[PastAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The whole. date: as in ISO 8601. scale: the ratings, the most positive first, without Don't know."""

    council: str
    version: str
    date: str
    framework: str
    scale: tuple[str, ...]
    statements: tuple[PastStatement, ...]
    figures: tuple[PastFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """With how many of how many items a group agreed before, and agrees now; None where it sent nothing."""

    group: str
    before: int | None
    before_of: int
    now: int | None
    now_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementChange:
    """What became of one statement. better, worse: ratings that moved on the scale, item by item and group by group."""

    id: str
    name: str
    view: tuple[str, str]
    direction: tuple[str, str]
    agreement: tuple[Agreement, ...]
    better: int
    worse: int
    new_strengths: tuple[str, ...]
    gone_strengths: tuple[str, ...]
    done: tuple[PastAction, ...]
    still_open: tuple[PastAction, ...]
    gone: tuple[PastAction, ...]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure before and now; empty where it was not there."""

    ref: str
    measure: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side."""

    before: Snapshot
    now: Snapshot
    statements: tuple[StatementChange, ...]
    figures: tuple[FigureChange, ...]
