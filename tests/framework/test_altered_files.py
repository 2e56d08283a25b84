"""Schemas and frameworks that a council altered are read, or told with their line in words for a person."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.errors import InputError
from engine.findings import Finding
from engine.framework.catalogue import load_framework
from engine.framework.framework_shape import faults_of_framework
from engine.schema_rules import faults_of_schema, why_no_form
from engine.schemas import load_schema, with_what_came_since
from engine.sources.load import KINDS
from engine.workspace import Workspace, house
from tests.material.depth import cases, share

OTHERS: tuple[Any, ...] = (
    5,
    None,
    [],
    {},
    "",
    "x" * 6_000,
    datetime.date(2026, 1, 1),
    [["a"]],
    True,
    float("inf"),
    "/etc/passwd",
    "../../etc",
)
"""What any value may be altered to."""
FRAMEWORK = house() / "data_schemas" / "framework" / "2024-03.yaml"
NO_WORDS = re.compile(r"Error|Exception|Traceback|NoneType|<class|Cerberus|\['")
"""What no pen holder should have to read."""


def content(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a content; of the entries of a list the first two, as the others are like them."""
    entries = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    for key, inner in entries[:2] if isinstance(value, list) else entries:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def altered(whole: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    """A copy with one place changed; what is not on the way to it is shared."""
    if len(path) == 1:
        made = copy.copy(whole)
        change(made, path[0])
        return made
    made = copy.copy(whole)
    made[path[0]] = altered(whole[path[0]], path[1:], change)
    return made


def variants(whole: Any) -> Iterator[Any]:
    """A content with every place altered in every way of this run, or taken out."""
    for number, path in enumerate(paths(whole)):
        for other in OTHERS[share(number)]:
            yield altered(whole, path, lambda around, key, other=other: around.__setitem__(key, other))  # type: ignore[misc]
        yield altered(whole, path, lambda around, key: around.__delitem__(key))


def sound(faults: list[Any]) -> None:
    for path, words in faults:
        assert isinstance(path, tuple)
        assert not NO_WORDS.search(words), words


@pytest.mark.slow
def test_every_value_of_the_framework_altered_in_every_way_is_told_or_read() -> None:
    from engine.framework.catalogue import framework_of

    whole = content(FRAMEWORK)
    told = read = 0
    for variant in variants(whole):
        faults = faults_of_framework(variant)
        sound(faults)
        if faults:
            told += 1
        else:
            framework_of(variant)
            read += 1
    assert told > cases(500)
    assert read > cases(20)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_schema_altered_in_every_way_is_told_or_as_sound_as_ours(kind: str) -> None:
    ours = content(house() / "data_schemas" / f"{kind}.yaml")
    assert faults_of_schema(ours, ours) == []
    for variant in variants(ours):
        faults = faults_of_schema(variant, ours)
        sound(faults)
        if not faults:
            assert faults_of_schema(with_what_came_since(variant, ours), ours) == []


def refused(load: Callable[[], object]) -> Finding:
    with pytest.raises(InputError) as caught:
        load()
    first = caught.value.findings[0]
    assert first.code == "I-02"
    assert first.fix
    assert not NO_WORDS.search(first.message)
    return first


@pytest.mark.slow
@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("- id: equity\n", "- id: 5\n", "must be a text"),
        ("- id: equity\n", "- id: /etc/passwd\n", "small letters, digits and hyphens"),
        ("- id: equity.02\n", "- id: learning.99\n", "must begin with the id of its statement"),
        ("name: Working with people", "name: 5", "must be a text"),
        ("name: Working with people", "name: 2026-03-14", "put it in quotation marks"),
        ("side: unknown", "side: nowhere", "must be one of agree, disagree, unknown"),
        ("pages: 4", "pages: .inf", "must be a whole number"),
        ("pages: 4", "pages: 0", "must be 1 to 100"),
        ("official_wording: false", "official_wording: maybe", "must be true or false"),
        ("id: assessing-needs.02", "id: assessing-needs.01", "stands here a second time"),
    ],
)
def test_an_altered_framework_is_told_with_its_line(tmp_path: Path, was: str, now: str, words: str) -> None:
    text = FRAMEWORK.read_text(encoding="utf-8")
    assert was in text
    path = tmp_path / "2030-01.yaml"
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    found = refused(lambda: load_framework(path))
    assert words in found.message
    line = text[: text.index(was)].count("\n") + 1
    assert found.place.where == f"line {line}"


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "a: &a [*a]\n",
        "a: " + "{b: " * 5_000 + "}" * 5_000,
        "a: !!python/object:os.system {}\n",
        "a: {type: string}\na: {type: string}\n",
        "a: {type: string}\n",
        "? [a, b]\n: {type: string}\n",
        'a: {type: string, default: "\\x01"}\n',
        "5: {type: string}\n",
        "a: {type: 2026-99-99}\n",
        "<<: 5\n",
    ],
)
def test_text_that_is_no_schema_is_told_whatever_it_does(tmp_path: Path, text: str) -> None:
    (tmp_path / "data_schemas").mkdir()
    (tmp_path / "data_schemas" / "council.yaml").write_text(text, encoding="utf-8")
    refused(lambda: load_schema(Workspace(tmp_path), "council"))
    path = tmp_path / "2030-01.yaml"
    path.write_text(text, encoding="utf-8")
    refused(lambda: load_framework(path))


