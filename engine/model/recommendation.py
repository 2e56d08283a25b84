"""What others have recommended to the council, and what it does about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from engine.findings import Place
from engine.model.roles import Choice, Citation, Day, Entry, Label, MayBeLeftOut


class Answered(StrEnum):
    """How far the answer to a recommendation has got. NOT_TOLD: its cell is empty or says something else."""

    NOT_STARTED = "Not started"
    UNDER_WAY = "Under way"
    DONE = "Done"
    NOT_ACCEPTED = "Not accepted"
    NOT_TOLD = ""


_IN_THE_PLAN = MayBeLeftOut("The improvement plan prints it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One recommendation. action: what the council does, or why it does nothing. references: what bears that out."""

    made_by: Annotated[Entry[str], _IN_THE_PLAN]
    made_on: Day[date | None]
    text: Annotated[Entry[str], _IN_THE_PLAN]
    action: Annotated[Label[str], _IN_THE_PLAN]
    owner: Annotated[Label[str], _IN_THE_PLAN]
    due: Day[date | None]
    status: Choice[Answered]
    references: Citation[tuple[str, ...]]
    place: Place

    @property
    def is_done(self) -> bool:
        """Whether what was to be done is done."""
        return self.status is Answered.DONE

    @property
    def is_accepted(self) -> bool:
        """Whether the council does something about it, so that somebody has to do it by a day."""
        return self.status is not Answered.NOT_ACCEPTED

    @property
    def lacks(self) -> tuple[str, ...]:
        """The columns that stay empty although an answer needs them."""
        asked = {"Action": self.action, "Owner": self.owner, "Due": self.due}
        needed = asked if self.is_accepted else {"Action": self.action}
        return tuple(column for column, given in needed.items() if not given)

    def is_late(self, day: date) -> bool:
        """Whether it was due before a day and is neither done nor refused."""
        return self.due is not None and self.due < day and self.is_accepted and not self.is_done
