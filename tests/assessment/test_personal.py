"""Signs of personal data: found in what people wrote, masked in what is said of it, and rarely mistaken."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.reading import Reading
from engine.assessment.personal import is_nhs_number, masked, personal_data, personal_findings
from engine.findings import Finding, Severity
from engine.model.assessment import SelfAssessment
from tests.material.small_word import line


@pytest.mark.parametrize(
    ("text", "what", "value"),
    [
        ("Ask j.smith@example.org.", "an e-mail address", "j.smith@example.org"),
        ("Ring 020 7946 0018 today", "a telephone number", "020 7946 0018"),
        ("Ring (020) 7946-0018", "a telephone number", "(020) 7946-0018"),
        ("Ring +44 20 7946 0018", "a telephone number", "+44 20 7946 0018"),
        ("NHS 943 476 5919", "an NHS number", "943 476 5919"),
        ("NHS 9434765919.", "an NHS number", "9434765919"),
        ("NI QQ is none, AB 12 34 56 C is", "a National Insurance number", "AB 12 34 56 C"),
        ("at SW1A 1AA", "a postcode", "SW1A 1AA"),
        ("at B33 8TH", "a postcode", "B33 8TH"),
        ("at EC1A1BB", "a postcode", "EC1A1BB"),
        ("born on 12/03/1941", "a date of birth", "12/03/1941"),
        ("DOB: 12 March 1941", "a date of birth", "12 March 1941"),
        ("date of birth 1st Mar 41", "a date of birth", "1st Mar 41"),
        ("A woman aged 84 from Hollin Bridge told us", "the exact age of somebody, with a place", "aged 84"),
        ("She is an 84-year-old carer in Wenlow", "the exact age of somebody, with a place", "84-year-old"),
    ],
)
def test_personal_data_is_known_by_its_form(text: str, what: str, value: str) -> None:
    assert list(personal_data(text)) == [(what, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Audits [D-014] of 14 March 2026 show 4,218 people, 27.4% and £3.1 million.",
        "NHS 943 476 5918",
        "Between 2024-25 and 2025-26 it grew from 1234567890 to 2345678901.",
        "Since 01/04/2024 we have met on 12 March 2025 and 10.30.",
        "People aged 65 and over in Wenlow, aged 18 to 64, aged 85+.",
        "The council was born on 1 April in Wenlow.",
        "The scheme is 10 years old in Hollin Bridge.",
        "A woman aged 84 told us.",
        "QS1, LIB-03, E-001 and section 117 of the Act",
        "www.wenlow.gov.uk",
    ],
)
def test_figures_dates_and_ids_are_none(text: str) -> None:
    assert list(personal_data(text)) == []


def test_each_stretch_of_a_text_counts_once() -> None:
    assert [what for what, _ in personal_data("9434765919, 9434765919 and 020 7946 0018")] == [
        "an NHS number",
        "an NHS number",
        "a telephone number",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("j.smith@example.org, 020 7946 0018", ["an e-mail address", "a telephone number"]),
        ("020 7946 0018, j.smith@example.org", ["an e-mail address", "a telephone number"]),
        ("j.smith@example.org(020) 7946 0018", ["an e-mail address", "a telephone number"]),
        ("SW1A 1AA+44 20 7946 0018", ["a telephone number", "a postcode"]),
    ],
)
def test_whatever_comes_first_and_with_nothing_between_both_are_found(text: str, found: list[str]) -> None:
    assert [what for what, _ in personal_data(text)] == found


def test_a_number_within_an_address_is_part_of_the_address() -> None:
    assert list(personal_data("9434765919@example.org")) == [("an e-mail address", "9434765919@example.org")]


def test_the_same_sentence_twice_is_found_twice() -> None:
    text = "Well. She is 84 years old and lives in Wenlow. She is 84 years old and lives in Wenlow."
    assert [value for _, value in personal_data(text)] == ["84 years old", "84 years old"]


def test_a_month_is_no_place() -> None:
    assert list(personal_data("A woman aged 84 told us in March.")) == []
    assert [value for _, value in personal_data("A woman aged 84 told us in March in Wenlow.")] == ["aged 84"]


def test_somebody_in_one_sentence_and_a_place_in_another_are_not_together() -> None:
    assert list(personal_data("A woman aged 84 told us. We met in Wenlow.")) == []


def test_a_number_that_no_telephone_has_is_none() -> None:
    assert list(personal_data("Order 7946001812 and 0207 9460018.")) == [("a telephone number", "0207 9460018")]


@pytest.mark.parametrize("number", ["9434765919", "4010232137", "9876543210", "1234567881"])
def test_the_tenth_digit_of_an_nhs_number_checks_the_others(number: str) -> None:
    assert [last for last in "0123456789" if is_nhs_number(number[:9] + last)] == [number[9]]


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
@settings(max_examples=50, derandomize=True)
def test_no_two_check_digits_fit_one_nhs_number(digits: list[int]) -> None:
    start = "".join(map(str, digits))
    assert sum(is_nhs_number(f"{start}{check}") for check in range(10)) <= 1


@pytest.mark.parametrize(
    ("value", "shown"), [("j.smith@example.org", "j.s••••@•••••••.•••"), ("020 7946 0018", "02• •••• ••••")]
)
def test_a_value_is_shown_masked(value: str, shown: str) -> None:
    assert masked(value) == shown


@given(st.text(max_size=80))
@settings(max_examples=200, derandomize=True)
def test_no_text_is_too_odd_to_look_at(text: str) -> None:
    for _, value in personal_data(text):
        assert value in text


@pytest.fixture
def sample_data(reading: Reading) -> SelfAssessment:
    """The sample's assessment."""
    return reading.assessment


