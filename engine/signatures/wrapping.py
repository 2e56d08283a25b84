"""What comes back in other wrapping: a password, an archive, the sheet attached to a file, half a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pypdfium2

from engine.foreign.confined import allow_pages
from engine.foreign.pdf import refuse_outsized, refuse_too_many_pages
from engine.foreign.pdfium import opened
from engine.foreign.refusal import RefusedFile
from engine.signatures.revisions import is_whole

_PASSWORD = "password"
_MOST_ATTACHED, _LARGEST = 20, 50_000_000

_KINDS = (
    (b"PK\x03\x04", "word/", "It is a Word file, which can hold no signature that counts.", "pdf"),
    (b"PK\x03\x04", "xl/", "It is an Excel workbook, and no sheet.", "pdf"),
    (b"PK\x03\x04", "", "It is a zip archive.", "unpack"),
    (b"Rar!", "", "It is a RAR archive.", "unpack"),
    (b"7z\xbc\xaf\x27\x1c", "", "It is a 7-Zip archive.", "unpack"),
    (b"\x1f\x8b", "", "It is a packed file (gzip).", "unpack"),
    (b"\xd0\xcf\x11\xe0", "", "It is a file of an old Office program, or a saved Outlook message.", "save"),
)
_FIXES = {
    "pdf": "Ask for the signed PDF; a print or scan of it will do.",
    "unpack": "Unpack it, and receive the files in it.",
    "save": "Open it, save the PDF that is attached to it, and receive that.",
}
_MESSAGE = re.compile(rb"\A(?:[A-Za-z-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){3}", re.MULTILINE)


def is_pdf(data: bytes) -> bool:
    """Whether it begins as a PDF does; some programs put a few bytes before that."""
    return (
        b"%PDF-" in data[:1024] and not _is_message(data) and not data.startswith(tuple(begin for begin, *_ in _KINDS))
    )


def refuse_wrapping(data: bytes) -> None:
    """Raises RefusedFile for what has to be unwrapped by a person, with how; everything else passes."""
    for begin, holds, what, how in _KINDS:
        if data.startswith(begin) and holds.encode() in data[:4096] + data[-65536:]:
            raise RefusedFile(what, _FIXES[how])
    if _is_message(data):
        raise RefusedFile("It is a saved e-mail.", _FIXES["save"])


def _is_message(data: bytes) -> bool:
    """Whether it begins with lines as only an e-mail has them."""
    return _MESSAGE.match(data[:8192].replace(b"\r\n", b"\n")) is not None


def refuse_unopened(data: bytes, kept: Iterable[bytes]) -> None:
    """Raises RefusedFile for a PDF that is too large, behind a password, or not whole. kept: the issued copies."""
    refuse_outsized(data)
    if not is_whole(data) and any(copy.startswith(data) for copy in kept):
        raise RefusedFile("It is cut short: only the first part of an issued sheet arrived.", _CUT)
    try:
        with opened(data) as pdf:
            refuse_too_many_pages(len(pdf))
            allow_pages(len(pdf))
    except pypdfium2.PdfiumError as fault:
        if _PASSWORD in str(fault).lower():
            raise RefusedFile(
                "It is protected by a password.", "Ask for the file without one, or for a scan of a signed print."
            ) from fault
        if not is_whole(data):
            raise RefusedFile("It is cut short: its end is missing.", _CUT) from fault


_CUT = "Ask for it again; the file may be too large for their e-mail."


def attached(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The PDFs that are attached to a PDF, with their names."""
    try:
        with opened(data) as pdf:
            for number in range(min(pdf.count_attachments(), _MOST_ATTACHED)):
                held = pdf.get_attachment(number)
                content = bytes(held.get_data())
                if len(content) <= _LARGEST and is_pdf(content):
                    yield held.get_name(), content
    except pypdfium2.PdfiumError:
        return
