"""What happens to a sheet: it is issued, it comes back, and what came back proves something or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from engine.model.roles import Choice, Day, Internal, Key, Name, PublicAs, Reference, Title
from engine.plain_words import is_same_name

ENDORSEMENTS = "endorsements"
"""The sheet of those who endorse the whole report; every other is known by its statement."""

REGISTER = "signoff/register.jsonl"
"""The file of the workspace that tells what happened to the sheets."""
PACK = "signature-pack"
"""All sheets in one file, to read or to pass round; what counts is each sheet by itself."""


class Profile(StrEnum):
    """How a council signs: by which service, or in ink. Templates are the same for all."""

    ACROFORM = "acroform"
    DOCUSIGN = "docusign"
    ADOBE = "adobe"
    SIGNABLE = "signable"
    DROPBOX = "dropbox"
    PRINT = "print"

    @property
    def has_fields(self) -> bool:
        """Whether places become fields of the PDF; otherwise they get a text tag or a line for ink."""
        return self in (Profile.ACROFORM, Profile.DOCUSIGN, Profile.ADOBE)

    @property
    def numbers_signers(self) -> bool:
        """Whether it knows people as signer1, signer2 …, in the order of the document."""
        return self in (Profile.ADOBE, Profile.SIGNABLE, Profile.DROPBOX)


class Event(StrEnum):
    """What a line of the register tells."""

    ISSUED = "issued"
    RECEIVED = "received"
    ATTESTED = "attested"


class Verdict(StrEnum):
    """What a returned file proves.

    beside: it was signed, in a place that somebody added, so that it proves nothing. unread: the issued file, with an
    entry of which only people can tell whether the file shows what it holds.
    """

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    BESIDE = "beside"
    ALTERED = "altered"
    UNREAD = "unread"
    REWRITTEN = "rewritten"
    COPY = "copy"
    UNKNOWN = "unknown"

    @property
    def needs_a_person(self) -> bool:
        """Whether the file proves nothing by itself, so that somebody has to look and attest the signature."""
        return self in (Verdict.COPY, Verdict.REWRITTEN, Verdict.UNREAD)

    @property
    def is_refused(self) -> bool:
        """Whether the file cannot count at all: altered, signed beside its place, or no sheet that was issued."""
        return self in (Verdict.ALTERED, Verdict.UNKNOWN, Verdict.BESIDE)


class State(StrEnum):
    """How far a sheet has got. code-only: a copy or scan came back, and a person attested it or has to."""

    NOT_ISSUED = "not-issued"
    ISSUED = "issued"
    SIGNED = "signed"
    STALE = "stale"
    ALTERED = "altered"
    CODE_ONLY = "code-only"

    @property
    def is_signed(self) -> bool:
        """Whether everybody has signed the present text."""
        return self is State.SIGNED

    @property
    def is_out(self) -> bool:
        """Whether the sheet is with whoever is to sign it, and nothing came back that could count."""
        return self in (State.ISSUED, State.ALTERED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register. code: of the sheet. at: when, in UTC, as in ISO 8601. about: what else is known."""

    event: Event
    code: str
    at: str
    about: Mapping[str, Any]

    def get(self, name: str) -> str:
        """One thing that is known; empty where it is not."""
        return str(self.about.get(name, ""))

    @property
    def verdict(self) -> Verdict | None:
        """What the file proves of which the line tells; None where it tells of none."""
        return next((verdict for verdict in Verdict if verdict == self.get("verdict")), None)

    @property
    def is_addendum(self) -> bool:
        """Whether what was issued re-confirms an earlier sheet, instead of taking its place."""
        return bool(self.get("amends"))


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a sheet names for a field, as it was issued. role: of an endorser, else empty."""

    key: Key[str]
    name: Name[str]
    position: Title[str]
    role: Reference[str] = ""

    def is_one_with(self, other: Person) -> bool:
        """Whether both stand for one signature, also where rows have moved between two copies."""
        return self.role == other.role and (not self.role or is_same_name(self.name, other.name))


class PieceKind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line that differs."""

    kind: PieceKind
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line that differs between what was verified and the text now."""

    pieces: tuple[Piece, ...]


class Standing(StrEnum):
    """Who signed: the one the sheet is for, one who has left the post since, or somebody else."""

    NAMED = "named"
    PREVIOUS = "previous"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a signature does not count. code: of the finding about it."""

    code: Key[str]
    words: Internal[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature that came back, as it was then: nothing later rewrites it, but what we think of it may change.

    person: whom the copy names; the position as it was filled in. code: of that copy. on: the day, as the signer's
    program or the person who attested it tells; empty where nobody does. back: the day the file came back. certificate:
    the name in it; empty where a person attested a scan or copy, who is then attested_by. untrusted: why the
    certificate is not relied on.
    """

    person: Person
    code: Key[str]
    on: Day[str]
    back: Day[str]
    certificate: Name[str] = ""
    is_trusted: Choice[bool] = False
    untrusted: Internal[str] = ""
    attested_by: Annotated[Name[str], PublicAs("an officer of the council")] = ""
    standing: Choice[Standing] = Standing.NAMED
    doubt: Doubt | None = None

    @property
    def counts(self) -> bool:
        """Whether nothing speaks against it."""
        return self.doubt is None

    @property
    def is_proven(self) -> bool:
        """Whether it counts by its certificate, and not by the word of who saw it."""
        return self.counts and not self.attested_by

    @property
    def is_by_another(self) -> bool:
        """Whether somebody signed whom the sheet does not name."""
        return self.standing is Standing.ANOTHER

    @property
    def is_by_previous(self) -> bool:
        """Whether somebody signed who has left the post since."""
        return self.standing is Standing.PREVIOUS

    @property
    def day(self) -> date:
        """The day it carries, or else the day it came back."""
        return date.fromisoformat(self.on or self.back)

    @property
    def name(self) -> str:
        """Who signed, as far as it is told."""
        return self.certificate or self.person.name

    @property
    def in_words(self) -> str:
        """Who signed, and who saw it where only a person did."""
        return f"{self.name}, attested by {self.attested_by}" if self.attested_by else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How far one sheet has got. statement: its id, or ENDORSEMENTS. code: of the copy issued last; empty without one.

    signatures: those over the present text; where it changed since, those over the text before. named: who is to sign
    the newest copy. addendum: the code of the addendum that is out, or by which the sheet was signed. issued: the day
    the newest copy went out; empty without one. changed: what a stale one says otherwise now.
    """

    statement: Key[str]
    code: Key[str]
    state: Choice[State]
    signatures: tuple[Signed, ...] = ()
    named: tuple[Person, ...] = ()
    addendum: Key[str] = ""
    issued: Day[str] = ""
    changed: Internal[tuple[str, ...]] = ()

    @property
    def signers(self) -> tuple[str, ...]:
        """Who signed, as their certificates or the persons who attested it tell."""
        return tuple(dict.fromkeys(signed.in_words for signed in self.signatures))

    @property
    def counting(self) -> tuple[Signed, ...]:
        """The signatures that nothing speaks against."""
        return tuple(signed for signed in self.signatures if signed.counts)

    @property
    def unsigned(self) -> tuple[Person, ...]:
        """Those whom the newest copy names and of whom no signature over the present text counts."""
        if self.state is State.STALE:
            return self.named
        return tuple(p for p in self.named if not any(signed.person.is_one_with(p) for signed in self.counting))

    @property
    def is_verified(self) -> bool:
        """Whether everybody has signed the present text, by certificates or by the word of who saw it."""
        is_back = self.state is State.CODE_ONLY and bool(self.named) and not self.unsigned
        return self.state.is_signed or is_back

    @property
    def waits_for_a_look(self) -> bool:
        """Whether a copy came back of which nobody has attested yet who signed it."""
        return self.state is State.CODE_ONLY and not self.signatures

    @property
    def is_with_signers(self) -> bool:
        """Whether a copy of the present text is out, and somebody has still to sign it."""
        is_out = self.state is not State.NOT_ISSUED and (self.state is not State.STALE or bool(self.addendum))
        return is_out and not self.is_verified and not self.waits_for_a_look

    @property
    def waits_for_the_pen_holder(self) -> bool:
        """Whether the next step is the pen holder's: to issue it, to look at a copy, or to ask once more."""
        return not self.is_verified and (not self.is_with_signers or self.state is State.ALTERED)

    @property
    def attested_by(self) -> str:
        """Who attested signatures over the present text that stand on no certificate; empty where nobody had to."""
        if self.state is State.STALE:
            return ""
        return ", ".join(dict.fromkeys(signed.attested_by for signed in self.counting if signed.attested_by))

    @property
    def back(self) -> str:
        """The day the last signature came back, as in ISO 8601; empty where none did."""
        return max((signed.back for signed in self.signatures), default="")


@dataclass(frozen=True, slots=True)
class Endorsing:
    """How far one endorser has got. signed: the newest signature, also over an older text; None without one.

    is_current: whether it is over the present text.
    """

    signed: Signed | None = None
    is_current: Choice[bool] = False

    @property
    def counting(self) -> Signed | None:
        """The newest signature, where nothing speaks against it."""
        return self.signed if self.signed and self.signed.counts else None
