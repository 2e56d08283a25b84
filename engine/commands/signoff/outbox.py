"""signoff/outbox: who has still to sign what, for signing services, for letters from Word, and as finished letters.

Only what is out and unsigned stands in it: each person once for each sheet, with the newest copy of the present text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from engine.assembly.reading import Reading
from engine.assessment.sheet_states import endorsing, issued_copies, people_of, sheet
from engine.clock import now
from engine.commands.signoff.issued_files import copy_path, put
from engine.model.edition import Edition
from engine.model.signing import ENDORSEMENTS, Entry, Person, Sheet
from engine.plain_words import is_same_name, long_date
from engine.publishing.manifest import read_manifest
from engine.signatures.register import Register
from engine.signatures.routing import Errand, mail_merge, routing
from engine.templates.letters import Letters
from engine.workspace import Workspace

_OF_A_FIELD = ("kind", "page", "rectangle", "label")
"""What services are told of a place to sign."""

_VERIFIES = (
    "By signing you confirm that the text about your statement is accurate, balanced and borne out by the evidence it "
    "names. You do not speak for the rest of the report."
)
_RE_CONFIRMS = (
    "You have signed an earlier wording. By signing you confirm that your word stands for the text as it reads now; "
    "the sheet shows what has changed."
)
_ENDORSES = "By signing you put your name to the declaration that stands above it on the sheet."


def fill_outbox(workspace: Workspace, register: Register, reading: Reading, letters: Letters) -> tuple[Errand, ...]:
    """Write routing.json, mail-merge.csv and the letters anew. Gives whom they name."""
    errands = tuple(errands_of(workspace, register, reading))
    folder = register.folder / "outbox"
    put(folder / "routing.json", routing(errands))
    put(folder / "mail-merge.csv", mail_merge(errands))
    for name, data in letters.written([_view(errand, reading) for errand in errands]).items():
        put(folder / name, data)
    return errands


def letters_to(errand: Errand, reading: Reading, letters: Letters) -> dict[str, str]:
    """The letters about one errand, by the names of their templates. Raises TemplateError."""
    return {name: text for name, (text,) in letters.one_by_one([_view(errand, reading)]).items()}


def errands_of(workspace: Workspace, register: Register, reading: Reading) -> Iterator[Errand]:
    """One for each person who has still to sign, and each sheet, in the order of the statements."""
    files = _files(workspace)
    entries, judgement = register.entries(), reading.judgement
    for name, fingerprint in {**judgement.fingerprints, ENDORSEMENTS: judgement.whole_fingerprint}.items():
        found = sheet(name, fingerprint, entries, reading.assessment.council)
        current = [copy for copy in issued_copies(name, entries) if copy.get("fingerprint") == fingerprint]
        for copy, person in _asked(name, current):
            if _has_to_sign(person, found, entries, reading):
                yield _errand(copy, person, _document(copy, register, files), reading)


def _asked(name: str, current: Sequence[Entry]) -> Iterator[tuple[Entry, Person]]:
    """Everybody whom copies of the present text name, each with the newest that does; of a statement the newest."""
    told: list[Person] = []
    for copy in reversed(current if name == ENDORSEMENTS else current[-1:]):
        people = [person for person in people_of(copy) if not any(person.is_one_with(other) for other in told)]
        told += people
        yield from ((copy, person) for person in people)


def _has_to_sign(person: Person, found: Sheet, entries: Sequence[Entry], reading: Reading) -> bool:
    """Whether nothing that counts came back of a person, and nothing that somebody has first to look at."""
    if found.statement == ENDORSEMENTS:
        return not _is_done(person, entries, reading)
    return not found.is_verified and not found.waits_for_a_look


def _is_done(person: Person, entries: Sequence[Entry], reading: Reading) -> bool:
    """Whether an endorser has signed the present text, or has declined since."""
    council, whole = reading.assessment.council, reading.judgement.whole_fingerprint
    for endorsement in reading.assessment.endorsements:
        if person.is_one_with(Person("", endorsement.name, endorsement.position, endorsement.role)):
            found = endorsing(endorsement, whole, entries, council)
            return endorsement.has_declined or bool(found.counting and found.is_current)
    return bool(person.name)  # nobody asks them any more; a place that is nobody's is told all the same


def _files(workspace: Workspace) -> dict[str, str]:
    """The files of the final edition, by SHA-256."""
    manifest = read_manifest(workspace.outputs / Edition.FINAL)
    outputs = manifest.outputs if manifest else {}
    return {made.content.sha256: f"outputs/{Edition.FINAL}/{path}" for path, made in outputs.items()}


def _document(copy: Entry, register: Register, files: dict[str, str]) -> str:
    """Where the very file that was issued lies: among the outputs, in the outbox, else where copies are kept."""
    digest = copy.get("sha256")
    if copy.is_addendum:
        return f"signoff/outbox/addendum-{copy.get('sheet')}.pdf"
    kept = copy_path(register, copy.code, digest, ".pdf")
    return files.get(digest, f"signoff/issued/{kept.name}")


def _errand(copy: Entry, person: Person, document: str, reading: Reading) -> Errand:
    fields = [field for field in copy.about.get("fields", ()) if field["key"] == person.key]
    organisation, email = _reached(person, copy.get("sheet"), reading)
    return Errand(
        name=person.name,
        position=person.position,
        organisation=organisation,
        email=email,
        document=document,
        code=copy.code,
        fields=tuple({told: field[told] for told in _OF_A_FIELD} for field in fields),
        sheet=copy.get("sheet"),
        issued=copy.at[:10],
        is_addendum=copy.is_addendum,
    )


def _reached(person: Person, name: str, reading: Reading) -> tuple[str, str]:
    """The organisation and the e-mail address of somebody whom a copy names, as far as they are known now."""
    council = reading.assessment.council
    for endorsement in reading.assessment.endorsements if name == ENDORSEMENTS else ():
        if person.is_one_with(Person("", endorsement.name, endorsement.position, endorsement.role)):
            return endorsement.organisation, endorsement.email
    holders = council.holders_of(name)
    return council.name, next((h.email for h in reversed(holders) if is_same_name(h.name, person.name)), "")


def _view(errand: Errand, reading: Reading) -> dict[str, Any]:
    """What a letter may say."""
    council, today = reading.assessment.council, now().date()
    of_all = errand.sheet == ENDORSEMENTS
    due = council.returns.endorsements if of_all else council.returns.sheets
    names = {statement.id: statement.name for statement in reading.assessment.framework.statements}
    what = "the endorsements" if of_all else f"the verification sheet of {names.get(errand.sheet, errand.sheet)}"
    means = _ENDORSES if of_all else _VERIFIES
    return {
        "name": errand.name or "colleague",
        "position": errand.position or "the person responsible",
        "organisation": errand.organisation,
        "email": errand.email,
        "document": errand.document.rpartition("/")[2],
        "document_name": f"an addendum to {what}" if errand.is_addendum else what,
        "what_signing_means": _RE_CONFIRMS if errand.is_addendum else means,
        "code": errand.code,
        "issued": long_date(date.fromisoformat(errand.issued)),
        "days": str((today - date.fromisoformat(errand.issued)).days),
        "due": long_date(due) if due else "",
        "late": due is not None and due < today,
        "council": council.name,
        "title": council.title,
        "version": council.version,
    }
