"""Workspaces keep their own schemas: what the house asked of a text in an earlier release is good enough for ever."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.schema_rules import faults_of_schema
from engine.workspace import house

_RELEASED = json.loads(Path(__file__).with_name("released_patterns.json").read_text(encoding="utf-8"))
"""The pattern of each field as it was handed out in version 0.1, by its schema and its path: it is never taken out."""


def patterns(told: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The rules with a pattern, by their path."""
    if isinstance(told, dict):
        if isinstance(told.get("regex"), str):
            yield path, told
        for key, each in told.items():
            yield from patterns(each, f"{path}.{key}".lstrip("."))


@pytest.mark.parametrize("kind", _RELEASED)
def test_a_schema_of_the_first_release_is_taken_and_any_other_pattern_is_not(kind: str) -> None:
    ours = yaml.safe_load((house() / "data_schemas" / f"{kind}.yaml").read_text(encoding="utf-8"))
    given = copy.deepcopy(ours)
    rules = dict(patterns(given))
    for path, pattern in _RELEASED[kind].items():
        rules[path]["regex"] = pattern
        rules[path].get("meta", {}).pop("was", None)
    assert faults_of_schema(given, ours) == []
    for path, pattern in _RELEASED[kind].items():
        rules[path]["regex"] = f"{pattern}|.*"
        assert [f"{path}.regex" in ".".join(map(str, where)) for where, _ in faults_of_schema(given, ours)] == [True]
        rules[path]["regex"] = pattern
