"""One signature of a returned file: who, when, whether it holds, and whether its certificate is relied on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from engine import clock
from engine.signatures.certificates import why_not_trusted
from engine.signatures.issued_form import rectangle_of
from engine.signatures.permitted import PERMITTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature. when: as the signer's program tells it. holds: intact, and only what is permitted was added since.

    is_trusted: the certificate leads to an issuer the council named; else who signed rests on who sent the file, and
    doubt says why. is_in_place: in a field that the sheet has for it. is_seen: it takes up room on the page. is_stamp:
    it is no person's, but a service's word of when the file was there.
    """

    field: str
    signer: str
    when: str
    holds: bool
    is_trusted: bool
    doubt: str = ""
    is_in_place: bool = True
    is_seen: bool = True
    is_stamp: bool = False

    @property
    def key(self) -> str:
        """Whose field it is: equity, endorser-01."""
        return self.field.rpartition("_")[0]


def judged(found: EmbeddedPdfSignature, places: Sequence[str] | None, trusted: Sequence[Any]) -> Signature:
    """One signature. places: the fields that the issued sheet has to sign in, None where that is not known.

    trusted: certificates of issuers.
    """
    signer = found.signer_cert
    name = signer.subject.native.get("common_name") or signer.subject.human_friendly
    is_stamp = found.sig_object_type == "/DocTimeStamp"
    holds, is_trusted, stamp = _proven(found, trusted, is_stamp)
    left, bottom, right, top = rectangle_of(found.sig_field)
    return Signature(
        field=str(found.field_name),
        signer=str(name),
        when=stamp,
        holds=holds,
        is_trusted=is_trusted,
        doubt="" if is_trusted else why_not_trusted(signer, trusted, clock.now()),
        is_in_place=places is None or str(found.field_name) in places,
        is_seen=left != right and bottom != top,
        is_stamp=is_stamp,
    )


def _proven(found: EmbeddedPdfSignature, trusted: Sequence[Any], is_stamp: bool) -> tuple[bool, bool, str]:
    """Whether it holds, whether its issuer is trusted, and when it was made, as in ISO 8601."""
    context = ValidationContext(trust_roots=list(trusted), allow_fetching=False)
    try:
        if is_stamp:
            stamped = validate_pdf_timestamp(found, context, diff_policy=PERMITTED)
            return bool(stamped.intact and stamped.valid), bool(stamped.trusted), stamped.timestamp.isoformat()
        status = validate_pdf_signature(found, context, diff_policy=PERMITTED)
    except Exception:  # parsers stumble in many ways, and a signature that cannot be judged does not hold
        return False, False, ""
    when = status.signer_reported_dt
    holds = bool(status.intact and status.valid and status.docmdp_ok)
    return holds, bool(status.trusted), when.isoformat() if when else ""
