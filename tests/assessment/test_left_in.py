"""What was never meant for the report: prompts, the framework's wording, places that were to be filled in."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assembly.reading import Reading
from engine.assessment.left_in import Guidance, left_in_findings
from engine.findings import Finding, Severity
from engine.model.assessment import SelfAssessment
from engine.model.framework import Block
from engine.plain_words import folded
from tests.material.small_council import saying, silent, small_council, with_framework
from tests.material.small_word import line


@pytest.fixture
def sample_text(reading: Reading) -> SelfAssessment:
    """The sample's assessment, in which nothing is left in."""
    return reading.assessment


def _found(assessment: SelfAssessment, text: str) -> list[Finding]:
    """What is found where the equity form says this under its ambition."""
    narrative = replace(assessment.statements["equity"], ambition=(line(text),))
    statements = {**assessment.statements, "equity": narrative}
    return list(left_in_findings(replace(assessment, statements=statements)))


def _prompt(assessment: SelfAssessment) -> str:
    return next(prompt for prompt in assessment.framework.prompts() if 12 <= len(prompt.split()) <= 20)


def test_nothing_is_left_in_the_sample(sample_text: SelfAssessment) -> None:
    assert list(left_in_findings(sample_text)) == []


def test_a_prompt_left_in_the_text_is_an_error(sample_text: SelfAssessment) -> None:
    (finding,) = _found(sample_text, _prompt(sample_text))
    assert (finding.code, finding.severity, finding.about) == ("S-04", Severity.ERROR, "equity")
    assert finding.message.startswith(f'"{_prompt(sample_text)[:70]}"')


def test_a_prompt_is_known_in_other_capitals_and_signs(sample_text: SelfAssessment) -> None:
    assert len(_found(sample_text, _prompt(sample_text).upper().rstrip("?") + " …")) == 1


def test_a_prompt_is_known_with_a_word_changed(sample_text: SelfAssessment) -> None:
    words = _prompt(sample_text).split()
    assert len(_found(sample_text, " ".join([*words[:4], "really", *words[5:]]))) == 1


def test_a_prompt_is_known_with_its_answer_behind_it(sample_text: SelfAssessment) -> None:
    assert len(_found(sample_text, f"{_prompt(sample_text)} Very much so.")) == 1


def test_an_answer_in_words_of_its_own_is_text(sample_text: SelfAssessment) -> None:
    assert _found(sample_text, "We describe how people find us, and how long they wait for an assessment.") == []


def test_the_wording_of_an_item_or_a_row_of_the_library_is_known(sample_text: SelfAssessment) -> None:
    framework = sample_text.framework
    row = next(row.text for row in framework.library if len(row.text.split()) >= 6)
    for text in (framework.statements[2].items[0].text, row):
        assert len(_found(sample_text, text)) == 1


def test_the_quality_statement_may_be_quoted(sample_text: SelfAssessment) -> None:
    assert _found(sample_text, sample_text.framework.statements[2].text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Waits are TBC.",
        "Waits are T.B.C.",
        "TODO: ask Priya",
        "Waits are XX days.",
        "Waits fell by xx%.",
        "Waits fell to xxx days.",
        "[insert figure here]",
        "Insert the figure from the dashboard here.",
        "See [name of board].",
        "<date>",
        "Waits fell to ??? days.",
        "Click or tap here to enter text.",
        "Lorem ipsum dolor",
        "The name is ______.",
        "About us…….......",
    ],
)
def test_a_place_that_was_to_be_filled_in_is_an_error(text: str) -> None:
    assert [(f.code, f.severity) for f in _known(SIX, text)] == [("S-04", Severity.ERROR)]


@pytest.mark.parametrize(
    "text",
    [
        "We know what to do: ask.",
        "Still to do: talk to carers.",
        "Is it? We ask.",
        "Membership is to be confirmed in May.",
        "The date [D-014] is known.",
        "King George XXI",
        "Here we insert a needle.",
    ],
)
def test_words_that_only_resemble_a_placeholder_are_text(text: str) -> None:
    assert _known(SIX, text) == []


