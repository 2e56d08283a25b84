"""The schemas in data_schemas/: Cerberus rules that a policy officer can read.

Beside Cerberus' own rules a schema may hold `meta`, which says where a value stands and what to do when it is wrong:
sheet, column, heading (a string), holds (sentence, story, bullets or table), code (of the finding), fix (a sentence),
later (true where the field came after workspaces were in use: a workbook without its column is read all the same).
"""

from __future__ import annotations

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

    Raises InputError, with the place, where the file is not one.
    """
    try:
        loaded = checked_yaml_content(whole(workspace.schema(f"{kind}.yaml"), YAML).decode("utf-8"))
    except NotYamlError as fault:
        raise no_schema(kind, str(fault), fault.line) from fault
    except (ValueError, OSError) as fault:
        raise no_schema(kind, str(fault)) from fault
    if not isinstance(loaded, dict) or not all(isinstance(rules, dict) for rules in loaded.values()):
        raise no_schema(kind, "it must name fields, and rules for each")
    for field, rules in loaded.items():
        if _is_table(rules) and not _names_columns(rules):
            raise no_schema(kind, f"{field} must name the columns of its rows")
    return loaded


def _is_table(rules: Schema) -> bool:
    """Whether a field stands in a table: on a sheet of a workbook, or below a heading of a form."""
    about = rules.get("meta")
    about = about if isinstance(about, dict) else {}
    return rules.get("type") == "list" and ("sheet" in about or about.get("holds") == "table")


def _names_columns(rules: Schema) -> bool:
    row = rules.get("schema")
    columns = row.get("schema") if isinstance(row, dict) else None
    return isinstance(columns, dict) and all(isinstance(column, dict) for column in columns.values())


def schema_in_use(workspace: Workspace, kind: str) -> Schema:
    """The workspace's schema, and of the house copy whatever has come since and need not be filled in.

    So a workspace that was made earlier knows the columns and fields of today. Raises InputError as load_schema does.
    """
    own = load_schema(workspace, kind)
    path = house() / "data_schemas" / f"{kind}.yaml"
    if workspace.schema(path.name) == path:
        return own
    return _with_what_came_since(own, checked_yaml_content(path.read_text(encoding="utf-8")))


def _with_what_came_since(own: Schema, today: Schema) -> Schema:
    """Rules by field: those of today that need not be there beside one's own, inside groups and rows too."""
    added = {field: rules for field, rules in today.items() if field not in own and may_lack(rules)}
    both = {field: _grown(rules, today[field]) for field, rules in own.items() if field in today}
    return {**own, **both, **added}


def _grown(own: Any, today: Any) -> Any:
    if not isinstance(own, dict) or own.get("type") != today.get("type"):
        return own
    mine, theirs = own.get("schema"), today.get("schema")
    if not isinstance(mine, dict) or not isinstance(theirs, dict):
        return own
    inner = _grown(mine, theirs) if own["type"] == "list" else _with_what_came_since(mine, theirs)
    return {**own, "schema": inner}


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


def may_lack(rules: Schema) -> bool:
    """Whether a table may come without a column: its values need not be filled in either."""
    about = rules.get("meta", {})
    return bool(about.get("optional")) or not (rules.get("required", False) or about.get("needed", False))


def row_rules(rules: Schema) -> Schema:
    """The fields of one row, for a field that holds a list of rows."""
    fields: Schema = rules["schema"]["schema"]
    return fields
