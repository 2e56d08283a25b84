"""Why a certificate is not relied on, said of certificates that were made for the test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from engine.signatures.certificates import why_not_trusted

NOW = datetime(2026, 3, 14, tzinfo=UTC)
DAY = timedelta(days=1)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def certificate(
    of: str = "Priya Nair",
    issuer: str = "The issuer",
    key: ec.EllipticCurvePrivateKey | None = None,
    start: datetime = NOW - DAY,
    end: datetime = NOW + DAY,
    signs: bool = True,
) -> asn1.Certificate:
    """A certificate as asn1crypto has it. key: the issuer's; one of its own where none is given."""
    own = ec.generate_private_key(ec.SECP256R1())
    made = (
        x509.CertificateBuilder()
        .subject_name(named(of))
        .issuer_name(named(issuer))
        .public_key((key if of == issuer and key else own).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.KeyUsage(signs, False, True, False, False, False, False, False, False), critical=True)
        .sign(key or own, hashes.SHA256())
    )
    return asn1.Certificate.load(made.public_bytes(serialization.Encoding.DER))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (certificate(start=NOW - 9 * DAY, end=NOW - 2 * DAY), "the certificate expired on 12 March 2026"),
        (certificate(start=NOW + 2 * DAY, end=NOW + 9 * DAY), "the certificate is not valid before 16 March 2026"),
        (certificate(signs=False), "the certificate is not made for signing documents"),
        (certificate(), "the issuer is not one you named, so the name rests on the sender"),
    ],
    ids=["expired", "not yet valid", "another use", "unknown"],
)
def test_what_speaks_against_a_certificate_is_said(found: asn1.Certificate, said: str) -> None:
    assert why_not_trusted(found, (), NOW) == said


def test_an_issuer_of_the_same_name_with_another_key_is_said_to_be_another() -> None:
    mine, theirs = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = certificate("The issuer", key=mine)
    assert "another key" in why_not_trusted(certificate(key=theirs), [issuer], NOW)
    assert "another key" not in why_not_trusted(certificate(key=mine), [issuer], NOW)
