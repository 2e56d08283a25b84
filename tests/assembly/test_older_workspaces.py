"""Workspaces that were made before penholder had a template, a column or a key: built as before, told once, no more."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from engine.assembly.assemble import Built
from engine.assembly.drawing import house_copies
from engine.assembly.reading import Reading, read
from engine.commands.forms import blank_forms
from engine.findings import Finding, Severity
from engine.framework.catalogue import framework_file
from engine.model.edition import Edition
from engine.model.vocabulary import Vocabulary
from engine.progress import Progress
from engine.schema_rules import may_lack
from engine.schemas import Schema, load_schema, meta, row_rules, schema_in_use
from engine.sources.load import KINDS
from engine.sources.workbook import read_workbook
from engine.sources.yaml_file import read_yaml
from engine.templates.kinds import TemplateKind
from engine.validation.validate import validate
from engine.workspace import Workspace, house
from tests.building import build
from tests.conftest import copy_sample
from tests.material.small_inputs import SCHEMAS

BOOKS = ("evidence", "endorsements")
OPTIONAL = [
    (kind, meta(rules, "sheet"), name, meta(column, "column"))
    for kind in BOOKS
    for rules in SCHEMAS[kind].values()
    for name, column in row_rules(rules).items()
    if may_lack(column)
]


def without_columns(path: Path, lost: set[tuple[str, str]]) -> None:
    """Take columns away, given as their sheet and heading."""
    book = load_workbook(path)
    for sheet in book:
        header = (
            next(row for row in sheet.iter_rows(max_row=20) if sum(cell.value is not None for cell in row) > 3)
            if sheet.title != "About"
            else ()
        )
        gone = [int(cell.column or 0) for cell in header if (sheet.title, str(cell.value)) in lost]
        for column in reversed(gone):
            sheet.delete_cols(column)
    book.save(path)


def optional_keys(schema: Schema, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key of council.yaml that need not be there, by its path; those inside lists are of each entry."""
    for name, rules in schema.items():
        if not rules.get("required"):
            yield (*path, name)
        inner = rules.get("schema", {})
        inner = inner.get("schema", {}) if rules["type"] == "list" else inner
        if isinstance(inner, dict):
            yield from optional_keys(inner, (*path, name))


def without_key(value: Any, path: tuple[str, ...]) -> None:
    """Take a key away from a group of fields, or from each entry of a list."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and path[0] in one:
            if len(path) == 1:
                del one[path[0]]
            else:
                without_key(one[path[0]], path[1:])


def added(findings: tuple[Finding, ...], before: Reading) -> list[Finding]:
    """Findings that the whole sample does not have, wherever columns have moved."""
    known = {(finding.code, finding.message) for finding in before.judgement.findings}
    return [finding for finding in findings if (finding.code, finding.message) not in known]


@cache
def a_few_rows_of(kind: str) -> bytes:
    """The sample's workbook of a kind with the first rows of each of its sheets."""
    book, saved = load_workbook(house() / "inputs" / f"{kind}.xlsx"), io.BytesIO()
    for sheet in book:
        sheet.delete_rows(12, sheet.max_row)
    book.save(saved)
    return saved.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "sheet", "name", "heading"), OPTIONAL)
