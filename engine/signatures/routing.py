"""Who is to sign what, and where on the page: for signing services, and for letters from Word."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_COLUMNS = ("Name", "Position", "Organisation", "E-mail", "Document", "Code")
_ACTS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One person and one document. fields: of this person in it, as JSON: kind, page, rectangle in points, label.

    sheet: which one the document is, or amends where it is an addendum. issued: the day it went out, as in ISO 8601.
    """

    name: str
    position: str
    organisation: str
    email: str
    document: str
    code: str
    fields: tuple[dict[str, Any], ...]
    sheet: str = ""
    issued: str = ""
    is_addendum: bool = False


def routing(errands: Sequence[Errand]) -> bytes:
    """routing.json. Rectangles are left, bottom, right, top in points from the bottom left corner of the page."""
    content = [
        {
            "document": errand.document,
            "code": errand.code,
            "signer": {"name": errand.name, "position": errand.position, "email": errand.email},
            "fields": errand.fields,
        }
        for errand in errands
    ]
    return (json.dumps({"errands": content}, ensure_ascii=False, indent=2) + "\n").encode()


def mail_merge(errands: Sequence[Errand]) -> bytes:
    """mail-merge.csv, one row for each person. Excel and Word take its letters for what they are."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for errand in errands:
        cells = (errand.name, errand.position, errand.organisation, errand.email, errand.document, errand.code)
        writer.writerow([_harmless(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """The text of a cell; with an apostrophe before what Excel would take for a formula."""
    return f"'{cell}" if cell.startswith(_ACTS_AS_FORMULA) else cell
