"""What one version of a self-assessment said, kept so that a later one can be laid beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.model.assessment import ActionStatus
from engine.model.recommendation import Answered
from engine.model.roles import Choice, Citation, Day, Internal, Key, Label, Number, Title, Wording


class Became(StrEnum):
    """What became of an action since an earlier version."""

    DONE = "Done"
    SLIPPED = "Slipped"
    OPEN = "Still open"
    DROPPED = "Dropped"
    NEW = "New"


class Answering(StrEnum):
    """What is to be told of a recommendation since an earlier version."""

    NEW = "New"
    CLOSED = "Closed"
    STATUS = "Status changed"
    ANSWER = "Answer changed"
    OVERDUE = "Overdue"
    GONE = "No longer listed"


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
class Slipped:
    """An action that is still open, later than was said. was: the day it was to be done by before, as in ISO 8601."""

    action: PastAction
    was: Day[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRecommendation:
    """A recommendation of others as it stood, with its answer.

    made_on, due: as in ISO 8601, empty where there was none. evidence: the ids of what bore the answer out.
    """

    made_by: Internal[str]
    made_on: Day[str]
    text: Internal[str]
    action: Internal[str]
    owner: Internal[str]
    due: Day[str]
    status: Choice[str]
    evidence: Citation[tuple[str, ...]]

    @property
    def is_closed(self) -> bool:
        """Whether nothing more was to be done about it: it was done, or not accepted."""
        return self.status in (Answered.DONE, Answered.NOT_ACCEPTED)

    def is_late(self, day: str) -> bool:
        """Whether it was due before a day, as in ISO 8601, and something was still to be done about it."""
        return bool(self.due) and self.due < day and not self.is_closed


@dataclass(frozen=True, slots=True)
class PastFigure:
    """A figure as it was printed."""

    ref: Key[str]
    measure: Internal[str]
    value: Internal[str]
    period: Internal[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStatement:
    """One statement. agreed: by the name of a group, with how many items it agreed. ratings: by item and group id.

    texts: its words line by line, each after the name of its part; none in a record of before they were kept.
    """

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
    texts: Internal[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The whole. date: as in ISO 8601. scale: the ratings, the most positive first, without Don't know.

    texts: the words of what belongs to no statement, line by line; none in a record of before they were kept.
    recommendations: of others; None in a record of before they were kept.
    """

    council: Title[str]
    version: Key[str]
    date: Day[str]
    framework: Key[str]
    scale: Wording[tuple[str, ...]]
    statements: tuple[PastStatement, ...]
    figures: tuple[PastFigure, ...]
    texts: Internal[tuple[str, ...]] = ()
    recommendations: tuple[PastRecommendation, ...] | None = None

    @property
    def keeps_words(self) -> bool:
        """Whether its wording is kept, so that another one can be laid beside it word by word."""
        return any(statement.texts for statement in self.statements)


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
    """What became of one statement. better, worse: ratings that moved on the scale, item by item and group by group.

    slipped: those of still_open that are later than was said. new: actions that were not there before.
    """

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
    slipped: tuple[Slipped, ...]
    new: tuple[PastAction, ...]

    @property
    def became(self) -> tuple[tuple[Became, tuple[PastAction, ...]], ...]:
        """What became of the actions that were open, with those of which it is so."""
        late = tuple(one.action for one in self.slipped)
        in_time = tuple(action for action in self.still_open if action not in late)
        return (
            (Became.DONE, self.done),
            (Became.SLIPPED, late),
            (Became.OPEN, in_time),
            (Became.DROPPED, self.gone),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure before and now, and the periods they are of; empty where it was not there."""

    ref: Key[str]
    measure: Internal[str]
    before: Internal[str]
    now: Internal[str]
    period_before: Internal[str] = ""
    period_now: Internal[str] = ""

    @property
    def told_before(self) -> str:
        """The figure before, with its period where nothing else differs; empty where it was not there."""
        return self._told(self.before, self.period_before)

    @property
    def told_now(self) -> str:
        """The figure now, with its period where nothing else differs; empty where it is gone."""
        return self._told(self.now, self.period_now)

    @property
    def in_words(self) -> str:
        """The figure before, and now."""
        return f"{self.told_before or 'not there'} → {self.told_now or 'gone'}"

    def _told(self, value: str, period: str) -> str:
        return f"{value} ({period})" if period and self.before == self.now else value


@dataclass(frozen=True, slots=True)
class RecommendationChange:
    """A recommendation of which there is something to tell. was, now: None where that version does not list it."""

    told: Choice[tuple[Answering, ...]]
    was: PastRecommendation | None
    now: PastRecommendation | None

    @property
    def stands(self) -> PastRecommendation:
        """As it reads now; where it is no longer listed, as it read before."""
        found = self.now or self.was
        assert found is not None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions side by side. recommendations: none where one of the versions does not keep any, see not_kept."""

    before: Snapshot
    now: Snapshot
    statements: tuple[StatementChange, ...]
    figures: tuple[FigureChange, ...]
    recommendations: tuple[RecommendationChange, ...] = ()

    @property
    def not_kept(self) -> tuple[Snapshot, ...]:
        """The versions whose recommendations nobody knows, where the other one has some or is not known either."""
        both = (self.before, self.now)
        if any(version.recommendations == () for version in both):
            return ()
        return tuple(version for version in both if version.recommendations is None)
