"""What happens to a sheet: it is issued, it comes back, and what came back proves something or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ENDORSEMENTS = "endorsements"
"""The sheet of those who endorse the whole report; every other is known by its statement."""

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
    """What a returned file proves."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    ALTERED = "altered"
    REWRITTEN = "rewritten"
    COPY = "copy"
    UNKNOWN = "unknown"


class State(StrEnum):
    """How far a sheet has got. code-only: a copy or scan came back, and a person attested it or has to."""

    NOT_ISSUED = "not-issued"
    ISSUED = "issued"
    SIGNED = "signed"
    STALE = "stale"
    ALTERED = "altered"
    CODE_ONLY = "code-only"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register. code: of the sheet. at: when, in UTC, as in ISO 8601. about: what else is known."""

    event: Event
    code: str
    at: str
    about: Mapping[str, Any]

    def told(self, name: str) -> str:
        """One thing that is known; empty where it is not."""
        return str(self.about.get(name, ""))


@dataclass(frozen=True, slots=True)
class Sheet:
    """How far one sheet has got. statement: its id, or ENDORSEMENTS. code: of the copy issued last; empty without one.

    signers: who signed, as their certificates or the person who attested it tell. back: the day the last of what counts
    came back, as in ISO 8601. changed: what a stale one says otherwise now.
    """

    statement: str
    code: str
    state: State
    signers: tuple[str, ...]
    back: str = ""
    changed: tuple[str, ...] = ()
