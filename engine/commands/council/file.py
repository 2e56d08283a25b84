"""council.yaml as it lies there: its text, what it says, and what is wrong with it, value by value."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from engine.commands.council.parts import label_of
from engine.errors import UsageError
from engine.findings import COUNCIL
from engine.foreign.folder import everything_in
from engine.foreign.limits import YAML
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.framework.catalogue import framework_file, load_framework
from engine.model.framework import Framework
from engine.model.manifest import FileHash
from engine.model.record import Record
from engine.publishing.source_hashes import hash_of
from engine.schemas import Schema, schema_in_use
from engine.transcription.council import transcribe_council
from engine.transcription.local_sections import transcribe_sections
from engine.validation.validate import validate
from engine.validation.validate_all import council_vocabulary
from engine.workspace import Workspace
from engine.yaml_spans import content_of
from engine.yaml_text import NotYamlError, Path

_MARK = "\ufeff"
_PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class CouncilFault:
    """What is wrong with one value. path: where it stands, or is missing; message, fix: sentences."""

    path: Path
    message: str
    fix: str

    @property
    def kind(self) -> tuple[tuple[str, ...], str]:
        """The same fault of any entry of a list: which one it is in changes when another one goes."""
        return tuple(step for step in self.path if isinstance(step, str)), self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilFile:
    """The file. seen: SHA-256 of what was read; empty for no file. mark: the sign some programs begin UTF-8 with.

    content: what it says; None where it is no YAML, and why says so.
    """

    text: str
    seen: str
    mark: str
    content: dict[str, Any] | None
    why: str


def read_council_file(workspace: Workspace) -> CouncilFile:
    """council.yaml of a workspace. Raises UsageError where it cannot be opened, or is no text."""
    path = workspace.root / COUNCIL
    try:
        data = whole(path, YAML) if is_there(path) else None
        text = (data or b"").decode("utf-8")
    except RefusedFile as refused:
        raise UsageError(f"{COUNCIL} cannot be opened. {refused.message} {refused.fix}") from refused
    except UnicodeDecodeError as fault:
        raise UsageError(f"{COUNCIL} is not saved as UTF-8. Save it again as UTF-8 text, in a text editor.") from fault
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(_MARK)
    content, why = read_text(text)
    seen = "" if data is None else hashlib.sha256(data).hexdigest()
    return CouncilFile(text=text, seen=seen, mark=mark, content=content, why=why)


def read_text(text: str) -> tuple[dict[str, Any] | None, str]:
    """What a text says as council.yaml; or why it cannot be read, in sentences."""
    try:
        content = content_of(text)
    except NotYamlError as fault:
        where = f"In {fault.line}: " if fault.line else ""
        return None, f"{where}{fault}. {fault.fix}".strip()
    if content is not None and not isinstance(content, dict):
        return None, "It holds no fields. Begin each line with the name of a field and a colon."
    return content or {}, ""


@dataclass(frozen=True, slots=True)
class CouncilRules:
    """What a value of council.yaml is checked against. pictures: those in inputs/brand, as the file may name them."""

    schema: Schema
    framework: Framework
    pictures: tuple[str, ...]

    def faults(self, content: dict[str, Any]) -> tuple[CouncilFault, ...]:
        """All that is wrong with what the file says, as `penholder check` would tell it."""
        words = council_vocabulary(self.framework, self.pictures)
        record = Record(schema="council", file=COUNCIL, values=content)
        checked = validate(record, _labelled(self.schema), words)
        found = checked.findings
        if not found:
            of_sections = transcribe_sections(checked, {}, self.framework.forms)[1]
            found = (*transcribe_council(checked, words)[1], *of_sections)
        return tuple(CouncilFault(one.place.path, one.message, one.fix) for one in found)


def rules_of(workspace: Workspace) -> CouncilRules:
    """Those of a workspace. Raises InputError where its schema or its framework cannot be used."""
    brand = (path for path in everything_in(workspace.inputs / "brand") if isinstance(path, FilePath))
    named = (path.relative_to(workspace.inputs).as_posix() for path in brand if path.suffix.lower() in _PICTURES)
    framework = framework_file(workspace)
    seen = (hash_of(workspace.schema("council.yaml")), hash_of(framework))
    schema, loaded = _schema_and_framework(workspace, framework, seen)
    return CouncilRules(schema, loaded, tuple(sorted(named)))


@lru_cache(maxsize=2)
def _schema_and_framework(
    workspace: Workspace, framework: FilePath, _seen: tuple[FileHash | None, ...]
) -> tuple[Schema, Framework]:
    """Both are read once for as long as their files stay as they are: a page is made of them at each click."""
    return schema_in_use(workspace, "council"), load_framework(framework)


def _labelled(schema: Schema, path: tuple[str, ...] = ()) -> Schema:
    """A schema in which each field is called in sentences as forms call it."""
    made = deepcopy(schema)
    for name, rules in made.items():
        rules["meta"] = {**rules.get("meta", {}), "label": label_of((*path, name))}
        inner = rules.get("schema")
        if rules.get("type") == "dict" and inner:
            rules["schema"] = _labelled(inner, (*path, name))
        elif inner and inner.get("type") == "dict":
            inner["schema"] = _labelled(inner["schema"], (*path, name))
    return made
