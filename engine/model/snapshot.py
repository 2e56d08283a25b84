"""What one version of a self-assessment said, kept so that a later one can be laid beside it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.assessment import ActionStatus
from engine.model.roles import Choice, Day, Internal, Key, Label, Number, Title, Wording


@dataclass(frozen=True, slots=True)
class PastAction:
    """An action as it stood. due: as in ISO 8601, empty where there was none."""

    text: Internal[str]
    owner: Internal[str]
    due: Day[str]
    status: Choice[str]

    @property
    def is_done(self) -> bool:
        """Whether it was done."""
        return self.status == ActionStatus.DONE


@dataclass(frozen=True, slots=True)
class PastFigure:
    """A figure as it was printed."""

    ref: Key[str]
    measure: Internal[str]
    value: Internal[str]
    period: Internal[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStatement:
    """One statement. agreed: by the name of a group, with how many items it agreed. ratings: by item and group id."""

    id: Key[str]
    name: Wording[str]
    view: Label[str]
    direction: Choice[str]
    items: Number[int]
    agreed: Number[dict[str, int]]
    ratings: Choice[dict[str, dict[str, str]]]
    strengths: Internal[tuple[str, ...]]
    improvements: Internal[tuple[str, ...]]
    actions: tuple[PastAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The whole. date: as in ISO 8601. scale: the ratings, the most positive first, without Don't know."""

    council: Title[str]
    version: Key[str]
    date: Day[str]
    framework: Key[str]
    scale: Wording[tuple[str, ...]]
    statements: tuple[PastStatement, ...]
    figures: tuple[PastFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """With how many of how many items a group agreed before, and agrees now; None where it sent nothing."""

    group: Title[str]
    before: Number[int | None]
    before_of: Number[int]
    now: Number[int | None]
    now_of: Number[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementChange:
    """What became of one statement. better, worse: ratings that moved on the scale, item by item and group by group."""

    id: Key[str]
    name: Wording[str]
    view: Label[tuple[str, str]]
    direction: Choice[tuple[str, str]]
    agreement: tuple[Agreement, ...]
    better: Number[int]
    worse: Number[int]
    new_strengths: Internal[tuple[str, ...]]
    gone_strengths: Internal[tuple[str, ...]]
    done: tuple[PastAction, ...]
    still_open: tuple[PastAction, ...]
    gone: tuple[PastAction, ...]

    @property
    def became(self) -> tuple[tuple[str, tuple[PastAction, ...]], ...]:
        """What became of the actions that were open, in words, with those of which it is so."""
        return ("Done", self.done), ("Still open", self.still_open), ("Dropped", self.gone)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure before and now; empty where it was not there."""

    ref: Key[str]
    measure: Internal[str]
    before: Internal[str]
    now: Internal[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side."""

    before: Snapshot
    now: Snapshot
    statements: tuple[StatementChange, ...]
    figures: tuple[FigureChange, ...]
