"""The Word templates by themselves: all that is wrong with them, and copies that show where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine import whole_file
from engine.assembly.composing import composed
from engine.assembly.left_out import but_for, left_out
from engine.assembly.own_fields import OwnFields
from engine.assembly.template_gate import missing_fonts, templates_of_its_own, unreadable
from engine.clock import now
from engine.errors import UsageError
from engine.finding_kinds import exit_code
from engine.findings import Finding, Place, findings_json
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.inspection.annotate import annotated
from engine.inspection.inspect import inspect
from engine.inspection.remarks import Remark
from engine.system_words import in_words
from engine.templates.kinds import TemplateKind
from engine.templates.letters import letter_findings
from engine.templates.template import OPENING_FAULTS
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """One template: its bytes, empty where it could not be read, and what there is to say about it."""

    path: Path
    data: bytes
    remarks: tuple[Remark, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(remark.finding for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class CheckedTemplates:
    """All that were looked at."""

    templates: tuple[CheckedTemplate, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Of all of them, in their order."""
        return tuple(finding for template in self.templates for finding in template.findings)

    @property
    def faulty(self) -> int:
        """Templates about which there is something to say."""
        return sum(bool(template.remarks) for template in self.templates)

    @property
    def exit_code(self) -> int:
        """As the contract has it."""
        return exit_code(self.findings)

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return findings_json(self.findings)


def check_templates(
    workspace: Workspace, files: Sequence[Path] = (), kind: TemplateKind | None = None
) -> CheckedTemplates:
    """The files, or all templates that the workspace has, each with every fault. Reads no inputs, writes nothing.

    kind: which template the files are to be, and as which they are told of; None where their names say it.
    """
    own, printed = OwnFields(workspace), set[str]()
    paths = files or [workspace.template(name) for name in templates_of_its_own(workspace)]
    to_be = workspace.template(kind) if kind else None
    found = [_checked(workspace, path, workspace.place_of(to_be or path), own, printed) for path in paths]
    if not files:
        faults = (*own.unprinted(printed), *letter_findings(workspace))
        found += [CheckedTemplate(workspace.root / fault.place.file, b"", (Remark(fault),)) for fault in faults]
    stands = but_for(left_out(workspace))
    told = (replace(one, remarks=tuple(each for each in one.remarks if stands(each.finding))) for one in found)
    return CheckedTemplates(tuple(told))


def templates_in_use(workspace: Workspace) -> dict[str, bool]:
    """Every template by its name, and whether it is the workspace's own; the house copy is used of any other."""
    own = templates_of_its_own(workspace)
    return {str(kind): kind in own for kind in TemplateKind}


def write_copies(checked: CheckedTemplates, folder: Path) -> tuple[Path, ...]:
    """A copy of each template that has findings, with a comment at each. No file that is there is ever overwritten."""
    written = []
    for template in checked.templates:
        if template.remarks and template.data:
            try:
                copy = annotated(template.data, template.remarks, now())
            except OPENING_FAULTS:
                continue  # it cannot be opened, which is what its finding says
            written.append(_write_new(folder, template.path, copy))
    return tuple(written)


def _checked(workspace: Workspace, path: Path, place: Place, own: OwnFields, printed: set[str]) -> CheckedTemplate:
    try:
        data, of_parts = composed(workspace, place, whole(path, limits.FILE))
    except RefusedFile as refused:
        return CheckedTemplate(path, b"", (Remark(unreadable(place, refused)),))
    found = inspect(data, place, own=own.names)
    printed.update(found.own)
    others = (*of_parts, *missing_fonts([(place, found.fonts)]))
    return CheckedTemplate(path, data, (*found.remarks, *map(Remark, others)))


def _write_new(folder: Path, original: Path, data: bytes) -> Path:
    number = 1
    try:
        while True:
            more = "" if number == 1 else f" {number}"
            path = folder / f"{original.stem} with comments{more}.docx"
            try:
                whole_file.create(path, data)
            except FileExistsError:
                number += 1
            else:
                return path
    except OSError as fault:
        raise UsageError(f"The copies cannot be written into {folder} ({in_words(fault)}).") from fault
