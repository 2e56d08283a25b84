"""A file of any kind opened, or refused with one sentence that says why and one that says what to do."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlrd

from engine.sources.checklists.csv_file import NotTextError, open_csv
from engine.sources.checklists.grid import Opened
from engine.sources.checklists.ods import TooManyCellsError, open_ods
from engine.sources.checklists.xls import open_xls
from engine.sources.checklists.xlsx import open_xlsx
from engine.sources.office_file import trouble

KINDS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
"""The endings of files that may hold a checklist."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES = 64 * 2**20
"""Unpacked size past which a workbook is refused. The largest checklist seen takes less than one megabyte."""
_SAVE_AGAIN = "Open it, save it again as an Excel workbook (.xlsx), and put it back."
_UNPROTECTED = "Ask the sender for a copy without protection, saved as an Excel workbook (.xlsx)."
_PASSWORD = ("The file is protected by a password.", _UNPROTECTED)
_LABEL = ("The file is locked by a sensitivity label.", _UNPROTECTED)
_EMPTY = ("The file is empty (0 bytes).", "It may still be in the cloud: open it once, then copy it here again.")
_TOO_LARGE = ("The file is far larger than a checklist.", "Copy the filled rows into a new workbook, and put it here.")

Refusal = tuple[str, str]


def open_file(path: Path) -> Opened | Refusal:
    """The sheets of a file, judged by what is in it and not by its name; or why not, and what to do."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_OLE))
        if path.stat().st_size > _MOST_BYTES:
            return _TOO_LARGE
        if not head:
            return _EMPTY
        if head == _OLE:
            return _of_office_97(path)
        if head.startswith(b"PK"):
            return _zipped(path)
        if path.suffix.lower() == ".csv":
            return _tried(open_csv, path)
    except OSError as reason:
        said = f"The file cannot be opened: {reason.strerror or reason}."
        return said, "Close it in other programs and try again."
    return "The file is not a workbook, whatever its name says.", _SAVE_AGAIN


def _zipped(path: Path) -> Opened | Refusal:
    kind = _kind(path)
    if kind is None:
        return "The file is not a workbook, whatever its name says.", _SAVE_AGAIN
    if reason := trouble(path, kind):
        return reason
    with zipfile.ZipFile(path) as package:
        sizes = sum(entry.file_size for entry in package.infolist() if entry.filename.endswith(".xml"))
        if sizes > _MOST_BYTES:
            return _TOO_LARGE
        if "META-INF/manifest.xml" in package.namelist() and b"encryption-data" in package.read(
            "META-INF/manifest.xml"
        ):
            return _PASSWORD
    return _tried(open_ods if kind == ".ods" else open_xlsx, path)


def _kind(path: Path) -> str | None:
    """The kind of a zipped workbook by the parts it is made of; its own ending where it is too damaged to tell."""
    ending = path.suffix.lower()
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except Exception:  # of a damaged file zipfile lets through what struct raises, beside its own errors
        return ending if ending in (".xlsx", ".xlsm", ".ods") else ".xlsx"
    if "xl/workbook.xml" in names:
        return ".xlsx"
    return ".ods" if "content.xml" in names else None


def _of_office_97(path: Path) -> Opened | Refusal:
    """Old workbooks stand in the same kind of envelope as new ones that are locked; the names inside tell."""
    data = path.read_bytes()
    if "DRMEncryptedDataSpace".encode("utf-16-le") in data:
        return _LABEL
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _PASSWORD
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return _tried(open_xls, path)
    return "The file is protected by a password or a sensitivity label, or is no workbook.", _UNPROTECTED


def _tried(reader: Callable[[Path], Opened], path: Path) -> Opened | Refusal:
    try:
        return reader(path)
    except TooManyCellsError:
        return _TOO_LARGE
    except NotTextError:
        return "The file is no text, though its name ends in .csv.", _SAVE_AGAIN
    except csv.Error as reason:
        return f"The file is no table of text ({reason}).", _SAVE_AGAIN
    except xlrd.XLRDError as reason:
        return _PASSWORD if "encrypted" in str(reason) else ("The workbook is damaged.", _SAVE_AGAIN)
    except Exception as fault:  # of a damaged part, libraries let through whatever their own code raises
        return f"The workbook is damaged ({type(fault).__name__}).", _SAVE_AGAIN
