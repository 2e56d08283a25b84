"""How far a sheet or an endorser has got, in one phrase: the same in report, pack, readiness page and status."""

from __future__ import annotations

from engine.model.assessment import Endorsement, Reply
from engine.model.signing import Endorsing, Sheet, State


def state_in_words(sheet: Sheet, inside: bool = False) -> str:
    """The phrase of a sheet. inside: for the middle of a sentence, where it begins small."""
    phrase = _phrase(sheet)
    return phrase[:1].lower() + phrase[1:] if inside else phrase


def _phrase(sheet: Sheet) -> str:
    some = f" by all: so far by {', '.join(sheet.signers)}" if sheet.counting else ""
    match sheet.state:
        case State.NOT_ISSUED:
            return "Not issued yet"
        case State.ISSUED:
            return f"Issued, not signed yet{some}"
        case State.SIGNED:
            return "Signed"
        case State.STALE:
            after = "; the addendum is out" if sheet.addendum else ""
            return f"Text changed since it was {'signed' if sheet.signatures else 'issued'}{after}"
        case State.ALTERED:
            return "Came back altered: to be signed again"
    if sheet.is_verified:
        return f"Signed, attested by {sheet.attested_by}"
    if some:
        return f"Not signed yet{some}"
    doubted = any(signed.attested_by for signed in sheet.signatures)
    return "A copy came back, and its signature does not count" if doubted else "A copy came back, to be attested"


WITHHELD = "No reason given for publication"
"""Said of a reason that is there, or may be there, and may not be printed."""

_REPLIES = {
    Reply.INVITED: "Invited, no answer yet",
    Reply.NO_REPLY: "Asked, no reply",
    Reply.NOT_TOLD: "Nothing received yet",
}
"""What is said of a reply that has no words of its own to print."""


def reply_in_words(endorsement: Endorsement) -> str:
    """What an endorser has answered, by the council's list alone."""
    return _REPLIES.get(endorsement.status, endorsement.status.value)


def endorser_in_words(endorsement: Endorsement, found: Endorsing, version: str) -> str:
    """How far an endorser has got: by the register where it tells of a signature, else by the list.

    Who has declined has declined, whatever was signed before. version: of the report; another one is named.
    """
    if endorsement.has_declined:
        return f"{endorsement.status}. {_reason(endorsement)}"
    signed = found.counting
    if signed is None:
        other = endorsement.has_agreed and endorsement.is_of_another(version)
        return f"{endorsement.status} to version {endorsement.version}" if other else reply_in_words(endorsement)
    words = "Signed" if found.is_current else f"Signed an earlier wording, on sheet {signed.code}"
    if signed.attested_by:
        words += f", attested by {signed.attested_by}"
    return f"{words}, in another name" if signed.is_by_another else words


def _reason(endorsement: Endorsement) -> str:
    """Why somebody declined, as far as it may be said."""
    if endorsement.printed_comment:
        return f"Reason: {endorsement.printed_comment}"
    return WITHHELD if endorsement.comment else "No reason given"
