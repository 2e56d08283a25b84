"""What there is to say about sheets that are out, signed, stale, or signed by whom and when they should not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings import Finding, Place, Severity, info, warning
from engine.model.assessment import SelfAssessment
from engine.model.framework import QualityStatement
from engine.model.signing import ENDORSEMENTS, REGISTER, Endorsing, Sheet, State
from engine.phrases import sentences
from engine.plain_words import is_same_name, long_date

_AGAIN = "Build the final edition, issue it, and send the sheet out again."
_SEND = "Chase it. Where it is mislaid, the file is still in outputs/final."

_OF_DOUBTS = {
    "V-03": (
        Severity.ERROR,
        "Correct the dates of the post in council.yaml, or have the sheet signed again by who has it now.",
    ),
    "V-08": (
        Severity.WARNING,
        "Put the issuer's certificate there and receive the file again, or have the sheet signed otherwise.",
    ),
}
"""What a signature that does not count is told as, and what to do about it."""


def signing_findings(
    assessment: SelfAssessment, sheets: dict[str, Sheet], endorsers: Sequence[Endorsing]
) -> Iterator[Finding]:
    """V-01 to V-08 about the sheets of the statements and the endorsements, C-12 about each endorser."""
    is_begun = any(sheet.state is not State.NOT_ISSUED for sheet in sheets.values())
    for statement in assessment.framework.statements:
        sheet = sheets[statement.id]
        yield from _unsigned(sheet, statement, is_begun)
        yield from _posts(sheet, statement, assessment)
        yield from _doubts(sheet, statement.name)
    yield from _doubts(sheets[ENDORSEMENTS], "the endorsements")
    yield from _all_by_one(assessment, sheets)
    yield from _outdated(assessment, endorsers)


def _unsigned(sheet: Sheet, statement: QualityStatement, is_begun: bool) -> Iterator[Finding]:
    """V-01 for what is not signed, V-02 for what was signed and has changed since."""
    if sheet.state is State.NOT_ISSUED:
        tell = warning if is_begun else info
        message = f"The sheet for {statement.name} has not been issued for signature."
        yield tell("V-01", Place(REGISTER), message, "Build the final edition and issue it.", statement.id)
    elif sheet.state is State.STALE and sheet.signatures:
        codes = ", ".join(dict.fromkeys(signed.code for signed in sheet.signatures))
        message = f"{statement.name} was signed on sheet {codes}, and its text has changed since."
        out = f"Addendum {sheet.addendum} is out: chase it." if sheet.addendum else ""
        fix = out or f"Issue a new sheet, or a short addendum: penholder signoff issue --addendum {statement.id}."
        yield warning("V-02", _place(sheet), message, fix, statement.id)
    elif sheet.state is State.STALE:
        message = f"The text of {statement.name} has changed since sheet {sheet.code} was issued, and nobody signed it."
        yield warning("V-01", _place(sheet), message, _AGAIN, statement.id)
    elif sheet.state is State.ALTERED:
        message = f"What came back for sheet {sheet.code}, {statement.name}, is not what was issued."
        yield warning("V-01", _place(sheet), message, "Ask for a signed copy of the issued file.", statement.id)
    elif not sheet.state.is_signed and not any(signed.attested_by for signed in sheet.signatures):
        message = f"Sheet {sheet.code}, {statement.name}, is not signed."
        look = "Look at the copy that came back, and attest what you see with --attested-by."
        fix = look if sheet.state is State.CODE_ONLY else _SEND
        yield warning("V-01", _place(sheet), message, fix, statement.id)


def _posts(sheet: Sheet, statement: QualityStatement, assessment: SelfAssessment) -> Iterator[Finding]:
    """V-06 for a sheet that is out to somebody who has left the post, V-07 for one that such a person signed."""
    holder = assessment.council.verifier_of(statement.id)
    if holder is None:
        return
    if sheet.state.is_out and not sheet.counting:
        for person in sheet.named:
            if not is_same_name(person.name, holder.name):
                message = f"Sheet {sheet.code} is made out to {person.name}; the post is now held by {holder.name}."
                yield warning("V-06", _place(sheet), message, _AGAIN, statement.id)
    for signed in sheet.counting:
        if signed.is_by_previous:
            message = (
                f"{statement.name}: signed by the previous post-holder, {signed.name}, on {long_date(signed.day)}."
            )
            fix = (
                "It stays valid. Ask the director whether the new post-holder shall re-confirm it: "
                f"penholder signoff issue --addendum {statement.id}."
            )
            yield info("V-07", _place(sheet), message, fix, statement.id)


def _doubts(sheet: Sheet, what: str) -> Iterator[Finding]:
    """V-03 and V-08 for signatures that do not count, V-05 for one in a name the sheet does not have."""
    about = "" if sheet.statement == ENDORSEMENTS else sheet.statement
    what = what[:1].upper() + what[1:]
    for signed in sheet.signatures:
        if signed.doubt:
            message = f"{what}: the signature of {signed.name} does not count, {signed.doubt.words}."
            severity, fix = _OF_DOUBTS[signed.doubt.code]
            yield Finding(
                severity=severity, code=signed.doubt.code, place=_place(sheet), message=message, fix=fix, about=about
            )
        if signed.is_by_another:
            message = f"{what}: the certificate is {signed.name}'s; the sheet names {signed.person.name}."
            fix = "Ask who signed. Where it is the wrong person, have the sheet signed again."
            yield warning("V-05", _place(sheet), message, fix, about)


def _all_by_one(assessment: SelfAssessment, sheets: dict[str, Sheet]) -> Iterator[Finding]:
    """V-04 where one person signed the sheet of every statement."""
    of_each = [[s.name for s in sheets[statement.id].signatures] for statement in assessment.framework.statements]
    first = of_each[0][0] if of_each and of_each[0] else ""
    if first and all(any(is_same_name(name, first) for name in names) for names in of_each):
        message = f"{sentences.SIGNED_ALL_SHEETS(len(of_each), who=first)}."
        yield info("V-04", Place(REGISTER), message, "Say in the report why one person verifies everything.")


def _outdated(assessment: SelfAssessment, endorsers: Sequence[Endorsing]) -> Iterator[Finding]:
    """C-12 for endorsers who signed a text that has changed since."""
    for endorsement, found in zip(assessment.endorsements, endorsers, strict=True):
        if found.signed and not found.is_current:
            message = (
                f"{endorsement.name} endorsed the report on sheet {found.signed.code}; the text has changed since."
            )
            fix = (
                "Ask whether the endorsement stands. Issue the present sheet, or a short addendum for those who have "
                "signed: penholder signoff issue --addendum endorsements."
            )
            yield warning("C-12", Place(REGISTER, f"sheet {found.signed.code}"), message, fix, endorsement.role)


def _place(sheet: Sheet) -> Place:
    return Place(REGISTER, f"sheet {sheet.code}")