def _found(assessment: SelfAssessment) -> list[Finding]:
    return list(personal_findings(assessment))


def test_the_sample_raises_no_alarm(sample_data: SelfAssessment) -> None:
    assert _found(sample_data) == []


def test_narrative_is_looked_at(sample_data: SelfAssessment) -> None:
    narrative = replace(sample_data.statements["equity"], plans=(line("Ring 020 7946 0018."),))
    (finding,) = _found(replace(sample_data, statements={**sample_data.statements, "equity": narrative}))
    assert (finding.code, finding.severity, finding.about) == ("S-09", Severity.WARNING, "equity")
    assert finding.place == narrative.plans[0].place
    assert finding.message == '"02• •••• ••••" looks like a telephone number.'


def test_quotations_are_looked_at(sample_data: SelfAssessment) -> None:
    narrative = sample_data.statements["equity"]
    quotation = replace(narrative.quotations[0], words="Write to me: j.smith@example.org")
    changed = replace(narrative, quotations=(quotation,))
    (finding,) = _found(replace(sample_data, statements={**sample_data.statements, "equity": changed}))
    assert finding.place == quotation.place


def test_comments_beside_ratings_are_looked_at(sample_data: SelfAssessment) -> None:
    checklist = sample_data.checklists[0]
    item, answer = next(iter(checklist.answers.items()))
    changed = replace(checklist, answers={item: replace(answer, why="NHS number 943 476 5919")})
    (finding,) = _found(replace(sample_data, checklists=(changed,)))
    assert (finding.place, finding.about) == (answer.place, checklist.group)


def test_comments_of_endorsers_are_looked_at(sample_data: SelfAssessment) -> None:
    endorsement = replace(sample_data.endorsements[0], comment="I live at SW1A 1AA")
    (finding,) = _found(replace(sample_data, endorsements=(endorsement,)))
    assert finding.place == endorsement.place


WORDS = ("A woman", "She is", "aged 84", "84 years old", "in Wenlow", "near the Mill", "in March", "and over")
PIECES = st.sampled_from((*WORDS, ".", "!", "? ", "-"))


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_an_age_counts_in_its_own_sentence_whatever_stands_around_it(text: str) -> None:
    def ages(said: str) -> list[str]:
        return [value for what, value in personal_data(said) if what.startswith("the exact age")]

    assert ages(text) == [age for sentence in re.split(r"(?<=[.!?])\s+", text) for age in ages(sentence)]
