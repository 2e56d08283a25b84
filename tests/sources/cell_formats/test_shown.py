"""What a cell shows of its value: held against LibreOffice Calc, and by hand where Excel does otherwise."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.sources.cell_formats.days import day_words
from engine.sources.cell_formats.sections import UnknownFormatError, sections
from engine.sources.cell_formats.shown import shown, text_shown
from tests.sources.cell_formats.as_calc_shows import (
    DAYS,
    FORMS_OF_DAYS,
    NUMBERS,
    Value,
    pairs,
    recorded,
)

THIRD = frozenset({'[>=1000000]0.0,,"m";[>=1000]0.0,"k";0', '[=0]"none";[=1]"one";0'})
"""Excel keeps the sign of a number in the third section, which Calc leaves out: a minus must not be lost."""
TEN_DIGITS = frozenset({'General" days"', '"about "General', "@"})
"""Excel's General has room for eleven signs, Calc's for more."""
TO_THE_SECOND = frozenset({"hh:mm:ss", "mm:ss.0", "ss", "s.00"})
"""Excel rounds what is less than the last place it shows; Calc cuts it off."""


def without_room(words: object) -> str:
    """The words without the spaces that only line columns up."""
    return "".join(str(words).split())


def differs(value: Value, form: str) -> bool:
    """Whether Excel is known to show something else than Calc."""
    if isinstance(value, str):
        return False
    third = form in THIRD and value < 0
    return (
        third or (form in TEN_DIGITS and value in (1e-7, 123456789.125)) or (form in TO_THE_SECOND and value == DAYS[1])
    )


def as_read(value: Value, form: str) -> object:
    if isinstance(value, str):
        return text_shown(value, form)
    if form in FORMS_OF_DAYS and value in DAYS:
        return day_words(sections(form)[0], Decimal(str(value)))
    return shown(value, form).words


def test_the_table_is_of_all_pairs() -> None:
    assert [(value, form) for value, form, _ in recorded()] == pairs()
    assert len(pairs()) > 1_700


@pytest.mark.parametrize("form", sorted({form for _, form in pairs()}))
def test_a_cell_says_what_calc_shows(form: str) -> None:
    table = [(value, shows) for value, of, shows in recorded() if of == form and not differs(value, form)]
    assert [(value, without_room(as_read(value, form))) for value, _ in table] == [
        (value, without_room(shows)) for value, shows in table
    ]


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (-3, '[>=1000000]0.0,,"m";[>=1000]0.0,"k";0', "-3"),
        (-1, '[=0]"none";[=1]"one";0', "-1"),
        (123456789.125, 'General" days"', "123456789.1 days"),
        (1.10208333, "hh:mm:ss", "02:27:00"),
        (1.10208333, "mm:ss.0", "27:00.0"),
        (0.5, "[$-F400]h:mm:ss AM/PM", "12:00:00"),
        (0.725, "0%", "73%"),
        (0.285, "0%", "29%"),
        (-0.001, "0%", "0%"),
        (24, "General", 24),
        (24.0, "General", 24),
        (0.1 + 0.2, "General", 0.3),
        (73 / 3, "General", 24.33333333),
        (5, "@", 5),
        (5, '"€ "0.00', "€ 5.00"),
        (26.5 / 24, "[h]:mm", "26:30"),
        (0, "#", ""),
        (0.71, ";;;", ""),
    ],
)
def test_a_cell_says_what_excel_shows(value: float, form: str, words: object) -> None:
    assert shown(value, form).words == words


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("dd/mm/yyyy", "14 March 2026"),
        ("[$-F800]dddd, mmmm dd, yyyy", "14 March 2026"),
        ("[$-40C]dd/mm/yyyy", "14 March 2026"),
        ("yyyy-mm-dd hh:mm", "14 March 2026 09:33"),
        ("mmm-yy", "March 2026"),
        ("yyyy", "2026"),
        ("d-mmm", "14-Mar"),
        ("hh:mm", "09:33"),
    ],
)
def test_a_day_is_written_as_everywhere_in_the_report_and_a_part_of_one_as_its_cell_shows_it(
    form: str, words: str
) -> None:
    found = shown(46095.398, form)
    assert found.words == words
    assert found.day == datetime(2026, 3, 14, 9, 33, 7)


@pytest.mark.parametrize(
    "form",
    [
        *("[DBNum1]0", "[NatNum1]0", "[$-D000409]0", "[$-1060000]d mmmm yyyy", "[$-40C]d mmmm yyyy", "ggge", "0days"),
        *("0x", "aaaa", '0"', "0[", "[>x]0", "[Mauve]0", "0;0;0;0;0", "@;0", "00/00/00", "0 hh", "b1dd", "0" * 256),
    ],
)
def test_a_format_that_is_not_understood_is_told_and_never_guessed(form: str) -> None:
    with pytest.raises(UnknownFormatError):
        shown(46095.398, form)


@pytest.mark.parametrize("value", [-1, -0.5, 3_000_000])
def test_a_day_that_no_spreadsheet_knows_is_told(value: float) -> None:
    with pytest.raises(UnknownFormatError):
        shown(value, "dd/mm/yyyy")


@given(st.integers() | st.floats(), st.text('0#?.,%£"\\[]$;-_* dayhmsE/@Gn', max_size=12))
def test_no_number_in_any_format_is_a_fault(value: float, form: str) -> None:
    try:
        assert isinstance(shown(value, form).words, str | int | float)
        assert isinstance(text_shown("words", form), str)
    except UnknownFormatError:
        pass


@pytest.mark.parametrize("piece", ["[$", "[$-", '"', "\\", "_", "0", "0,", "[h", "%", "General;"])
def test_a_format_longer_than_excel_allows_is_not_understood(piece: str) -> None:
    with pytest.raises(UnknownFormatError):
        shown(0.715, (piece * 128)[:256].ljust(256, piece[-1]))


@pytest.mark.parametrize("value", NUMBERS)
def test_without_a_format_a_number_stays_one(value: float) -> None:
    assert isinstance(shown(value, "General").words, int | float)
