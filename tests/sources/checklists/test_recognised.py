"""What ids, titles and headings stand for, however people write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

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
