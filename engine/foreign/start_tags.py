"""Start tags of a part written anew with what is read here alone: openpyxl refuses attributes that Excel ignores."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.utils.exceptions import CellCoordinatesException

from engine.whole_numbers import whole_number

_TAG = re.compile(rb"<([^\s/>\"'=]+)(?:\s+[^\s=>\"']+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_KINDS_OF_CELL = frozenset({"b", "d", "e", "inlineStr", "n", "s", "str"})
_COLUMNS, _ROWS = 16_384, 1_048_576

_NAMESPACE = re.compile(rb"\sxmlns(?::[^\s=]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NOTHING = re.compile(r"\s*0+(?:\.0*)?\s*")
_SHOWN = ("", "0", "false", "off", "no", "f", "n")

Tag = tuple[int, int, bytes]
"""Where a start tag begins and ends, and the bytes that are to stand there."""
CellAt = tuple[int, int]
"""Row and column, both counted from 1."""


def written_anew(data: bytes, at: int, attributes: Mapping[str, str]) -> Tag:
    """A start tag with these attributes and its namespaces, and nothing else.

    Raises ValueError where nobody can tell where it ends, as in an encoding of more than one byte for a sign.
    """
    found = _TAG.match(data, at)
    if not found:
        raise ValueError(data[at : at + 20])
    new = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items()).encode()
    spaces = b"".join(_NAMESPACE.findall(found[0]))
    return found.start(), found.end(), b"<" + found[1] + spaces + new + found[2] + b">"


def of_row(attributes: Mapping[str, str], row: int) -> dict[str, str]:
    """What is read of a row: its number, which a row may leave to those before it, and whether it is hidden."""
    return {"r": str(row)} | _hidden(attributes, "ht")


def of_column(attributes: Mapping[str, str]) -> dict[str, str]:
    """What is read of columns: from which to which they are hidden, if they are."""
    return _number("min", attributes, _COLUMNS) | _number("max", attributes, _COLUMNS) | _hidden(attributes, "width")


def of_cell(attributes: Mapping[str, str], place: CellAt | None, styles: int) -> Mapping[str, str]:
    """What is read of a cell: where it stands, which of the looks it has, what kind of value.

    place: None for one that says it stands where no cell can, which is left for it to be told as damage.
    """
    where = f"{get_column_letter(place[1])}{place[0]}" if place else attributes.get("r", "")
    return _of_cell(where, attributes.get("s"), attributes.get("t"), styles)


@lru_cache(maxsize=1 << 14)
def _of_cell(where: str, look: str | None, kind: str | None, styles: int) -> Mapping[str, str]:
    """The sheets of a workbook, and workbooks of one making, have the same cells again and again."""
    kept = {"r": where} | ({} if look is None else _number("s", {"s": look}, styles - 1))
    return kept | {"t": kind} if kind in _KINDS_OF_CELL and kind else kept


@lru_cache(maxsize=1 << 14)
def place_of(reference: str) -> CellAt | None:
    """Row and column of a place however it is written; None for one that is no place."""
    try:
        row, column = coordinate_to_tuple(reference.replace("$", "").strip().upper())
    except (CellCoordinatesException, ValueError):
        return None
    return (row, column) if 0 < row <= _ROWS and 0 < column <= _COLUMNS else None


def number_of_row(written: str, before: int) -> int:
    """The number of a row: as it is written, else the next one. Raises ValueError for what is no number."""
    return int(float(written)) if written.strip() else before + 1


def _number(name: str, attributes: Mapping[str, str], most: int) -> dict[str, str]:
    if name not in attributes:
        return {}
    written = attributes[name].strip()
    number = whole_number(written)
    return {} if number is None or number > most else {name: written}


def _hidden(attributes: Mapping[str, str], size: str) -> dict[str, str]:
    """size: the name of its height or width, which may be nothing."""
    is_shown = attributes.get("hidden", "").strip().lower() in _SHOWN and not _NOTHING.fullmatch(
        attributes.get(size, "")
    )
    return {} if is_shown else {"hidden": "1"}
