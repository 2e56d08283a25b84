"""Where elements of a Word file stand: headings above, rows and columns of tables, whatever wraps a cell."""

from __future__ import annotations

from lxml import etree

from engine.word.names import W_P, W_TC, qn
from engine.word.styles import Styles
from engine.word.text import Trails, heading_trail

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = Styles(ids={}, names={}, levels={"H1": 1, "H2": 2})


def heading(level: int, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="H{level}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def body(inside: str) -> etree._Element:
    return etree.fromstring(f"<w:document {_W}><w:body>{inside}</w:body></w:document>")


def test_a_cell_in_a_content_control_has_its_row_and_column() -> None:
    cell = "<w:tc><w:p/></w:tc>"
    held = f"<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}{held}{cell}</w:tr></w:sdtContent></w:sdt>"
    root = body(f"<w:tbl><w:tr>{cell}{held}<w:customXml>{held}</w:customXml></w:tr>{row}</w:tbl>")
    found = [heading_trail(cell, _STYLES) for cell in root.iter(W_TC)]
    assert found == [f"table row {row}, column {column}" for row in (1, 2) for column in (1, 2, 3)]


def test_a_table_in_a_cell_counts_its_own_rows() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    root = body(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>")
    assert [heading_trail(p, _STYLES) for p in root.iter(W_P)] == [
        "table row 1, column 1",
        "table row 1, column 1",
        "table row 1, column 2",
    ]


def test_a_cell_without_a_table_has_no_row() -> None:
    root = body("<w:p/>")
    loose = etree.SubElement(root, qn("w:tc"))
    assert heading_trail(loose, _STYLES) == ""


def test_what_is_found_out_once_is_what_each_asks_for() -> None:
    parts = [heading(1, "A"), "<w:p/>", heading(2, "B"), "<w:p/>", heading(1, "C"), "<w:p/>", heading(2, "D"), "<w:p/>"]
    root = body("".join(parts))
    trails = Trails(_STYLES)
    each = [trails.of(p) for p in root.iter(W_P)]
    assert each == ["", "A", "A", "A › B", "A › B", "C", "C", "C › D"]
    assert each == [heading_trail(p, _STYLES) for p in root.iter(W_P)]


class Counting(dict[str, int]):
    """The levels of styles, and how often they were asked for."""

    asked = 0

    def get(self, key: str, default: int = 0) -> int:  # type: ignore[override]
        """As any dict does."""
        self.asked += 1
        return super().get(key, default)


def test_a_thousand_places_are_found_out_by_one_look_at_the_document() -> None:
    levels = Counting(H1=1)
    root = body(heading(1, "A") * 3_000)
    trails = Trails(Styles(ids={}, names={}, levels=levels))
    for paragraph in root.iter(W_P):
        trails.of(paragraph)
    assert levels.asked == 3_000
