"""Who we are: the council, its groups and people, and the dates of this self-assessment."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.findings import Place
from engine.model.signing import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A stakeholder group that fills in the checklists. people is how many took part."""

    id: str
    name: str
    people: int
    how: str
    lived_experience: bool
    leaders: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """A senior manager who verifies one statement. start, end: the first and last day in the post, where known."""

    statement: str
    name: str
    position: str
    email: str
    start: datetime.date | None = None
    end: datetime.date | None = None

    def is_in_post(self, day: datetime.date) -> bool:
        """Whether the post was this person's on that day, as far as its dates tell."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form and what it stands for."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Brand:
    """How the council looks. colours: six hexadecimal digits, by what they are for; only those it chose."""

    colours: Mapping[str, str] = field(default_factory=dict)
    heading_font: str = ""
    text_font: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What a self-assessment is prepared for. earlier: dates that no longer hold."""

    notification: datetime.date | None = None
    information_return: datetime.date | None = None
    visit: datetime.date | None = None
    publication: datetime.date | None = None
    earlier: tuple[datetime.date, ...] = ()

    def set_dates(self) -> tuple[tuple[str, datetime.date], ...]:
        """The dates that are set, in the order in which they should follow one another, with their names."""
        every = (
            ("notification", self.notification),
            ("information return", self.information_return),
            ("visit", self.visit),
            ("publication", self.publication),
        )
        return tuple((name, day) for name, day in every if day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From when on something is told: kinds of evidence of a strength, per cent of groups that do not know, days a
    figure stays new, days of twelve months that may be missing, words of a sentence."""

    kinds_of_evidence: int
    dont_know: int
    figure_days: int
    window_days: int
    sentence_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """council.yaml as values. logo is a path inside inputs/, empty when there is none.

    publishes_names: whether the public edition names people, or tells their posts alone. severities: by code, where
    the council set one. not_asked: why nobody was asked, by role.
    """

    name: str
    short_name: str
    title: str
    subtitle: str
    version: str
    date: datetime.date
    marking: str
    review_due: datetime.date
    logo: str
    logo_description: str
    groups: tuple[Group, ...]
    verifiers: tuple[Verifier, ...]
    acronyms: tuple[Acronym, ...]
    publishes_names: bool
    dates: Dates
    thresholds: Thresholds
    severities: dict[str, str]
    not_asked: dict[str, str]
    signing: Profile
    place: Place
    trusted_only: bool = False
    """Whether a signature counts only where its certificate leads to an issuer the council named."""
    brand: Brand = Brand()

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

    def verifier_of(self, statement: str) -> Verifier | None:
        """Who verifies a statement now: the last to take up the post. None where nobody is named."""
        return next(reversed(self.holders_of(statement)), None)

    def holders_of(self, statement: str) -> tuple[Verifier, ...]:
        """Everybody who has or had the post that verifies a statement, one after the other."""
        holders = (verifier for verifier in self.verifiers if verifier.statement == statement)
        return tuple(sorted(holders, key=lambda verifier: verifier.start or datetime.date.min))