def test_a_column_that_is_lacking_is_told_once(kind: str, sheet: str, name: str, heading: str, tmp_path: Path) -> None:
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(a_few_rows_of(kind))
    without_columns(path, {(sheet, heading)})
    record, findings = read_workbook(path, f"inputs/{path.name}", kind, SCHEMAS[kind])
    assert [(found.code, found.severity) for found in findings] == [("I-07", Severity.WARNING)]
    assert f'"{heading}"' in findings[0].message
    assert {column for _, column in record.absent} == {name}
    assert validate(record, SCHEMAS[kind], Vocabulary({})).findings == ()


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample without any optional column, optional key of council.yaml or template."""
    workspace = copy_sample(tmp_path_factory.mktemp("older") / "workspace")
    for kind in BOOKS:
        lost = {(sheet, heading) for of, sheet, _, heading in OPTIONAL if of == kind}
        without_columns(workspace.inputs / f"{kind}.xlsx", lost)
    for path in workspace.template("").glob("*.docx"):
        path.unlink()
    council = workspace.inputs / "council.yaml"
    content = yaml.safe_load(council.read_text(encoding="utf-8"))
    kept = {("groups", "leaders"), ("groups", "lived_experience"), ("acronyms",)}
    for key in optional_keys(SCHEMAS["council"]):
        if key not in kept:
            without_key(content, key)
    council.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return workspace


@pytest.mark.slow
def test_all_that_came_later_may_be_lacking_at_once(older: Workspace, reading: Reading) -> None:
    new = added(read(older, Progress()).judgement.findings, reading)
    told = [finding for finding in new if finding.code == "I-07"]
    assert sorted(finding.place.where.partition("!")[0] for finding in told) == sorted(
        {sheet for _, sheet, _, _ in OPTIONAL}
    )
    assert {finding.severity for finding in told} == {Severity.WARNING}
    assert [finding for finding in new if finding.severity is Severity.ERROR] == []
    assert len(new) - len(told) <= 12, sorted({(f.code, f.place.file, f.message) for f in new if f not in told})


@pytest.fixture(scope="module")
def built(older: Workspace) -> Built:
    return build(older, Edition.DRAFT, with_pdf=False, progress=Progress())


def test_it_is_built_with_the_house_copies_and_each_is_told_once(older: Workspace, built: Built) -> None:
    told = [finding.place.file for finding in built.findings if finding.code == "W-63"]
    assert told == sorted(f"word_templates/{name}" for name in TemplateKind)
    assert (built.folder / "report.docx").is_file()


@pytest.mark.parametrize("name", list(TemplateKind))
def test_one_template_that_is_lacking_is_told(name: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    for other in TemplateKind:
        workspace.template(other).parent.mkdir(exist_ok=True)
        workspace.template(other).touch()
    assert list(house_copies(workspace)) == []
    workspace.template(name).unlink()
    (told,) = house_copies(workspace)
    assert told.place.file == f"word_templates/{name}"
    assert told.severity is Severity.WARNING


KEYS = list(optional_keys(SCHEMAS["council"]))


@cache
def council_of_the_sample() -> dict[str, Any]:
    """What council.yaml says. Not to be changed."""
    content: dict[str, Any] = yaml.safe_load((house() / "inputs" / "council.yaml").read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("path", KEYS, ids=".".join)
def test_a_key_of_council_yaml_that_is_lacking_is_simply_absent(path: tuple[str, ...], tmp_path: Path) -> None:
    content = copy.deepcopy(council_of_the_sample())
    without_key(content, path)
    council = tmp_path / "council.yaml"
    council.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    record, findings = read_yaml(council, "inputs/council.yaml", "council")
    assert findings == []
    assert validate(record, SCHEMAS["council"], Vocabulary({})).findings == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_that_was_copied_earlier_knows_what_came_since(kind: str, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    (tmp_path / "data_schemas").mkdir()
    whole = load_schema(Workspace(house()), kind)
    path = tmp_path / "data_schemas" / f"{kind}.yaml"
    path.write_text(yaml.safe_dump(_earlier(whole), sort_keys=False), encoding="utf-8")
    assert schema_in_use(workspace, kind) == whole


def _earlier(rules: Schema) -> Schema:
    """A schema without anything that need not be filled in."""
    kept = {name: rule for name, rule in rules.items() if not may_lack(rule)}
    for name, rule in kept.items():
        inner = rule.get("schema", {})
        if rule["type"] == "list" and isinstance(inner.get("schema"), dict):
            kept[name] = {**rule, "schema": {**inner, "schema": _earlier(inner["schema"])}}
        elif rule["type"] == "dict":
            kept[name] = {**rule, "schema": _earlier(inner)}
    return kept


def test_a_rule_of_the_councils_own_stands(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    (tmp_path / "data_schemas").mkdir()
    text = (house() / "data_schemas" / "narrative_statement.yaml").read_text(encoding="utf-8")
    own = re.sub("maxlength: 70", "maxlength: 90", text)
    (tmp_path / "data_schemas" / "narrative_statement.yaml").write_text(own, encoding="utf-8")
    assert schema_in_use(workspace, "narrative_statement")["view"]["maxlength"] == 90


@pytest.mark.slow
def test_a_framework_of_an_earlier_penholder_is_built_and_told_once(little: Workspace) -> None:
    path = framework_file(little)
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for theme in content["themes"]:
        for name in ("covers", "points"):
            del theme[name]
        for statement in theme["statements"]:
            statement.pop("i_statements", None)
    for name in ("theme_guidance", "theme_parts", "process_parts", "library_guidance", "sources_guidance"):
        del content[name]
    content["overview"] = {"pages": content["overview"]["pages"]}
    content["top_tips"] = [{"letter": tip["letter"], "name": tip["name"]} for tip in content["top_tips"]]
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    told = [finding for finding in read(little, Progress()).judgement.findings if finding.code == "I-38"]
    assert [finding.severity for finding in told] == [Severity.INFO]
    assert dict(blank_forms(little))["narrative/overview.docx"]
