"""Blank forms for everybody who is asked for something: made of the framework, the schemas and the council's brand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from engine import whole_file
from engine.as_it_lies import as_it_lies
from engine.block_kinds import block_kinds
from engine.clock import now
from engine.device_names import can_name_a_file
from engine.errors import InputError, UsageError
from engine.findings import error
from engine.foreign import limits
from engine.foreign.picture import printable_file
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.forms.blocks import blocks_form
from engine.forms.form_brand import FormBrand
from engine.forms.help_lines import Help, overview_opening, parts_by_field, statement_opening, theme_opening
from engine.forms.narrative import NarrativeForm, narrative_form
from engine.forms.workbooks import checklist_workbook, endorsements_workbook, evidence_workbook
from engine.framework.catalogue import framework_file, load_framework
from engine.model.council import Group
from engine.model.forms import BLOCKS, FORM_KINDS
from engine.model.framework import Declaration, Framework
from engine.phrases.issued import NO_NAME_YET
from engine.schemas import Schema, schema_in_use
from engine.sources.yaml_file import read_yaml
from engine.system_words import in_words
from engine.templates.kinds import TemplateKind
from engine.templates.palette import in_figures, read_palette
from engine.word.package import THEME, Package
from engine.workspace import Workspace, house, whole_path

_PICTURES = (".png", ".jpg", ".jpeg")

Form = tuple[str, bytes]
"""A form's path below the folder it is written to, with forward slashes, and its content."""


def issue_forms(workspace: Workspace, folder: Path, kinds: Sequence[str] = FORM_KINDS) -> tuple[Path, ...]:
    """Write blank forms into a folder, laid out as inputs/ is; all of them or none.

    Raises UsageError where one of them is there already: it may be filled in, so none is written.
    """
    forms: list[tuple[Path, bytes]] = []
    for name, data in blank_forms(workspace, kinds):
        if _is_taken(folder / name):
            message = f"{folder / name} is there already, and may be filled in. Nothing was written."
            raise UsageError(f"{message} Name another folder with --out, or move it away.")
        forms.append((folder / name, data))
    written: list[Path] = []
    try:
        for path, data in forms:
            whole_file.create(path, data)
            written.append(path)
    except OSError as fault:
        for path in written:
            path.unlink(missing_ok=True)
        raise UsageError(f"{folder} cannot be written ({in_words(fault)}). Nothing was written.") from fault
    return tuple(written)


def blank_forms(workspace: Workspace, kinds: Sequence[str] = FORM_KINDS) -> Iterator[Form]:
    """Every blank form of some kinds. Raises InputError where council.yaml names no groups, or cannot be read."""
    framework = load_framework(framework_file(workspace))
    council = _council(workspace)
    framework = framework.for_council(_text(council, "council", "name") or NO_NAME_YET, _declarations(council))
    brand = _brand(workspace, council)
    if "checklists" in kinds:
        schema = schema_in_use(workspace, "checklist")
        for group in _groups(workspace, council):
            yield f"checklists/{group.id}.xlsx", checklist_workbook(framework, group, schema, brand)
    if "narrative" in kinds:
        yield from _narrative(workspace, framework, brand)
    if "evidence" in kinds:
        yield "evidence.xlsx", evidence_workbook(framework, schema_in_use(workspace, "evidence"), brand)
    if "endorsements" in kinds:
        yield "endorsements.xlsx", endorsements_workbook(framework, schema_in_use(workspace, "endorsements"), brand)
    if BLOCKS in kinds:
        yield "blocks.docx", blocks_form(block_kinds(workspace), brand)


def _narrative(workspace: Workspace, framework: Framework, brand: FormBrand) -> Iterator[Form]:
    for name, form, schema in narrative_forms(workspace, framework):
        yield f"narrative/{name}.docx", narrative_form(form, schema, brand)


def narrative_forms(workspace: Workspace, framework: Framework) -> Iterator[tuple[str, NarrativeForm, Schema]]:
    """Every Word form with the id of what it is about, and the schema of its kind."""
    schema, official = schema_in_use(workspace, "narrative_statement"), "sections" in framework.official_parts
    for statement in framework.statements:
        form = NarrativeForm(
            kind=f"Quality statement {statement.number}",
            title=statement.name,
            opening=tuple(statement_opening(framework, statement)),
            blocks=parts_by_field(statement.blocks),
            with_titles="blocks" in framework.official_parts,
        )
        yield statement.id, form, schema
    schema = schema_in_use(workspace, "narrative_theme")
    for theme in framework.themes:
        form = NarrativeForm(
            kind=f"Theme {theme.number}",
            title=theme.name,
            opening=tuple(theme_opening(framework, theme)),
            blocks=parts_by_field(framework.theme_section.parts),
            with_titles=official,
        )
        yield theme.id, form, schema
    form = NarrativeForm(
        kind="Sections A and C",
        title="Overview",
        opening=tuple(overview_opening(framework)),
        blocks=parts_by_field(framework.overview_section.parts, framework.process_section.parts),
        with_titles=official,
    )
    yield "overview", form, schema_in_use(workspace, "narrative_overview")
    schema = schema_in_use(workspace, "narrative_section")
    for name, heading in _sections(_council(workspace), framework.forms).items():
        opening = Help("A section of our own, which stands in the report beside what the guidance asks for.")
        yield name, NarrativeForm(kind="Section of our own", title=heading, opening=(opening,), blocks={}), schema


