"""Official wording taken over from a council's own copy of the workbook, as a new framework file beside the former."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from engine.commands.framework_editions import choice_of
from engine.commands.wording_parts import parts_of
from engine.doors import Door, open_door
from engine.errors import InputError, UsageError
from engine.findings import Finding, Place, error, findings_json, in_order, info
from engine.foreign.plain_file import size_and_hash
from engine.foreign.refusal import RefusedFile
from engine.framework.catalogue import (
    PARTS,
    chosen_version,
    framework_file,
    framework_of,
    in_sequence,
    load_framework,
    read_framework,
)
from engine.framework.difference import word_changes, word_difference
from engine.framework.layout import Layout, load_layout
from engine.framework.revision import Revision, WordingChange, revise
from engine.model.framework import Framework
from engine.model.wording import PrintedWording
from engine.pdf.word_copies import KINDS, as_word
from engine.sources.official.read import read_official
from engine.workspace import Workspace
from engine.yaml_text import as_yaml

_ABOUT_EDITIONS = ("version", "official_wording", "official_parts", "replaces", "made_from", "as_printed", "retired")
_VERSION = re.compile(r"\d[\w.-]{0,30}")
_HEADER = """\
# Official wording, imported from the council's own copy of the workbook. It belongs to its authors: keep it inside the
# council, and do not publish this file. Made by `penholder framework import`; an import never changes it. The ids stay
# as they are, whatever a later edition says. as_printed lists what was printed irregularly, and what was made of it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedWording:
    """What an import did. file: the workbook; path: what was written, None where the wording was in use already.

    is_put: whether it was done, and not only looked at.
    """

    framework: Framework
    former: Framework
    file: Path
    path: Path | None
    changes: tuple[WordingChange, ...]
    findings: tuple[Finding, ...]
    is_put: bool

    @property
    def replaced(self) -> tuple[str, ...]:
        """The parts that were in penholder's own words before, in their order."""
        new = set(self.framework.official_parts) - set(self.former.official_parts)
        return tuple(part for part in PARTS if part in new)

    def difference(self, change: WordingChange) -> str:
        """What changed, by word."""
        if change.kind == "reworded":
            return word_difference(change.before, change.after)
        return " ".join((change.after or change.before).split())

    @property
    def redlines(self) -> list[list[tuple[str, str]]]:
        """Of each change the words before and after, in pieces."""
        return [word_changes(change.before, change.after) for change in self.changes]

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        about = {
            "file": self.file.name,
            "version": self.framework.version,
            "former_version": self.former.version,
            "is_put": self.is_put,
            "written": self.path.name if self.path and self.is_put else None,
            "parts": [asdict(part) for part in parts_of(self.framework)],
            "replaced": list(self.replaced),
            "official_parts": list(self.framework.official_parts),
            "changes": [asdict(change) for change in self.changes],
        }
        return findings_json(in_order(self.findings)) | {"import": about}


def import_wording(workspace: Workspace, file: Path, version: str = "", *, is_look: bool = False) -> ImportedWording:
    """Import a workbook's wording. Nothing is overwritten: the former framework file stays.

    version: the name of the edition; without one it follows from the version in use. is_look: only say what would come
    of it. Raises InputError, with every finding, where the file is no such workbook, and UsageError where the version
    cannot be used.
    """
    in_use = framework_file(workspace)
    former, content = read_framework(in_use)
    wording, findings = _read(file, former, load_layout(workspace))
    revision = revise(content, former.official_parts, wording, file.name)
    findings = (*findings, *revision.findings)
    if _wording(revision.content) == _wording(content) and not revision.replaced:
        return ImportedWording(
            framework=former, former=former, file=file, path=None, changes=(), findings=findings, is_put=not is_look
        )
    folder = workspace.inputs / "framework"
    name = _version(version, in_use.stem, folder)
    path = folder / f"{name}.yaml"
    edition = _edition(revision, name, former.version, file, findings)
    fresh = {path: (_HEADER + as_yaml(edition)).encode()}
    choice = choice_of(workspace, name) if chosen_version(workspace) else {}
    if not is_look:
        with open_door(workspace, Door.IMPORT_WORDING) as door:
            door.change(fresh | choice, dict.fromkeys(fresh, ""))
    return ImportedWording(
        framework=framework_of(edition) if is_look else load_framework(path),
        former=former,
        file=file,
        path=path,
        changes=tuple(revision.changes),
        findings=findings,
        is_put=not is_look,
    )


def _read(file: Path, former: Framework, layout: Layout) -> tuple[PrintedWording, tuple[Finding, ...]]:
    """What a file prints; of a text of another word processor, what LibreOffice makes of it, which is told."""
    if file.suffix.lower() not in KINDS:
        return read_official(file, former, layout)
    try:
        with as_word(file) as copy:
            wording, findings = read_official(copy, former, layout)
    except RefusedFile as refused:
        raise InputError(
            f"{file.name}: {refused.message}", [error("I-30", Place(file.name), *refused.reason)]
        ) from refused
    told = info("I-34", Place(file.name), f"LibreOffice made a Word file of the {file.suffix} file, and that was read.")
    return wording, (told, *(replace(one, place=replace(one.place, file=file.name)) for one in findings))


def _wording(content: dict[str, Any]) -> dict[str, Any]:
    """A framework file's content without what it says about itself."""
    return {key: value for key, value in content.items() if key not in _ABOUT_EDITIONS}


def _version(wanted: str, former: str, folder: Path) -> str:
    """The version of the new file: the one asked for, else the next one. former: the name of the file in use."""
    if not wanted:
        stem, number = re.fullmatch(r"(.*?)(?:\.(\d+))?", former).groups()  # type: ignore[union-attr]
        count = int(number or 0) + 1
        while (folder / f"{stem}.{count}.yaml").exists():
            count += 1
        return f"{stem}.{count}"
    if not _VERSION.fullmatch(wanted):
        raise UsageError(f'"{wanted}" is no name for a version. Write a year and month, such as 2026-01.')
    taken = [path.stem for path in folder.glob("*.yaml")]
    newest = max([former, *taken], key=in_sequence)
    if in_sequence(wanted) <= in_sequence(newest):
        message = f"Version {wanted} comes before {newest}, or is it, so it would not be used. Name a later one."
        raise UsageError(f"{message} Nothing was written.")
    return wanted


def _edition(
    revision: Revision, version: str, former: str, file: Path, findings: tuple[Finding, ...]
) -> dict[str, Any]:
    """The content of the new framework file."""
    about = {
        "version": version,
        "official_wording": revision.content["official_wording"],
        "official_parts": revision.content["official_parts"],
        "replaces": former,
        "made_from": {"file": file.name, "sha256": size_and_hash(file)[1]},
    }
    told = [": ".join(filter(None, (finding.place.where, finding.message))) for finding in findings]
    retired = revision.content.get("retired", [])
    return {**about, **_wording(revision.content), "retired": retired, "as_printed": told}
