"""What ids, titles and headings stand for, however people write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.sources.checklists.closest import Wordings
from engine.sources.checklists.recognised import Catalogue, catalogue
from tests.material.small_inputs import SCHEMAS
from tests.material.small_sheets import AGREE, LEARN, SCALE, TWIN, small_catalogue


def named(*names: str) -> Catalogue:
    """What statements of these names are recognised by: numbered from 1 on, with ids q1, q2 and so on."""
    framework = small_catalogue().framework
    (theme,) = framework.themes
    made = tuple(
        replace(theme.statements[0], id=f"q{at}", name=name, number=at, items=()) for at, name in enumerate(names, 1)
    )
    return catalogue(replace(framework, themes=(replace(theme, statements=made),)), SCHEMAS["checklist"])


# ids


@pytest.mark.parametrize("id_text", ["safeguarding.02", "Safeguarding 2", "QS7.02", "qs7.2", " QS7-2 "])
def test_an_id_is_known_in_every_writing(id_text: str) -> None:
    assert small_catalogue().item_of_id(id_text) == "safeguarding.02"


@pytest.mark.parametrize("id_text", ["", "02", "QS7", "safeguarding", "safeguarding.03", "QS8.02", "equity.20"])
def test_what_is_no_id_stands_for_nothing(id_text: str) -> None:
    assert small_catalogue().item_of_id(id_text) == ""


# titles


@pytest.mark.parametrize(
    "title",
    [
        "Equity in outcomes",
        "EQUITY IN OUTCOMES",
        "equity",
        "Equity in outcome",
        "Checklist – Equity in outcomes",
        "Equity in outcomes – checklist",
        "Working with people: Equity in outcomes",
        "Working with people | Equity in outcomes",
        "People - Equity in outcomes",
        "Equity in outcomes copy",
        "Equity in outcomes (2)",
        "Equity in outcomes copy 2 copy",
        "QS3",
        "qs 3",
        "QS 3 (2)",
        "QS3 copy",
        "QS3 – checklist",
        "Equity in o",
    ],
)
def test_a_title_names_its_statement_however_it_is_written(title: str) -> None:
    assert small_catalogue().statement_named(title) == "equity"


@pytest.mark.parametrize(
    "title", ["", "Checklist", "Q.S. 3", "Working with people", "QS9", "QS", "Equity-in", "Equity in"]
)
def test_other_words_name_none(title: str) -> None:
    assert small_catalogue().statement_named(title) == ""


def test_of_two_statements_in_a_title_the_last_is_meant() -> None:
    assert small_catalogue().statement_named("Safeguarding – Equity in outcomes") == "equity"
    assert small_catalogue().statement_named("Equity in outcomes – Safeguarding") == "safeguarding"
    assert small_catalogue().statement_named("QS7 – QS3") == "equity"


def test_the_name_of_a_sheet_that_was_cut_off_is_known_from_ten_letters_on() -> None:
    """The name of a sheet has thirty-one letters at the most."""
    long = named("Partnerships and communities across the county")
    assert long.statement_named("Partnership") == "q1"
    assert long.statement_named("Partnershi") == "q1"
    assert long.statement_named("Partnersh") == ""
    assert long.statement_named("Communities") == ""


def test_the_beginning_of_two_names_names_neither() -> None:
    two = named("Partnerships and communities", "Partnerships and learning")
    assert two.statement_named("Partnerships and") == ""
    assert two.statement_named("Partnerships and comm") == "q1"


@pytest.mark.parametrize("words", ["Working with people", "WORKING  with people:"])
def test_a_theme_is_known_by_its_title(words: str) -> None:
    assert small_catalogue().is_theme(words)


@pytest.mark.parametrize("words", ["", "Working with", "Working with people and more", "Equity in outcomes"])
def test_other_words_are_no_theme(words: str) -> None:
    assert not small_catalogue().is_theme(words)


# how alike words must be


def test_a_misspelt_item_is_known_and_one_of_other_words_is_not() -> None:
    items = small_catalogue().items
    assert items.find(LEARN.replace("every", "each")) is not None
    assert items.find("We learn from every one of our partners") is None


LETTERS = "abcdefghijklmnopqrstuvwxyabcdefghijklmnopqrstuvwxy"


def _wrong(text: str, letters: int) -> str:
    """The text with so many of its last letters wrong."""
    return text[: len(text) - letters] + "0123456789"[:letters]


def _known(kind: str, *texts: str) -> Wordings:
    """What items, statements or ratings of these words are recognised by."""
    framework = small_catalogue().framework
    (theme,) = framework.themes
    items = (replace(framework.items["equity.01"], id=f"q.0{at}", text=text) for at, text in enumerate(texts))
    one = replace(theme.statements[0], items=tuple(items))
    each = tuple(replace(one, id=f"q{at}", name=text, items=()) for at, text in enumerate(texts))
    ratings = tuple(replace(framework.ratings[0], name=text) for text in texts)
    statements = each if kind == "statements" else (one,)
    changed = replace(framework, themes=(replace(theme, statements=statements),), ratings=ratings)
    found: Wordings = getattr(catalogue(changed, SCHEMAS["checklist"]), kind)
    return found


@pytest.mark.parametrize(("kind", "wrong"), [("items", 4), ("statements", 3), ("ratings", 3)])
def test_of_twenty_letters_so_many_may_be_wrong_and_no_more(kind: str, wrong: int) -> None:
    text = LETTERS[:20]
    known = _known(kind, text, "0" * 20)
    assert known.find(_wrong(text, wrong)) is not None
    assert known.find(_wrong(text, wrong + 1)) is None


@pytest.mark.parametrize(("kind", "length", "apart"), [("items", 25, 2), ("statements", 50, 3), ("ratings", 20, 1)])
def test_a_text_stands_for_the_nearest_of_two_if_the_other_is_so_many_letters_away(
    kind: str, length: int, apart: int
) -> None:
    text = LETTERS[:length]
    misspelt = f"9{text[1:]}"
    assert _known(kind, text, _wrong(text, apart)).find(misspelt) is not None
    assert apart == 1 or _known(kind, text, _wrong(text, apart - 1)).find(misspelt) is None


def test_a_rating_is_known_with_a_letter_wrong_and_not_by_half_its_name() -> None:
    ratings = small_catalogue().ratings
    for name in SCALE:
        found = ratings.find(f"{name}e")
        assert found is not None
        assert found.keys == (name,)
    assert ratings.find("Tend to") is None
    assert ratings.find("agree") is None
    found = ratings.find(AGREE.upper())
    assert found is not None
    assert found.exact


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("id", "item"),
        ("checklist item", "text"),
        ("rating", "rating"),
        ("why", "why"),
        ("rationale", "why"),
        ("evidence you have", "have"),
        ("evidence you need", "need"),
    ],
)
def test_headings_are_known_by_every_title_that_the_schema_has(title: str, field: str) -> None:
    assert small_catalogue().columns[title] == field


def test_items_that_are_worded_alike_are_never_told_apart() -> None:
    assert small_catalogue().items.exactly(TWIN) == ("safeguarding.01", "equity.01")
