"""All inputs of a workspace, read once.

What reads a kind of file, with its libraries, is loaded when the first of the kind is read: most were read before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from engine import log
from engine.as_it_lies import is_same_file
from engine.device_names import can_name_a_file
from engine.findings import Finding, Place, error, warning
from engine.foreign.folder import Unlisted, entries, everything_in, refuse_leading_out
from engine.foreign.plain_file import is_there
from engine.foreign.refusal import RefusedFile
from engine.guess import meant
from engine.left_over import is_lock
from engine.model.framework import Framework
from engine.model.inputs import Inputs
from engine.model.issued_lines import endorsement_lines, evidence_lines
from engine.model.record import Record
from engine.model.returned import ReturnedChecklist
from engine.progress import OnePart, untold
from engine.schemas import Schema, schema_in_use
from engine.sources.checklists.endings import KINDS as CHECKLISTS
from engine.sources.kept_readings import KeptReadings, Read, at_hand
from engine.sources.snapshot_file import PREVIOUS
from engine.workspace import Workspace

if TYPE_CHECKING:
    from engine.sources.checklists.recognised import Catalogue

KINDS = (
    "council",
    "checklist",
    "evidence",
    "endorsements",
    "decisions",
    "lenses",
    "narrative_statement",
    "narrative_theme",
    "narrative_overview",
    "narrative_section",
)

_FOLDERS = ("narrative", "checklists", "brand")
_NAMES = ("council.yaml", "decisions.yaml", "lenses.yaml", "evidence.xlsx", "endorsements.xlsx", PREVIOUS)
"""The inputs that lie in no folder of their own."""
"""The id of a section, which names its form."""
_PICTURES = (".png", ".jpg", ".jpeg")
HELD = at_hand()
"""What this process read last, whoever asks."""


def load_inputs(workspace: Workspace, framework: Framework, read_one: OnePart = untold) -> Inputs:
    """Read every input. Whatever cannot be read becomes a finding, and an empty record takes its place.

    read_one: called when a file has been read. Raises StoppedError where that does.
    """
    schemas = {kind: schema_in_use(workspace, kind) for kind in KINDS}
    reader = _Reader(workspace, schemas, read_one)
    reader.look_around()
    narrative = workspace.inputs / "narrative"
    statements = {s.id: reader.form(narrative / f"{s.id}.docx", "narrative_statement") for s in framework.statements}
    themes = {t.id: reader.form(narrative / f"{t.id}.docx", "narrative_theme") for t in framework.themes}
    overview = reader.form(narrative / "overview.docx", "narrative_overview")
    reader.copies()
    council = reader.yaml(workspace.inputs / "council.yaml", "council")
    asked = framework.forms
    can_be_files = {name for name in _ids(council, "sections") if can_name_a_file(name)}
    own = {name: narrative / f"{name}.docx" for name in sorted(can_be_files - asked)}
    sections = {name: reader.form(path, "narrative_section") for name, path in own.items() if is_there(path)}
    reader.strays(narrative, {*asked, *own}, _ids(council, "groups"), framework)
    known = (*evidence_lines(framework), *endorsement_lines(framework), *_named(council))
    inputs = Inputs(
        council=council,
        checklists=tuple(reader.checklists(framework)),
        statements=statements,
        themes=themes,
        overview=overview,
        sections=sections,
        evidence=reader.book(workspace.inputs / "evidence.xlsx", "evidence", known),
        endorsements=reader.book(workspace.inputs / "endorsements.xlsx", "endorsements", known),
        decisions=reader.optional("decisions"),
        lenses=reader.optional("lenses"),
        pictures=reader.pictures(council),
        schemas=schemas,
        findings=tuple(reader.findings),
    )
    log.CACHE.debug("%d of %d files were read before", reader.kept.taken, reader.kept.asked)
    return inputs


def _picture(path: Path, place: Place) -> tuple[bytes, list[Finding]]:
    """A picture; no bytes for one nobody can print."""
    from engine.foreign.picture import printable_file

    try:
        return printable_file(path), []
    except RefusedFile as refused:
        return b"", [error("I-02", place, *refused.reason)]


def _named(council: Record) -> Iterator[str]:
    """The council's name, as far as council.yaml says it rightly: it stands on what is sent out."""
    about = council.values.get("council")
    name = about.get("name") if isinstance(about, dict) else None
    if isinstance(name, str):
        yield name


