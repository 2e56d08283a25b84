"""What can be wrong, where it is, and what to do about it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from engine.escapes import escaped
from engine.unseen_letters import unseen_in, without_direction, without_unseen

_SHOWN = 60
"""Letters of a text that are told of it."""
_KEY = 16
"""Letters of a key: of a million findings hardly two would share one."""


class Severity(StrEnum):
    """How much a finding matters.

    error: a final edition may not be built while it stands. warning: printed on the sheets, for a person to
    judge. info: worth knowing, nothing to mend.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: a file of the workspace, and a cell, a line, or a heading and paragraph in it.

    path: of a YAML file also the names and numbers that lead to the value, or to where it is missing: a form finds its
    field by them. Two places are the same whichever way led there.
    """

    file: str
    where: str = ""
    path: tuple[str | int, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        for name, text in (("file", self.file), ("where", self.where)):
            if text.isprintable():  # as most are, and there are many places: nothing in it is written otherwise
                continue
            object.__setattr__(self, name, escaped(text).replace("\n", " "))

    def __str__(self) -> str:
        return f"{self.file} › {self.where}" if self.where else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to know or to mend, in the reader's words."""

    severity: Severity
    code: str
    place: Place
    message: str
    fix: str = ""
    about: str = ""
    """The id it is about: a statement, a checklist item, a library row; empty when it is about a file."""
    named: str = ""
    """What a line that tells several of its kind calls it: an amount, the id of a document; else its place is told."""

    def __post_init__(self) -> None:
        for name, text in (("message", self.message), ("fix", self.fix), ("about", self.about)):
            object.__setattr__(self, name, escaped(without_direction(text)))

    @property
    def key(self) -> str:
        """The name by which it is known from run to run, as long as it says the same of the same place."""
        told = "\n".join((self.code, self.place.file, self.place.where, self.message))
        return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:_KEY]

    def as_json(self) -> dict[str, Any]:
        """The finding as the contract's JSON object."""
        about = {"file": self.place.file, "place": self.place.where, "key": self.key}
        record = asdict(self) | {"severity": str(self.severity)} | about
        del record["named"]
        return record


def error(code: str, place: Place, message: str, fix: str = "", about: str = "", named: str = "") -> Finding:
    """A finding that stops a final edition."""
    return Finding(severity=Severity.ERROR, code=code, place=place, message=message, fix=fix, about=about, named=named)


def warning(code: str, place: Place, message: str, fix: str = "", about: str = "", named: str = "") -> Finding:
    """A finding for a person to judge."""
    return Finding(
        severity=Severity.WARNING, code=code, place=place, message=message, fix=fix, about=about, named=named
    )


def info(code: str, place: Place, message: str, fix: str = "", about: str = "", named: str = "") -> Finding:
    """A finding worth knowing."""
    return Finding(severity=Severity.INFO, code=code, place=place, message=message, fix=fix, about=about, named=named)


def unseen_letters(place: Place, text: str) -> list[Finding]:
    """I-52 for a text with characters that nobody sees and that change what is printed; nothing for any other."""
    if not (which := unseen_in(text)):
        return []
    words = " ".join(without_unseen(text).split())[:_SHOWN]
    message = f'Characters that nobody sees ({which}) were taken out of "{words}": they turn or hide what is printed.'
    return [warning("I-52", place, message, "See that it reads as it was meant. Where it does not, type it anew.")]


def errors_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stop a final edition."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


COUNCIL = "inputs/council.yaml"


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors first, then by file, in the order in which they were found; exact repeats told once.

    council.yaml comes before all other files: without it nobody knows whose report this is.
    """
    rank = list(Severity)
    return tuple(
        sorted(dict.fromkeys(findings), key=lambda f: (rank.index(f.severity), f.place.file != COUNCIL, f.place.file))
    )


def findings_json(findings: Sequence[Finding], **more: Any) -> dict[str, Any]:
    """The contract's object: findings, their summary, and what else a command tells."""
    return {"findings": [finding.as_json() for finding in findings], "summary": summary(findings), **more}


def summary(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    counts = Counter(finding.severity for finding in findings)
    return {f"{severity}s" if severity is not Severity.INFO else "infos": counts[severity] for severity in Severity}
