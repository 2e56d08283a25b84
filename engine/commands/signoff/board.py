"""The board of all that is to be signed: how far it has got, what came back, what has changed, whom to write to.

It is worked out from the register and the inputs each time: nothing of it is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.assembly.reading import Reading, read
from engine.assessment.sheet_states import issued_copies, people_of
from engine.commands.signoff.issued_files import sound_register
from engine.commands.signoff.outbox import errands_of, letters_to
from engine.commands.signoff.returning import judged
from engine.commands.signoff.standing import SigningStatus, changes_of, standing_of
from engine.commands.signoff.words import VERDICTS, endorser_json, endorser_line, sheet_json, sheet_lines
from engine.findings import Finding, findings_json
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.model.signing import ENDORSEMENTS, Change, Entry, Event, Sheet, State, Verdict
from engine.progress import Progress
from engine.signatures.register import Register
from engine.templates.letters import letter_findings, opened
from engine.workspace import Workspace

_NOT_TOLD_IN_FULL = (Verdict.ALTERED, Verdict.UNREAD)
"""Verdicts whose reason the register does not tell: the file is judged once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """A file that came back. name: as it came. on: the day, as in ISO 8601. said: what it proves, in words.

    file: its name in signoff/received; empty where it lies there no more. people: whom the copy names that it is of.
    is_attested: whether somebody has said whose signature it shows.
    """

    name: str
    file: str
    code: str
    on: str
    verdict: Verdict
    said: str
    people: tuple[str, ...]
    is_attested: bool

    def as_json(self) -> dict[str, Any]:
        """For the page of the sheet."""
        return {
            "name": self.name,
            "file": self.file,
            "code": self.code,
            "on": self.on,
            "verdict": self.verdict,
            "said": self.said,
            "people": self.people,
            "waits": self.verdict.needs_a_person and not self.is_attested,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ToWriteTo:
    """Somebody who has still to sign. document: the file to send, as the workspace names it. letters: by template."""

    sheet: str
    name: str
    email: str
    document: str
    letters: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """For the page of the sheet."""
        return {"name": self.name, "email": self.email, "document": self.document, "letters": self.letters}


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything at one look. names: of statements, by id. due: the day by which each sheet is wanted, if any is.

    changes, came: by sheet. findings: why there are no letters.
    """

    status: SigningStatus
    names: Mapping[str, str]
    due: Mapping[str, date | None]
    changes: Mapping[str, tuple[Change, ...]]
    came: Mapping[str, tuple[CameBack, ...]]
    to_write_to: tuple[ToWriteTo, ...]
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """What `signoff status` tells with `--format json`, and what a person needs beside it."""
        endorsers = [
            endorser_json(*one)
            | {"line": endorser_line(*one, self.status.version).strip(), "organisation": one[0].organisation}
            for one in self.status.endorsers
        ]
        return findings_json(
            self.findings, sheets=[self._sheet(sheet) for sheet in self.status.sheets], endorsers=endorsers
        )

    def _sheet(self, sheet: Sheet) -> dict[str, Any]:
        name, due = sheet.statement, self.due.get(sheet.statement)
        return sheet_json(sheet, self.status) | {
            "name": self.names.get(name, "Endorsements"),
            "lines": [line.strip() for line in sheet_lines(sheet, self.status)],
            "group": "done" if sheet.is_verified else "you" if sheet.waits_for_the_pen_holder else "out",
            "may_have_addendum": sheet.state is State.STALE and bool(sheet.counting) and not sheet.addendum,
            "is_late": sheet.is_with_signers and due is not None and due < self.status.today,
            "due": due.isoformat() if due else "",
            "back": sheet.back,
            "redline": [[(piece.kind, piece.words) for piece in one.pieces] for one in self.changes.get(name, ())],
            "came": [one.as_json() for one in self.came.get(name, ())],
            "to_write_to": [one.as_json() for one in self.to_write_to if one.sheet == name],
        }


def board(workspace: Workspace) -> Board:
    """The board. Raises SigningError where the register cannot be relied on."""
    register, reading = sound_register(workspace), read(workspace, Progress())
    status, entries = standing_of(register, reading), register.entries()
    assessment = reading.assessment
    sheets, returns = {sheet.statement: sheet for sheet in status.sheets}, assessment.council.returns
    faults = tuple(letter_findings(workspace))
    return Board(
        status=status,
        names={statement.id: statement.name for statement in assessment.framework.statements},
        due={name: returns.endorsements if name == ENDORSEMENTS else returns.sheets for name in sheets},
        changes={
            name: changes_of(register, sheet, reading)
            for name, sheet in sheets.items()
            if sheet.state is State.STALE and name != ENDORSEMENTS
        },
        came={name: tuple(_came_back(register, name, entries)) for name in sheets},
        to_write_to=() if faults else tuple(_to_write_to(workspace, register, reading)),
        findings=faults,
    )


def _came_back(register: Register, sheet: str, entries: tuple[Entry, ...]) -> Iterator[CameBack]:
    """What came back of a sheet, the newest first; a file that came twice is told of as it was told last."""
    copies = {copy.code: copy for copy in issued_copies(sheet, entries)}
    attested = {entry.get("sha256") for entry in entries if entry.event is Event.ATTESTED}
    told = {e.get("sha256"): e for e in entries if e.event is Event.RECEIVED and e.code in copies}
    for digest, entry in reversed(told.items()):
        verdict, path = entry.verdict, next((register.folder / "received").glob(f"{digest}*"), None)
        if verdict:
            yield CameBack(
                name=entry.get("name"),
                file=path.name if path else "",
                code=entry.code,
                on=entry.at[:10],
                verdict=verdict,
                said=VERDICTS[verdict].format(why=_why(register, path, verdict)),
                people=tuple(person.name for person in people_of(copies[entry.code])),
                is_attested=digest in attested,
            )


def _why(register: Register, path: Path | None, verdict: Verdict) -> str:
    """What is wrong with a file, for a verdict that says it."""
    if verdict not in _NOT_TOLD_IN_FULL:
        return ""
    if path is None:
        return "and the file is kept no more"
    try:
        return judged(register, whole(path, limits.FILE))[0].why
    except RefusedFile as refused:
        return refused.message.rstrip(".")


def _to_write_to(workspace: Workspace, register: Register, reading: Reading) -> Iterator[ToWriteTo]:
    letters = opened(workspace)
    for errand in errands_of(workspace, register, reading):
        yield ToWriteTo(
            sheet=errand.sheet,
            name=errand.name,
            email=errand.email,
            document=errand.document,
            letters=letters_to(errand, reading, letters),
        )
