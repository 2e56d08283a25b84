"""Where cells lead to arrives or is told, by a link on them or a formula in them, whatever program saved them.

links.xls and links.ods were saved by LibreOffice of one workbook.
"""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from engine.foreign.formulas_97 import formulas_97
from engine.foreign.office_97 import open_office_97
from engine.foreign.refusal import RefusedFile
from engine.foreign.start_tags import CellAt
from engine.sources.cell_facts import FactKind
from engine.sources.checklists.grid import Grid, address
from engine.sources.formula_words import is_hyperlink
from tests.conftest import ROOT
from tests.material.small_files import ods, one_grid

SAVED = ROOT / "tests" / "returned"
PLACE = "https://wenlow.example.org"
THIRD = '=HYPERLINK("https://wenlow.example.org/"&B3,"Third")'


def links(grid: Grid) -> dict[str, str]:
    """Where cells lead on the web, by their addresses."""
    return {cell.name: cell.link for cell in grid.cells.values() if cell.link.startswith(PLACE)}


def put_together(grid: Grid) -> list[str]:
    """The cells of which it is told that nobody knows where they lead."""
    return [address(*at) for at, fact in grid.told.items() if fact.kind is FactKind.FORMULA_LINK]


@pytest.mark.parametrize("ending", [".xls", ".ods"])
def test_a_formula_and_a_link_lead_where_they_say_and_what_is_put_together_is_told(ending: str) -> None:
    grid = one_grid(SAVED / f"links{ending}")
    leading = {"A1": "plan", "A4": "four", "A6": "six", "A7": "seven#page=3"}
    assert links(grid) == {name: f"{PLACE}/{page}" for name, page in leading.items()}
    assert put_together(grid) == ["A2", "A3"]
    assert grid.cells[8, 1].link.endswith("plans/eight.pdf")


def test_a_link_on_several_cells_is_one_on_each_and_leads_to_its_place(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for name in ("A1", "A2", "B4", "A5"):
        sheet[name] = name
    sheet["C1"] = f'=IF(B4="",HYPERLINK("{PLACE}","Here"),"")'
    sheet["A1"].hyperlink = link = Hyperlink(ref="A1", target=f"{PLACE}/plan", location="page=3")
    link.ref = "A1:B4"
    book.save(tmp_path / "a.xlsx")
    grid = one_grid(tmp_path / "a.xlsx")
    assert links(grid) == dict.fromkeys(("A1", "A2", "B4"), f"{PLACE}/plan#page=3")


def test_all_links_of_a_cell_are_read(tmp_path: Path) -> None:
    words = "".join(f'<text:a xlink:href="{PLACE}/{name}">{name}</text:a> ' for name in ("one", "two", "one"))
    row = f'<table:table-row><table:table-cell xmlns:xlink="http://www.w3.org/1999/xlink"><text:p>{words}</text:p>'
    grid = one_grid(ods(tmp_path / "a.ods", f"{row}</table:table-cell></table:table-row>"))
    assert links(grid) == {"A1": f"{PLACE}/one {PLACE}/two"}


@pytest.mark.parametrize(
    ("formula", "makes_one"),
    [
        ('=IF(A1="","",HYPERLINK(B1,"Open"))', True),
        ("of:=HYPERLINK([.B1])", True),
        ('="See HYPERLINK("&B1', False),
        ("=MYHYPERLINK(B1)", False),
    ],
)
def test_a_formula_makes_a_link_wherever_the_function_stands_in_it(formula: str, makes_one: bool) -> None:
    assert is_hyperlink(formula) is makes_one


# records of Excel 97


def text(words: str) -> bytes:
    return struct.pack("<BBB", 0x17, len(words), 0) + words.encode("latin-1")


CALL = struct.pack("<BBH", 0x42, 2, 359)
LINK = text(PLACE) + text("Our plan") + CALL


def formula(row: int, pieces: bytes, result: bytes = bytes(8)) -> tuple[int, bytes]:
    """A cell in the first column."""
    return 0x06, struct.pack("<HHH", row, 0, 0) + result + bytes(6) + struct.pack("<H", len(pieces)) + pieces


def shared(pieces: bytes) -> tuple[int, bytes]:
    """What the cells below the last one share with it."""
    return 0x4BC, struct.pack("<HHBBBBH", 0, 9, 0, 0, 0, 2, len(pieces)) + pieces


def like(row: int, first: int) -> tuple[int, bytes]:
    return formula(row, struct.pack("<BHH", 0x01, first, 0))


ERROR = b"\x02\x00\x1d\x00\x00\x00\xff\xff"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ([formula(0, LINK)], {(1, 1): f'=HYPERLINK("{PLACE}","Our plan")'}),
        (
            [like(0, 0), shared(LINK), like(1, 0), like(7, 5)],
            dict.fromkeys([(1, 1), (2, 1)], f'=HYPERLINK("{PLACE}","Our plan")'),
        ),
        ([formula(0, text("none"), ERROR)], {(1, 1): '="none"'}),
        ([formula(0, text("none"))], {}),
        ([formula(0, CALL)], {(1, 1): "=HYPERLINK(…)"}),
        ([formula(0, b"\x18" + LINK)], {(1, 1): "=HYPERLINK(…)"}),
        ([formula(0, LINK + text("x" * 250) * 4)], {(1, 1): "=HYPERLINK(…)"}),
        ([formula(0, b"\x03", ERROR), (0x06, b""), shared(LINK)], {(1, 1): f'=HYPERLINK("{PLACE}","Our plan")'}),
    ],
    ids=["one", "shared", "error", "no link", "without words", "unknown", "long", "damaged"],
)
def test_formulas_that_say_more_than_their_cells_are_put_in_words(
    made: list[tuple[int, bytes]], said: dict[CellAt, str]
) -> None:
    book = open_office_97(SAVED / "small.xls").book
    every = ((0x809, bytes(16)), *made, (0x0A, b""))
    records = memoryview(b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in every))
    assert formulas_97(book, records, [0]) == (said,)


def test_so_many_formulas_are_put_in_words_and_the_others_are_not_known() -> None:
    book = open_office_97(SAVED / "small.xls").book
    pieces = text("x" * 250) + (text("y" * 250) + b"\x08") * 2 + struct.pack("<BBH", 0x42, 1, 359)
    many = [formula(row, pieces) for row in range(2_000)]
    records = b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in [(0x809, bytes(16)), *many])
    (found,) = formulas_97(book, memoryview(records), [0])
    assert (len(found), found[2_000, 1]) == (2_000, "=HYPERLINK(…)")
    assert "y" in found[1, 1]


def test_links_on_more_cells_than_anybody_fills_in_are_refused(tmp_path: Path) -> None:
    data = (SAVED / "links.xls").read_bytes()
    linked = struct.pack("<HHHH", 6, 6, 0, 0)
    assert data.count(linked) == 1
    (tmp_path / "a.xls").write_bytes(data.replace(linked, struct.pack("<HHHH", 0, 65_535, 0, 255)))
    with pytest.raises(RefusedFile, match="200,000 cells that are linked"):
        open_office_97(tmp_path / "a.xls")
