"""The schemas in data_schemas/: Cerberus rules that a policy officer can read.

Beside Cerberus' own rules a schema may hold `meta`, which says where a value stands and what to do when it is wrong:
sheet, column, heading (a string), holds (sentence, story, bullets or table), code (of the finding), fix (a sentence).
"""

from __future__ import annotations

from typing import Any

from engine.errors import InputError
from engine.findings import Place, error
from engine.foreign.limits import YAML
from engine.foreign.plain_file import whole
from engine.workspace import Workspace
from engine.yaml_text import NotYamlError, checked_yaml_content

Schema = dict[str, Any]


def load_schema(workspace: Workspace, kind: str) -> Schema:
    """The schema of one kind of input: council, checklist, evidence, endorsements, or a kind of narrative.

    Raises InputError, with the place, where the file is not one.
    """
    path = workspace.schema(f"{kind}.yaml")
    try:
        loaded = checked_yaml_content(whole(path, YAML).decode("utf-8"))
    except NotYamlError as fault:
        raise no_schema(kind, str(fault), fault.line) from fault
    except (ValueError, OSError) as fault:
        raise no_schema(kind, str(fault)) from fault
    if not isinstance(loaded, dict) or not all(isinstance(rules, dict) for rules in loaded.values()):
        raise no_schema(kind, "it must name fields, and rules for each")
    return loaded


def no_schema(kind: str, reason: str, line: str = "") -> InputError:
    """The error of a schema file that holds no schema: without it no input of its kind can be read."""
    message = f"data_schemas/{kind}.yaml cannot be used: {reason.rstrip('.')}."
    fix = "Put the file back as it was; `penholder new` makes a workspace with the house copy."
    return InputError(message, [error("I-02", Place(f"data_schemas/{kind}.yaml", line), message, fix)])


def meta(rules: Schema, key: str, default: str = "") -> str:
    """One entry of a rule's meta."""
    return str(rules.get("meta", {}).get(key, default))


def titles(rules: Schema) -> tuple[str, ...]:
    """What a column may be headed: its own title first, then the others it is known by."""
    return (meta(rules, "column"), *rules.get("meta", {}).get("also", ()))


def row_rules(rules: Schema) -> Schema:
    """The fields of one row, for a field that holds a list of rows."""
    fields: Schema = rules["schema"]["schema"]
    return fields
