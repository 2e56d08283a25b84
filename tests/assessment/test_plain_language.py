"""Advice on language, at its edges: from how many words, how often, and beside what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.assessment.plain_language import language_findings, sentences, words_per_sentence
from engine.findings import Severity
from engine.model.assessment import SelfAssessment
from engine.model.council import Acronym
from engine.model.story import Paragraph
from engine.phrases import nouns
from engine.phrases.sentences import STAND_BESIDE
from tests.material.small_council import STATEMENT, saying, silent, small_council, with_council, with_framework
from tests.material.small_word import line


@pytest.fixture
def council() -> SelfAssessment:
    """A council that says nothing, and wants sentences of up to three words."""
    thresholds = replace(small_council().council.thresholds, sentence_words=3)
    return silent(with_council(small_council(), thresholds=thresholds))


def told(council: SelfAssessment, code: str) -> list[tuple[str, str]]:
    found = [finding for finding in language_findings(council) if finding.code == code]
    assert all(finding.severity is Severity.INFO for finding in found)
    return [(finding.about, finding.message) for finding in found]


def of_words(number: int) -> Paragraph:
    return line(" ".join(["word"] * number))


def stating(council: SelfAssessment, *plans: tuple[Paragraph, ...]) -> SelfAssessment:
    """The council with a statement s0, s1 … for each of these texts, under one theme."""
    (theme,) = council.framework.themes
    statements = tuple(replace(theme.statements[0], id=f"s{number}", name=f"S{number}") for number in range(len(plans)))
    changed = with_framework(council, themes=(replace(theme, statements=statements),))
    narrative = council.statements[STATEMENT]
    return replace(
        changed,
        statements={
            f"s{number}": replace(narrative, statement=f"s{number}", plans=text) for number, text in enumerate(plans)
        },
    )


# L-01


def test_words_a_sentence_are_those_of_all_paragraphs(council: SelfAssessment) -> None:
    text = (line("One two. One two three four."), line("One two three."))
    assert words_per_sentence(saying(council, plans=text).statements[STATEMENT]) == 3.0


def test_a_statement_without_text_has_no_words_a_sentence(council: SelfAssessment) -> None:
    assert words_per_sentence(council.statements[STATEMENT]) == 0.0


def test_a_paragraph_of_a_reference_alone_has_no_sentence() -> None:
    assert sentences("[D-001]") == []


@pytest.mark.parametrize(("words", "is_told"), [(3, False), (4, True)])
def test_sentences_of_more_words_than_wanted_are_told(council: SelfAssessment, words: int, is_told: bool) -> None:
    found = told(saying(council, plans=(of_words(words),)), "L-01")
    assert found == ([(STATEMENT, "Sentences have 4 words on average; up to 3 read easily.")] if is_told else [])


# L-02


def forms(council: SelfAssessment, *texts: str) -> list[str]:
    return [message.split("”")[0][1:] for _, message in told(saying(council, plans=tuple(map(line, texts))), "L-02")]


def test_a_short_form_is_told_once_wherever_it_returns(council: SelfAssessment) -> None:
    assert forms(council, "The QZX met the QZX.", "The QZXs met.") == ["QZX"]


def test_a_short_form_in_the_list_of_the_council_is_well(council: SelfAssessment) -> None:
    listed = with_council(council, acronyms=(Acronym("QZX", "Quick Zebra Exchange"),))
    assert forms(listed, "The QZX met; so did other QZXs.") == []


def test_short_forms_that_everybody_knows_are_well(council: SelfAssessment) -> None:
    assert forms(council, "We use IT across the UK.") == []


def test_a_short_form_that_one_paragraph_writes_out_is_known_in_the_next(council: SelfAssessment) -> None:
    assert forms(council, "The Quick Zebra Exchange (QZX) met.", "The QZX met again.") == []


def test_a_paragraph_in_capitals_has_no_short_forms(council: SelfAssessment) -> None:
    assert forms(council, "OUR PLAN") == []


# L-03

SEVEN, EIGHT = "We ask every provider what comes next.", "We ask every provider what should come next."


@pytest.mark.parametrize(("words", "is_told"), [(SEVEN, False), (EIGHT, True)])
def test_a_sentence_of_eight_words_is_no_coincidence(council: SelfAssessment, words: str, is_told: bool) -> None:
    found = told(stating(council, (line(words),), (line(words.upper()),)), "L-03")
    assert found == ([("s1", f"“{EIGHT.upper()}” stands in S0 too.")] if is_told else [])


def test_a_sentence_may_stand_twice_in_its_own_statement(council: SelfAssessment) -> None:
    assert told(stating(council, (line(EIGHT), line(EIGHT)), ()), "L-03") == []


# L-04


@pytest.mark.parametrize(
    ("strengths", "improvements", "is_told"),
    [(3, 1, False), (4, 1, True), (1, 3, False), (1, 4, True), (0, 0, False), (1, 0, True), (0, 1, True)],
)
def test_more_than_three_times_as_many_on_one_side_are_told(
    council: SelfAssessment, strengths: int, improvements: int, is_told: bool
) -> None:
    changed = saying(council, strengths=(line("Up"),) * strengths, improvements=(line("Down"),) * improvements)
    areas = nouns.AREA_TO_IMPROVE.figure(improvements)
    stand = STAND_BESIDE(strengths, noun=nouns.STRENGTH.of(strengths), other=areas)
    message = f"Theme: {stand}."
    assert told(changed, "L-04") == ([("theme", message)] if is_told else [])


# S-12


def shares(council: SelfAssessment, *words: int) -> list[str]:
    """The statements that are told, where each has so many words."""
    return [about for about, _ in told(stating(council, *((of_words(number),) for number in words)), "S-12")]


def test_a_share_from_a_tenth_to_two_fifths_is_well(council: SelfAssessment) -> None:
    assert shares(council, 20, 80, 100) == ["s2"]


def test_a_share_just_below_or_above_is_told(council: SelfAssessment) -> None:
    assert shares(council, 19, 84, 97) == ["s0", "s1", "s2"]


def test_a_share_is_told_in_per_cent(council: SelfAssessment) -> None:
    three = stating(council, (of_words(1),), (of_words(6),), (of_words(13),))
    assert told(three, "S-12") == [
        ("s0", "S0 has 5% of the words of its theme."),
        ("s2", "S2 has 65% of the words of its theme."),
    ]


def test_of_two_statements_neither_is_told(council: SelfAssessment) -> None:
    assert shares(council, 1, 99) == []


def test_a_theme_without_a_word_is_no_fault_of_the_engine(council: SelfAssessment) -> None:
    assert shares(council, 0, 0, 0) == ["s0", "s1", "s2"]
