"""The files beside the register: copies of what was issued, what it stood for, and what came back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine import whole_file
from engine.assembly.reading import Reading
from engine.assessment.fingerprint import lines_of
from engine.assessment.signed_content import statement_content, whole_content
from engine.errors import SigningError
from engine.findings import errors_in
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.model.signing import ENDORSEMENTS, PACK, Entry
from engine.own_json import DAMAGED
from engine.signatures.register import Register
from engine.workspace import Workspace

UNDER = " › "
"""Stands between the name of a statement and the part of it that a line of the whole report is of."""


def sound_register(workspace: Workspace) -> Register:
    """The register, to read. Raises SigningError where it cannot be relied on."""
    register = Register(workspace)
    faults = errors_in(register.faults())
    if faults:
        raise SigningError("The register of what was issued and signed cannot be relied on.", faults)
    return register


@contextmanager
def register_alone(workspace: Workspace) -> Iterator[Register]:
    """The register, to write, for this run alone: another waits until it ends, or is killed. Raises SigningError."""
    with Register(workspace).alone():
        register = sound_register(workspace)
        for left in whole_file.unfinished(register.folder):
            left.unlink()  # of a run that was killed while it wrote
        yield register


def contents_of(reading: Reading) -> dict[str, list[str]]:
    """The words of each sheet's text as they are now, line by line."""
    assessment, judgement = reading.assessment, reading.judgement
    found = {
        statement.id: list(lines_of(statement_content(assessment, statement, judgement.ratings[statement.id])))
        for statement in assessment.framework.statements
    }
    of_the_whole = lines_of(whole_content(assessment, {}))
    names = {statement.id: statement.name for statement in assessment.framework.statements}
    whole = [under(names[key], line) for key, lines in found.items() for line in lines] + list(of_the_whole)
    return {**found, ENDORSEMENTS: whole, PACK: whole}


def under(statement: str, line: str) -> str:
    """A line of a statement, as it stands among the lines of the whole report. statement: its name."""
    return f"{statement}{UNDER}{line}"


def words_of(register: Register, copy: Entry) -> list[str]:
    """The words that an issued copy stands for, as they were kept. Raises SigningError where their file is gone."""
    try:
        read = json.loads(whole(copy_path(register, copy.code, copy.get("sha256"), ".json"), limits.FILE))
        return [str(line) for line in read]
    except DAMAGED as fault:  # a file that cannot be read is one of these
        message = f"The words of sheet {copy.code} are missing from signoff/issued. Put the file back from your backup."
        raise SigningError(message) from fault


def copy_path(register: Register, code: str, digest: str, ending: str) -> Path:
    """Where a copy of an issued sheet is kept: two copies of one code differ in brand, so both are."""
    return register.folder / "issued" / f"{code}-{digest[:8]}{ending}"


def keep(place: Path, data: bytes) -> None:
    """Write a file whole, once: what is there already is never touched."""
    if not place.exists():
        put(place, data)


def put(place: Path, data: bytes) -> None:
    """Write a file whole, in the place of an earlier one. It is on the disk before the register speaks of it."""
    whole_file.replace(place, data, durable=True)


def digest_of(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
