"""Tables as plain text, .csv: in whatever encoding and with whatever separator they come."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from engine.escapes import escaped_name
from engine.foreign.limits import ROWS, TEXT_TABLE
from engine.foreign.plain_file import whole
from engine.foreign.words import refuse_endless_words
from engine.sources.checklists.grid import Grid, Opened, cell

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""What files of each encoding begin with."""
_UNLIKELY = re.compile(
    r"(?<=[a-z])[\u00c0-\u00de\u017d\u0160\u0178](?=[a-z\s.,;:!?]|\Z)|(?<![A-Z\w])[ÒÓÐÑÔÕÊ](?=\w|\s)"
    r"|[\u00a4\u00a6\u00ac\u00b8\u2020\u2021\u02c6\u2206\u221a\u03a9\u25ca\uf8ff\u02c7\u02d8-\u02dd]|(?<=\w)[\u0192\u2039\u203a¥§©®°±µ¿¡](?=\w)|¥(?=\s)"
)
"""What stands in no English text, and comes of reading bytes in the wrong one of two encodings."""
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
    told = f"It is text in {encoding}, separated by {_SEPARATORS[separator]}."
    return Opened((grid,), (told,), is_one_sheet=True)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, codec), name
    if data[:200].count(0) > len(data[:200]) // 4:
        return _strictly(data, "utf-16-le" if data[1:200:2].count(0) > data[:200:2].count(0) else "utf-16-be"), "UTF-16"
    if b"\0" in data:
        raise NotTextError
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    if _is_of_a_macintosh(data):
        return data.decode("mac-roman"), "Mac Roman"
    return _strictly(data, "cp1252"), "Windows-1252"


def _is_of_a_macintosh(data: bytes) -> bool:
    """Whether the bytes that are no letters of English read better as Excel for Macintosh writes them.

    Its quotation marks, dashes and accents are capitals with accents, signs or nothing at all in Windows-1252: a
    capital in the midst of a word, such as donÕt, no text has.
    """
    macintosh = data.decode("mac-roman")
    try:
        windows = data.decode("cp1252")
    except UnicodeDecodeError:
        return not _UNLIKELY.search(macintosh)
    return len(_UNLIKELY.findall(windows)) > len(_UNLIKELY.findall(macintosh))


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