def brand_in_use(workspace: Workspace) -> FormBrand:
    """The brand of the forms of a workspace."""
    return _brand(workspace, _council(workspace))


def _council(workspace: Workspace) -> dict[str, Any]:
    """council.yaml as it stands; what is missing in it need not be there yet."""
    path = workspace.inputs / "council.yaml"
    record, findings = read_yaml(path, workspace.relative(path), "council")
    if findings and not record.values:
        raise InputError("council.yaml cannot be read, so no forms were written.", findings)
    return record.values


def _declarations(council: dict[str, Any]) -> list[Declaration]:
    """The council's own declarations, as far as they are written out; check says what is wrong with the others."""
    entries = council.get("declarations")
    listed = entries if isinstance(entries, list) else []
    return [
        Declaration(str(one["id"]), str(one["heading"]), str(one["text"]), is_own=True)
        for one in listed
        if isinstance(one, dict) and all(one.get(name) for name in ("id", "heading", "text"))
    ]


def _sections(council: dict[str, Any], taken: Collection[str]) -> dict[str, str]:
    """The headings of the council's own sections by id, as far as they can be read; check says what is wrong.

    taken: ids that forms have already.
    """
    entries = council.get("sections")
    listed = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    named = {str(one.get("id", "")): str(one.get("heading", "")) for one in reversed(listed)}
    return {key: named[key] for key in reversed(named) if can_name_a_file(key) and key not in taken}


def _groups(workspace: Workspace, council: dict[str, Any]) -> list[Group]:
    """The stakeholder groups, each once; ids become names of files, so only plain ones count."""
    entries = council.get("groups")
    listed = entries if isinstance(entries, list) else []
    named = {
        str(entry["id"]): str(entry.get("name") or entry["id"])
        for entry in listed
        if isinstance(entry, dict) and can_name_a_file(str(entry.get("id", "")))
    }
    if not named or len(named) < len(listed):
        message = "A stakeholder group has no id of its own that can name a file, or there are no groups."
        fix = "Give each group in council.yaml an id of small letters, digits and hyphens, such as frontline-staff."
        place = workspace.place(workspace.inputs / "council.yaml", "groups")
        raise InputError("No forms were written.", [error("I-37", place, message, fix)])
    return [
        Group(id=key, name=name, people=0, how="", lived_experience=False, leaders=False) for key, name in named.items()
    ]


def _brand(workspace: Workspace, council: dict[str, Any]) -> FormBrand:
    """The colours and the font of the report's template, the council's name and its logo."""
    reports = [root.template(TemplateKind.REPORT) for root in (workspace, Workspace(house()))]
    theme = next(filter(None, map(_theme, reports)))
    palette = read_palette(theme)
    name = _text(council, "council", "name")
    return FormBrand(
        council=name or NO_NAME_YET,
        deep=in_figures(palette.deep),
        lead=in_figures(palette.tint(palette.lead, 0.45)),
        wash=in_figures(palette.tint(palette.lead, 0.08)),
        slate=in_figures(palette.slate),
        font=palette.font,
        logo=_logo(workspace, _text(council, "brand", "logo")),
        logo_words=_text(council, "brand", "logo_description") or name,
        when=now(),
    )


def _theme(template: Path) -> bytes:
    """The theme of a template; nothing where there is none to be read."""
    try:
        return Package.of_template(whole(template, limits.FILE)).parts.get(THEME, b"")
    except RefusedFile:
        return b""


def _is_taken(path: Path) -> bool:
    try:
        return as_it_lies(path).exists()
    except OSError:  # a name that is too long: writing the form says so
        return False


def _logo(workspace: Workspace, name: str) -> bytes:
    """The logo's bytes; nothing where it is missing, stands outside inputs/brand/ or cannot be printed."""
    path = whole_path(workspace.inputs / name)
    brand = whole_path(workspace.inputs / "brand")
    if not name or path.suffix.lower() not in _PICTURES or not path.is_relative_to(brand):
        return b""
    try:
        return printable_file(path)
    except RefusedFile:
        return b""


def _text(council: dict[str, Any], part: str, field: str) -> str:
    entry = council.get(part)
    return str(entry.get(field) or "").strip() if isinstance(entry, dict) else ""
