"""What a file is made of, by its bytes: its name says nothing about that."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePosixPath

from engine.device_names import is_device
from engine.escapes import escaped_name
from engine.foreign.office_kind import OLE, OfficeKind
from engine.foreign.office_package import opened_package
from engine.foreign.open_document import is_open_document
from engine.foreign.refusal import RefusedFile
from engine.plain_words import within_bytes

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_PDF_WITHIN = 1024
"""Bytes from the beginning within which a PDF says that it is one."""
_HEAD = 4096
"""First bytes by which a file is told."""
_IN_OLE = (
    ("__substg1.0_", "It is a saved Outlook message.", "Open it, save what is attached to it, and take that."),
    (
        "EncryptedPackage",
        "It is protected by a password or a sensitivity label.",
        "Ask the sender for a copy without protection.",
    ),
    ("WordDocument", "It is in the format of Word 97.", "Open it, save it as a Word document (.docx), and take that."),
)
"""Streams of files that begin as a workbook of Excel 97 does, and are none."""
_CUT_SHORT = "Ask for it again: it may have been cut short on its way."
_LONGEST = 100
_NOT_IN_A_NAME = re.compile(r'[<>:"|?*/\\\x00-\x1f]')
TEXT, PICTURE = ".csv", ".png"


def shown_name(path: Path) -> str:
    """The last part of a name, fit to be shown: at most so many letters, none that nobody sees."""
    return escaped_name(PurePosixPath(path.name.replace("\\", "/")).name)[:_LONGEST] or "a file without a name"


def called_stem(path: Path) -> str:
    """What a name calls a file, as it came: an accent is a part of its letter, as on most systems."""
    return unicodedata.normalize("NFC", PurePosixPath(path.name.replace("\\", "/")).stem)


def stem_of(path: Path) -> str:
    """What a name calls a file, as the name of a file on every system: letters, figures, spaces, hyphens and dots."""
    last = called_stem(path)
    seen = "".join(letter for letter in _NOT_IN_A_NAME.sub(" ", last) if unicodedata.category(letter)[0] != "C")
    stem = within_bytes(" ".join(seen.split()).strip(". ~$"), _LONGEST)
    return stem if stem and not is_device(stem) else "file"


def ending_of(path: Path, data: bytes) -> str:
    """The ending that a file has by its bytes; empty where they are of nothing that penholder takes.

    Raises RefusedFile for what is none of it for a reason that can be said.
    """
    head = data[:_HEAD]
    if not head:
        raise RefusedFile("The file is empty (0 bytes).", "Ask for it again.")
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return ".pdf"
    if head.startswith(OLE):
        _refuse_what_is_no_workbook(data)
        return ".xls"
    if head.startswith(b"PK"):
        return _packed(path)
    if head.startswith(_PICTURES):
        return PICTURE
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return ".json"
    return "" if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) else TEXT


def _refuse_what_is_no_workbook(data: bytes) -> None:
    """Raises RefusedFile for another file in the envelope that old workbooks have too."""
    for stream, what, how in _IN_OLE:
        if stream.encode("utf-16-le") in data:
            raise RefusedFile(what, how)


def _packed(path: Path) -> str:
    try:
        if is_open_document(path):
            return ".ods"
    except RefusedFile as refused:
        if refused.fix == OfficeKind.EXCEL.again:  # which kind of file it was, nobody can tell any more
            raise RefusedFile(refused.message, _CUT_SHORT) from refused
        raise
    for kind in (OfficeKind.WORD, OfficeKind.EXCEL):
        try:
            with opened_package(path, kind):
                return str(kind.value.ending)
        except RefusedFile as refused:
            if refused.message != kind.none_of_it().message:
                raise
    return ""