@pytest.mark.parametrize(
    ("kind", "was", "now", "words"),
    [
        ("council", "allowed: [posts, names]", "allowed: [[posts]]", "must be a text"),
        ("council", "allowed: [posts, names]", "allowed: [posts, initials]", "may ask more than"),
        ("council", 'regex: "[a-z][a-z0-9-]*"', 'regex: "[a-z"', "must stay"),
        ("council", "people: {type: integer,", "people: {type: string,", "must stay"),
        ("checklist", "also: [Why do you say so,", "also: [1,", "must be a text"),
        ("checklist", "rating: {type: string,", "mood: {type: string,", "which is that of another field"),
        ("evidence", "library_row: {type: string,", "row: {type: string,", "lacks the field"),
        ("evidence", "meta: {sheet: Library}", "meta: {sheet: 5}", "must be a text"),
        ("evidence", "meta: {column: Owner,", "meta: {", "lacks column"),
        ("narrative_overview", "holds: bullets", "holds: songs", "must be one of"),
    ],
)
def test_an_altered_schema_is_told_with_its_line(tmp_path: Path, kind: str, was: str, now: str, words: str) -> None:
    text = (house() / "data_schemas" / f"{kind}.yaml").read_text(encoding="utf-8")
    assert was in text
    (tmp_path / "data_schemas").mkdir()
    (tmp_path / "data_schemas" / f"{kind}.yaml").write_text(text.replace(was, now, 1), encoding="utf-8")
    found = refused(lambda: load_schema(Workspace(tmp_path), kind))
    assert words in found.message
    assert found.place.file == f"data_schemas/{kind}.yaml"
    assert found.place.where or "lacks the field" in words


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("short_name: {", 'nickname: {type: string, regex: "[A-Z]+"}\n    short_name: {'),
        ('min: 0, meta: {fix: "Write how many people took part, in digits."}', 'min: 3, meta: {fix: "Count them."}'),
        ("allowed: [posts, names]", "allowed: [posts]"),
    ],
)
def test_what_a_council_may_alter_is_taken(tmp_path: Path, was: str, now: str) -> None:
    text = (house() / "data_schemas" / "council.yaml").read_text(encoding="utf-8")
    assert was in text
    (tmp_path / "data_schemas").mkdir()
    (tmp_path / "data_schemas" / "council.yaml").write_text("\ufeff" + text.replace(was, now, 1), encoding="utf-8")
    assert load_schema(Workspace(tmp_path), "council")


@pytest.mark.parametrize("form", ["(a+)+", "(a|aa)*b*c*d*", "(", "[a", "((a*)*)*", "(x+x+)+y"])
def test_an_expression_that_might_never_end_is_none(form: str) -> None:
    assert why_no_form(form)


@pytest.mark.parametrize("form", ["[a-z][a-z0-9-]*", r"D-\d{3}", "(#?[0-9A-Fa-f]{6})?", r"[^@\s]+@[^@\s]+"])
def test_an_expression_that_ends_is_one(form: str) -> None:
    assert why_no_form(form) == ""
