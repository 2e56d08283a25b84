"""Whether an Office file can be opened at all, told in words before any library tries."""

from __future__ import annotations

import zipfile
from pathlib import Path

MOST_BYTES = 300 * 1024 * 1024
"""Unpacked size past which a file is refused: a document of this kind is far smaller, a bomb is far larger."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".xlsm": "xl/workbook.xml", ".ods": "content.xml"}
_WORDS = {
    ".docx": "a Word document",
    ".xlsx": "an Excel workbook",
    ".xlsm": "an Excel workbook",
    ".ods": "an OpenDocument workbook",
}
_ENTITIES = tuple("<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))
"""No Office program writes a document type. It can name files to fetch, and entities that grow without end."""


def trouble(path: Path, ending: str = "") -> tuple[str, str] | None:
    """Why a .docx, .xlsx, .xlsm or .ods cannot be read, and what to do about it; None when it can.

    ending: the kind it is to be judged as, where its name does not tell.
    """
    ending = ending or path.suffix.lower()
    kind = _WORDS[ending]
    again = f"Open it, save it again as {kind} ({ending}), and put it back."
    try:
        with path.open("rb") as file:
            head = file.read(len(_OLE))
    except OSError as reason:
        return (
            f"The file cannot be opened: {reason.strerror or reason}.",
            "Close it in other programs and try again.",
        )
    if not head:
        return (
            "The file is empty (0 bytes).",
            "It may still be in the cloud: open it once, then copy it here again.",
        )
    if head == _OLE:
        return (
            "The file is protected by a password or a sensitivity label, or it is in the format of Office 97.",
            f"Ask the sender for a copy without protection, saved as {kind} ({ending}).",
        )
    if not zipfile.is_zipfile(path):
        return f"The file is not {kind}, whatever its name says.", again
    try:
        with zipfile.ZipFile(path) as package:
            return _trouble_inside(package, _PARTS[ending], kind, again)
    except Exception:  # of a damaged part zipfile lets through what zlib, lzma and struct raise, beside its own errors
        return "The file is damaged.", again


def _trouble_inside(package: zipfile.ZipFile, main: str, kind: str, again: str) -> tuple[str, str] | None:
    names = {entry.filename for entry in package.infolist()}
    size = sum(entry.file_size for entry in package.infolist())
    if main not in names:
        return f"The file is not {kind}, whatever its name says.", again
    if size > MOST_BYTES:
        return f"Unpacked, the file would take {size // 2**20} MB.", "Ask the sender for a file with smaller pictures."
    if damaged := package.testzip():
        return f"The file is damaged (in its part {damaged}).", again
    if any(_declares_entities(package, name) for name in names):
        return "The file asks for things outside itself, which no Office program does.", again
    return None


def _declares_entities(package: zipfile.ZipFile, name: str) -> bool:
    if not name.lower().endswith((".xml", ".rels")):
        return False
    part = package.read(name)
    return any(declared in part for declared in _ENTITIES)
