"""OpenDocument workbooks: looked at as a stream, then given as the tree of their content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from engine.foreign import limits
from engine.foreign.archive import Archive, opened_archive
from engine.foreign.markup import MarkupTally
from engine.foreign.office_kind import OfficeKind, refuse_what_cannot_be_one
from engine.foreign.refusal import RefusedFile, megabytes
from engine.foreign.relations import TYPES

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_KIND = OfficeKind.OPEN_DOCUMENT


def is_open_document(path: Path) -> bool:
    """Whether a zip file has the parts of an OpenDocument file. Raises RefusedFile where that cannot be told."""
    refuse_what_cannot_be_one(path, OfficeKind.EXCEL)
    with opened_archive(path, OfficeKind.EXCEL.again) as archive:
        return _CONTENT in archive.names and TYPES not in archive.names


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """The trees of a workbook. styles: of the looks that have names; None where the file has no part for them."""

    content: etree._Element
    styles: etree._Element | None


def open_document(path: Path) -> OpenDocument:
    """A workbook. Raises RefusedFile where it cannot be read, or is more than anybody fills in."""
    refuse_what_cannot_be_one(path, _KIND)
    with opened_archive(path, _KIND.again) as archive:
        tally = MarkupTally(limits.OPEN_DOCUMENT, _KIND.again)
        content = _content(archive, tally)
        styles = _styles(archive, tally)
    return OpenDocument(_tree(_CONTENT, content), _tree(_STYLES, styles) if styles else None)


def _tree(part: str, data: bytes) -> etree._Element:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        raise RefusedFile(f"The file is damaged (in its part {part}).", _KIND.again) from fault


def _styles(archive: Archive, tally: MarkupTally) -> bytes:
    if _STYLES not in archive.names or archive.size(_STYLES) > limits.OPEN_DOCUMENT.unpacked:
        return b""
    data = archive.read(_STYLES)
    tally.add(_STYLES, data)
    return data


def _content(archive: Archive, tally: MarkupTally) -> bytes:
    if _CONTENT not in archive.names:
        raise _KIND.none_of_it()
    for name in archive.names:
        if name != _CONTENT:
            archive.prove(name)
    if _MANIFEST in archive.names and archive.size(_MANIFEST) < 2**20 and b"encryption-data" in archive.read(_MANIFEST):
        fix = "Ask the sender for a copy without protection, saved as an Excel workbook (.xlsx)."
        raise RefusedFile("The file is protected by a password.", fix)
    if archive.size(_CONTENT) > limits.OPEN_DOCUMENT.unpacked:
        size, most = megabytes(archive.size(_CONTENT)), megabytes(limits.OPEN_DOCUMENT.unpacked)
        message = f"Unpacked, the workbook would take {size}; {most} is the most."
        raise RefusedFile(message, "Copy the filled rows into a new workbook, and put it here.")
    data = archive.read(_CONTENT)
    tally.add(_CONTENT, data)
    return data
