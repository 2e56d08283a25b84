"""Sheets go out: registered exactly as they were built, with a copy kept, and with word of who signs where."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from engine.assembly.reading import Reading, read
from engine.assessment.sheet_states import issued_copies
from engine.clock import in_utc, now
from engine.commands.signoff.addendum import Addendum, make_addendum
from engine.commands.signoff.endorsement_addendum import make_endorsement_addendum
from engine.commands.signoff.issued_files import contents_of, copy_path, keep, put, register_alone
from engine.commands.signoff.outbox import fill_outbox
from engine.commands.signoff.outgoing import Outgoing, outgoing_sheets
from engine.errors import SigningError, UsageError
from engine.model.assessment import Endorsement
from engine.model.edition import Edition
from engine.model.manifest import FileHash
from engine.model.placed_field import PlacedField
from engine.model.signing import ENDORSEMENTS, Entry, Event
from engine.progress import Progress
from engine.publishing.manifest import read_manifest
from engine.publishing.proof import verify
from engine.publishing.source_hashes import as_hashed
from engine.signatures.register import Register
from engine.templates.letters import opened
from engine.workspace import Workspace


def issue(workspace: Workspace, addenda: tuple[str, ...] = ()) -> tuple[tuple[Entry, ...], int]:
    """Register the sheets of the final edition and their pack, and keep a copy of each.

    Gives (newly issued, that need no new copy). The pack is a thing of its own: signing it signs no sheet. addenda:
    statements that are to be re-confirmed by a short addendum instead of a new sheet. A sheet that is signed over the
    very text needs no new copy, whatever else about it has changed. Raises SigningError where the final edition is not
    exactly what was built, or not from the present inputs.
    """
    folder = workspace.outputs / Edition.FINAL
    if not folder.is_dir():
        raise UsageError("There is no final edition to issue. Build one with `penholder build --edition final`.")
    manifest, findings = read_manifest(folder), verify(workspace, folder)
    if findings or manifest is None:
        message = "Nothing was issued: the final edition is not what was built, or its inputs have changed since."
        raise SigningError(message, findings)
    letters = opened(workspace)
    with register_alone(workspace) as register:
        reading = read(workspace, Progress())
        amended = [_addendum(workspace, register, reading, name) for name in dict.fromkeys(addenda)]
        sheets = outgoing_sheets(manifest)
        fresh = {path: about for path, about in sheets.items() if _is_wanted(about, register, reading, addenda)}
        built = [(_built(folder / path, about.content), about) for path, about in fresh.items()]
        made = [_issued(register, data, about, reading) for data, about in built]
        made += [entry for entry in (_put_out(register, addendum, reading) for addendum in amended) if entry]
        fill_outbox(workspace, register, reading, letters)
    return tuple(made), len(sheets) + len(amended) - len(made)


def _built(path: Path, content: FileHash) -> bytes:
    """A file of the final edition as it was proven. Raises SigningError where it is another one now."""
    data = as_hashed(path, content)
    if data is None:
        raise SigningError(
            f"Nothing was issued: {path.name} was replaced since the edition was proven, or another program holds it. "
            "Issue again."
        )
    return data


def _is_wanted(about: Outgoing, register: Register, reading: Reading, addenda: tuple[str, ...]) -> bool:
    """Whether a sheet goes out: not one that is out as it is, is signed over this text, or gets an addendum."""
    name, sheets = about.sheet, reading.judgement.sheets
    is_signed = name in sheets and sheets[name].is_verified
    is_amended = name in addenda and not (name == ENDORSEMENTS and _has_others(reading))
    return not is_signed and not is_amended and not _is_out(register, about.content.sha256)


def _has_others(reading: Reading) -> bool:
    """Whether somebody is asked to endorse who has signed nothing that an addendum could build on."""
    pairs = zip(reading.assessment.endorsements, reading.judgement.endorsers, strict=True)
    return any(found.counting is None for endorsement, found in pairs if not endorsement.has_declined)


def _addendum(workspace: Workspace, register: Register, reading: Reading, name: str) -> Addendum:
    if name == ENDORSEMENTS:
        return make_endorsement_addendum(workspace, register, reading)
    return make_addendum(workspace, register, reading, name)


def _is_out(register: Register, digest: str) -> bool:
    return any(entry.event is Event.ISSUED and entry.get("sha256") == digest for entry in register.entries())


def _issued(register: Register, data: bytes, about: Outgoing, reading: Reading) -> Entry:
    name, code, digest = about.sheet, about.code, about.content.sha256
    earlier = [copy.code for copy in issued_copies(name, register.entries()) if not copy.is_addendum]
    verified = json.dumps(contents_of(reading)[name], ensure_ascii=False, indent=1).encode()
    keep(copy_path(register, code, digest, ".pdf"), data)
    keep(copy_path(register, code, digest, ".json"), verified)
    return register.append(
        Event.ISSUED,
        code,
        in_utc(now()),
        sheet=name,
        sha256=digest,
        size=about.content.size,
        fingerprint=about.fingerprint,
        people=people_in(about.fields, reading),
        fields=[asdict(field) for field in about.fields],
        amends=about.amends,
        replaces=earlier[-1] if earlier and not about.amends and earlier[-1] != code else "",
    )


def _put_out(register: Register, addendum: Addendum, reading: Reading) -> Entry | None:
    """The addendum on the register, and its files where they are sent from; None where it is out already."""
    for ending, data in ((".pdf", addendum.pdf), (".docx", addendum.docx)):
        put(register.folder / "outbox" / f"{addendum.name}{ending}", data)
    return (
        None
        if _is_out(register, addendum.about.content.sha256)
        else _issued(register, addendum.pdf, addendum.about, reading)
    )


def people_in(fields: Sequence[PlacedField], reading: Reading) -> dict[str, dict[str, str]]:
    """Whom a sheet names for each signature, as it is issued: who has the post later makes no difference to it."""
    keys = dict.fromkeys(field.key for field in fields if field.kind == "signature")
    return {key: _named(key, reading) for key in keys}


def _named(key: str, reading: Reading) -> dict[str, str]:
    """Whose a field is; nobody where nobody is named."""
    endorser = _endorser(key, reading)
    if endorser:
        return {"name": endorser.name, "position": endorser.position, "role": endorser.role}
    verifier = reading.assessment.council.verifier_of(key)
    return {"name": verifier.name if verifier else "", "position": verifier.position if verifier else "", "role": ""}


def _endorser(key: str, reading: Reading) -> Endorsement | None:
    """The endorser a field belongs to; None for a manager's."""
    number = re.fullmatch(r"endorser-(\d+)", key)
    endorsements = reading.assessment.endorsements
    return endorsements[int(number[1]) - 1] if number and 0 < int(number[1]) <= len(endorsements) else None
