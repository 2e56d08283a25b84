"""The rows of a table as a screen reader tells them: each by its heading, where the table has several."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object

_CELLS = ("/TH", "/TD")
_GROUPS = ("/THead", "/TBody", "/TFoot")


def has_row_headings(table: Object) -> bool:
    """Whether rows under a row of headings begin with one of their own. True of a table that needs none.

    None needs a table without a row of headings, with one row under it, or with one column.
    """
    rows = [[str(cell.S) for cell in _within(row, _CELLS)] for row in _rows(table)]
    body = [row for row in rows if len(row) > 1 and "/TD" in row]
    if len(body) < 2 or not any(row and "/TD" not in row for row in rows):
        return True
    return all(row[0] == "/TH" for row in body)


def _rows(table: Object) -> Iterator[Object]:
    for each in _within(table, ("/TR", *_GROUPS)):
        yield from _rows(each) if str(each.S) in _GROUPS else (each,)


def _within(element: Object, kinds: tuple[str, ...]) -> Iterator[Object]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and str(kid.get("/S", "")) in kinds:
            yield kid
