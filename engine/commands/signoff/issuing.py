"""Sheets go out: registered exactly as they were built, with a copy kept, and with word of who signs where."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from engine.assembly.reading import Reading, read
from engine.assessment.sheet_states import issued_copies
from engine.clock import in_utc, now
from engine.commands.signoff.addendum import Addendum, make_addendum
from engine.commands.signoff.issued_files import contents_of, copy_path, keep, put, register_alone
from engine.commands.signoff.outgoing import Outgoing, outgoing_sheets
from engine.errors import SigningError, UsageError
from engine.model.assessment import Endorsement
from engine.model.edition import Edition
from engine.model.signing import PACK, Entry, Event, PlacedField
from engine.progress import Progress
from engine.publishing.manifest import read_manifest
from engine.publishing.proof import verify
from engine.signatures.register import Register
from engine.signatures.routing import Errand, mail_merge, routing
from engine.workspace import Workspace

_OF_A_FIELD = ("kind", "page", "rectangle", "label")
"""What services are told of a place to sign."""


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
    with register_alone(workspace) as register:
        reading = read(workspace, Progress())
        amended = [make_addendum(workspace, register, reading, statement) for statement in dict.fromkeys(addenda)]
        sheets = outgoing_sheets(manifest)
        fresh = {path: about for path, about in sheets.items() if _is_wanted(about, register, reading, addenda)}
        made = [_issued(register, (folder / path).read_bytes(), about, reading) for path, about in fresh.items()]
        made += [entry for entry in (_put_out(register, addendum, reading) for addendum in amended) if entry]
        out = [(f"outputs/final/{path}", about) for path, about in sheets.items() if about.sheet != PACK]
        out += [(f"signoff/outbox/{made.name}.pdf", made.about) for made in amended]
        errands = [errand for name, about in out for errand in errands_of(name, about.code, about.fields, reading)]
        put(register.folder / "outbox" / "routing.json", routing(errands))
        put(register.folder / "outbox" / "mail-merge.csv", mail_merge(errands))
    return tuple(made), len(sheets) + len(amended) - len(made)


def _is_wanted(about: Outgoing, register: Register, reading: Reading, addenda: tuple[str, ...]) -> bool:
    """Whether a sheet goes out: not one that is out as it is, is signed over this text, or gets an addendum."""
    name, sheets = about.sheet, reading.judgement.sheets
    is_signed = name in sheets and sheets[name].state.is_signed
    return not is_signed and name not in addenda and not _is_out(register, about.content.sha256)


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
        people=_people(about.fields, reading),
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


def _people(fields: Sequence[PlacedField], reading: Reading) -> dict[str, dict[str, str]]:
    """Whom a sheet names for each signature, as it is issued: who has the post later makes no difference to it."""
    keys = dict.fromkeys(field.key for field in fields if field.kind == "signature")
    return {key: _named(key, reading) for key in keys}


def _named(key: str, reading: Reading) -> dict[str, str]:
    name, position, _, _ = _person(key, reading)
    endorser = _endorser(key, reading)
    return {"name": name, "position": position, "role": endorser.role if endorser else ""}


def errands_of(document: str, code: str, placed: Sequence[PlacedField], reading: Reading) -> Iterator[Errand]:
    """One for each person who is to sign or fill in something in a document. placed: all its places."""
    for key in dict.fromkeys(field.key for field in placed):
        fields = tuple({told: getattr(field, told) for told in _OF_A_FIELD} for field in placed if field.key == key)
        name, position, organisation, email = _person(key, reading)
        yield Errand(
            name=name,
            position=position,
            organisation=organisation,
            email=email,
            document=document,
            code=code,
            fields=fields,
        )


def _person(key: str, reading: Reading) -> tuple[str, str, str, str]:
    """Name, position, organisation and e-mail of the person a field belongs to; empty where nobody is named."""
    council = reading.assessment.council
    endorser = _endorser(key, reading)
    if endorser:
        return endorser.name, endorser.position, endorser.organisation, ""
    verifier = council.verifier_of(key)
    return (verifier.name, verifier.position, council.name, verifier.email) if verifier else ("", "", council.name, "")


def _endorser(key: str, reading: Reading) -> Endorsement | None:
    """The endorser a field belongs to; None for a manager's."""
    number = re.fullmatch(r"endorser-(\d+)", key)
    endorsements = reading.assessment.endorsements
    return endorsements[int(number[1]) - 1] if number and 0 < int(number[1]) <= len(endorsements) else None
