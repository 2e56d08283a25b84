"""Tables that people typed become tables of the report: header row, whole rows, widths that fill the measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from engine.findings import Place
from engine.model.story import Paragraph, Picture, Run, Table
from engine.rendering.tables import table_xml
from engine.word.names import NAMESPACES, TWIPS_PER_MM, qn
from engine.word.styles import Styles
from tests.material.small_word import line

MEASURE = 158.0
STYLES = Styles({"report table": "ReportTable"}, {}, {})


def _write(paragraph: Paragraph | Picture, style: str, more: str, strong: bool, room: float) -> str:
    assert isinstance(paragraph, Paragraph)
    bold = "<w:b/>" if strong else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:rPr>{bold}</w:rPr>'
        f"<w:t>{paragraph.text}</w:t></w:r></w:p>"
    )


def _table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple((line(text),) if text else () for text in row) for row in rows), Place(""))


def _made(*rows: tuple[str, ...]) -> etree._Element:
    xml = table_xml(_table(*rows), _write, STYLES, MEASURE)
    body = etree.fromstring(f'<w:body xmlns:w="{NAMESPACES["w"]}">{xml}</w:body>')
    return body[0]


def _texts(table: etree._Element) -> list[list[str]]:
    return [
        ["".join(str(text.text or "") for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in table.iter(qn("w:tr"))
    ]


def _widths(table: etree._Element) -> list[int]:
    return [int(str(column.get(qn("w:w")))) for column in table.iter(qn("w:gridCol"))]


def _aligned_right(table: etree._Element) -> list[list[bool]]:
    return [
        [next(cell.iter(qn("w:jc")), None) is not None for cell in row.iter(qn("w:tc"))]
        for row in table.iter(qn("w:tr"))
    ]


def test_every_cell_keeps_its_words() -> None:
    rows = [("Area", "Wait"), ("North", "12 days"), ("South", "9 days")]
    assert _texts(_made(*rows)) == [list(row) for row in rows]


def test_the_first_row_is_the_header_and_repeats_on_each_page() -> None:
    rows = list(_made(("Area",), ("North",), ("South",)).iter(qn("w:tr")))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]


def test_no_row_is_split_between_pages() -> None:
    rows = list(_made(("Area",), ("North",), ("South",)).iter(qn("w:tr")))
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_the_header_has_a_style_of_its_own() -> None:
    styles = [str(style.get(qn("w:val"))) for style in _made(("Area",), ("North",)).iter(qn("w:pStyle"))]
    assert styles == ["Table Heading", "Table Text"]


def test_a_heading_that_was_typed_in_bold_is_not_made_bold_twice() -> None:
    """Word would print it in plain letters."""
    typed = line(Run("Area", bold=True), Run(" in words", italic=True))
    written: list[Paragraph] = []

    def write(paragraph: Paragraph | Picture, *_: object) -> str:
        assert isinstance(paragraph, Paragraph)
        written.append(paragraph)
        return "<w:p/>"

    table_xml(Table((((typed,),), ((typed,),)), Place("")), write, STYLES, MEASURE)
    assert [[(run.bold, run.italic) for run in each.runs] for each in written] == [
        [(False, False), (False, True)],
        [(True, False), (False, True)],
    ]


def test_the_first_column_is_strong_below_the_header() -> None:
    bold = [run.find(f".//{qn('w:b')}") is not None for run in _made(("A", "B"), ("c", "d")).iter(qn("w:r"))]
    assert bold == [False, False, True, False]


def test_an_empty_cell_is_a_dash() -> None:
    assert _texts(_made(("Area", "Wait"), ("North", ""))) == [["Area", "Wait"], ["North", "–"]]


def test_a_row_that_is_too_short_is_filled_up_with_dashes() -> None:
    assert _texts(_made(("A", "B", "C"), ("d",))) == [["A", "B", "C"], ["d", "–", "–"]]


@pytest.mark.parametrize("figure", ["71%", "4,218", "£1.4 million", "−3", "12 days", "9 of 14"])
def test_a_column_of_figures_stands_to_the_right(figure: str) -> None:
    assert _aligned_right(_made(("Area", "Now"), ("North", figure))) == [[False, True], [False, True]]


@pytest.mark.parametrize("nothing", ["–", "", "Not known"])
def test_a_figure_that_is_missing_leaves_the_others_to_the_right(nothing: str) -> None:
    made = _made(("Area", "Now"), ("North", "71%"), ("South", nothing))
    assert [row[1] for row in _aligned_right(made)] == [True, True, True]


@pytest.mark.parametrize("words", ["about 71%", "North", "2024-03-14x", "–", ""])
def test_a_column_of_words_stands_to_the_left(words: str) -> None:
    assert _aligned_right(_made(("Area", "Now"), ("North", words))) == [[False, False], [False, False]]


def test_one_cell_of_words_with_a_figure_in_it_puts_the_column_to_the_left() -> None:
    made = _made(("Area", "Now"), ("North", "71%"), ("South", "about 65%"))
    assert [row[1] for row in _aligned_right(made)] == [False, False, False]


def test_the_first_column_stands_to_the_left_even_with_figures() -> None:
    assert _aligned_right(_made(("Year", "Place"), ("2024", "North"))) == [[False, False], [False, False]]


def test_a_column_of_long_texts_is_wider_than_one_of_short_ones() -> None:
    narrow, wide = _widths(_made(("Area", "What we found"), ("North", "A long sentence about what we found. " * 4)))
    assert wide > 3 * narrow


_CELLS = st.text("abcdef ", max_size=80)


@given(st.integers(1, 7).flatmap(lambda n: st.lists(st.tuples(*[_CELLS] * n), min_size=1, max_size=4)))
def test_the_widths_add_up_to_the_measure_whatever_is_typed(rows: list[tuple[str, ...]]) -> None:
    table = _made(*rows)
    widths = _widths(table)
    assert abs(sum(widths) - MEASURE * TWIPS_PER_MM) <= len(widths)
    assert all(width > 0 for width in widths)
    whole = table.find(f".//{qn('w:tblW')}")
    assert whole is not None
    assert int(str(whole.get(qn("w:w")))) == sum(widths)


@given(st.integers(1, 7).flatmap(lambda n: st.lists(st.tuples(*[_CELLS] * n), min_size=1, max_size=4)))
def test_every_row_has_a_cell_of_the_right_width_for_each_column(rows: list[tuple[str, ...]]) -> None:
    table = _made(*rows)
    for row in table.iter(qn("w:tr")):
        assert [int(str(cell.get(qn("w:w")))) for cell in row.iter(qn("w:tcW"))] == _widths(table)
