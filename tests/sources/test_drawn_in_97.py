"""A workbook of Excel 97 tells what its OpenDocument twin tells; LibreOffice saved it as .xls."""

from __future__ import annotations

import struct

import pytest

from engine.foreign.drawn_in_97 import drawn_in_97
from engine.foreign.drawn_objects import DrawnObject, ObjectKind
from engine.sources.checklists.grid import Opened
from engine.sources.checklists.ods import open_ods
from engine.sources.checklists.xls import open_xls
from tests.conftest import ROOT

SAVED = ROOT / "tests" / "returned"
NOT_IN_XLS = "Words of a label"
"""What LibreOffice leaves out."""


def lying(opened: Opened) -> list[list[tuple[ObjectKind, str, tuple[int, int] | None]]]:
    """What lies on each sheet, and what is printed above and below it."""
    every = ([one for one in grid.drawn if one.words != NOT_IN_XLS] for grid in opened.grids)
    return [[(one.kind, one.words[:500], one.at) for one in each] for each in every]


def test_what_lies_on_a_sheet_is_told_with_its_words_and_its_cell() -> None:
    old, twin = open_xls(SAVED / "drawn.xls"), open_ods(SAVED / "drawn.ods")
    assert lying(old) == lying(twin)
    assert [len(sheet) for sheet in lying(old)] == [6, 1]
    margins = [one.words for grid in old.grids for one in grid.drawn if one.kind is ObjectKind.MARGIN]
    assert margins == ["Seen by the panel", "Our own footer"]  # a page's number and the word for it are the program's


def test_a_ticked_box_on_an_empty_cell_is_the_mark_that_people_see() -> None:
    old, twin = open_xls(SAVED / "drawn.xls"), open_ods(SAVED / "drawn.ods")
    said, same = ({cell.name: cell.text for cell in each.grids[0].cells.values()} for each in (old, twin))
    assert said == same == {"A1": "A", "C2": "Agreed by all", "C3": "☐", "D3": "Tend to agree"}
    assert len(old.grids[0].boxed) == 3


def sheet(*made: tuple[int, bytes]) -> memoryview:
    """A sheet with records."""
    every = ((0x809, bytes(16)), *made, (0x0A, b""))
    return memoryview(b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in every))


def about(kind: int, flags: int = 0, *more: tuple[int, bytes]) -> tuple[int, bytes]:
    """The record of an object."""
    parts = ((0x15, struct.pack("<HHH", kind, 1, flags).ljust(18, b"\0")), *more)
    return 0x5D, b"".join(struct.pack("<HH", of, len(data)) + data for of, data in parts)


CELL = (0xEC, struct.pack("<HHL", 0, 0xF010, 18) + struct.pack("<HHHHHHHHH", 0, 2, 0, 4, 0, 3, 0, 5, 0))
TWELVE = (0x1B6, bytes(10) + struct.pack("<HH", 12, 0) + bytes(4))


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ([about(0x19)], []),
        ([about(0x14, 0x100)], []),
        ([about(0x00), about(0x05)], [DrawnObject(kind=ObjectKind.CHART)]),
        ([CELL, about(0x02)], [DrawnObject(kind=ObjectKind.SHAPE, at=(5, 3))]),
        ([about(0x08, 0, (0x09, b"12"))], [DrawnObject(kind=ObjectKind.EMBEDDED)]),
        (
            [about(0x0B, 0, (0x14, bytes(6)), (0x12, b"\1\0" + bytes(6)))],
            [DrawnObject(kind=ObjectKind.CHECK_BOX, is_ticked=True, linked=True)],
        ),
        (
            [about(0x06), TWELVE, (0x3C, b"\0Eleven"), (0x3C, b"\1" + " weeks".encode("utf-16-le")), (0x3C, b"\0\0\0")],
            [DrawnObject(kind=ObjectKind.TEXT_BOX, words="Eleven weeks")],
        ),
        ([(0x5D, struct.pack("<LHH", 1, 0x06, 1))], [DrawnObject(kind=ObjectKind.TEXT_BOX)]),
        ([(0x809, bytes(16)), about(0x06), (0x0A, b"")], []),
        ([(0x5D, b"\x15"), (0x1B6, b""), (0x3C, b""), (0xEC, b"\0" * 9), (0x14, b"\xff\xff\xff")], []),
    ],
    ids=["note", "arrow", "group", "placed", "embedded", "box", "in pieces", "before 97", "in a chart", "damaged"],
)
def test_records_say_what_lies_there(made: list[tuple[int, bytes]], told: list[DrawnObject]) -> None:
    assert [one for one in drawn_in_97(sheet(*made), 0) if one.kind is not ObjectKind.MARGIN] == told
