"""A template put back that somebody changed elsewhere: looked at first, and put in the place of the one it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from engine.assembly.earlier_templates import replace_templates
from engine.commands.template_check import check_templates
from engine.doors import ChangedMeanwhileError
from engine.errors import UsageError
from engine.findings import Finding
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.templates.kinds import TemplateKind, kind_of
from engine.templates.template import OPENING_FAULTS
from engine.word.package import Package
from engine.word.text import all_text
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TemplateThatCame:
    """A Word file that is to be a template. kind: which one it is, by its name or its tags. digest: its SHA-256."""

    kind: TemplateKind
    digest: str
    findings: tuple[Finding, ...]


def look_at_template(workspace: Workspace, file: Path) -> TemplateThatCame:
    """Which template a file is, and what a check says of it as that one, whatever it is called.

    Raises UsageError where it is no Word file.
    """
    data, text = _opened(file)
    kind = kind_of(file.name, text)
    told, to_be = check_templates(workspace, (file,), kind).findings, workspace.place_of(workspace.template(kind)).file
    findings = (
        replace(one, place=replace(one.place, file=file.name)) if one.place.file == to_be else one for one in told
    )
    return TemplateThatCame(kind, hashlib.sha256(data).hexdigest(), tuple(findings))


def put_template(workspace: Workspace, file: Path, name: str, seen: str) -> str:
    """Put it in the place of a template of the workspace; all templates as they were are kept first.

    name: of the template, as in word_templates/. seen: the SHA-256 of the file that was looked at. Gives the folder
    that keeps them, as the workspace names it.
    Raises ChangedMeanwhileError for another file than was seen, and UsageError where it cannot be put there.
    """
    if name not in list(TemplateKind):
        raise UsageError(f"There is no template {name}. Nothing was changed.")
    data, _ = _opened(file)
    if hashlib.sha256(data).hexdigest() != seen:
        raise ChangedMeanwhileError(f"{file.name} has changed since it was looked at. Nothing was changed. Look again.")
    return workspace.relative(replace_templates(workspace, {workspace.template(name): data}))


def _opened(file: Path) -> tuple[bytes, str]:
    """A file's bytes, and what it says, tags and all."""
    try:
        data = whole(file, limits.FILE)
        return data, all_text(Package.of_template(data))
    except RefusedFile as refused:
        raise UsageError(f"{file.name} cannot be a template: {refused.message} {refused.fix}") from refused
    except OPENING_FAULTS as fault:
        message = f"{file.name} cannot be a template: it is no sound Word document. Save it anew in Word."
        raise UsageError(message) from fault
