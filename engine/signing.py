"""Sheets on their way: issued for signature, taken back, and how far each has got."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.assemble import Reading, read
from engine.assessment.fingerprint import is_sheet_code, lines_of, statement_content, whole_content
from engine.assessment.sheets import last_issued
from engine.clock import now
from engine.errors import SigningError, UsageError
from engine.findings import Finding, error, errors_in
from engine.manifest import NAME, verify
from engine.model.edition import Edition
from engine.model.signing import ENDORSEMENTS, PACK, Entry, Event, Sheet, State, Verdict
from engine.progress import Progress
from engine.signoff.examine import Examined, examine, trusted_issuers
from engine.signoff.redline import redline
from engine.signoff.register import Register
from engine.signoff.routing import Errand, mail_merge, routing
from engine.workspace import Workspace

_OF_A_FIELD = ("kind", "page", "rectangle", "label")
"""What services are told of a place to sign."""
_LARGEST = 100_000_000
"""Bytes of a returned file: a sheet has a hundred thousand, a scan in colour ten million."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: what it is, and whether it had come back before. problem: why it was not taken in."""

    file: str
    examined: Examined
    is_known: bool = False
    problem: str = ""


def issue(workspace: Workspace) -> tuple[tuple[Entry, ...], int]:
    """Register the sheets of the final edition and their pack, and keep a copy of each.

    Gives (newly issued, issued before as they are). The pack is a thing of its own: signing it signs no sheet.
    Raises SigningError where the final edition is not exactly what was built, or not from the present inputs.
    """
    folder = workspace.outputs / Edition.FINAL
    if not folder.is_dir():
        raise UsageError("There is no final edition to issue. Build one with `penholder build --edition final`.")
    findings = verify(workspace, folder)
    if findings:
        message = "Nothing was issued: the final edition is not what was built, or its inputs have changed since."
        raise SigningError(message, findings)
    register, reading = _register(workspace), read(workspace, Progress())
    contents = _contents(reading)
    outputs = json.loads((folder / NAME).read_text(encoding="utf-8"))["outputs"]
    sheets = {
        path: {**about, "sheet": about.get("statement", Path(path).stem)}
        for path, about in outputs.items()
        if path.endswith(".pdf") and _has_code(about)
    }
    known = {entry.told("sha256") for entry in register.entries() if entry.event == Event.ISSUED}
    fresh = {path: about for path, about in sheets.items() if about["sha256"] not in known}
    made = tuple(_issued(register, folder / path, about, contents) for path, about in fresh.items())
    single = {path: about for path, about in sheets.items() if about["sheet"] != PACK}
    errands = [errand for path, about in single.items() for errand in _errands(path, about, reading)]
    _put(register.folder / "outbox" / "routing.json", routing(errands))
    _put(register.folder / "outbox" / "mail-merge.csv", mail_merge(errands))
    return made, len(sheets) - len(fresh)


def receive(workspace: Workspace, files: tuple[Path, ...], code: str, attested_by: str) -> list[Returned]:
    """Take files back, each by itself. code: typed from a sheet whose code cannot be read; attested_by: who looked.

    Every file that carries a known code is kept byte for byte, whatever it proves.
    """
    if code and not is_sheet_code(code):
        raise UsageError(f"{code} is no code of a sheet: a character is wrong. Type it again as the footer has it.")
    register = _register(workspace)
    return [_received(register, path, code.upper(), attested_by) for path in files]


def status(workspace: Workspace) -> list[Sheet]:
    """How far each sheet has got, the endorsements last."""
    register, reading = _register(workspace), read(workspace, Progress())
    contents = _contents(reading)
    return [_with_changes(register, found, contents) for found in reading.judgement.sheets.values()]


def prove_register(workspace: Workspace) -> list[Finding]:
    """Whether the register is whole, and whether every file it speaks of is kept as it was."""
    register = Register(workspace)
    return [*register.faults(), *_missing(workspace, register)]


def _missing(workspace: Workspace, register: Register) -> Iterator[Finding]:
    for entry in register.entries():
        if entry.event == Event.ATTESTED:
            continue
        digest = entry.told("sha256")
        issued = [_place_of(register, entry.code, digest, ".pdf")]
        places = issued if entry.event == Event.ISSUED else list((register.folder / "received").glob(f"{digest}*"))
        if not any(path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest for path in places):
            message = f"The file that was {entry.event} for sheet {entry.code} is missing, or is not what it was."
            yield error(
                "M-07", workspace.place(register.folder / entry.event), message, "Put it back from your backup."
            )


def _register(workspace: Workspace) -> Register:
    """The register, fit to be relied on. Raises SigningError where somebody changed it."""
    register = Register(workspace)
    faults = errors_in(register.faults())
    if faults:
        raise SigningError("The register of what was issued and signed cannot be relied on.", faults)
    return register


def _contents(reading: Reading) -> dict[str, list[str]]:
    """The words of each sheet's text as they are now, line by line."""
    assessment, judgement = reading.assessment, reading.judgement
    found = {
        statement.id: list(lines_of(statement_content(assessment, statement, judgement.ratings[statement.id])))
        for statement in assessment.framework.statements
    }
    whole = list(lines_of(whole_content(assessment, judgement.fingerprints)))
    return {**found, ENDORSEMENTS: whole, PACK: whole}


