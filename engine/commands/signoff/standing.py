"""How far each sheet has got, and whether what the register tells can be proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from engine.assembly.reading import read
from engine.assessment.sheet_states import issued_copies
from engine.commands.signoff.issued_files import contents_of, copy_path, sound_register, words_of
from engine.findings import Finding, error, errors_in, warning
from engine.foreign.plain_file import size_and_hash
from engine.foreign.refusal import RefusedFile
from engine.model.assessment import Endorsement
from engine.model.signing import Endorsing, Event, Sheet, State
from engine.progress import Progress
from engine.signatures.redline import redline
from engine.signatures.register import Register
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SigningStatus:
    """How far everything has got: the sheets, the endorsements last, and each endorser."""

    sheets: tuple[Sheet, ...]
    endorsers: tuple[tuple[Endorsement, Endorsing], ...]


def status(workspace: Workspace) -> list[Sheet]:
    """How far each sheet has got, the endorsements last."""
    return list(standing(workspace).sheets)


def standing(workspace: Workspace) -> SigningStatus:
    """How far each sheet and each endorser has got."""
    register, reading = sound_register(workspace), read(workspace, Progress())
    contents = contents_of(reading)
    sheets = (_with_changes(register, sheet, contents) for sheet in reading.judgement.sheets.values())
    endorsers = zip(reading.assessment.endorsements, reading.judgement.endorsers, strict=True)
    return SigningStatus(tuple(sheets), tuple(endorsers))


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
            if path.stem not in stems:
                message = "No line of the register tells of this file: a run was cut off, or somebody put it there."
                again = "Receive it again" if folder is Event.RECEIVED else "Run penholder signoff issue again"
                yield warning("M-09", workspace.place(path), message, f"{again}, or take it out.")


def _with_changes(register: Register, found: Sheet, contents: Mapping[str, list[str]]) -> Sheet:
    if found.state is not State.STALE:
        return found
    copies = issued_copies(found.statement, register.entries())
    codes = {signed.code for signed in found.signatures}
    copy = next((copy for copy in reversed(copies) if copy.code in codes), copies[-1])
    return replace(found, changed=redline(words_of(register, copy), contents[found.statement]))
