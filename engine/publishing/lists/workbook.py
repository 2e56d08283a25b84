"""Workbooks by what they show: one that shows the same as before is not written again."""

from __future__ import annotations

from collections.abc import Sequence

from engine.fonts.on_this_machine import fonts_here
from engine.model.kept import made_once
from engine.publishing.lists.sheet_table import Properties, SheetTable
from engine.templates.palette import HOUSE, Palette

_LIBRARIES = ("openpyxl", "lxml", "pillow")


def workbook(tables: Sequence[SheetTable], about: Properties, palette: Palette = HOUSE) -> bytes:
    """The tables, each on a sheet of its own, in a council's colours and font. Text that begins with = stays text.

    Columns are as wide as their words are in the fonts of this machine.
    """

    def write() -> bytes:
        from engine.publishing.lists.workbook_writer import written  # with openpyxl, which is slow to load

        return written(tables, about, palette)

    made_from = (repr(tuple(tables)), repr(about), repr(palette), fonts_here())
    return made_once("workbooks", bytes, made_from, _LIBRARIES, write)
