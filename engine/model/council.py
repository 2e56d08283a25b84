"""Who we are: the council, its groups and people, and the dates of this self-assessment."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import permutations
from typing import Annotated

from engine.findings import Place
from engine.model.framework import Declaration
from engine.model.roles import (
    Choice,
    Contact,
    Day,
    Internal,
    Key,
    Label,
    MayBeLeftOut,
    Name,
    Number,
    PublicAs,
    Reference,
    Shape,
    Title,
)
from engine.model.signing import Profile
from engine.model.volumes import Volumes

PUBLIC_OFFICES = ("council-leader", "cabinet-member", "dass", "dph")
"""Roles whose holders are named in published papers as a matter of course."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A stakeholder group that fills in the checklists. people is how many took part.

    kind: of the evidence that its ratings and its words are, where council.yaml names it.
    """

    id: Key[str]
    name: Title[str]
    people: Number[int]
    how: Label[str]
    lived_experience: Choice[bool]
    leaders: Choice[bool]
    kind: Reference[str] = ""
    due: Day[datetime.date | None] = None
    """The day by which its checklist is asked for, where it has one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDays:
    """The days by which things are asked for; None where none is set, so that nobody is late."""

    checklists: Day[datetime.date | None] = None
    narrative: Day[datetime.date | None] = None
    sheets: Day[datetime.date | None] = None
    endorsements: Day[datetime.date | None] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """A senior manager who verifies one statement. start, end: the first and last day in the post, where known."""

    statement: Key[str]
    name: Annotated[Name[str], PublicAs("")]
    position: Title[str]
    email: Contact[str]
    start: Day[datetime.date | None] = None
    end: Day[datetime.date | None] = None

    def is_in_post(self, day: datetime.date) -> bool:
        """Whether the post was this person's on that day, as far as its dates tell."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form and what it stands for."""

    short: Title[str]
    long: Title[str]


@dataclass(frozen=True, slots=True)
class Brand:
    """How the council looks. colours: six hexadecimal digits, by what they are for; only those it chose."""

    colours: Shape[Mapping[str, str]] = field(default_factory=dict)
    heading_font: Shape[str] = ""
    text_font: Shape[str] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What a self-assessment is prepared for. earlier: dates that no longer hold."""

    notification: Day[datetime.date | None] = None
    information_return: Day[datetime.date | None] = None
    visit: Day[datetime.date | None] = None
    publication: Day[datetime.date | None] = None
    earlier: Day[tuple[datetime.date, ...]] = ()

    def set_dates(self) -> tuple[tuple[str, datetime.date], ...]:
        """The dates that are set, in the order in which they should follow one another, with their names."""
        every = (
            ("notification", self.notification),
            ("information return", self.information_return),
            ("visit", self.visit),
            ("publication", self.publication),
        )
        return tuple((name, day) for name, day in every if day)


class Compared(StrEnum):
    """Whose ratings are looked at for perception gaps, as council.yaml names it."""

    LEADERS_AND_PEOPLE = "leaders-and-people"
    EVERY_TWO_GROUPS = "every-two-groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From when on something is told: kinds of evidence of a strength, per cent of groups that do not know, days a
    figure stays new, days of twelve months that may be missing, words of a sentence, pages of a statement."""

    kinds_of_evidence: Internal[int]
    dont_know: Internal[int]
    figure_days: Internal[int]
    window_days: Internal[int]
    sentence_words: Internal[int]
    statement_pages: Internal[int] = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """council.yaml as values. logo is a path inside inputs/, empty when there is none.

    publishes_names: whether the public edition names people, or tells their posts alone. severities: by code, where
    the council set one. not_asked: why nobody was asked, by role.
    """

    name: Title[str]
    short_name: Annotated[Title[str], MayBeLeftOut("A template may use the full name alone.")]
    title: Title[str]
    subtitle: Title[str]
    version: Key[str]
    date: Day[datetime.date]
    marking: Title[str]
    review_due: Day[datetime.date]
    logo: Internal[str]
    logo_description: Annotated[Title[str], MayBeLeftOut("It stands beside the picture, in no paragraph.")]
    groups: tuple[Group, ...]
    verifiers: Annotated[tuple[Verifier, ...], MayBeLeftOut("The report tells the post; the sheet names the person.")]
    acronyms: tuple[Acronym, ...]
    publishes_names: Choice[bool]
    dates: Dates
    thresholds: Thresholds
    severities: Choice[dict[str, str]]
    not_asked: Annotated[Label[dict[str, str]], MayBeLeftOut("Only where nobody was asked in that role.")]
    signing: Choice[Profile]
    place: Place
    trusted_only: Choice[bool] = False
    """Whether a signature counts only where its certificate leads to an issuer the council named."""
    brand: Brand = Brand()
    leave_out: Choice[tuple[str, ...]] = ()
    """What the report leaves out on purpose: fields by the names templates use, without the marks of lists."""
    compared: Choice[Compared] = Compared.LEADERS_AND_PEOPLE
    prints_own_rows: Choice[bool] = False
    volumes: Choice[Volumes] = Volumes.ONE
    public_offices: Reference[tuple[str, ...]] = PUBLIC_OFFICES
    """The roles of endorsers whose holders the public edition names."""
    """Whether the annex has the rows that groups added of their own."""
    returns: DueDays = DueDays()
    declarations: tuple[Declaration, ...] = ()
    """What endorsers may be asked to sign beside the declarations of the guidance, in the council's own words."""

    @property
    def day(self) -> datetime.date:
        """The day by which what is late or out of date is judged: of the information return, else of the report."""
        return self.dates.information_return or self.date

    @property
    def is_review_past(self) -> bool:
        """Whether the next review was due before the day by which the report is judged."""
        return self.review_due < self.day

    @property
    def groups_in_order(self) -> tuple[Group, ...]:
        """The groups as they are printed: people with lived experience first, then as the council lists them."""
        return tuple(sorted(self.groups, key=lambda group: not group.lived_experience))

    def groups_compared(self) -> tuple[tuple[Group, Group], ...]:
        """(who may see it better, who may see it worse) for each two groups in which perception gaps are looked for."""
        every = permutations(self.groups_in_order, 2)
        if self.compared is Compared.EVERY_TWO_GROUPS:
            return tuple(every)
        return tuple((better, worse) for better, worse in every if better.leaders and worse.lived_experience)

    def verifier_of(self, statement: str) -> Verifier | None:
        """Who verifies a statement now: the last to take up the post. None where nobody is named."""
        return next(reversed(self.holders_of(statement)), None)

    def holders_of(self, statement: str) -> tuple[Verifier, ...]:
        """Everybody who has or had the post that verifies a statement, one after the other."""
        holders = (verifier for verifier in self.verifiers if verifier.statement == statement)
        return tuple(sorted(holders, key=lambda verifier: verifier.start or datetime.date.min))
