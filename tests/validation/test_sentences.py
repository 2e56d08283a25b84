"""How values and choices are told to whoever filled in a file."""

from __future__ import annotations

from datetime import date

import pytest

from engine.findings import Place
from engine.model.story import Paragraph, Run
from engine.validation.sentences import shown


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("words", '"words"'),
        (12, '"12"'),
        (date(2026, 3, 6), '"6 March 2026"'),
        (Paragraph((Run("a "), Run("b")), Place("form.docx")), '"a b"'),
        ("x" * 80, f'"{"x" * 80}"'),
        ("x" * 81, f'"{"x" * 80}…"'),
        ("https://priya:secret@example.org/a", '"https://…@example.org/a"'),
    ],
)
def test_a_value_is_shown_as_it_was_typed_without_passwords_and_cut_after_eighty_letters(
    value: object, words: str
) -> None:
    assert shown(value) == words
