"""Whatever a schema takes from people goes on into the model: nothing is read, checked and then dropped."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

import pytest
import yaml

from engine.model.council import Dates, Thresholds
from tests.conftest import ROOT

AS_A_WHOLE = {"council.dates": Dates, "council.thresholds": Thresholds}
"""Groups whose fields are those of one value of the model, by their names."""
COLOURS = "council.brand.colours"
"""A group that is kept as it stands: the palette asks for each colour by its name."""
NOT_TAKEN = {"evidence.library.asked": "what the guidance asks for, repeated for whoever fills in the row"}
FILES = ("council", "decisions", "endorsements", "evidence", "lenses")
FORMS = ("narrative_overview", "narrative_section", "narrative_statement", "narrative_theme")


def _schema(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((ROOT / "data_schemas" / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def leaves(rules: dict[str, Any], around: str) -> Iterator[str]:
    """The path of every field, those of rows and groups too."""
    for name, rule in rules.items():
        path, inner = f"{around}.{name}", rule.get("schema", {})
        yield path
        inner = inner.get("schema", {}) if inner.get("type") == "dict" else inner
        if inner and all(isinstance(each, dict) for each in inner.values()):
            yield from leaves(inner, path)


@cache
def _asked_for() -> set[str]:
    """Every name that transcription asks a record for."""
    modules = (ROOT / "engine" / "transcription").glob("*.py")
    nodes = (node for path in modules for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


@pytest.mark.parametrize("name", [*FILES, *FORMS])
def test_every_field_of_a_schema_is_asked_for(name: str) -> None:
    whole = (*AS_A_WHOLE, COLOURS)
    paths = [path for path in leaves(_schema(name), name) if not path.startswith(tuple(f"{one}." for one in whole))]
    assert paths
    dropped = [path for path in paths if path.rpartition(".")[2] not in _asked_for() and path not in NOT_TAKEN]
    assert dropped == [], "engine/transcription/ asks for none of these, so what people write there would be lost"


@pytest.mark.parametrize("path", AS_A_WHOLE)
def test_a_group_that_is_taken_as_a_whole_has_the_fields_of_its_value(path: str) -> None:
    taken = {
        one.removeprefix(f"{path}.") for one in leaves(_schema("council"), "council") if one.startswith(f"{path}.")
    }
    taken = {name for name in taken if "." not in name}
    assert taken
    assert taken - {field.name for field in fields(AS_A_WHOLE[path])} == set()


def test_a_field_that_nothing_asks_for_would_be_seen() -> None:
    grown = {"actions": {"schema": {"type": "dict", "schema": {"colour_of_the_sky": {"type": "string"}}}}}
    assert list(leaves(grown, "form")) == ["form.actions", "form.actions.colour_of_the_sky"]
    assert "colour_of_the_sky" not in _asked_for()
