"""Whether the rows of a table fit its columns."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from engine.word.names import NAMESPACES, qn
from engine.word.table_grid import fits_its_grid, spread

CELL, WIDE = "<w:tc><w:p/></w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc>'


@pytest.mark.parametrize(
    ("columns", "rows", "fits"),
    [
        (2, [CELL * 2, CELL * 2], True),
        (2, [CELL * 2, WIDE], True),
        (2, [WIDE, WIDE], True),
        (3, [WIDE + CELL], True),
        (2, [CELL * 2, CELL * 3], False),
        (3, [CELL * 2, CELL * 2], False),
        (3, [WIDE, CELL], False),
        (2, [], False),
    ],
)
def test_a_table_fits_where_no_row_is_too_long_and_one_fills_it(columns: int, rows: list[str], fits: bool) -> None:
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    grid = '<w:gridCol w:w="1000"/>' * columns
    table = parse_xml(f'<w:tbl xmlns:w="{NAMESPACES["w"]}"><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>')
    assert fits_its_grid(table) is fits


def test_a_table_without_a_grid_has_none_to_fit() -> None:
    assert fits_its_grid(parse_xml(f'<w:tbl xmlns:w="{NAMESPACES["w"]}"><w:tr>{CELL}</w:tr></w:tbl>'))


@pytest.mark.parametrize(
    ("told", "laid_out"),
    [
        ((100, 500, 50, 50), [100, 800, 50, 50]),
        ((100, 500, *[50] * 5), [100, 650, *[50] * 5]),
        ((100, 500, *[50] * 20), [54, 400, *[27] * 20]),
        ((250, 250, 250), [333, 333, 333]),
    ],
)
def test_the_widest_column_takes_what_a_loop_has_left(told: tuple[int, ...], laid_out: list[int]) -> None:
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr><w:p/></w:tc>' for w in told)
    table = parse_xml(
        f'<w:tbl xmlns:w="{NAMESPACES["w"]}"><w:tblPr><w:tblW w:w="1000" w:type="dxa"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="1000"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
    )
    spread(table)
    assert [int(str(column.get(qn("w:w")))) for column in table.iter(qn("w:gridCol"))] == laid_out
    assert [int(str(width.get(qn("w:w")))) for width in table.iter(qn("w:tcW"))] == laid_out
