"""A file that came: what it is, from whom, where it goes, what it replaces, and what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class ArrivalKind(StrEnum):
    """What a file is, by what is in it."""

    CHECKLIST = "checklist"
    STATEMENT = "statement form"
    THEME = "theme form"
    OVERVIEW = "overview"
    EVIDENCE = "evidence"
    ENDORSEMENTS = "endorsements"
    RECORD = "previous record"
    SHEET = "signed sheet"
    SCAN = "scan"
    EVIDENCE_FILE = "evidence file"
    UNKNOWN = "unknown"

    @property
    def is_form(self) -> bool:
        """Whether it goes into narrative/."""
        return self in (ArrivalKind.STATEMENT, ArrivalKind.THEME, ArrivalKind.OVERVIEW)

    @property
    def is_for_the_register(self) -> bool:
        """Whether it goes where sheets come back, and not into inputs/."""
        return self in (ArrivalKind.SHEET, ArrivalKind.SCAN)


class Need(StrEnum):
    """What somebody has to say before a file is put anywhere."""

    NOTHING = ""
    FROM = "from"
    """From whom it is, or which form."""
    AS = "as"
    """What it is."""
    ANYWAY = "anyway"
    """That it is wanted in spite of what is in doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A file that would be replaced. is_same: to the byte. is_newer: saved after the one that came; None where one of
    the two does not say when it was saved.
    """

    file: str
    digest: str
    is_same: bool = False
    is_newer: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file that came. name: as it came, fit to be shown, never a path. digest: SHA-256 of it; empty if not read.

    about: the id of the group, statement or theme, "overview", or the statement of a sheet; empty where nobody knows.
    who: the same in words. target: where it goes, as findings name it; empty where nowhere. said: what is in it, in
    words. doubts: whole sentences. need: what has to be said before it goes there.
    """

    name: str
    digest: str
    kind: ArrivalKind
    about: str = ""
    who: str = ""
    target: str = ""
    said: str = ""
    replaces: tuple[Replaced, ...] = ()
    doubts: tuple[str, ...] = ()
    need: Need = Need.NOTHING

    @property
    def is_sure(self) -> bool:
        """Whether it can be put in its place as it is."""
        return self.need is Need.NOTHING and (bool(self.target) or self.kind.is_for_the_register) and not self.is_known

    @property
    def is_known(self) -> bool:
        """Whether the very same file is there already, so that there is nothing to do."""
        return bool(self.replaces) and all(one.is_same for one in self.replaces)

    def as_json(self) -> dict[str, Any]:
        """Everything, for another program or a page."""
        return {
            "name": self.name,
            "sha256": self.digest,
            "kind": self.kind.value,
            "about": self.about,
            "who": self.who,
            "target": self.target,
            "said": self.said,
            "replaces": [{"file": one.file, "is_same": one.is_same, "is_newer": one.is_newer} for one in self.replaces],
            "doubts": list(self.doubts),
            "need": self.need.value,
            "is_sure": self.is_sure,
            "is_known": self.is_known,
        }
