"""No table leaves one of its rows alone at the foot or the head of a page."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement

from engine.word.names import W_TR, qn
from engine.word.rows import LETTERS, SHORT, hold_rows
from tests.material.small_word import word_file


def with_table(rows: int, header: bool = True) -> WordDocument:
    document = word_file("Before")
    table = document.add_table(rows + header, 1)
    if header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return document


def held(document: WordDocument) -> list[bool]:
    """Of each row, whether it stays with the next."""
    rows = document.element.body.iter(W_TR)
    return [next(row.iter(qn("w:keepNext")), None) is not None for row in rows]


def test_a_long_table_holds_its_first_row_and_its_last_two() -> None:
    document = with_table(SHORT + 4)
    hold_rows(document.element.body)
    assert held(document) == [False, True, *[False] * (SHORT + 1), True, False]


@pytest.mark.parametrize("rows", [1, 2, SHORT])
def test_a_short_table_is_never_parted(rows: int) -> None:
    document = with_table(rows)
    hold_rows(document.element.body)
    assert held(document) == [False, *[True] * (rows - 1), False]


def test_a_table_of_few_rows_but_many_words_may_be_parted() -> None:
    document = with_table(SHORT)
    document.tables[0].cell(1, 0).text = "x" * (LETTERS + 1)
    hold_rows(document.element.body)
    assert held(document) == [False, True, *[False] * (SHORT - 3), True, False]


def test_a_table_without_a_header_is_left_as_it_is() -> None:
    document = with_table(10, header=False)
    hold_rows(document.element.body)
    assert not any(held(document))


def test_holding_twice_changes_nothing() -> None:
    document = with_table(10)
    hold_rows(document.element.body)
    once = document.element.body.xml
    hold_rows(document.element.body)
    assert document.element.body.xml == once
