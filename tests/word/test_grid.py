"""Whether the rows of a table fit its columns."""

from __future__ import annotations

import pytest
from docx.oxml import parse_xml

from engine.word.names import NAMESPACES
from engine.word.table_grid import fits_its_grid

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
