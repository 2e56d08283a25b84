"""The schemas in data_schemas/: Cerberus rules that a policy officer can read.

Beside Cerberus' own rules a schema may hold `meta`, which says where a value stands and what to do when it is wrong:
sheet, column, heading (a string), holds (sentence, story, bullets or table), code (of the finding), fix (a sentence),
later (true where the field came after workspaces were in use: a workbook without its column is read all the same).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.findings import Place, error
from engine.foreign.limits import YAML
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.kept_yaml import content_of
from engine.schema_rules import faults_of_schema, may_lack
from engine.workspace import Workspace, house
from engine.yaml_text import NotYamlError, checked_yaml_content

Schema = dict[str, Any]


def load_schema(workspace: Workspace, kind: str) -> Schema:
    """The schema of one kind of input: council, checklist, evidence, endorsements, or a kind of narrative.

    Raises InputError, with the place, where the file is not one.
    """
    return _own_and_house(workspace, kind)[0]


def schema_in_use(workspace: Workspace, kind: str) -> Schema:
    """The workspace's schema, and of the house copy whatever has come since and need not be filled in.

    So a workspace that was made earlier knows the columns and fields of today. Raises InputError as load_schema does.
    """
    return with_what_came_since(*_own_and_house(workspace, kind))


def _own_and_house(workspace: Workspace, kind: str) -> tuple[Schema, Schema]:
    """A schema as the workspace has it, found sound, and the house copy, which it may be itself."""
    path = workspace.schema(f"{kind}.yaml")
    data = _bytes_of(path, kind)
    house_copy = house() / "data_schemas" / path.name
    try:
        loaded = content_of(data)
    except NotYamlError as fault:
        raise no_schema(kind, str(fault), fault.line) from fault
    if not isinstance(loaded, dict) or not all(isinstance(rules, dict) for rules in loaded.values()):
        raise no_schema(kind, "it must name fields, and rules for each")
    if path == house_copy or kind in _WITHOUT_RULES or data == (of_today := whole(house_copy, YAML)):
        return loaded, loaded
    today = content_of(of_today)
    if found := faults_of_schema(loaded, today):
        _, read = checked_yaml_content(data)
        raise _altered(kind, [(read.line_of(place), words) for place, words in found])
    return loaded, today


_WITHOUT_RULES = ("official_workbook", "information_return", "blocks")
"""What lies among the schemas and is none: its reader says what it lacks."""


def _bytes_of(path: Path, kind: str) -> bytes:
    try:
        return whole(path, YAML)
    except RefusedFile as refused:
        raise no_schema(kind, refused.message) from refused


def _altered(kind: str, faults: Sequence[tuple[str, str]]) -> InputError:
    """The error of a schema file that was altered in ways in which nothing can be read by it: every fault."""
    file = f"data_schemas/{kind}.yaml"
    fix = "Put the file back as it was, here at least; `penholder new` makes a workspace with the house copy."
    found = [error("I-02", Place(file, line), f"The schema cannot be used: {words}.", fix) for line, words in faults]
    return InputError(f"{file} cannot be used: {faults[0][1]}.", found)


def with_what_came_since(own: Schema, today: Schema) -> Schema:
    """Rules by field: those of today that need not be there beside one's own, inside groups and rows too."""
    added = {field: rules for field, rules in today.items() if field not in own and may_lack(rules)}
    both = {field: _grown(rules, today[field]) for field, rules in own.items() if field in today}
    return {**own, **both, **added}


def _grown(own: Any, today: Any) -> Any:
    mine, theirs = own.get("schema"), today.get("schema")
    if not isinstance(mine, dict) or not isinstance(theirs, dict):
        return own
    inner = _grown(mine, theirs) if own["type"] == "list" else with_what_came_since(mine, theirs)
    return {**own, "schema": inner}


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
