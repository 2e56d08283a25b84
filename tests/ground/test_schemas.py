"""The schemas in data_schemas/: sound rules, and words enough to tell people where a value stands and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import InputError
from engine.model.framework import Framework
from engine.model.record import Record
from engine.model.vocabulary import Vocabulary, framework_vocabulary
from engine.plain_words import folded
from engine.schemas import Schema, load_schema, meta, row_rules
from engine.validation.validate import validate
from engine.validation.values import Checks
from engine.workspace import Workspace, house
from tests.material.small_inputs import KINDS, SCHEMAS

KINDS_OF_NAME = {"group", "picture", "finding about content"}
"""What council.yaml and inputs/brand/ name; everything else is named by the framework."""
NARRATIVE = [kind for kind in KINDS if kind.startswith("narrative")]
WORKBOOKS = ("checklist", "evidence", "endorsements")
WORDS = Vocabulary({})


def fields(rules: Schema, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Every field of a schema with its path, those of rows and groups included."""
    for name, rule in rules.items():
        here = f"{path}.{name}".removeprefix(".")
        yield here, rule
        inner = rule.get("schema", {})
        nested = inner.get("schema") if rule["type"] == "list" else inner
        if nested:
            yield from fields(nested, here)


EVERY_FIELD = [(f"{kind}: {path}", rule) for kind in KINDS for path, rule in fields(SCHEMAS[kind])]


@pytest.mark.parametrize("kind", KINDS)
def test_cerberus_accepts_every_rule(kind: str) -> None:
    assert Checks(SCHEMAS[kind], vocabulary=WORDS).schema


def test_a_value_in_the_wrong_form_comes_with_a_fix_of_its_own() -> None:
    forms = ("date", "link", "yes_or_no")
    in_a_form = [
        (path, rule) for path, rule in EVERY_FIELD if {"known", "regex"} & set(rule) or rule.get("coerce") in forms
    ]
    assert len(in_a_form) > 20
    assert [path for path, rule in in_a_form if not meta(rule, "fix")] == []


def test_a_known_name_is_of_a_kind_that_there_is(framework: Framework) -> None:
    kinds = {*KINDS_OF_NAME, *framework_vocabulary(framework).kinds}
    assert {rule["known"] for _, rule in EVERY_FIELD if "known" in rule} <= kinds


@pytest.mark.parametrize("kind", NARRATIVE)
def test_every_field_of_a_form_stands_under_a_heading_of_its_own(kind: str) -> None:
    headings = [folded(meta(rules, "heading")) for rules in SCHEMAS[kind].values()]
    assert all(headings)
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("kind", NARRATIVE)
def test_every_field_of_a_form_says_what_it_holds(kind: str) -> None:
    types = {"story": "story", "sentence": "string", "bullets": "list", "table": "list"}
    assert all(rules["type"] == types[meta(rules, "holds")] for rules in SCHEMAS[kind].values())


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_every_field_of_a_workbook_says_on_which_sheet_it_stands(kind: str) -> None:
    for rules in SCHEMAS[kind].values():
        assert meta(rules, "sheet")
        assert rules["type"] == "list" or meta(rules, "label")


@pytest.mark.parametrize("kind", [*NARRATIVE, *WORKBOOKS])
def test_every_column_of_a_table_has_a_heading_of_its_own(kind: str) -> None:
    for rules in SCHEMAS[kind].values():
        if rules["type"] == "list" and rules["schema"]["type"] == "dict":
            columns = [folded(meta(column, "column")) for column in row_rules(rules).values()]
            assert all(columns)
            assert len(set(columns)) == len(columns)


def test_a_workspace_has_schemas_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "data_schemas").mkdir()
    ours = (house() / "data_schemas" / "council.yaml").read_text(encoding="utf-8")
    own = ours.replace("Write the council's full name, as it stands on letters.", "Say who you are.")
    (tmp_path / "data_schemas" / "council.yaml").write_text(own, encoding="utf-8")
    assert load_schema(Workspace(tmp_path), "council")["council"]["schema"]["name"]["meta"]["fix"] == "Say who you are."


def test_a_workspace_without_schemas_uses_those_of_the_house(tmp_path: Path) -> None:
    assert load_schema(Workspace(tmp_path), "evidence") == SCHEMAS["evidence"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name: {type: string\nother: x", "line 2"),
        ("name: [type\n", "line 2"),
        ("- name", ""),
        ("", ""),
        ("name: string", ""),
        ("name: \x00", ""),
    ],
)
def test_a_broken_schema_is_told_with_its_place(tmp_path: Path, text: str, line: str) -> None:
    (tmp_path / "data_schemas").mkdir()
    (tmp_path / "data_schemas" / "council.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"data_schemas/council\.yaml cannot be used") as caught:
        load_schema(Workspace(tmp_path), "council")
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.file, finding.place.where) == ("I-02", "data_schemas/council.yaml", line)
    assert finding.fix.startswith("Put the file back")


@pytest.mark.parametrize("rules", [{"type": "strnig"}, {"type": "string", "requierd": True}, {"known": []}])
def test_rules_that_cerberus_does_not_know_are_told(rules: Schema) -> None:
    with pytest.raises(InputError, match=r"data_schemas/council\.yaml cannot be used: Cerberus says") as caught:
        validate(Record(schema="council", file="inputs/council.yaml", values={"name": "x"}), {"name": rules}, WORDS)
    assert [finding.place.file for finding in caught.value.findings] == ["data_schemas/council.yaml"]


def test_the_copies_of_the_schemas_that_a_workspace_gets_are_read_like_the_originals(tmp_path: Path) -> None:
    shutil.copytree(house() / "data_schemas", tmp_path / "data_schemas")
    assert {kind: load_schema(Workspace(tmp_path), kind) for kind in KINDS} == SCHEMAS
