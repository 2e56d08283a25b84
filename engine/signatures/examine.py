"""What a returned file is: the issued one, signed or not; a changed one; a copy; something else. Without a network."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature

from engine import log
from engine.foreign.plain_file import refuse_unless_plain
from engine.model.signing import Entry, Verdict
from engine.signatures.form_changes import faults_of_form, told_of_form
from engine.signatures.issued_form import GivenField, fields_in_force, given_fields, rectangle_of, value_of
from engine.signatures.page_pictures import PagesCompared
from engine.signatures.permitted import PERMITTED
from engine.signatures.printed_codes import codes_of
from engine.signatures.quick_reader import QuickReader
from engine.signatures.replaced import is_anything_replaced
from engine.signatures.revisions import chain_fault, ends_with_more, is_blank, is_whole, without_zeros
from engine.signatures.same_pages import is_drawn_alike
from engine.signatures.shown_entries import entries_nobody_can_read, faults_of_entries
from engine.signatures.single_signature import Signature, judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """code: of the sheet it is, or says it is. issued: the SHA-256 of the copy it begins with, empty without one.

    entries: what was filled in, by field. why: what is wrong with it. told: what was changed and changes nothing that
    counts, a sentence each. pages: how its pages look beside the issued ones. within: its name in the file that it was
    attached to.
    """

    verdict: Verdict
    code: str
    signatures: tuple[Signature, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    why: str = ""
    told: tuple[str, ...] = ()
    issued: str = ""
    pages: PagesCompared | None = None
    within: str = ""


def examine(data: bytes, issued: Sequence[Entry], trusted: Sequence[Any] = ()) -> Examined:
    """Judge a returned file against what was issued. trusted: certificates of issuers the council relies on."""
    log.silence("pyhanko")
    ours = next((entry for entry in issued if _begins_with(data, entry)), None)
    try:
        whole = without_zeros(data) if ours is None else data[: _size(ours)] + without_zeros(data[_size(ours) :])
        reader = QuickReader(io.BytesIO(whole))
        found = [*reader.embedded_signatures]
        if ours:
            return _Against(ours, whole, reader).examined(found, trusted)
        return _by_code(data, issued, tuple(judged(one, None, trusted) for one in found))
    except Exception:  # parsers stumble over damaged bytes in many ways, and none of them proves anything
        if ours is None:
            return _by_code(data, issued, ())
        return Examined(
            verdict=Verdict.ALTERED,
            code=ours.code,
            issued=ours.get("sha256"),
            why="what was added to the issued file cannot be read" if is_whole(data) else "it is cut short",
        )


class _Against:
    """A file that begins with issued bytes, beside the issued file: what was added to it decides."""

    def __init__(self, ours: Entry, data: bytes, reader: PdfFileReader) -> None:
        self.ours, self.data, self.reader = ours, data, reader
        self.issued = QuickReader(io.BytesIO(data[: _size(ours)]))
        self.given = given_fields(self.issued)
        self.is_as_issued = is_blank(data[_size(ours) :])

    def examined(self, found: Sequence[EmbeddedPdfSignature], trusted: Sequence[Any]) -> Examined:
        """The verdict, with everything there is to tell."""
        places = tuple(name for name, field in self.given.items() if field.is_signature)
        signatures = tuple(judged(one, places, trusted) for one in found)
        why = "" if self.is_as_issued else next(self._faults(signatures), "")
        if why:
            return Examined(
                verdict=Verdict.ALTERED,
                code=self.ours.code,
                signatures=signatures,
                why=why,
                issued=self.ours.get("sha256"),
            )
        unread = next(entries_nobody_can_read(self.given, fields_in_force(self.reader)), "")
        return Examined(
            verdict=Verdict.UNREAD if unread else _verdict(signatures),
            code=self.ours.code,
            why=unread,
            signatures=signatures,
            entries=_entries(self.reader),
            told=() if self.is_as_issued else tuple(told_of_form(self.issued, self.reader)),
            issued=self.ours.get("sha256"),
        )

    def _faults(self, signatures: Sequence[Signature]) -> Iterator[str]:
        """What is wrong with it, the worst first: each is looked for only where none was found before it."""
        if ends_with_more(self.data):
            yield "something stands behind its end"
        fault = chain_fault(self.data, self.reader, self.issued, _size(self.ours))
        if fault:
            yield fault
        if not self._adds_what_it_may():
            yield "something other than its fields was changed"
        if not all(signature.holds for signature in signatures):
            yield "a signature does not hold"
        now = fields_in_force(self.reader)
        if {*now} - {*self.given} - {signature.field for signature in signatures}:
            yield "a place to sign was added, and nobody has signed in it"
        aside = _aside(self.given, now, signatures)
        if not is_drawn_alike(self.data[: _size(self.ours)], self.data, aside):
            yield "its pages do not look as issued"
        yield from faults_of_form(self.issued, self.reader)
        yield from faults_of_entries(self.data, self.given, now, self.reader.root["/AcroForm"])

    def _adds_what_it_may(self) -> bool:
        """Whether nothing but entries and signatures was added, before or after a signature."""
        issued = self.issued.xrefs.total_revisions
        if issued == self.reader.xrefs.total_revisions:
            return False
        result = PERMITTED.review_file(self.reader, issued - 1, doc_mdp=MDPPerm.FILL_FORMS)
        return isinstance(result, DiffResult) and not is_anything_replaced(self.reader, issued)


def _verdict(signatures: Sequence[Signature]) -> Verdict:
    """What a file proves in which only what is permitted was added."""
    people = [signature for signature in signatures if not signature.is_stamp]
    in_place = [signature for signature in people if signature.is_in_place]
    if any(signature.is_seen for signature in people if not signature.is_in_place) or (people and not in_place):
        return Verdict.BESIDE
    return Verdict.SIGNED if in_place else Verdict.UNSIGNED


def _aside(
    given: Mapping[str, GivenField], now: Mapping[str, Any], signatures: Sequence[Signature]
) -> dict[int, list[tuple[float, ...]]]:
    """What may look otherwise: the given fields, and what somebody signed beside them, which is told."""
    found: dict[int, list[tuple[float, ...]]] = {}
    for field in given.values():
        found.setdefault(field.page, []).append(field.rectangle)
    beside = {signature.field for signature in signatures if not signature.is_in_place}
    for name in beside & {*now}:
        for page in range(1 + max((field.page for field in given.values()), default=0)):
            found.setdefault(page, []).append(rectangle_of(now[name]))
    return found


def trusted_issuers(folder: Path) -> list[Any]:
    """The certificates in a folder, of issuers the council relies on. Files that are none are passed over."""
    found = []
    for path in sorted(folder.glob("*.pem")):
        with suppress(ValueError, OSError):
            refuse_unless_plain(path.stat())
            found += list(load_certs_from_pemder([str(path)]))  # type: ignore[no-untyped-call]
    return found


def _size(entry: Entry) -> int:
    return int(entry.about["size"])


def _begins_with(data: bytes, entry: Entry) -> bool:
    """Whether the issued bytes are the beginning of the file, byte for byte."""
    size = _size(entry)
    return len(data) >= size and hashlib.sha256(data[:size]).hexdigest() == entry.get("sha256")


def _entries(reader: PdfFileReader) -> tuple[tuple[str, str], ...]:
    fields = fields_in_force(reader).items()
    texts = {name: value_of(field, "/V") for name, field in fields if value_of(field, "/FT") == "/Tx"}
    return tuple((name, str(value)) for name, value in texts.items() if value)


def _by_code(data: bytes, issued: Sequence[Entry], signatures: tuple[Signature, ...]) -> Examined:
    """A file that does not begin with issued bytes: only its code tells what it may be a copy of."""
    known = {entry.code for entry in issued}
    code = next((code for code in codes_of(data) if code in known), "")
    if not code:
        return Examined(verdict=Verdict.UNKNOWN, code="", signatures=signatures)
    if not all(signature.holds for signature in signatures):
        return Examined(
            verdict=Verdict.ALTERED,
            code=code,
            signatures=signatures,
            why="its bytes were changed inside what was signed",
        )
    return Examined(verdict=Verdict.REWRITTEN if signatures else Verdict.COPY, code=code, signatures=signatures)
