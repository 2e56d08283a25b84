"""Tables as plain text, .csv: in whatever encoding and with whatever separator they come."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

from engine.escapes import escaped_name
from engine.foreign.limits import ROWS, TEXT_TABLE
from engine.foreign.plain_file import whole
from engine.foreign.words import refuse_endless_words
from engine.sources.checklists.grid import Grid, Opened, cell

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""What files of each encoding begin with."""
_WIDEST, _LONGEST = 200, ROWS
"""Columns and rows past which the file is no checklist."""


class NotTextError(ValueError):
    """The bytes are no text in any encoding that offices use."""


def open_csv(path: Path) -> Opened:
    """The one sheet, under the name of the file. Raises RefusedFile, NotTextError, or csv.Error for no table."""
    text, encoding = _decoded(whole(path, TEXT_TABLE))
    first, _, rest = text.partition("\n")
    declared = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    separator = declared if declared in _SEPARATORS else _separator(text)
    rows = _rows(rest if declared else text, separator)
    read = (
        cell(number, column, words)
        for number, row in enumerate(rows, start=2 if declared else 1)
        for column, words in enumerate(row, start=1)
    )
    grid = Grid(name=escaped_name(path.stem), cells={(each.row, each.column): each for each in read if each})
    return Opened((grid,), (f"It is text in {encoding}, separated by {_SEPARATORS[separator]}.",))


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, codec), name
    if data[:200].count(0) > len(data[:200]) // 4:
        return _strictly(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"), "UTF-16"
    if b"\0" in data:
        raise NotTextError
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _strictly(data, "cp1252"), "Windows-1252"


def _strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as reason:
        raise NotTextError from reason


def _separator(text: str) -> str:
    """The one that makes most rows of most columns; a comma where none makes any."""
    return max(_SEPARATORS, key=lambda separator: sum(len(row) - 1 for row in _rows(text[:100_000], separator)))


def _rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        if len(row) > _WIDEST or len(rows) > _LONGEST:
            raise csv.Error("too large")
        for words in row:
            refuse_endless_words(words)
        rows.append(row)
    return rows
