"""How far each sheet has got, and whether what the register tells can be proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from engine.assembly.reading import Reading, read
from engine.assessment.sheet_states import issued_copies
from engine.commands.signoff.issued_files import copy_path, sound_register
from engine.commands.signoff.verified_words import changes_since, in_short
from engine.findings import Finding, error, errors_in, warning
from engine.foreign.plain_file import size_and_hash
from engine.foreign.refusal import RefusedFile
from engine.left_over import is_left_over
from engine.model.assessment import Endorsement
from engine.model.council import Verifier
from engine.model.signing import ENDORSEMENTS, Change, Endorsing, Event, Sheet, State
from engine.progress import Progress
from engine.signatures.redline import marked
from engine.signatures.register import Register
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningStatus:
    """How far everything has got: the sheets, the endorsements last, and each endorser.

    today: by which it is told how long a sheet has been out. managers: who verifies each statement now.
    version: of the report.
    """

    sheets: tuple[Sheet, ...]
    endorsers: tuple[tuple[Endorsement, Endorsing], ...]
    today: date
    managers: Mapping[str, Verifier]
    version: str

    def days_out(self, sheet: Sheet) -> int | None:
        """For how many days a sheet has been with those who are to sign it; None where it is with nobody."""
        return (self.today - date.fromisoformat(sheet.issued)).days if sheet.is_with_signers else None


def status(workspace: Workspace) -> list[Sheet]:
    """How far each sheet has got, the endorsements last."""
    return list(standing(workspace).sheets)


def standing(workspace: Workspace) -> SigningStatus:
    """How far each sheet and each endorser has got."""
    return standing_of(sound_register(workspace), read(workspace, Progress()))


def standing_of(register: Register, reading: Reading) -> SigningStatus:
    """The same of a register and inputs that have been read."""
    assessment, judgement = reading.assessment, reading.judgement
    managers = {s.id: assessment.council.verifier_of(s.id) for s in assessment.framework.statements}
    return SigningStatus(
        sheets=tuple(_with_changes(register, sheet, reading) for sheet in judgement.sheets.values()),
        endorsers=tuple(zip(assessment.endorsements, judgement.endorsers, strict=True)),
        today=judgement.today or assessment.council.day,
        managers={key: manager for key, manager in managers.items() if manager},
        version=assessment.council.version,
    )


def prove_register(workspace: Workspace) -> list[Finding]:
    """Whether the register is whole, whether every file it speaks of is kept as it was, and no other is there."""
    register = Register(workspace)
    faults = [*register.faults(), *_missing(workspace, register)]
    return faults if errors_in(faults) else [*faults, *_unspoken(workspace, register)]


def _missing(workspace: Workspace, register: Register) -> Iterator[Finding]:
    for entry in register.entries():
        if entry.event is Event.ATTESTED:
            continue
        digest = entry.get("sha256")
        issued = [copy_path(register, entry.code, digest, ".pdf")]
        places = issued if entry.event is Event.ISSUED else list((register.folder / "received").glob(f"{digest}*"))
        if not any(_hash_of(path) == digest for path in places):
            message = f"The file that was {entry.event} for sheet {entry.code} is missing, or is not what it was."
            yield error(
                "M-07", workspace.place(register.folder / entry.event), message, "Put it back from your backup."
            )


def _hash_of(path: Path) -> str:
    with suppress(RefusedFile):
        return size_and_hash(path)[1]
    return ""


def _unspoken(workspace: Workspace, register: Register) -> Iterator[Finding]:
    """Files that a run kept before it was cut off, or that somebody put there."""
    entries = register.entries()
    issued = {copy_path(register, e.code, e.get("sha256"), "").name for e in entries if e.event is Event.ISSUED}
    received = {entry.get("sha256") for entry in entries if entry.event is Event.RECEIVED}
    known = {Event.ISSUED: issued, Event.RECEIVED: received}
    for folder, stems in known.items():
        for path in sorted((register.folder / folder).glob("[!.]*")):
            if path.stem not in stems and not is_left_over(path.name):
                message = "No line of the register tells of this file: a run was cut off, or somebody put it there."
                again = "Receive it again" if folder is Event.RECEIVED else "Run penholder signoff issue again"
                yield warning("M-09", workspace.place(path), message, f"{again}, or take it out.")


def changes_of(register: Register, found: Sheet, reading: Reading) -> tuple[Change, ...]:
    """What a stale sheet says otherwise now than the copy that was signed, or else than the one that was issued."""
    copies = issued_copies(found.statement, register.entries())
    codes = {signed.code for signed in found.signatures}
    copy = next((copy for copy in reversed(copies) if copy.code in codes), copies[-1])
    return changes_since(register, copy, reading)


def _with_changes(register: Register, found: Sheet, reading: Reading) -> Sheet:
    if found.state is not State.STALE:
        return found
    since = changes_of(register, found, reading)
    return replace(found, changed=in_short(since) if found.statement == ENDORSEMENTS else marked(since))
