"""No line breaks a date; a narrow column may have to."""

from __future__ import annotations

import pytest

from engine.word.dates import hold_dates
from tests.material.small_word import word_file


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("By 31 December 2026 at last", "By 31\u00a0December\u00a02026 at last"),
        ("on 1 Apr 2026", "on 1\u00a0Apr\u00a02026"),
        ("from 4 May to 5 May", "from 4\u00a0May to 5\u00a0May"),
        ("31 Decembers and 2026 people", "31 Decembers and 2026 people"),
    ],
)
def test_the_parts_of_a_date_stand_together(typed: str, held: str) -> None:
    document = word_file(typed)
    hold_dates(document.element.body)
    assert document.paragraphs[-1].text == held


def test_a_long_date_in_a_column_stays_as_it_is() -> None:
    document = word_file("Before")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "31 December 2026"
    hold_dates(document.element.body)
    assert cell.text == "31 December 2026"