def _issued(register: Register, path: Path, about: Mapping[str, Any], contents: Mapping[str, list[str]]) -> Entry:
    data, name = path.read_bytes(), about["sheet"]
    earlier = last_issued(name, register.entries())
    verified = json.dumps(contents[name], ensure_ascii=False, indent=1).encode()
    _keep(_place_of(register, about["code"], about["sha256"], ".pdf"), data)
    _keep(_place_of(register, about["code"], about["sha256"], ".json"), verified)
    return register.append(
        Event.ISSUED,
        about["code"],
        _stamp(),
        sheet=name,
        sha256=about["sha256"],
        size=about["size"],
        fingerprint=about["fingerprint"],
        signatures=sum(field["kind"] == "signature" for field in about.get("fields", ())),
        replaces=earlier.code if earlier else "",
    )


def _errands(name: str, about: Mapping[str, Any], reading: Reading) -> Iterator[Errand]:
    """One for each person who is to sign or fill in something in a document."""
    placed = about.get("fields", ())
    for key in dict.fromkeys(field["key"] for field in placed):
        fields = tuple({k: field[k] for k in _OF_A_FIELD} for field in placed if field["key"] == key)
        yield Errand(*_person(key, reading), f"outputs/final/{name}", about["code"], fields)


def _person(key: str, reading: Reading) -> tuple[str, str, str, str]:
    """Name, position, organisation and e-mail of the person a field belongs to; empty where nobody is named."""
    council = reading.assessment.council
    number = re.fullmatch(r"endorser-(\d+)", key)
    if number and 0 < int(number[1]) <= len(reading.assessment.endorsements):
        endorser = reading.assessment.endorsements[int(number[1]) - 1]
        return endorser.name, endorser.position, endorser.organisation, ""
    verifier = council.verifier_of(key)
    return (verifier.name, verifier.position, council.name, verifier.email) if verifier else ("", "", council.name, "")


def _received(register: Register, path: Path, code: str, attested_by: str) -> Returned:
    nothing = Examined(Verdict.UNKNOWN, "")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if 0 < size <= _LARGEST else b""
    except OSError as fault:
        return Returned(path.name, nothing, problem=f"The file cannot be read ({fault.strerror}).")
    if not data:
        how = "is empty" if not size else "is too large to be a sheet"
        return Returned(path.name, nothing, problem=f"The file {how}.")
    entries = register.entries()
    issued = [entry for entry in entries if entry.event == Event.ISSUED]
    found = examine(data, issued, trusted_issuers(register.folder / "trust"))
    if found.verdict is Verdict.UNKNOWN and code in {entry.code for entry in issued}:
        found = replace(found, verdict=Verdict.COPY, code=code)
    if found.verdict is Verdict.UNKNOWN:
        problem = (
            "No sheet that was issued was found in it. If you can read the code in its footer, give it with --code."
        )
        return Returned(path.name, found, problem=problem)
    return _recorded(register, path, data, found, attested_by)


def _recorded(register: Register, path: Path, data: bytes, found: Examined, attested_by: str) -> Returned:
    digest = hashlib.sha256(data).hexdigest()
    before = [entry for entry in register.entries() if entry.told("sha256") == digest and entry.event != Event.ISSUED]
    if not any(entry.event == Event.RECEIVED for entry in before):
        _keep(register.folder / "received" / f"{digest}{path.suffix.lower()}", data)
        signers = [signature.signer for signature in found.signatures if signature.holds]
        about = {"sha256": digest, "verdict": found.verdict.value, "signers": signers, "name": path.name}
        register.append(Event.RECEIVED, found.code, _stamp(), **about, entries=dict(found.entries))
    if attested_by and found.verdict in (Verdict.COPY, Verdict.REWRITTEN):
        about = {"sha256": digest, "verdict": found.verdict.value, "signers": [attested_by]}
        register.append(Event.ATTESTED, found.code, _stamp(), **about)
    return Returned(path.name, found, bool(before))


def _with_changes(register: Register, found: Sheet, contents: Mapping[str, list[str]]) -> Sheet:
    issued = last_issued(found.statement, register.entries())
    if found.state is not State.STALE or issued is None:
        return found
    kept = _place_of(register, issued.code, issued.told("sha256"), ".json")
    verified = json.loads(kept.read_text(encoding="utf-8"))
    return replace(found, changed=redline(verified, contents[found.statement]))


def _has_code(about: Mapping[str, Any]) -> bool:
    """Whether an output is a sheet. Its code becomes the name of a file, so it must be one of ours."""
    return is_sheet_code(str(about.get("code", "")))


def _place_of(register: Register, code: str, digest: str, ending: str) -> Path:
    """Where a copy of an issued sheet is kept: two copies of one code differ in brand, so both are."""
    return register.folder / "issued" / f"{code}-{digest[:8]}{ending}"


def _keep(place: Path, data: bytes) -> None:
    """Write a file whole, once: what is there already is never touched."""
    if not place.exists():
        _put(place, data)


def _put(place: Path, data: bytes) -> None:
    """Write a file whole, in the place of an earlier one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        file.write(data)
    Path(file.name).replace(place)


def _stamp() -> str:
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")