@pytest.mark.parametrize("field", ["title", "where_to_look"])
def test_evidence_is_looked_at_too(sample_text: SelfAssessment, field: str) -> None:
    changes: dict[str, Any] = {field: "TBC"}
    document = replace(sample_text.evidence.documents[0], **changes)
    evidence = replace(sample_text.evidence, documents=(document,))
    (finding,) = left_in_findings(replace(sample_text, evidence=evidence))
    assert (finding.place, finding.about) == (document.place, document.ref)


# in a council with one row of the library, where every word can be counted


def _known(row: str, text: str, prompt: str = "") -> list[Finding]:
    """What is found where the framework has this row of the library, and a prompt, and the statement says this."""
    council = silent(small_council())
    (theme,) = council.framework.themes
    block = Block(id="evidence", title="Evidence", prompts=(prompt,) if prompt else (), data=())
    statement = replace(theme.statements[0], items=(), blocks=(block,))
    library = (replace(council.framework.library[0], text=row),)
    framework = {"library": library, "themes": (replace(theme, statements=(statement,)),)}
    return list(left_in_findings(saying(with_framework(council, **framework), plans=(line(text),))))


SIX = "Reports about carers and their breaks"
SEVEN = "Quarterly reports concerning safeguarding partnership arrangements countywide"


def test_a_row_of_six_words_is_nobody_s_own_and_one_of_five_may_be() -> None:
    assert len(_known(SIX, SIX)) == 1
    assert _known("Reports about carers and breaks", "Reports about carers and breaks") == []


def test_a_prompt_of_any_length_is_known_as_it_stands() -> None:
    assert len(_known(SIX, "Why?", "Why?")) == 1
    assert len(_known(SIX, "How do you know?", "How do you know")) == 1


def test_a_short_prompt_may_stand_within_a_sentence() -> None:
    assert _known(SIX, "People know how do you know what helps them", "How do you know?") == []


def test_six_words_are_found_within_a_longer_text() -> None:
    assert len(_known(SIX, f"We wrote twelve {SIX.lower()} last year and shared them with everybody who asked")) == 1


def test_a_text_that_shares_a_few_words_in_a_row_is_its_own() -> None:
    assert _known(SIX, "Stories about carers and their long days, as we heard them from people in Wenlow") == []


def test_two_words_are_never_a_prompt_with_a_change() -> None:
    assert _known("report report report report report now", "report report") == []


def test_a_letter_changed_in_two_of_seven_words_hides_nothing() -> None:
    text = SEVEN.replace("partnership", "partnershop").replace("concerning", "cancerning")
    assert len(_known(SEVEN, text)) == 1


def test_a_word_put_for_another_of_nearly_its_length_makes_it_a_text_of_ones_own() -> None:
    assert _known(SEVEN, SEVEN.replace("safeguarding", "homelessness")) == []


def test_a_word_more_or_less_hides_nothing() -> None:
    assert len(_known(SEVEN, SEVEN.replace("Quarterly reports", "Quarterly new reports"))) == 1
    assert len(_known(SEVEN, f"All {SEVEN}".replace("reports", "report"))) == 1


TEN = "Quarterly reports concerning safeguarding partnership arrangements countywide including neighbouring councils"


def _misspelt(text: str, words: int) -> str:
    """A text with a letter changed in so many of its words, which leaves it more than nine tenths alike."""
    return " ".join(f"z{word[1:]}" if number < words else word for number, word in enumerate(text.split()))


def test_seven_words_of_ten_must_be_the_same() -> None:
    assert len(_known(TEN, _misspelt(TEN, 3))) == 1
    assert _known(TEN, _misspelt(TEN, 4)) == []
    assert _known(f"{TEN} throughout", _misspelt(f"{TEN} throughout", 4)) == []


def test_short_words_left_out_hide_nothing() -> None:
    row = "Quarterly reports on concerning the safeguarding of partnership arrangements countywide including"
    assert (
        len(_known(row, "Quarterly reports concerning safeguarding partnership arrangements countywide including")) == 1
    )
    row = "Quarterly reports on safeguarding of partnership arrangements countywide for neighbouring councils"
    assert (
        len(_known(row, "Quarterly reports safeguarding partnership arrangements countywide neighbouring councils"))
        == 1
    )


