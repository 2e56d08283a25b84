"""Why a certificate is not relied on, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from engine.plain_words import long_date

_TO_SIGN = {"digital_signature", "non_repudiation"}


def why_not_trusted(certificate: Any, trusted: Sequence[Any], at: datetime) -> str:
    """What speaks against a certificate that leads to none of the trusted ones. at: the moment it is looked at.

    certificate, trusted: as asn1crypto has them.
    """
    validity = certificate["tbs_certificate"]["validity"]
    start, end = validity["not_before"].native, validity["not_after"].native
    if at > end:
        return f"the certificate expired on {long_date(end.astimezone(UTC).date())}"
    if at < start:
        return f"the certificate is not valid before {long_date(start.astimezone(UTC).date())}"
    usage = certificate.key_usage_value
    if usage is not None and not (_TO_SIGN & set(usage.native)):
        return "the certificate is not made for signing documents"
    named = [one for one in trusted if one.subject == certificate.issuer]
    if named and not any(_has_issued(issuer, certificate) for issuer in named):
        return "its issuer has the name of one in signoff/trust, but another key"
    return "the issuer is not one you named, so the name rests on the sender"


def _has_issued(issuer: Any, certificate: Any) -> bool:
    """Whether a certificate is signed with the key of another."""
    one, other = (x509.load_der_x509_certificate(found.dump()) for found in (certificate, issuer))
    try:
        one.verify_directly_issued_by(other)
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True
