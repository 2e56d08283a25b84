"""Where a self-assessment stands, for the director: counts and names, never a score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.model.judgement import GroupCounts
from engine.model.roles import Choice, Day, Internal, Key, Label, Name, Number, Wording
from engine.model.signing import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReadiness:
    """One statement. borne_out: strengths with as many kinds of evidence as asked for; unjudged: those of which
    nobody can say before kinds of evidence are told. dated: actions with a date.

    people, leaders: the counts of each such group that sent its ratings.
    """

    id: Key[str]
    name: Wording[str]
    view: Label[str]
    direction: Choice[str]
    strengths: Number[int]
    borne_out: Number[int]
    unjudged: Number[int]
    improvements: Number[int]
    actions: Number[int]
    dated: Number[int]
    items: Number[int]
    people: tuple[GroupCounts, ...]
    leaders: tuple[GroupCounts, ...]
    gaps: Number[int]
    errors: Number[int]
    warnings: Number[int]
    verifier: Name[str]
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that somebody has to look at: what it is about, what is said, where it stands, the finding's code."""

    about: Internal[str]
    text: Internal[str]
    place: Internal[str] = ""
    code: Key[str] = ""


@dataclass(frozen=True, slots=True)
class Tip:
    """One of the guidance's tips with the plain counts that speak to it."""

    letter: Key[str]
    name: Wording[str]
    measures: Internal[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """The whole. blockers: what stops a final edition. asserted: claims with too little evidence.

    late: who owes something whose day is past, each once; to_come: who owes something else. day: by which that is told.
    left_out: the parts that a final edition does without, because nothing was received for them.
    """

    blockers: Internal[tuple[Concern, ...]]
    statements: Internal[tuple[StatementReadiness, ...]]
    asserted: Internal[tuple[Concern, ...]]
    late: Internal[tuple[Concern, ...]]
    to_come: Internal[tuple[Concern, ...]]
    day: Day[date]
    tips: Internal[tuple[Tip, ...]]
    warnings: Internal[int]
    errors: Internal[int]
    left_out: Internal[tuple[Concern, ...]] = ()

    @property
    def unjudged(self) -> int:
        """How many strengths nobody can judge before kinds of evidence are told."""
        return sum(statement.unjudged for statement in self.statements)

    @property
    def less_evidence(self) -> int:
        """How many strengths have fewer kinds of evidence than asked for, whether or not a finding may tell of each."""
        return sum(statement.strengths - statement.borne_out - statement.unjudged for statement in self.statements)

    @property
    def may_go(self) -> bool:
        """Whether a final edition would be built."""
        return not self.blockers
