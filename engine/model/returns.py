"""Who owes what: each person, post or group once, with everything that is to come from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.model.roles import Choice, Day, Internal, Number, Reference
from engine.plain_words import long_date


class ReturnKind(StrEnum):
    """What is to come, in the order in which it is told: what the report cannot do without first, the library last."""

    CHECKLIST = "checklist"
    FORM = "form"
    SHEET = "sheet"
    ENDORSEMENT = "endorsement"
    ACTION = "action"
    DOCUMENT = "document"


class ReturnState(StrEnum):
    """How far one thing has got that somebody is asked for.

    NOT_ASKED: nothing has come, and nobody has asked for it by a day, an invitation or a sheet. LATE: nothing has come
    that is whole, and its day is past. BACK: something has come, and more is to come. TO_SETTLE: it has come, and the
    pen holder has to say what counts. COMPLETE: nothing more is to come.
    """

    TO_SETTLE = "To settle"
    LATE = "Late"
    BACK = "Back"
    ASKED = "Asked"
    NOT_ASKED = "Not asked"
    COMPLETE = "Complete"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """One thing that somebody is asked for, whether or not it has come. who: as the list of who owes what calls them.

    about: the id of its group, statement or theme, "overview", or of the role of an endorser. name: what it is; said:
    how far it has got; both in words. file: where it stands or is to stand; empty where no file is known. rated, blank,
    open: of a checklist, its items by what became of them; of a form, open alone: places to fill in or put right.
    missing: what is still to come; None where nothing is, or where nobody was asked yet.
    """

    kind: Choice[ReturnKind]
    about: Reference[str]
    name: Internal[str]
    who: Internal[str]
    state: Choice[ReturnState]
    said: Internal[str]
    due: Day[date | None] = None
    file: Internal[str] = ""
    rated: Number[int] = 0
    blank: Number[int] = 0
    open: Number[int] = 0
    missing: Missing | None = None

    @property
    def is_late(self) -> bool:
        """Whether something is still to come, and its day is past."""
        return self.missing is not None and self.missing.is_late


@dataclass(frozen=True, slots=True)
class AskedOf:
    """A person, post or group with everything that is asked of them: what needs something done first."""

    who: Internal[str]
    asked: tuple[AskedFor, ...]

    @property
    def state(self) -> ReturnState:
        """The state of what is furthest from complete; of what the pen holder has to settle before all."""
        return min((one.state for one in self.asked), key=list(ReturnState).index)


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
    """Everybody who owes something, on a day: who is late first, and who owes nothing but documents last of these.

    asked: every checklist, form, sheet and endorsement, the complete ones too, in the order of the kinds.
    """

    day: Day[date]
    everyone: tuple[Owing, ...]
    asked: tuple[AskedFor, ...] = ()

    @property
    def people(self) -> tuple[AskedOf, ...]:
        """Everybody of whom something is asked, once: what needs something done first, who is done last."""
        of_each: dict[str, list[AskedFor]] = {}
        for one in sorted(self.asked, key=lambda one: list(ReturnState).index(one.state)):
            of_each.setdefault(one.who, []).append(one)
        return tuple(AskedOf(who, tuple(asked)) for who, asked in of_each.items())

    @property
    def late(self) -> tuple[Owing, ...]:
        """Those who are late with anything."""
        return tuple(owing for owing in self.everyone if owing.is_late)

    @property
    def to_come(self) -> tuple[Owing, ...]:
        """Those who owe something, and are late with nothing."""
        return tuple(owing for owing in self.everyone if not owing.is_late)
