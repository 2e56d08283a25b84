"""The workspace into which files come: its groups, its forms, and what lies there already."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from engine.assembly.reading import Reading, read
from engine.errors import InputError
from engine.framework.catalogue import framework_file, load_framework
from engine.model.council import Group
from engine.model.evidence_files import EVIDENCE_FILES
from engine.model.framework import Framework
from engine.model.vocabulary import Vocabulary, framework_vocabulary
from engine.progress import Progress
from engine.schemas import Schema, schema_in_use
from engine.sources.checklists.recognised import Catalogue, catalogue
from engine.sources.yaml_file import read_yaml
from engine.workspace import Workspace

OVERVIEW = "overview"


class Surroundings:
    """What files that come are held against, read when it is first asked for. Raises InputError as read does."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.framework: Framework = load_framework(framework_file(workspace))

    def schema(self, kind: str) -> Schema:
        """The schema in use of a kind of input."""
        return schema_in_use(self.workspace, kind)

    @cached_property
    def catalogue(self) -> Catalogue:
        """What rows of a checklist are recognised by."""
        return catalogue(self.framework, self.schema("checklist"))

    @cached_property
    def reading(self) -> Reading | None:
        """The workspace as it is; None while council.yaml is wrong."""
        try:
            return read(self.workspace, Progress())
        except InputError:
            return None

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The council's groups, as far as council.yaml names them."""
        if self.reading:
            return self.reading.assessment.council.groups
        record, _ = read_yaml(self.workspace.inputs / "council.yaml", "inputs/council.yaml", "council")
        listed = record.values.get("groups")
        return tuple(_group(entry) for entry in listed if _is_group(entry)) if isinstance(listed, list) else ()

    @cached_property
    def words(self) -> Vocabulary:
        """The names that checklists use, those of the groups too."""
        words = framework_vocabulary(self.framework)
        return words.with_kind("group", ((group.id, group.name) for group in self.groups))

    def forms(self) -> Iterator[tuple[str, str]]:
        """Each form by its id and its name, the overview last."""
        yield from ((statement.id, statement.name) for statement in self.framework.statements)
        yield from ((theme.id, theme.name) for theme in self.framework.themes)
        yield OVERVIEW, "Overview"

    def names(self) -> Iterator[tuple[str, str]]:
        """Everything that a file can be from: groups, then forms, then the evidence."""
        yield from ((group.id, group.name) for group in self.groups)
        yield from self.forms()
        yield EVIDENCE_FILES, "The evidence, as one of its files"


def _is_group(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("id"), str) and bool(entry["id"])


def _group(entry: dict[str, Any]) -> Group:
    name = str(entry.get("name") or entry["id"])
    return Group(id=entry["id"], name=name, people=0, how="", lived_experience=False, leaders=False)
