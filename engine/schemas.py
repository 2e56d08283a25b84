"""The schemas in data_schemas/: Cerberus rules that a policy officer can read.

Beside Cerberus' own rules a schema may hold `meta`, which says where a value stands and what to do when it is wrong:
sheet, column, heading (a string), holds (sentence, story, bullets or table), code (of the finding), fix (a sentence).
"""

from __future__ import annotations

from typing import Any

import yaml

from engine.workspace import Workspace
from engine.yaml_text import Loader

Schema = dict[str, Any]


def load_schema(workspace: Workspace, kind: str) -> Schema:
    """The schema of one kind of input: council, checklist, evidence, endorsements, or a kind of narrative."""
    with workspace.schema(f"{kind}.yaml").open(encoding="utf-8") as file:
        loaded: Schema = yaml.load(file, Loader)
    return loaded


def meta(rules: Schema, key: str, default: str = "") -> str:
    """One entry of a rule's meta."""
    return str(rules.get("meta", {}).get(key, default))


def row_rules(rules: Schema) -> Schema:
    """The fields of one row, for a field that holds a list of rows."""
    fields: Schema = rules["schema"]["schema"]
    return fields