def _whatever_its_case(path: Path) -> str:
    return path.as_posix().casefold()


def _ids(council: Record, key: str) -> set[str]:
    """The ids of the rows under a key, such as groups, as far as council.yaml names them rightly."""
    rows = council.values.get(key)
    named = [row.get("id") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {name for name in named if isinstance(name, str)}


class _Reader:
    """Reads one file after another and keeps what each reader has to say."""

    def __init__(self, workspace: Workspace, schemas: dict[str, Schema], read_one: OnePart) -> None:
        self.workspace = workspace
        self.read_one = read_one
        self.schemas = schemas
        self.kept = KeptReadings(HELD)
        self.findings: list[Finding] = []
        self.closed: set[str] = set()
        """What is not opened, which a finding tells: links that lead out, and folders that nobody may look into."""

    def look_around(self) -> None:
        """Findings for folders nobody may look into, and for links out: who looks into inputs/ does not see them."""
        folders = [self.workspace.inputs / name for name in _FOLDERS]
        for found in everything_in(self.workspace.inputs):
            if isinstance(found, Unlisted):
                self.close(found.path, "I-02", found.refusal)
            elif not self.is_closed(found):
                try:
                    refuse_leading_out(self.workspace, found)
                except RefusedFile as refused:
                    self.close(found, "I-09", refused)
                else:
                    if found in folders:
                        self.refuse_unlisted(found)

    def refuse_unlisted(self, folder: Path) -> None:
        """A finding for what stands where a folder is to stand, and cannot be listed."""
        try:
            entries(folder)
        except RefusedFile as refused:
            self.close(folder, "I-02", refused)

    def close(self, path: Path, code: str, refused: RefusedFile) -> None:
        """Leave a path alone, with all that lies in it, and tell why, once."""
        if not self.is_closed(path):
            self.closed.add(_whatever_its_case(path))
            self.findings.append(error(code, self.workspace.place(path), *refused.reason))

    def is_closed(self, path: Path) -> bool:
        """Whether a path is not to be opened, or lies in a folder that is not."""
        return not self.closed.isdisjoint(map(_whatever_its_case, (path, *path.parents)))

    def yaml(self, path: Path, kind: str) -> Record:
        def read(file: str) -> tuple[Record, list[Finding]]:
            from engine.sources.yaml_file import read_yaml

            return read_yaml(path, file, kind)

        return self.record(path, kind, ("yaml",), read)

    def book(self, path: Path, kind: str, known: tuple[str, ...]) -> Record:
        schema = self.schemas[kind]

        def read(file: str) -> tuple[Record, list[Finding]]:
            from engine.sources.workbook import read_workbook

            return read_workbook(path, file, kind, schema, known)

        return self.record(path, kind, ("workbook", repr(schema), *known), read)

    def form(self, path: Path, kind: str) -> Record:
        schema = self.schemas[kind]

        def read(file: str) -> tuple[Record, list[Finding]]:
            from engine.sources.narrative import read_narrative

            return read_narrative(path, file, kind, schema)

        return self.record(path, kind, ("form", repr(schema)), read)

    def record(
        self, path: Path, kind: str, rules: tuple[str, ...], read: Callable[[str], tuple[Record, list[Finding]]]
    ) -> Record:
        """The record of a file, and an empty one of what is not opened. rules: all that decides it beside the file."""
        if self.is_closed(path):
            return Record(schema=kind, file=self.workspace.relative(path), values={})
        file = self.named(path)
        return self.said(self.kept.of(path, (*rules, file, kind), Record, partial(read, file)))

    def named(self, path: Path) -> str:
        """The file that is read next, as findings name it."""
        file = self.workspace.relative(path)
        log.INPUTS.debug("reading %s", file)
        return file

    def optional(self, kind: str) -> Record:
        """A YAML file of which there need be none."""
        path = self.workspace.inputs / f"{kind}.yaml"
        return (
            self.yaml(path, kind)
            if is_there(path)
            else Record(schema=kind, file=self.workspace.relative(path), values={})
        )

    def said(self, found: tuple[Read, list[Finding]]) -> Read:
        """What was read, when what there is to say of it has been noted."""
        read, findings = found
        self.findings.extend(findings)
        self.read_one()
        return read

    def lying_in(self, folder: Path) -> list[Path]:
        """What lies in a folder and may be opened, by name."""
        return [] if self.is_closed(folder) else [path for path in entries(folder) if not self.is_closed(path)]

    def checklists(self, framework: Framework) -> Iterator[ReturnedChecklist]:
        """Every file in checklists/ that may hold one, in the order of their names."""
        schema = self.schemas["checklist"]
        recognised_by = (repr(schema), repr(framework))

        @cache
        def known() -> Catalogue:
            from engine.sources.checklists.recognised import catalogue

            return catalogue(framework, schema)

        def read(path: Path, file: str) -> tuple[ReturnedChecklist, list[Finding]]:
            from engine.sources.checklists.read import read_checklist

            return read_checklist(path, file, known(), schema)

        folder = self.workspace.inputs / "checklists"
        for path in self.lying_in(folder):
            if self.is_lock(path):
                continue
            if path.suffix.lower() in CHECKLISTS:
                file = self.named(path)
                rules = ("checklist", file, *recognised_by)
                yield self.said(self.kept.of(path, rules, ReturnedChecklist, partial(read, path, file)))
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
                found[path.relative_to(self.workspace.inputs).as_posix()] = self.picture(path)
        return found

    def picture(self, path: Path) -> bytes:
        """A picture's bytes; none of one that nobody can print, or that is not opened."""
        if self.is_closed(path):
            return b""
        place = self.workspace.place(path)
        return self.said(self.kept.of(path, ("picture", place.file), bytes, partial(_picture, path, place)))

    def copies(self) -> None:
        """Files that are called as an input is, and something more: what a shared folder makes of two people's work."""
        for path in self.lying_in(self.workspace.inputs):
            begun = (name for name in _NAMES if path.name.casefold().startswith(name.partition(".")[0]))
            meant_ = next(begun, path.name)
            if not is_same_file(path, self.workspace.inputs / meant_) and not path.is_dir():
                message = f"The file is not read, though its name begins like that of {meant_}."
                fix = f"Put what it holds into {meant_} where that lacks it, then move it out of the folder."
                self.findings.append(warning("I-04", self.workspace.place(path), message, fix))

    def strays(self, folder: Path, known: set[str], others: set[str], framework: Framework) -> None:
        """Files in narrative/ that no form stands for: their text would be lost. others: ids of groups."""
        for path in self.lying_in(folder):
            form = path.stem.casefold()
            is_read = form in known and is_same_file(path, folder / f"{form}.docx")
            if self.is_lock(path) or is_read:
                continue
            close = meant(form.replace(" ", "-"), sorted(known), others, 0.4)
            guess = f'"{close}.docx"' if close else "the id of its statement or theme, or overview.docx"
            message = "The file is no form that penholder knows by name, so its text would be lost."
            to_be = "Rename it to" if path.suffix.lower() == ".docx" else "Save it in Word as"
            fix = f"{to_be} {guess}, declare it under sections in council.yaml, or move it out of the folder."
            told = self.brought_in(path, framework) or (message, fix)
            self.findings.append(error("I-04", self.workspace.place(path), *told))

    def brought_in(self, path: Path, framework: Framework) -> tuple[str, str] | None:
        """What there is to say of a whole workbook or report; None for any other file, and for one that is not read."""
        if path.suffix.lower() != ".docx" or self.is_closed(path):
            return None
        from engine.sources.form_signs import BRING_IN, form_signs, is_of_all

        try:
            return BRING_IN if is_of_all(form_signs(path), framework) else None
        except RefusedFile:
            return None

    def is_lock(self, path: Path) -> bool:
        if not is_lock(path.name):
            return path.name.startswith(".")
        opened = path.name.removeprefix("~$")
        message = f"Somebody has {opened} open. What is not saved yet is not read."
        self.findings.append(warning("I-05", self.workspace.place(path), message, "Save and close it, then run again."))
        return True
