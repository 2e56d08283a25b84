"""A file of any kind opened, or refused with one sentence that says why and one that says what to do."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from engine.foreign.office_kind import OLE, first_bytes
from engine.foreign.open_document import is_open_document
from engine.foreign.refusal import RefusedFile
from engine.sources.checklists.csv_file import NotTextError, open_csv
from engine.sources.checklists.grid import Opened
from engine.sources.checklists.ods import TooManyCellsError, open_ods
from engine.sources.checklists.xls import open_xls
from engine.sources.checklists.xlsx import open_xlsx

_SAVE_AGAIN = "Open it, save it again as an Excel workbook (.xlsx), and put it back."
_TOO_LARGE = ("The file is far larger than a checklist.", "Copy the filled rows into a new workbook, and put it here.")

Refusal = tuple[str, str]


def open_file(path: Path) -> Opened | Refusal:
    """The sheets of a file, judged by what is in it and not by its name; or why not, and what to do."""
    try:
        reader = _reader(path)
        return reader(path) if reader else ("The file is not a workbook, whatever its name says.", _SAVE_AGAIN)
    except RefusedFile as refused:
        return refused.reason
    except TooManyCellsError:
        return _TOO_LARGE
    except NotTextError:
        return "The file is no text, though its name ends in .csv.", _SAVE_AGAIN
    except csv.Error as reason:
        return f"The file is no table of text ({reason}).", _SAVE_AGAIN
    except Exception:  # of a damaged part, libraries let through whatever their own code raises
        return "The workbook is damaged.", _SAVE_AGAIN


def _reader(path: Path) -> Callable[[Path], Opened] | None:
    """The reader for what is in a file; None where it is no workbook."""
    head, _ = first_bytes(path)
    if head.startswith(OLE):  # old workbooks stand in the same kind of envelope as new ones that are locked
        return open_xls
    if head.startswith(b"PK"):
        return open_ods if is_open_document(path) else open_xlsx
    return open_csv if path.suffix.lower() == ".csv" else None
