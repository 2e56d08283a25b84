"""What verdicts, states and the standing of people are called, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from engine.commands.signoff.returning import ReturnedSheet
from engine.commands.signoff.standing import SigningStatus
from engine.errors import SigningError
from engine.model.assessment import Endorsement
from engine.model.sheet_words import endorser_in_words, state_in_words
from engine.model.signing import ENDORSEMENTS, Endorsing, Entry, Sheet, Signed, State
from engine.phrases import nouns
from engine.plain_words import long_date
from engine.signatures.single_signature import Signature

_TO_DO = {
    State.STALE: ". Build, issue and have it signed again, or confirmed by an addendum",
    State.ALTERED: ". Ask for a signed copy of the issued file",
}
"""What is to be done where the phrase alone does not say it."""

VERDICTS = {
    "signed": "signed. It begins with the issued file, byte for byte, and only fields and signatures were added.",
    "unsigned": "the issued file, not signed.",
    "beside": "SIGNED BESIDE ITS PLACE: in a place that somebody added, and not in the one that the sheet has for it. "
    "It does not count. Ask for the sheet as it was issued, signed in its own field.",
    "altered": "ALTERED, {why}. Do not accept it; ask for a signed copy of the sheet that was issued.",
    "unread": "the issued file, but {why}. A person has to look, and to attest it.",
    "rewritten": "a copy that a signing service wrote anew and sealed. A person has to attest it.",
    "copy": "a scan, print or saved copy: it proves nothing by itself. A person has to look, and to attest it.",
    "unknown": "unknown.",
}

_UNTRUSTED = "the issuer is not one you named, so the name rests on the sender"


def returned_lines(one: ReturnedSheet) -> Iterator[str]:
    """What is said of a file that came back."""
    found = one.examined
    if not found.code:
        yield f"{one.file}: {one.problem}"
        return
    said = VERDICTS[found.verdict].format(why=found.why)
    yield f"{one.file}: {said[:-1]}: --attested-by." if found.verdict.needs_a_person else f"{one.file}: {said}"
    yield from (f"    {line}" for line in _below(one))


def _below(one: ReturnedSheet) -> Iterator[str]:
    found = one.examined
    yield f"sheet {found.code}" + (", which had come back before" if one.is_known else "")
    if found.within:
        yield f"The sheet was attached to this file, as {found.within}, and was taken out of it."
    if one.problem:
        yield f"NOT ATTESTED. {one.problem}"
    if found.pages:
        yield found.pages.in_words
    yield from map(_signature_line, found.signatures)
    yield from found.told
    for signer, named in one.mismatches:
        yield f"THE NAMES DIFFER: the certificate is {signer}'s, the sheet names {named}. Ask who signed."
    for name, value in found.entries:
        yield f"{name}: {value}"
    for person in one.attested:
        yield f"attested: {person.name} signed"


def _signature_line(signature: Signature) -> str:
    how = f"; {signature.doubt}" if signature.doubt else ""
    state = "holds" if signature.holds else "DOES NOT HOLD"
    when = signature.when or "no time given"
    if signature.is_stamp:
        return f"time stamp of {signature.signer}, {when}: {state}"
    beside = "" if signature.is_in_place else f", in the added field {signature.field}"
    return f"signed by {signature.signer}, {when}{beside}: {state}{how}"


def exit_code(returned: Sequence[ReturnedSheet]) -> int:
    """As the contract has it: 6 where a file was altered, is no sheet that was issued, or could not be attested."""
    is_bad = any(one.problem or one.examined.verdict.is_refused for one in returned)
    return SigningError.exit_code if is_bad else 0


def status_lines(status: SigningStatus) -> Iterator[str]:
    """How far every sheet and every endorser has got."""
    for sheet in status.sheets:
        yield from sheet_lines(sheet, status)
    yield from (endorser_line(*one, status.version) for one in status.endorsers)


def status_json(status: SigningStatus) -> dict[str, Any]:
    """The same as the contract has it."""
    return {
        "sheets": [sheet_json(sheet, status) for sheet in status.sheets],
        "endorsers": [endorser_json(*one) for one in status.endorsers],
    }


def issued_line(entry: Entry) -> str:
    """What is said of a sheet that was issued now."""
    replaces = f", replaces {entry.get('replaces')}" if entry.get("replaces") else ""
    amends = f", addendum to {entry.get('amends')}" if entry.is_addendum else ""
    return f"{entry.get('sheet'):<16} {entry.code}{replaces}{amends}"


def sheet_lines(sheet: Sheet, status: SigningStatus) -> Iterator[str]:
    """What is said of a sheet; who has signed the endorsements is said of each endorser."""
    yield f"{sheet.statement:<16} {sheet.code:<12} {state_in_words(sheet)}{_to_do(sheet)}"
    told = [part for part in (_manager(sheet, status), _out(sheet, status)) if part]
    if told:
        yield f"    {'; '.join(told)}"
    for signed in sheet.signatures if sheet.statement != ENDORSEMENTS else ():
        yield f"    {_signed_line(signed)}"
    if sheet.addendum:
        by = ", ".join(signed.in_words for signed in sheet.counting if signed.code == sheet.addendum)
        so_far = f"signed so far by {by}" if by else "out, not signed yet"
        yield f"    addendum {sheet.addendum}: {'signed' if sheet.is_verified else so_far}"
    for line in sheet.changed:
        yield f"    {line}"


def _to_do(sheet: Sheet) -> str:
    return "" if sheet.addendum else _TO_DO.get(sheet.state, "")


def _manager(sheet: Sheet, status: SigningStatus) -> str:
    """Who is to sign, or signed: whom the newest copy names, else who has the post now."""
    if sheet.statement == ENDORSEMENTS:
        return ""
    manager = status.managers.get(sheet.statement)
    named = sheet.named[0] if sheet.named else manager
    return f"{named.name}, {named.position}" if named else "nobody is named"


def _out(sheet: Sheet, status: SigningStatus) -> str:
    """Since when it is out."""
    if not sheet.issued:
        return ""
    days = status.days_out(sheet)
    since = f", {nouns.DAY.figure(days)} out" if days is not None else ""
    return f"issued on {long_date(date.fromisoformat(sheet.issued))}{since}"


def endorser_line(endorsement: Endorsement, found: Endorsing, version: str) -> str:
    """What is said of an endorser."""
    words = endorser_in_words(endorsement, found, version)
    if not found.signed or endorsement.has_declined:
        return f"    {endorsement.name}: {words}"
    older = "" if found.is_current else ", over an EARLIER TEXT"
    return f"    {endorsement.name}: {words} ({_signed_line(found.signed)}, on sheet {found.signed.code}{older})"


def sheet_json(sheet: Sheet, status: SigningStatus) -> dict[str, Any]:
    """A sheet as the contract has it, with each signature told in full."""
    manager = status.managers.get(sheet.statement)
    return {
        "statement": sheet.statement,
        "code": sheet.code,
        "state": sheet.state,
        "in_words": state_in_words(sheet),
        "signers": sheet.signers,
        "attested_by": sheet.attested_by,
        "signatures": [_signed_json(signed) for signed in sheet.signatures],
        "named": [person.name for person in sheet.named],
        "manager": {"name": manager.name, "position": manager.position} if manager else None,
        "issued": sheet.issued,
        "days_out": status.days_out(sheet),
        "addendum": sheet.addendum,
        "changed": sheet.changed,
    }


def endorser_json(endorsement: Endorsement, found: Endorsing) -> dict[str, Any]:
    """An endorser with how far he or she has got."""
    return {
        "name": endorsement.name,
        "role": endorsement.role,
        "state": _endorser_state(endorsement, found),
        "is_current": found.is_current,
        "signature": _signed_json(found.signed) if found.signed else None,
    }


def _endorser_state(endorsement: Endorsement, found: Endorsing) -> str:
    """signed, or what the spreadsheet says: invited, agreed, declined, no-reply. Who has declined has declined."""
    is_signed = found.counting and not endorsement.has_declined
    return "signed" if is_signed else endorsement.status.lower().replace(" ", "-")


def _signed_line(signed: Signed) -> str:
    day = f"on {signed.on}" if signed.on else f"came back {signed.back}"
    told = [f"signed by {signed.name}, {day}"]
    if signed.attested_by:
        told.append(f"attested by {signed.attested_by}")
    elif not signed.is_trusted:
        told.append(signed.untrusted or _UNTRUSTED)
    if signed.is_by_previous:
        told.append("the previous post-holder")
    if signed.is_by_another:
        told.append(f"THE NAMES DIFFER: the sheet names {signed.person.name}")
    if signed.doubt:
        told.append(f"DOES NOT COUNT: {signed.doubt.words}")
    return "; ".join(told)


def _signed_json(signed: Signed) -> dict[str, Any]:
    return {
        "key": signed.person.key,
        "name": signed.person.name,
        "position": signed.person.position,
        "code": signed.code,
        "on": signed.on,
        "back": signed.back,
        "certificate": signed.certificate,
        "trusted": signed.is_trusted,
        "untrusted": signed.untrusted,
        "attested_by": signed.attested_by,
        "standing": signed.standing,
        "counts": signed.counts,
        "doubt": signed.doubt.words if signed.doubt else "",
    }
