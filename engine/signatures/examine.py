"""What a returned file is: the issued one, signed or not; a changed one; a copy; something else. Without a network."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from engine import log
from engine.model.signing import Entry, Verdict
from engine.signatures.page_pictures import PagesCompared
from engine.signatures.permitted import PERMITTED
from engine.signatures.printed_codes import codes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature. when: as the signer's program tells it. holds: intact, and only what is permitted was added since.

    is_trusted: the certificate leads to an issuer the council named; else who signed rests on who sent the file.
    """

    field: str
    signer: str
    when: str
    holds: bool
    is_trusted: bool

    @property
    def key(self) -> str:
        """Whose field it is: equity, endorser-01."""
        return self.field.rpartition("_")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """code: of the sheet it is, or says it is. issued: the SHA-256 of the copy it begins with, empty without one.

    entries: what was filled in, by field. why: what is wrong with it. pages: how its pages look beside the issued ones.
    """

    verdict: Verdict
    code: str
    signatures: tuple[Signature, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    why: str = ""
    issued: str = ""
    pages: PagesCompared | None = None


def examine(data: bytes, issued: Sequence[Entry], trusted: Sequence[Any] = ()) -> Examined:
    """Judge a returned file against what was issued. trusted: certificates of issuers the council relies on."""
    log.silence("pyhanko")
    ours = next((entry for entry in issued if _begins_with(data, entry)), None)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        signatures = tuple(_judged(found, trusted) for found in reader.embedded_signatures)
        return _by_bytes(data, reader, ours, signatures) if ours else _by_code(data, issued, signatures)
    except Exception:  # parsers stumble over damaged bytes in many ways, and none of them proves anything
        if ours is None:
            return _by_code(data, issued, ())
        return Examined(
            verdict=Verdict.ALTERED,
            code=ours.code,
            issued=ours.get("sha256"),
            why="what was added to the issued file cannot be read",
        )


def _by_bytes(data: bytes, reader: PdfFileReader, ours: Entry, signatures: tuple[Signature, ...]) -> Examined:
    """A file that begins with issued bytes: what was added to them decides."""
    forbidden = _forbidden_since(data, reader, int(ours.about["size"]))
    if forbidden or not all(signature.holds for signature in signatures):
        why = "something other than its fields was changed" if forbidden else "a signature does not hold"
        return Examined(
            verdict=Verdict.ALTERED, code=ours.code, signatures=signatures, why=why, issued=ours.get("sha256")
        )
    verdict = Verdict.SIGNED if signatures else Verdict.UNSIGNED
    return Examined(
        verdict=verdict, code=ours.code, signatures=signatures, entries=_entries(reader), issued=ours.get("sha256")
    )


def trusted_issuers(folder: Path) -> list[Any]:
    """The certificates in a folder, of issuers the council relies on. Files that are none are passed over."""
    found = []
    for path in sorted(folder.glob("*.pem")):
        with suppress(ValueError, OSError):
            found += list(load_certs_from_pemder([str(path)]))  # type: ignore[no-untyped-call]
    return found


def _begins_with(data: bytes, entry: Entry) -> bool:
    """Whether the issued bytes are the beginning of the file, byte for byte."""
    size = int(entry.about["size"])
    return len(data) >= size and hashlib.sha256(data[:size]).hexdigest() == entry.get("sha256")


def _judged(found: Any, trusted: Sequence[Any]) -> Signature:
    name = found.signer_cert.subject.native.get("common_name") or found.signer_cert.subject.human_friendly
    context = ValidationContext(trust_roots=list(trusted), allow_fetching=False)
    try:
        status = validate_pdf_signature(found, context, diff_policy=PERMITTED)
    except Exception:  # the same: a signature that cannot be judged does not hold
        return Signature(field=str(found.field_name), signer=str(name), when="", holds=False, is_trusted=False)
    when = status.signer_reported_dt
    holds = bool(status.intact and status.valid and status.docmdp_ok)
    stamp = when.isoformat() if when else ""
    return Signature(
        field=str(found.field_name), signer=str(name), when=stamp, holds=holds, is_trusted=bool(status.trusted)
    )


def _forbidden_since(data: bytes, reader: PdfFileReader, size: int) -> bool:
    """Whether anything but entries and signatures was added to the issued file, before or after a signature."""
    issued = PdfFileReader(io.BytesIO(data[:size]), strict=False).xrefs.total_revisions
    if issued == reader.xrefs.total_revisions:
        return len(data) != size
    result = PERMITTED.review_file(reader, issued - 1, doc_mdp=MDPPerm.FILL_FORMS)
    return not isinstance(result, DiffResult)


def _entries(reader: PdfFileReader) -> tuple[tuple[str, str], ...]:
    listed = reader.root["/AcroForm"]["/Fields"] if "/AcroForm" in reader.root else ()
    fields = (field.get_object() for field in listed)
    return tuple((str(field["/T"]), str(field["/V"])) for field in fields if field["/FT"] == "/Tx" and field.get("/V"))


def _by_code(data: bytes, issued: Sequence[Entry], signatures: tuple[Signature, ...]) -> Examined:
    """A file that does not begin with issued bytes: only its code tells what it may be a copy of."""
    known = {entry.code for entry in issued}
    code = next((code for code in codes_of(data) if code in known), "")
    broken = [signature for signature in signatures if not signature.holds]
    if broken:
        return Examined(
            verdict=Verdict.ALTERED,
            code=code,
            signatures=signatures,
            why="its bytes were changed inside what was signed",
        )
    if not code:
        return Examined(verdict=Verdict.UNKNOWN, code="", signatures=signatures)
    return Examined(verdict=Verdict.REWRITTEN if signatures else Verdict.COPY, code=code, signatures=signatures)
