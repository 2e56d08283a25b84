"""The names that inputs may use: every way of writing one leads to its id."""

from __future__ import annotations

import pytest

from engine.model.evidence import ComparatorKind
from engine.model.framework import CHECKLISTS, Framework
from engine.model.vocabulary import Vocabulary, framework_vocabulary


@pytest.fixture(scope="module")
def words(framework: Framework) -> Vocabulary:
    return framework_vocabulary(framework)


@pytest.mark.parametrize("typed", ["care-provision", "Care provision", "CARE-PROVISION", " care  provision "])
def test_an_id_is_found_in_every_writing(words: Vocabulary, typed: str) -> None:
    assert words.find("statement", typed) == "care-provision"


@pytest.mark.parametrize("typed", ["working with people", "Working-with-People", "working-with-people"])
def test_a_name_stands_for_its_id(words: Vocabulary, typed: str) -> None:
    assert words.find("theme", typed) == "working-with-people"


@pytest.mark.parametrize("typed", ["Don’t know", "Don't know", "dont know", "DON’T KNOW"])
def test_a_rating_is_found_with_every_apostrophe(words: Vocabulary, framework: Framework, typed: str) -> None:
    assert words.find("rating", typed) == framework.ratings[-1].name


@pytest.mark.parametrize("typed", ["safeguarding.07", "Safeguarding 07", "safeguarding-07"])
def test_a_checklist_item_is_found_with_every_separator(words: Vocabulary, typed: str) -> None:
    assert words.find("checklist item", typed) == "safeguarding.07"


@pytest.mark.parametrize("typed", ["", "?", "safeguarding.7", "safeguarding"])
def test_what_is_no_name_is_not_found(words: Vocabulary, typed: str) -> None:
    assert words.find("checklist item", typed) is None


def test_a_name_of_one_kind_is_none_of_another(words: Vocabulary) -> None:
    assert words.find("theme", "safeguarding") is None


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("statement", "safegaurding", "safeguarding"),
        ("theme", "Working with poeple", "working-with-people"),
        ("rating", "Tend to agre", "Tend to agree"),
        ("library row", "LIB-1", "LIB-01"),
        ("checklist item", "safeguarding.7", "safeguarding.07"),
    ],
)
def test_a_slip_is_close_to_what_was_meant(words: Vocabulary, kind: str, typed: str, meant: str) -> None:
    assert words.close_to(kind, typed) == meant


def test_nothing_is_close_to_other_words(words: Vocabulary) -> None:
    assert words.close_to("statement", "zzz") is None


def test_a_kind_of_name_is_added_to_a_copy(words: Vocabulary) -> None:
    more = words.with_kind("group", [("leaders", "Managers and leaders")])
    assert more.find("group", "managers & leaders") == "leaders"
    assert more.find("theme", "leadership") == "leadership"
    assert "group" not in words.kinds


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("people; performance-data", ("people", "performance-data")),
        ("Performance data, People’s experience", ("performance-data", "people")),
        ("people/partners\nstage 1 checklists", ("people", "partners", CHECKLISTS)),
        ("people;;people ; ", ("people",)),
        ("Staff and leaders", ("staff-leaders",)),
        ("", ()),
    ],
)
def test_a_cell_may_hold_several_names(words: Vocabulary, typed: str, found: tuple[str, ...]) -> None:
    assert words.find_each("kind of evidence", typed) == found


def test_no_two_ids_of_the_framework_are_written_alike(words: Vocabulary, framework: Framework) -> None:
    ids = {
        "statement": [statement.id for statement in framework.statements],
        "theme": [theme.id for theme in framework.themes],
        "checklist item": list(framework.items),
        "rating": [rating.name for rating in framework.ratings],
        "library row": [row.id for row in framework.library],
        "library group": [group.id for group in framework.library_groups],
        "listed source": [source.id for source in framework.sources],
        "role": [role.id for role in framework.roles],
        "declaration": [declaration.id for declaration in framework.declarations],
        "kind of evidence": [*(kind.id for kind in framework.evidence_kinds), CHECKLISTS],
        "kind of a group": [kind.id for kind in framework.evidence_kinds],
        "comparator": [kind.value for kind in ComparatorKind if kind is not ComparatorKind.NOT_TOLD],
    }
    assert {kind: [words.find(kind, key) for key in keys] for kind, keys in ids.items()} == ids
    assert set(words.kinds) == set(ids)