def test_nine_letters_of_ten_are_enough_and_fewer_are_not() -> None:
    row = "Careers advice, pledges made, leaflets given and carers ringed"
    assert len(folded(row)) == 60
    assert len(_known(row, row.replace("carers", "nobody"))) == 1
    assert _known(row, row.replace("carers", "nothing")) == []


def test_a_letter_changed_in_a_long_text_of_few_letters_hides_nothing() -> None:
    row = (
        "A tenant rates a street as neat, resents a rent at least, starts a test, earns a seat, eats at a tea, "
        "treats tenants as teens, stares at nests, sees all else, sets a net, assents, alters a letter, "
        "reasserts a seal, rests"
    )
    assert len(folded(row)) > 200
    assert len(_known(row, row.replace("alters", "altars"))) == 1


@pytest.mark.parametrize(
    ("text", "found"), [("Tbc", 0), ("tbc", 0), ("todo", 0), ("TBC", 1), ("TODO", 1), ("t.b.c.", 1)]
)
def test_a_short_word_is_a_mark_of_unfinished_work_in_capitals_alone(text: str, found: int) -> None:
    assert len(_known(SIX, f"Our {text} list")) == found


def test_after_a_word_that_is_none_the_next_mark_is_still_found() -> None:
    assert len(_known(SIX, "Our todo list: TBC")) == 1


def test_a_place_to_fill_in_is_told_with_thirty_letters_on_either_side() -> None:
    (finding,) = _known(SIX, f"{'a' * 40} TBC {'b' * 40}")
    assert finding.message == f'"TBC" holds a place that was to be filled in: "{"a" * 29} TBC {"b" * 29}".'
    (finding,) = _known(SIX, "TBC by us")
    assert finding.message == '"TBC" holds a place that was to be filled in: "TBC by us".'


def test_a_place_to_fill_in_is_known_in_any_case_and_with_any_spaces() -> None:
    assert len(_known(SIX, "[Insert the NAME of it]")) == 1


# the law: no text is looked at less closely because the index of words names few that may be like it

TREES = ("alder", "birch", "cedar", "elder", "furze", "gorse", "hazel", "ivy", "juniper", "larch", "maple", "oak")
FEW = st.sampled_from(TREES)
SENTENCES = st.lists(FEW, min_size=6, max_size=14).map(" ".join)


def is_like_one(text: str, prompts: list[str]) -> bool:
    """Whether a text holds one of them, or is one but for a few letters, each of them compared with it."""
    own = set(text.split())
    return any(
        f" {prompt} " in f" {text} "
        or (
            len(own & set(prompt.split())) >= 0.7 * max(len(own), len(set(prompt.split())))
            and SequenceMatcher(None, text, prompt, autojunk=False).ratio() >= 0.9
        )
        for prompt in prompts
    )


@given(st.lists(SENTENCES, min_size=1, max_size=6), st.data())
def test_a_text_like_a_prompt_is_found_as_if_each_were_compared(prompts: list[str], data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(prompts)).split()
    for at in data.draw(st.lists(st.integers(0, len(words) - 1), max_size=4)):
        words[at] = data.draw(st.one_of(FEW, st.just("other")))
    text = " ".join(words)
    if len(set(words)) >= 3:
        assert Guidance(set(prompts), set()).is_in(text) == (text in prompts or is_like_one(text, prompts))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("describe carefully whatever changed betwean consecutiva reports everywhera", id="other words"),
        pytest.param("describe carefully whatever changed between consecutive rep orts every where", id="more words"),
    ],
)
def test_what_shares_letters_and_too_few_words_is_the_writers_own(text: str) -> None:
    prompt = "describe carefully whatever changed between consecutive reports everywhere"
    others = "rep orts every where betwean consecutiva everywhera"
    backwards = " ".join(reversed(others.split()))
    assert SequenceMatcher(None, text, prompt, autojunk=False).ratio() >= 0.9
    assert not Guidance({prompt, others, backwards}, set()).is_in(text)
