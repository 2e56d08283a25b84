"""The Word templates by themselves: all that is wrong with them, and copies that show where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import whole_file
from engine.assembly.good_templates import GoodTemplates
from engine.clock import now
from engine.errors import UsageError
from engine.finding_kinds import exit_code
from engine.findings import Finding, Place, error, findings_json, warning
from engine.fonts.on_this_machine import stand_in
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.inspection.annotate import annotated
from engine.inspection.inspect import inspect
from engine.inspection.remarks import Remark
from engine.model.kept import made_once
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


def check_templates(workspace: Workspace, files: Sequence[Path] = ()) -> CheckedTemplates:
    """The files, or all templates that the workspace has, each with every fault. Reads no inputs, writes nothing."""
    found = [_checked(workspace, path) for path in files or _of_its_own(workspace)]
    if not files:
        faults = letter_findings(workspace)
        found += [CheckedTemplate(workspace.root / fault.place.file, b"", (Remark(fault),)) for fault in faults]
    return CheckedTemplates(tuple(found))


def _of_its_own(workspace: Workspace) -> list[Path]:
    """The templates that the workspace has, and those it had and has no more."""
    is_new = GoodTemplates(workspace).is_new
    return [workspace.template(name) for name in TemplateKind if not is_new(name)]


def findings_in_templates(workspace: Workspace) -> tuple[Finding, ...]:
    """What checking all templates finds. Of the very same file it is not found a second time."""
    of_documents = (finding for path in _of_its_own(workspace) for finding in _found_in(workspace, path))
    return (*of_documents, *letter_findings(workspace))


def _found_in(workspace: Workspace, path: Path) -> Iterator[Finding]:
    place = workspace.place_of(path)
    try:
        data = whole(path, limits.FILE)
    except RefusedFile:
        yield from (remark.finding for remark in _checked(workspace, path).remarks)
        return

    def look() -> tuple[tuple[Finding, ...], tuple[str, ...]]:
        inspected = inspect(data, place)
        return tuple(remark.finding for remark in inspected.remarks), inspected.fonts

    shape, libraries = tuple[tuple[Finding, ...], tuple[str, ...]], ("lxml", "jinja2", "docxtpl", "python-docx")
    findings, fonts = made_once("inspections", shape, (repr(place), data), libraries, look)
    yield from findings
    yield from (remark.finding for remark in _missing_fonts(place, fonts))


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


def _checked(workspace: Workspace, path: Path) -> CheckedTemplate:
    place = workspace.place_of(path)
    try:
        data = whole(path, limits.FILE)
    except RefusedFile as refused:
        message = f"The template {path.name} cannot be read. {refused.message}"
        fix = "Put it back; `penholder new` makes a workspace with the house copies."
        return CheckedTemplate(path, b"", (Remark(error("W-02", place, message, fix)),))
    inspected = inspect(data, place)
    missing = _missing_fonts(place, inspected.fonts)
    return CheckedTemplate(path, data, (*inspected.remarks, *missing))


def _missing_fonts(place: Place, fonts: Sequence[str]) -> Iterator[Remark]:
    """W-42 fonts this machine has neither itself nor in the same widths."""
    for font in fonts:
        if stand_in(font) is None:
            message = f'The font "{font}" is not on this machine: another is printed, and pages break elsewhere.'
            yield Remark(
                warning("W-42", place, message, "Install the font, or choose one that is here, such as Arial.")
            )


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
