"""A line of a template's source as a place that somebody finds in Word: headings, row and column, the tag itself."""

from __future__ import annotations

import pytest

from engine.templates.places import part_name, where_at, with_lines, without_lines
from engine.word.styles import Styles

STYLES = Styles({}, {"H1": "heading 1", "H2": "heading 2"}, {"H1": 1, "H2": 2})


def _heading(level: int, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="H{level}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def _text(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _table(*rows: tuple[str, ...]) -> str:
    """Rows of cells; a row with one tag alone is what docxtpl leaves of the row of a loop."""
    made = ""
    for row in rows:
        if row[0].startswith("{%"):
            made += row[0]
        else:
            made += f"<w:tr>{''.join(f'<w:tc>{_text(cell)}</w:tc>' for cell in row)}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def _where(xml: str, mark: str, part: str = "word/document.xml") -> str:
    """The place of the line that begins with the inside of the tag that holds the mark."""
    source = with_lines(xml)
    line = next(number for number, text in enumerate(source.split("\n"), 1) if text.strip().startswith(mark))
    return where_at(source, line, STYLES, part)


def test_the_lines_put_in_for_paragraphs_are_taken_out_again() -> None:
    xml = _heading(1, "One") + '<w:p w:rsidR="1"><w:r/></w:p>' + _text("Two")
    assert without_lines(with_lines(xml)) == xml


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/word/document.xml", ""),
        ("/word/header2.xml", "header"),
        ("word/footer1.xml", "footer"),
        ("word/footnotes.xml", "footnotes"),
        ("word/endnotes.xml", "endnotes"),
    ],
)
def test_a_part_is_called_by_what_a_reader_calls_it(path: str, name: str) -> None:
    assert part_name(path) == name


def test_the_headings_above_lead_to_the_tag() -> None:
    xml = _heading(1, "Section A") + _heading(2, "About us") + _text("{{ here }}")
    assert _where(xml, "here") == "Section A › About us › {{ here }}"


def test_a_heading_ends_what_stood_under_its_like() -> None:
    xml = _heading(1, "A") + _heading(2, "About us") + _heading(1, "B") + _text("{{ here }}")
    assert _where(xml, "here") == "B › {{ here }}"


def test_the_second_tag_of_a_paragraph_is_told_from_the_first() -> None:
    assert _where(_text("{{ first }} and {{ second }}"), "second") == "{{ second }}"


def test_a_tag_is_quoted_as_it_was_typed() -> None:
    assert _where(_text("{%- if here -%}"), "if") == "{%- if here -%}"


def test_a_tag_in_a_heading_does_not_stand_under_that_heading() -> None:
    xml = _heading(1, "Section A") + _heading(2, "Theme {{ here }}")
    assert _where(xml, "here") == "Section A › {{ here }}"


def test_a_loop_after_a_heading_stands_under_it() -> None:
    xml = _heading(1, "Section A") + "{% for x in here %}" + _text("{{ x }}") + "{% endfor %}"
    assert _where(xml, "for") == "Section A › {% for x in here %}"


def test_a_heading_with_a_tag_is_quoted_as_it_was_typed() -> None:
    xml = _heading(1, "Theme {{ number }}<w:br/>{{ name }}") + _text("{{ here }}")
    assert _where(xml, "here") == "Theme {{ number }} {{ name }} › {{ here }}"


def test_a_tag_in_a_table_has_a_row_and_a_column() -> None:
    xml = _heading(1, "People") + _table(("Name", "Post"), ("Ann", "{{ here }}"))
    assert _where(xml, "here") == "People › table row 2, column 2 › {{ here }}"


def test_the_row_of_a_loop_is_counted_although_it_is_gone_from_the_source() -> None:
    xml = _table(("Name",), ("{% for x in xs %}",), ("{{ here }}",), ("{% endfor %}",))
    assert _where(xml, "here") == "table row 3, column 1 › {{ here }}"


def test_the_loop_of_a_row_is_found_at_its_row() -> None:
    xml = _table(("Name",), ("{% for x in here %}",), ("{{ x }}",), ("{% endfor %}",))
    assert _where(xml, "for") == "table row 2 › {% for x in here %}"


def test_a_tag_after_a_table_is_not_in_it() -> None:
    assert _where(_table(("Name",)) + _text("{{ here }}"), "here") == "{{ here }}"


def test_a_tag_in_a_table_within_a_table_is_placed_in_the_inner_one() -> None:
    inner = _table(("a", "b"), ("c", "{{ here }}"))
    xml = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert _where(xml, "here") == "table row 2, column 2 › {{ here }}"


def test_a_tag_after_an_inner_table_is_placed_in_the_outer_one() -> None:
    inner = _table(("a",), ("b",))
    xml = f"<w:tbl><w:tr><w:tc>{inner}{_text('{{ here }}')}</w:tc></w:tr></w:tbl>"
    assert _where(xml, "here") == "table row 1, column 1 › {{ here }}"


def test_a_header_is_named_first() -> None:
    assert _where(_text("{{ here }}"), "here", "/word/header1.xml") == "header › {{ here }}"


def test_a_line_without_a_tag_is_placed_by_its_headings() -> None:
    source = with_lines(_heading(1, "Section A") + _text("words"))
    assert where_at(source, 3, STYLES, "word/document.xml") == "Section A"
