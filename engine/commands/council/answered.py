"""Where in Council a finding is answered: the part, the field in it, and what that is called there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine.commands.council.file import read_council_file, rules_of
from engine.commands.council.form import id_of
from engine.commands.council.parts import CouncilPart, label_of, part_with
from engine.finding_kinds import Remedy, field_for, remedy_for
from engine.findings import COUNCIL, Finding
from engine.schemas import Schema
from engine.workspace import Workspace
from engine.yaml_text import Path

_KNOWN_BY = ("name", "heading", "short", "statement", "role", "id", "code")
"""What an entry of a list is told by, the best first."""


@dataclass(frozen=True, slots=True)
class AnsweredAt:
    """part: None where only the text reaches it. id: of the field, row or list; label: what it is called there."""

    part: CouncilPart | None = None
    id: str = ""
    label: str = ""


def answered_at(workspace: Workspace, findings: Sequence[Finding]) -> tuple[AnsweredAt | None, ...]:
    """For each finding where it is answered; None where Council does not answer it.

    Raises InputError where the schema or the framework cannot be used, and UsageError where the file cannot be read.
    """
    if not any(map(_is_of_council, findings)):
        return (None,) * len(findings)
    file, schema = read_council_file(workspace), rules_of(workspace).schema
    return tuple(_at(field_for(one), schema, file.content) if _is_of_council(one) else None for one in findings)


def to_mend(workspace: Workspace) -> Counter[CouncilPart | None]:
    """How much is wrong in each part as the file says it now; under None, what the text alone reaches.

    Raises as answered_at does.
    """
    file, rules = read_council_file(workspace), rules_of(workspace)
    if file.content is None:
        return Counter()
    return Counter(_at(one.path, rules.schema, file.content).part for one in rules.faults(file.content))


def _is_of_council(finding: Finding) -> bool:
    return finding.place.file == COUNCIL or remedy_for(finding) is Remedy.COUNCIL


def _at(path: Path, schema: Schema, content: dict[str, Any] | None) -> AnsweredAt:
    """A file that is no YAML is shown as text alone, and so is a field that no form has."""
    shown = tuple(_shown(path, schema))
    part = part_with(path[0], schema) if path and content is not None else None
    if part is None or shown[-1:] == (None,):
        return AnsweredAt()
    known = tuple(step for step in shown if step is not None)
    names = tuple(step for step in known if isinstance(step, str))
    entry = _entry(known, content)
    return AnsweredAt(part, id_of(known), ", ".join(filter(None, (label_of(names), entry))))


def _shown(path: Path, schema: Schema) -> Iterator[str | int | None]:
    """The steps as far as a form has a field, a row or a list of its own for them; at last None, where it has none."""
    rules: Schema = {"schema": schema}
    for step in path:
        inner = rules.get("schema", {})
        if isinstance(step, int):
            if inner.get("type") != "dict":
                return  # words in lines are one field
            rules = inner
        elif step in inner:
            rules = inner[step]
        else:
            yield None
            return
        yield step


def _entry(path: Path, content: Any) -> str:
    """What the entry of a list is told by in which a path leads; empty for a path that leads into none."""
    for step in path:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return ""
        if isinstance(step, int):
            said = content if isinstance(content, dict) else {}
            return next((str(said[name]) for name in _KNOWN_BY if said.get(name)), f"entry {step + 1}")
    return ""
