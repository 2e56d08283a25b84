"""Every phrase with a count, as it reads of nothing, of one, of two and of many."""

from __future__ import annotations

import re

import pytest

from engine.phrases import nouns, sentences
from engine.phrases.forms import Noun, Phrase, Share, and_more, in_words, sentence
from engine.phrases.sentences import become_of_actions, groups_agree_alike
from tests.material.grammar import NOUNS, slips

NUMBERS = (0, 1, 2, 3, 12, 13, 1204)
PHRASES = {name: value for name, value in vars(sentences).items() if isinstance(value, Phrase)}
SHARES = {name: value for name, value in vars(sentences).items() if isinstance(value, Share)}
STANDS_IN_IT = re.compile(r"{(\w+)}")


def said(phrase: Phrase, number: int) -> str:
    """The phrase, with a name for whatever else stands in it."""
    others = {
        name: f"<{name}>"
        for form in (phrase.none, phrase.one, phrase.many)
        for name in STANDS_IN_IT.findall(form)
        if name not in ("n", "word")
    }
    return phrase(number, **others)


def all_forms() -> dict[str, str]:
    """Every phrase of the list with each of the numbers, under its name and the numbers."""
    found = {f"{noun.one} {n}": noun.figure(n) for noun in NOUNS for n in NUMBERS}
    found |= {f"{noun.one} {n} in words": noun.word(n) for noun in NOUNS for n in NUMBERS}
    found |= {f"{noun.one} {k} of {n}": noun.part(k, n) for noun in NOUNS for n in NUMBERS for k in {0, 1, n}}
    found |= {f"{name} {n}": said(phrase, n) for name, phrase in PHRASES.items() for n in NUMBERS}
    for name, share in SHARES.items():
        for n in NUMBERS:
            for k in {0, min(1, n), min(2, n), n}:
                found[f"{name} {k} of {n}"] = share(k, n)
                found[f"{name} {k} of {n} in figures"] = share.in_figures(k, n)
    return found


def test_no_phrase_slips_with_any_number() -> None:
    found = {name: slips(words) for name, words in all_forms().items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_phrase_tells_its_number_or_says_it_in_words() -> None:
    for name, phrase in PHRASES.items():
        assert phrase.one != phrase.many or "{n}" not in phrase.many, name
        assert not STANDS_IN_IT.findall(phrase.none) or "{n}" not in phrase.none, f"{name}: nothing is no number"


@pytest.mark.parametrize("share", SHARES.values(), ids=SHARES)
def test_a_share_of_nothing_of_one_of_two_of_some_and_of_all_reads_as_it_is_spoken(share: Share) -> None:
    noun = share.noun
    assert share(0, 0) == share.in_figures(0, 0) == share.nothing
    assert share(1, 1) == f"the one {noun.one} {share.does.one}"
    assert share(0, 1) == f"the one {noun.one} {share.is_not}"
    assert share(0, 9) == f"none of the nine {noun.many} {share.does.one}"
    assert share(1, 9) == f"one of the nine {noun.many} {share.does.one}"
    assert share(2, 9) == f"two of the nine {noun.many} {share.does.many}"
    assert share(2, 2) == f"both {noun.many} {share.does.many}"
    assert share(25, 25) == f"all 25 {noun.many} {share.does.many}"
    assert share.in_figures(1, 25) == f"1 of 25 {noun.many} {share.does.one}"
    assert share.in_figures(0, 1) == f"0 of 1 {noun.one} {share.does.one}"


@pytest.mark.parametrize(
    ("number", "figure", "word"),
    [
        (0, "0 forms", "no forms"),
        (1, "1 form", "one form"),
        (2, "2 forms", "two forms"),
        (1204, "1,204 forms", "1,204 forms"),
    ],
)
def test_a_noun_follows_its_number(number: int, figure: str, word: str) -> None:
    assert (nouns.FORM.figure(number), nouns.FORM.word(number)) == (figure, word)


@pytest.mark.parametrize(
    ("done", "dropped", "then_open", "told"),
    [
        (0, 0, 0, "No action was open then."),
        (0, 0, 1, "The one action then open is not done."),
        (0, 1, 1, "The one action then open is no longer in our plans."),
        (0, 0, 25, "None of the 25 actions then open is done."),
        (2, 0, 2, "Both actions then open are done."),
        (1, 3, 25, "One of the 25 actions then open is done. Three are no longer in our plans."),
        (1, 1, 2, "One of the two actions then open is done. One is no longer in our plans."),
        (25, 0, 25, "All 25 actions then open are done."),
    ],
)
def test_what_became_of_actions_is_told_in_whole_sentences(done: int, dropped: int, then_open: int, told: str) -> None:
    assert become_of_actions(done, dropped, then_open) == told


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        (0, "No group has sent its ratings yet"),
        (1, "Carers agree with 3 of 9 items"),
        (2, "Both groups agree with 3 of 9 items"),
        (12, "All twelve groups agree with 3 of 9 items"),
    ],
)
def test_groups_of_one_mind_are_as_many_as_there_are(groups: int, told: str) -> None:
    assert groups_agree_alike(groups, "Carers", "3 of 9 items") == told


def test_names_that_are_left_out_are_counted() -> None:
    assert (and_more("a, b", 0), and_more("a, b", 1), and_more("a", 1204)) == (
        "a, b",
        "a, b and 1 more",
        "a and 1,204 more",
    )


def test_a_sentence_begins_with_a_capital_and_keeps_those_it_has() -> None:
    assert (sentence("no CQC item"), sentence("25 items"), sentence("")) == ("No CQC item", "25 items", "")


def test_numbers_up_to_twelve_are_words() -> None:
    assert [in_words(n) for n in (0, 1, 12, 13, 1204)] == ["no", "one", "twelve", "13", "1,204"]


@pytest.mark.parametrize(
    "wrong",
    [
        "How one groups rated us",
        "How no groups rated us",
        "1 files",
        "one statements",
        "12 item are open.",
        "two group, each",
        "Of 25 actions then open, no are done",
        "1 of 1 figures are better",
        "1 of 3 figures are better",
        "3 actions is done",
        "Every groups agree",
        "Both group are",
        "The no groups and how they took part",
        "one action are done",
        "1 of 1 items",
    ],
)
def test_slips_are_seen(wrong: str) -> None:
    assert slips(wrong)


@pytest.mark.parametrize(
    "right",
    [
        "How five groups rated us",
        "1 of 3 figures is better",
        "2.1 items a day",
        "in 2024/1 items",
        "version 3.1 files",
        "one of the groups",
        "No group is late",
        "two group meetings",
        "quality statement 2 of 9",
        "none of the nine statements is signed",
        "Noun",
    ],
)
def test_what_is_right_is_no_slip(right: str) -> None:
    assert slips(right) == []


def test_the_nouns_of_the_list_have_two_forms() -> None:
    assert all(isinstance(noun, Noun) and noun.one != noun.many for noun in NOUNS)
    assert len({noun.one for noun in NOUNS}) == len(NOUNS)
