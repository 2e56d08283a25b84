"""Rows and cells of a table that are hidden, or whose coming and going is still tracked."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.findings import Finding, Place, error
from engine.plain_words import quoted
from engine.sources.word_tables import CELL_GOES, ROW_GOES, direct_rows, unwrapped
from engine.word.names import W_T, W_TC, qn
from engine.word.visible import is_hidden_row

_WORDS = (W_T, qn("w:delText"))
_ACCEPT = "Accept or refuse the change in Word (Review), and save: a final edition waits for it."
_TRACKED_ROWS = (
    (ROW_GOES, "A row", "was deleted", "a draft leaves it out, as if the change were accepted"),
    (f"{qn('w:trPr')}/{qn('w:ins')}", "A row", "was inserted", "a draft reads it as if the change were accepted"),
)
_TRACKED_CELLS = (
    (CELL_GOES, "A cell", "was deleted", "a draft leaves it out, as if the change were accepted"),
    (f"{qn('w:tcPr')}/{qn('w:cellIns')}", "A cell", "was inserted", "a draft reads it as if the change were accepted"),
    (f"{qn('w:tcPr')}/{qn('w:cellMerge')}", "A cell", "was merged or split", "a draft reads it as it stands"),
)

_MARKS = tuple(qn(f"w:{name}") for name in ("del", "ins", "cellDel", "cellIns", "cellMerge"))
"""The marks of all of them, which other changes have too."""


def table_doubts(table: etree._Element, place: Place) -> Iterator[Finding]:
    """I-12 for hidden rows, I-13 for rows and cells of which a change is tracked."""
    rows = list(direct_rows(table))
    hidden = [row for row in rows if is_hidden_row(row)]
    if any(quoted(_words(row)) for row in hidden):
        message = "Here stands a hidden row, which does not reach the report."
        fix = "In Word, show hidden text (¶), then delete the row or make it visible."
        yield error("I-12", place, message, fix)
    if next(table.iter(*_MARKS), None) is None:  # as in most tables: not every cell is asked for each of them
        return
    cells = [cell for row in rows for cell in unwrapped(row) if cell.tag == W_TC]
    for elements, kinds in ((rows, _TRACKED_ROWS), (cells, _TRACKED_CELLS)):
        for mark, what, happened, reading in kinds:
            changed = [element for element in elements if element.find(mark) is not None]
            if changed:
                said = quoted(" ".join(map(_words, changed)))
                message = f"{what} ({said})" if said else what
                yield error(
                    "I-13", place, f"{message} {happened}, and the change is still tracked: {reading}.", _ACCEPT
                )


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(*_WORDS))
