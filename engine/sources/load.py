"""All inputs of a workspace, read once."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path

from engine import log
from engine.findings import Finding, error, warning
from engine.foreign.folder import Unlisted, entries, everything_in, refuse_leading_out
from engine.foreign.picture import printable_file
from engine.foreign.plain_file import is_there
from engine.foreign.refusal import RefusedFile
from engine.model.framework import Framework
from engine.model.inputs import Inputs
from engine.model.record import Record
from engine.model.returned import ReturnedChecklist
from engine.schemas import Schema, load_schema
from engine.sources.checklists.open_file import KINDS as CHECKLISTS
from engine.sources.checklists.read import read_checklist
from engine.sources.checklists.recognised import catalogue
from engine.sources.narrative import read_narrative
from engine.sources.workbook import read_workbook
from engine.sources.yaml_file import read_yaml
from engine.workspace import Workspace

KINDS = (
    "council",
    "checklist",
    "evidence",
    "endorsements",
    "decisions",
    "narrative_statement",
    "narrative_theme",
    "narrative_overview",
)

_PICTURES = (".png", ".jpg", ".jpeg")


def load_inputs(workspace: Workspace, framework: Framework) -> Inputs:
    """Read every input. Whatever cannot be read becomes a finding, and an empty record takes its place."""
    schemas = {kind: load_schema(workspace, kind) for kind in KINDS}
    reader = _Reader(workspace, schemas)
    reader.look_around()
    narrative = workspace.inputs / "narrative"
    statements = {s.id: reader.form(narrative / f"{s.id}.docx", "narrative_statement") for s in framework.statements}
    themes = {t.id: reader.form(narrative / f"{t.id}.docx", "narrative_theme") for t in framework.themes}
    overview = reader.form(narrative / "overview.docx", "narrative_overview")
    council = reader.yaml(workspace.inputs / "council.yaml", "council")
    reader.strays(narrative, {*statements, *themes, "overview"})
    return Inputs(
        council=council,
        checklists=tuple(reader.checklists(framework)),
        statements=statements,
        themes=themes,
        overview=overview,
        evidence=reader.book(workspace.inputs / "evidence.xlsx", "evidence"),
        endorsements=reader.book(workspace.inputs / "endorsements.xlsx", "endorsements"),
        decisions=reader.decisions(),
        pictures=reader.pictures(council),
        schemas=schemas,
        findings=tuple(reader.findings),
    )


class _Reader:
    """Reads one file after another and keeps what each reader has to say."""

    def __init__(self, workspace: Workspace, schemas: dict[str, Schema]) -> None:
        self.workspace = workspace
        self.schemas = schemas
        self.findings: list[Finding] = []
        self.closed: set[Path] = set()
        """What is not opened, which a finding tells: links that lead out, and folders that nobody may look into."""

    def look_around(self) -> None:
        """Findings for folders nobody may look into, and for links out: who looks into inputs/ does not see them."""
        for found in everything_in(self.workspace.inputs):
            if isinstance(found, Unlisted):
                self.closed.add(found.path)
                self.findings.append(error("I-02", self.workspace.place(found.path), *found.refusal.reason))
            elif not self.is_closed(found):
                try:
                    refuse_leading_out(self.workspace, found)
                except RefusedFile as refused:
                    self.closed.add(found)
                    self.findings.append(error("I-09", self.workspace.place(found), *refused.reason))

    def is_closed(self, path: Path) -> bool:
        """Whether a path is not to be opened, or lies in a folder that is not."""
        return not self.closed.isdisjoint((path, *path.parents))

    def yaml(self, path: Path, kind: str) -> Record:
        return self.kept(path, kind, lambda file: read_yaml(path, file, kind))

    def book(self, path: Path, kind: str) -> Record:
        return self.kept(path, kind, lambda file: read_workbook(path, file, kind, self.schemas[kind]))

    def form(self, path: Path, kind: str) -> Record:
        return self.kept(path, kind, lambda file: read_narrative(path, file, kind, self.schemas[kind]))

    def named(self, path: Path) -> str:
        """The file that is read next, as findings name it."""
        file = self.workspace.relative(path)
        log.INPUTS.debug("reading %s", file)
        return file

    def decisions(self) -> Record:
        """decisions.yaml; there need be none."""
        path = self.workspace.inputs / "decisions.yaml"
        return (
            self.yaml(path, "decisions") if is_there(path) else Record("decisions", self.workspace.relative(path), {})
        )

    def kept(self, path: Path, kind: str, reader: Callable[[str], tuple[Record, list[Finding]]]) -> Record:
        """The record of a file, its findings kept; an empty one of what is not opened."""
        if self.is_closed(path):
            return Record(kind, self.workspace.relative(path), {})
        record, findings = reader(self.named(path))
        self.findings.extend(findings)
        return record

    def lying_in(self, folder: Path) -> list[Path]:
        """What lies in a folder and may be opened, by name."""
        return [] if self.is_closed(folder) else [path for path in entries(folder) if not self.is_closed(path)]

    def checklists(self, framework: Framework) -> Iterator[ReturnedChecklist]:
        """Every file in checklists/ that may hold one, in the order of their names."""
        known = catalogue(framework, self.schemas["checklist"])
        folder = self.workspace.inputs / "checklists"
        for path in self.lying_in(folder):
            if self.is_lock(path):
                continue
            if path.suffix.lower() in CHECKLISTS:
                file = self.named(path)
                returned, findings = read_checklist(path, file, known, self.schemas["checklist"])
                self.findings.extend(findings)
                yield returned
            elif not path.is_dir():
                message = f"{path.suffix or 'A file without an ending'} is not a kind of file penholder reads here."
                place = self.workspace.place(path)
                self.findings.append(error("I-04", place, message, "Save it as an Excel workbook (.xlsx)."))

    def pictures(self, council: Record) -> dict[str, bytes]:
        """The pictures that council.yaml may name, by their path inside inputs/; no bytes for one nobody can print."""
        found: dict[str, bytes] = {}
        brand = self.workspace.inputs / "brand"
        if self.is_closed(brand):  # what is named may well be in it
            named = council.values.get("brand")
            return {str(named.get("logo", "")): b""} if isinstance(named, dict) else {}
        for path in everything_in(brand):
            if isinstance(path, Path) and path.suffix.lower() in _PICTURES:
                data = b""
                try:
                    data = b"" if self.is_closed(path) else printable_file(path)
                except RefusedFile as refused:
                    self.findings.append(error("I-02", self.workspace.place(path), *refused.reason))
                found[path.relative_to(self.workspace.inputs).as_posix()] = data
        return found

    def strays(self, folder: Path, known: set[str]) -> None:
        """Files in narrative/ that no form stands for: their text would be lost."""
        for path in self.lying_in(folder):
            if self.is_lock(path) or (path.stem in known and path.suffix == ".docx"):
                continue
            close = difflib.get_close_matches(path.stem.casefold().replace(" ", "-"), sorted(known), 1, 0.4)
            guess = f'"{close[0]}.docx"' if close else "the id of its statement or theme, or overview.docx"
            message = "The file is no form that penholder knows by name, so its text would be lost."
            fix = f"Rename it to {guess}, or move it out of the folder."
            self.findings.append(error("I-04", self.workspace.place(path), message, fix))

    def is_lock(self, path: Path) -> bool:
        if not path.name.startswith("~$"):
            return path.name.startswith(".")
        opened = path.name.removeprefix("~$")
        message = f"Somebody has {opened} open. What is not saved yet is not read."
        self.findings.append(warning("I-05", self.workspace.place(path), message, "Save and close it, then run again."))
        return True
