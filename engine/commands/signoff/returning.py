"""Files come back: each is judged by itself, kept byte for byte, and put on the register."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from engine.assembly.reading import read
from engine.assessment.fingerprint import is_sheet_code
from engine.assessment.sheet_states import people_of
from engine.clock import in_utc, now
from engine.commands.signoff.issued_files import copy_path, digest_of, keep, register_alone
from engine.commands.signoff.outbox import fill_outbox
from engine.errors import PenholderError, UsageError
from engine.escapes import escaped_name
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.model.signing import Entry, Event, Person, Verdict
from engine.plain_words import is_same_name
from engine.progress import Progress
from engine.signatures.examine import Examined, trusted_issuers
from engine.signatures.judging import judge
from engine.signatures.register import Register
from engine.templates.letters import opened
from engine.workspace import Workspace

_LARGEST = 100_000_000
"""Bytes of a returned file: a sheet has a hundred thousand, a scan in colour ten million."""

_CANNOT_BE_KNOWN = (
    "No sheet that was issued was found in it: it is not one of ours. If you can read the code in its footer, "
    "give it with --code."
)


@dataclass(frozen=True, slots=True)
class Attestation:
    """What a person says who has looked at a scan or copy. signed_by: names as on the sheet; empty for its only one.

    on: the day beside the signature, where it can be read.
    """

    by: str = ""
    signed_by: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedSheet:
    """A file that came back: what it is, and whether it had come back before.

    problem: why it was not taken in, or not attested. mismatches: signers whose certificate names somebody else than
    the sheet does, with whom it names.
    """

    file: str
    examined: Examined
    is_known: bool = False
    problem: str = ""
    attested: tuple[Person, ...] = ()
    mismatches: tuple[tuple[str, str], ...] = ()


def receive(
    workspace: Workspace,
    files: tuple[Path, ...],
    code: str,
    attested_by: str,
    signed_by: tuple[str, ...] = (),
    signed_on: date | None = None,
) -> list[ReturnedSheet]:
    """Take files back, each by itself. code: typed from a sheet whose code cannot be read; attested_by: who looked.

    signed_by, signed_on: whose signature that person saw, and of which day. Every file that carries a known code is
    kept byte for byte, whatever it proves.
    """
    if code and not is_sheet_code(code):
        raise UsageError(f"{code} is no code of a sheet: a character is wrong. Type it again as the footer has it.")
    if (signed_by or signed_on) and not attested_by:
        raise UsageError("Say with --attested-by who saw the signature.")
    attestation = Attestation(attested_by, signed_by, signed_on)
    with register_alone(workspace) as register:
        before = len(register.entries())
        returned = [_received(register, path, code.upper(), attestation) for path in files]
        if any(_may_count(entry) for entry in register.entries()[before:]):
            _strike_off(workspace, register)
    return returned


def issued_of(register: Register) -> list[Entry]:
    """Every copy that was issued, in the order in which they were."""
    return [entry for entry in register.entries() if entry.event is Event.ISSUED]


def judged(register: Register, data: bytes, code: str = "") -> tuple[Examined, bytes]:
    """What a returned file is beside all that was issued, and the bytes that are it; as `judge` has it."""
    issued = issued_of(register)
    copies = {entry.get("sha256"): copy_path(register, entry.code, entry.get("sha256"), ".pdf") for entry in issued}
    return judge(data, issued, trusted_issuers(register.folder / "trust"), copies, code)


def _may_count(entry: Entry) -> bool:
    """Whether a line tells of what may change who has still to sign."""
    verdict = entry.verdict
    return bool(verdict and (verdict is Verdict.SIGNED or verdict.needs_a_person))


def _strike_off(workspace: Workspace, register: Register) -> None:
    """Take those who need not be asked any more out of the outbox, where the inputs can be read to tell."""
    if not (register.folder / "outbox" / "routing.json").is_file():
        return
    with suppress(PenholderError):  # the file that came back is kept all the same; the next issue does it
        fill_outbox(workspace, register, read(workspace, Progress()), opened(workspace))


def _received(register: Register, path: Path, code: str, attestation: Attestation) -> ReturnedSheet:
    name = escaped_name(path.name)
    nothing = Examined(verdict=Verdict.UNKNOWN, code="")
    try:
        data = whole(path, _LARGEST)
    except RefusedFile as refused:
        return ReturnedSheet(file=name, examined=nothing, problem=refused.message)
    if not data:
        return ReturnedSheet(file=name, examined=nothing, problem="The file is empty.")
    issued = issued_of(register)
    try:
        found, data = judged(register, data, code)
    except RefusedFile as refused:
        return ReturnedSheet(file=name, examined=nothing, problem=f"{refused.message} {refused.fix}")
    if found.verdict is Verdict.UNKNOWN:
        return ReturnedSheet(file=name, examined=found, problem=_CANNOT_BE_KNOWN)
    copy = next((e for e in issued if e.get("sha256") == found.issued), None)
    copy = copy or next(e for e in reversed(issued) if e.code == found.code)
    return _recorded(register, path, data, found, copy, attestation)


def _recorded(
    register: Register, path: Path, data: bytes, found: Examined, copy: Entry, attestation: Attestation
) -> ReturnedSheet:
    digest = digest_of(data)
    before = [e for e in register.entries() if e.get("sha256") == digest and e.event is not Event.ISSUED]
    about = _about(found, digest)
    if not any(_is_told(entry, about) for entry in before):
        ending = ".pdf" if found.within else path.suffix.lower()
        keep(register.folder / "received" / f"{digest}{ending}", data)
        register.append(
            Event.RECEIVED,
            found.code,
            in_utc(now()),
            **about,
            name=escaped_name(path.name),
            entries=dict(found.entries),
        )
    returned = ReturnedSheet(
        file=escaped_name(path.name), examined=found, is_known=bool(before), mismatches=_mismatches(found, copy)
    )
    return _attested(register, returned, digest, copy, attestation) if attestation.by else returned


def _about(found: Examined, digest: str) -> dict[str, Any]:
    """What a line tells of a file; the same file tells otherwise once the council names another issuer."""
    signatures = [
        {"key": s.key, "signer": s.signer, "when": s.when, "is_trusted": s.is_trusted, "doubt": s.doubt}
        for s in found.signatures
        if s.holds and s.is_in_place and not s.is_stamp
    ]
    pages = found.pages.in_words if found.pages else ""
    return {
        "sha256": digest,
        "verdict": found.verdict.value,
        "issued": found.issued,
        "signatures": signatures,
        "pages": pages,
    }


def _is_told(entry: Entry, about: Mapping[str, Any]) -> bool:
    return entry.event is Event.RECEIVED and all(entry.about.get(name) == value for name, value in about.items())


def _mismatches(found: Examined, copy: Entry) -> tuple[tuple[str, str], ...]:
    """Names in certificates that are not those on the sheet. The seal of a service never is."""
    if found.verdict is not Verdict.SIGNED:
        return ()
    named = {person.key: person.name for person in people_of(copy)}
    signed = [
        (s.signer, named.get(s.key, "")) for s in found.signatures if s.holds and s.is_in_place and s.key in named
    ]
    return tuple((signer, name) for signer, name in signed if not is_same_name(signer, name))


def _attested(
    register: Register, returned: ReturnedSheet, digest: str, copy: Entry, attestation: Attestation
) -> ReturnedSheet:
    """What a person saw, on the register; with a problem where it cannot be attested."""
    found = returned.examined
    if not found.verdict.needs_a_person:
        return returned
    people = people_of(copy)
    chosen = tuple(p for p in people if any(is_same_name(p.name, name) for name in attestation.signed_by))
    unknown = [n for n in attestation.signed_by if not any(is_same_name(p.name, n) for p in people)]
    if unknown:
        names = "; ".join(person.name for person in people)
        return replace(returned, problem=f"{', '.join(unknown)} is not on sheet {copy.code}. It names: {names}.")
    if not chosen and len(people) > 1:
        names = "; ".join(person.name for person in people)
        problem = f"Several people sign this sheet. Say with --signed-by whose signature you saw: {names}."
        return replace(returned, problem=problem)
    about = {
        "sha256": digest,
        "verdict": found.verdict.value,
        "by": attestation.by,
        "people": [person.key for person in chosen or people],
        "on": attestation.on.isoformat() if attestation.on else "",
    }
    known = (e for e in register.entries() if e.event is Event.ATTESTED and e.code == copy.code)
    if not any(all(entry.about.get(name) == value for name, value in about.items()) for entry in known):
        register.append(Event.ATTESTED, copy.code, in_utc(now()), issued=copy.get("sha256"), **about)
    return replace(returned, attested=chosen or people)
