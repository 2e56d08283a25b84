"""Where a self-assessment stands, for the director: counts and names, never a score."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.signing import State


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReadiness:
    """One statement. borne_out: strengths with as many kinds of evidence as asked for. dated: actions with a date.

    people, leaders: how many of the items each agrees with; None where the group sent nothing.
    """

    id: str
    name: str
    view: str
    direction: str
    strengths: int
    borne_out: int
    improvements: int
    actions: int
    dated: int
    items: int
    people: int | None
    leaders: int | None
    gaps: int
    errors: int
    warnings: int
    verifier: str
    state: State


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that somebody has to look at: what it is about, what is said, where it stands, the finding's code."""

    about: str
    text: str
    place: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Tip:
    """One of the guidance's tips with the plain counts that speak to it."""

    letter: str
    name: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """The whole. blockers: what stops a final edition. asserted: claims with too little evidence. late: who owes."""

    blockers: tuple[Concern, ...]
    statements: tuple[StatementReadiness, ...]
    asserted: tuple[Concern, ...]
    late: tuple[Concern, ...]
    tips: tuple[Tip, ...]
    warnings: int

    @property
    def may_go(self) -> bool:
        """Whether a final edition would be built."""
        return not self.blockers
