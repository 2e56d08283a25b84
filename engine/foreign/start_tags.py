"""Start tags of a part written anew with what is read here alone: openpyxl refuses attributes that Excel ignores."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.exceptions import CellCoordinatesException

_TAG = re.compile(rb"<([^\s/>\"'=]+)(?:\s+[^\s=>\"']+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_KINDS_OF_CELL = frozenset({"b", "d", "e", "inlineStr", "n", "s", "str"})
_COLUMNS, _ROWS = 16_384, 1_048_576

Tag = tuple[int, int, bytes]
"""Where a start tag begins and ends, and the bytes that are to stand there."""


def written_anew(data: bytes, at: int, attributes: Mapping[str, str]) -> Tag | None:
    """A start tag with these attributes and no others; None where it cannot be told where it ends."""
    found = _TAG.match(data, at)
    if not found:
        return None
    new = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items()).encode()
    return found.start(), found.end(), b"<" + found[1] + new + found[2] + b">"


def of_row(attributes: Mapping[str, str]) -> dict[str, str]:
    """What is read of a row: its number, and whether it is hidden."""
    return _number("r", attributes, _ROWS) | _hidden(attributes)


def of_column(attributes: Mapping[str, str]) -> dict[str, str]:
    """What is read of columns: from which to which they are hidden, if they are."""
    return _number("min", attributes, _COLUMNS) | _number("max", attributes, _COLUMNS) | _hidden(attributes)


def of_cell(attributes: Mapping[str, str], styles: int) -> dict[str, str]:
    """What is read of a cell: where it stands, which of the looks it has, what kind of value."""
    kept = {}
    if place := attributes.get("r", ""):
        kept["r"] = _plain_place(place)
    if _number("s", attributes, styles - 1):
        kept["s"] = attributes["s"]
    if attributes.get("t") in _KINDS_OF_CELL:
        kept["t"] = attributes["t"]
    return kept


def _plain_place(reference: str) -> str:
    """A place as it is usually written; one that is no place stays, so that it is told as damage."""
    try:
        row, column = coordinate_to_tuple(reference.replace("$", "").upper())
        return f"{get_column_letter(column)}{row}"
    except (CellCoordinatesException, ValueError):
        return reference


def _number(name: str, attributes: Mapping[str, str], most: int) -> dict[str, str]:
    written = attributes.get(name, "")
    is_number = written.isascii() and written.isdigit() and len(written) < 9 and int(written) <= most
    return {name: written} if is_number else {}


def _hidden(attributes: Mapping[str, str]) -> dict[str, str]:
    return {"hidden": "1"} if attributes.get("hidden", "0") in ("1", "true", "on") else {}
