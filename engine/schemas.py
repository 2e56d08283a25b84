"""The schemas in data_schemas/: Cerberus rules that a policy officer can read.

Beside Cerberus' own rules a schema may hold `meta`, which says where a value stands and what to do when it is wrong:
sheet, column, heading (a string), holds (sentence, story, bullets or table), code (of the finding), fix (a sentence),
later (true where the field came after workspaces were in use: a workbook without its column is read all the same).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.findings import Place, error
from engine.foreign.limits import YAML
from engine.foreign.office_kind import whole
from engine.workspace import Workspace, house
from engine.yaml_text import NotYamlError, checked_yaml_content

Schema = dict[str, Any]


def load_schema(workspace: Workspace, kind: str) -> Schema:
    """The schema of one kind of input: council, checklist, evidence, endorsements, or a kind of narrative.

    A workspace's own schema gets the fields that came later from the house copy, so that its council can fill them in.
    Raises InputError, with the place, where the file is not one.
    """
    own, of_the_house = workspace.schema(f"{kind}.yaml"), house() / "data_schemas" / f"{kind}.yaml"
    rules = _rules_in(own, kind)
    return rules if own == of_the_house else _with_later(rules, _rules_in(of_the_house, kind))


def _rules_in(path: Path, kind: str) -> Schema:
    try:
        loaded = checked_yaml_content(whole(path, YAML).decode("utf-8"))
    except NotYamlError as fault:
        raise no_schema(kind, str(fault), fault.line) from fault
    except (ValueError, OSError) as fault:
        raise no_schema(kind, str(fault)) from fault
    if not isinstance(loaded, dict) or not all(isinstance(rules, dict) for rules in loaded.values()):
        raise no_schema(kind, "it must name fields, and rules for each")
    return loaded


def _with_later(own: Schema, of_the_house: Schema) -> Schema:
    """The fields of a row or group, with those of the house copy that came later, where both have that row or group."""
    later = {name: rules for name, rules in of_the_house.items() if name not in own and _came_later(rules)}
    return {name: _grown(rules, of_the_house.get(name)) for name, rules in own.items()} | later


def _grown(rules: Any, of_the_house: Any) -> Any:
    """The rules of a field, with what came later in the rows or the group that it holds."""
    inner, other = _inner(rules), _inner(of_the_house)
    if not inner or not other:
        return rules
    is_list = rules.get("type") == "list"
    return {**rules, "schema": _grown(inner, other) if is_list else _with_later(inner, other)}


def _inner(rules: object) -> Schema:
    """The rules of what a row or group holds; none for anything else."""
    inner = rules.get("schema") if isinstance(rules, dict) else None
    return inner if isinstance(inner, dict) else {}


def _came_later(rules: object) -> bool:
    return isinstance(rules, dict) and isinstance(rules.get("meta"), dict) and bool(rules["meta"].get("later"))


def no_schema(kind: str, reason: str, line: str = "") -> InputError:
    """The error of a schema file that holds no schema: without it no input of its kind can be read."""
    message = f"data_schemas/{kind}.yaml cannot be used: {reason}."
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
