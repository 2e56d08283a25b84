"""Who owes what: each person, post or group once, with everything that is to come from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.model.roles import Choice, Day, Internal
from engine.plain_words import long_date


class ReturnKind(StrEnum):
    """What is to come, in the order in which it is told: what the report cannot do without first, the library last."""

    CHECKLIST = "checklist"
    FORM = "form"
    SHEET = "sheet"
    ENDORSEMENT = "endorsement"
    ACTION = "action"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that is to come. what: in words. due: None where no day is set, so that nobody is late with it.

    place: where it is told of; empty where nothing has come that could have a place.
    """

    kind: Choice[ReturnKind]
    what: Internal[str]
    due: Day[date | None] = None
    is_late: Choice[bool] = False
    place: Internal[str] = ""

    @property
    def in_words(self) -> str:
        """What it is, and by when it was or is due."""
        if self.due is None:
            return self.what
        return f"{self.what}, {'was due' if self.is_late else 'due'} on {long_date(self.due)}"


@dataclass(frozen=True, slots=True)
class Owing:
    """A person, post or group, with everything that is to come from there: what is late first, at least one thing."""

    who: Internal[str]
    missing: tuple[Missing, ...]

    @property
    def is_late(self) -> bool:
        """Whether the day of any of it is past."""
        return any(one.is_late for one in self.missing)


@dataclass(frozen=True, slots=True)
class Returns:
    """Everybody who owes something, on a day: who is late first, and who owes nothing but documents last of these."""

    day: Day[date]
    everyone: tuple[Owing, ...]

    @property
    def late(self) -> tuple[Owing, ...]:
        """Those who are late with anything."""
        return tuple(owing for owing in self.everyone if owing.is_late)

    @property
    def to_come(self) -> tuple[Owing, ...]:
        """Those who owe something, and are late with nothing."""
        return tuple(owing for owing in self.everyone if not owing.is_late)
