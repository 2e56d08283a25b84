"""Hands for tests of signing: they fill in fields and sign with keys of their own."""

from __future__ import annotations

import asyncio
import datetime
import io
from functools import cache
from pathlib import Path

import pikepdf
from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfWriter


def widgets(path: Path) -> dict[str, tuple[int, tuple[float, ...]]]:
    """The page, from 1, and the rectangle of every field by its name."""
    found = {}
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for annotation in page.get("/Annots", pikepdf.Array()):
                if annotation.Subtype == "/Widget":
                    found[str(annotation.T)] = (number, tuple(float(edge) for edge in annotation.Rect))
    return found


def filled(path: Path, folder: Path, words: str = "Siân O’Neill") -> Path:
    """The file as a reader saves it when every text field has been filled in."""
    writer = PdfWriter(io.BytesIO(path.read_bytes()), incremental=True)
    names = [name for name in widgets(path) if not name.endswith("_signature")]
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, dict.fromkeys(names, words), auto_regenerate=False)
    made = folder / path.name
    writer.write(made)
    return made


@cache
def signer(name: str) -> SimpleSigner:
    """A person with a key of her own, made for the test."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        certificates.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(certificates.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(certificates.KeyUsage(True, True, False, False, False, True, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    der = serialization.Encoding.DER
    private = key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return SimpleSigner(
        signing_cert=x509.Certificate.load(made.public_bytes(der)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


def signed(data: bytes, field: str, name: str) -> bytes:
    async def sign() -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        signing = PdfSigner(PdfSignatureMetadata(field_name=field), signer(name))
        made = await signing.async_sign_pdf(
            writer, bytes_reserved=8192
        )  # else it signs twice, to see how many it needs
        return bytes(made.getbuffer())

    return asyncio.run(sign())
