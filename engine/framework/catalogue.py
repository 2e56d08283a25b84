"""Reading a framework file. The council's own copy of the official wording wins over penholder's wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.findings import Place, error
from engine.foreign.folder import entries, refuse_leading_out
from engine.foreign.limits import YAML
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.framework.framework_shape import faults_of_framework
from engine.kept_yaml import content_of
from engine.left_over import is_of_people
from engine.model.framework import (
    Block,
    ChecklistItem,
    Declaration,
    EvidenceKind,
    Framework,
    HintedSection,
    LibraryRow,
    ListedSource,
    Named,
    QualityStatement,
    Rating,
    Role,
    Side,
    Theme,
    TopTip,
)
from engine.workspace import Workspace, house
from engine.yaml_text import NotYamlError, checked_yaml_content

PARTS = ("items", "blocks", "library", "sources", "pages", "sections", "declarations", "tips")
"""What an import of official wording may bring. pages: those on the themes, with the “We” and “I” statements; sections:
the hints on Sections A, B and C."""
_FIRST_PARTS = PARTS[:4]
"""What a file that does not say which parts are official may be taken to have."""
CHOICE = "in-use.txt"
"""The file in inputs/framework/ that names the version in use, where somebody chose one."""
_LISTS = ("prompts", "data", "guidance", "documents")


def framework_file(workspace: Workspace) -> Path:
    """The file in use: the one that was chosen, else the newest in inputs/framework/, else in data_schemas/framework/,
    else the house copy.

    Raises InputError where a folder of these cannot be listed, or where the chosen one is not there.
    """
    found = framework_files(workspace)
    if chosen := chosen_version(workspace):
        for path in (path for folder in found for path in reversed(folder)):
            if path.stem == chosen:
                return path
        message = f"{CHOICE} names the framework {chosen}, which is not there."
        fix = "Put it back, or choose another: penholder framework list, then penholder framework use VERSION."
        place = workspace.place(workspace.inputs / "framework" / CHOICE)
        raise InputError(message, [error("I-02", place, message, fix)])
    for folder in found:
        if folder:
            return folder[-1]
    raise InputError("No framework was found. Put a framework file into data_schemas/framework/.")


def framework_files(workspace: Workspace) -> tuple[tuple[Path, ...], ...]:
    """Every framework file of inputs/, of the workspace's data_schemas/ and of the house, each by version.

    Raises InputError where a folder of these cannot be listed.
    """
    around = (workspace.inputs, workspace.root / "data_schemas", house() / "data_schemas")
    return tuple(_in_folder(workspace, one) for one in dict.fromkeys(around))


def _in_folder(workspace: Workspace, around: Path) -> tuple[Path, ...]:
    folder = around
    try:
        entries(folder)
        folder = around / "framework"
        refuse_leading_out(workspace, folder)
        versions = [path for path in entries(folder) if _is_framework(path.name)]
        for path in versions:
            refuse_leading_out(workspace, path)
    except RefusedFile as refused:
        found = [error("I-02", workspace.place_of(folder), *refused.reason)]
        raise InputError(f"No framework could be read. {refused.message}", found) from refused
    return tuple(sorted(versions, key=lambda path: in_sequence(path.stem)))


def chosen_version(workspace: Workspace) -> str:
    """The version that `framework use` chose; empty where none was. Raises InputError where the file is no text."""
    path = workspace.inputs / "framework" / CHOICE
    if not is_there(path):
        return ""
    try:
        return whole(path, YAML).decode("utf-8").strip()
    except (RefusedFile, UnicodeDecodeError) as fault:
        words = fault.message if isinstance(fault, RefusedFile) else "The file is no text."
        fix = "Choose again: penholder framework use VERSION."
        raise InputError(f"{CHOICE}: {words}", [error("I-02", workspace.place(path), words, fix)]) from fault


def _is_framework(name: str) -> bool:
    return name.casefold().endswith(".yaml") and is_of_people(name)


def in_sequence(version: str) -> tuple[list[int], str]:
    """The key that sorts versions: 2024-03, 2024-03.2, 2024-03.10, 2026-01."""
    return [int(number) for number in re.findall(r"\d+", version)], version


def load_framework(path: Path) -> Framework:
    """The framework in a file. Raises InputError, with the place, where the file is not one."""
    return _framework_in(_bytes_of(path), path)


def read_framework(path: Path) -> tuple[Framework, dict[str, Any]]:
    """The framework in a file, and the file's whole content. Raises InputError as load_framework does."""
    content = _sound_content(_bytes_of(path), path)
    return framework_of(content), content


@lru_cache(maxsize=8)  # nothing in a framework can be changed
def _framework_in(data: bytes, path: Path) -> Framework:
    return framework_of(_sound_content(data, path))


def _bytes_of(path: Path) -> bytes:
    try:
        return whole(path, YAML)
    except RefusedFile as refused:
        found = [error("I-02", place_of(path), *refused.reason)]
        raise InputError(f"{path.name}: {refused.message}", found) from refused


def _sound_content(data: bytes, path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = content_of(data)
    except NotYamlError as fault:
        raise no_framework(path, [(fault.line, str(fault))]) from fault
    if faults := faults_of_framework(content):
        _, read = checked_yaml_content(data)
        raise no_framework(path, [(read.line_of(place), words) for place, words in faults])
    return content


def no_framework(path: Path, faults: Sequence[tuple[str, str]]) -> InputError:
    """The error of a file that is no framework, or was altered so that it is none any more: every fault."""
    fix = "Put the line back as it was issued."
    found = [
        error("I-02", place_of(path, line), f"{path.name} is not a framework: {words}.", fix) for line, words in faults
    ]
    return InputError(f"{path.name} is not a framework: {faults[0][1]}.", found)


def place_of(path: Path, line: str = "") -> Place:
    """A framework file as findings name it, in whichever of the workspace's folders it lies."""
    return Place("/".join(path.parts[-3:]) if path.parent.name == "framework" else path.name, line)


def framework_of(data: dict[str, Any]) -> Framework:
    """The framework in the content of a file in which nothing is wrong."""
    return Framework(
        version=str(data["version"]),
        official_parts=_official_parts(data),
        ratings=tuple(
            Rating(rating["name"], Side(rating["side"]), position) for position, rating in enumerate(data["ratings"])
        ),
        themes=_themes(data["themes"]),
        library_groups=tuple(Named(group["id"], group["name"]) for group in data["library_groups"]),
        library=tuple(_library_row(row) for row in data["library"]),
        source_groups=tuple(Named(group["id"], group["name"]) for group in data["source_groups"]),
        sources=tuple(ListedSource(source["id"], source["group"], source["text"]) for source in data["sources"]),
        roles=tuple(Role(role["id"], role["name"], role["declaration"]) for role in data["roles"]),
        declarations=tuple(Declaration(d["id"], d["heading"], d["text"]) for d in data["declarations"]),
        evidence_kinds=tuple(_evidence_kind(kind) for kind in data["evidence_kinds"]),
        verification_declaration=data["verification"]["declaration"],
        verification_scope=data["verification"]["scope"],
        overview_pages=int(data["overview"]["pages"]),
        top_tips=tuple(TopTip(tip["letter"], tip["name"], tip.get("text", "")) for tip in data["top_tips"]),
        overview_section=_section(data["overview"].get("guidance", ()), data["overview"].get("headings", ())),
        theme_section=_section(data.get("theme_guidance", ()), data.get("theme_parts", ())),
        process_section=_section((), data.get("process_parts", ())),
        library_help=tuple(data.get("library_guidance", ())),
        sources_help=tuple(data.get("sources_guidance", ())),
    )


def _official_parts(data: dict[str, Any]) -> tuple[str, ...]:
    """The parts in official wording; the first four where a council's own file does not say which."""
    return tuple(data.get("official_parts", _FIRST_PARTS)) if data["official_wording"] else ()


def _section(guidance: Sequence[str], parts: Sequence[dict[str, Any]]) -> HintedSection:
    return HintedSection(tuple(guidance), tuple(_block(part) for part in parts))


def _block(data: dict[str, Any]) -> Block:
    return Block(id=data["id"], title=data["title"], **{part: tuple(data.get(part, ())) for part in _LISTS})


def _themes(data: list[dict[str, Any]]) -> tuple[Theme, ...]:
    themes, before = [], 0
    for number, theme in enumerate(data, start=1):
        statements = tuple(
            _statement(statement, before + position) for position, statement in enumerate(theme["statements"], start=1)
        )
        before += len(statements)
        themes.append(
            Theme(
                id=theme["id"],
                name=theme["name"],
                number=number,
                statements=statements,
                also_called=tuple(theme.get("also_called", ())),
                covers=theme.get("covers", ""),
                lead=theme.get("lead", ""),
                points=tuple(theme.get("points", ())),
                notes=tuple(theme.get("notes", ())),
            )
        )
    return tuple(themes)


def _statement(data: dict[str, Any], number: int) -> QualityStatement:
    items = tuple(
        ChecklistItem(item["id"], item["text"], item.get("same_as", ""), tuple(item.get("formerly", ())))
        for item in data["items"]
    )
    quoted = data["quality_statement"]
    return QualityStatement(
        id=data["id"],
        name=data["name"],
        number=number,
        text=quoted["text"],
        source=quoted["source"],
        items=items,
        blocks=tuple(_block(block) for block in data["blocks"]),
        i_statements=tuple(data.get("i_statements", ())),
        we_statements=tuple(data.get("we_statements", ())),
        also_called=tuple(data.get("also_called", ())),
    )


def _evidence_kind(kind: dict[str, Any]) -> EvidenceKind:
    return EvidenceKind(
        id=kind["id"],
        name=kind["name"],
        of_people=kind.get("of_people", False),
        of_figures=kind.get("of_figures", False),
        of_leaders=kind.get("of_leaders", False),
        signs=tuple(kind.get("signs", ())),
    )


def _library_row(row: dict[str, Any]) -> LibraryRow:
    return LibraryRow(
        id=row["id"],
        group=row["group"],
        text=row["text"],
        statement=row["statement"] or "",
        document_types=tuple(row["document_types"]),
        information_return=bool(row["information_return"]),
        twelve_months=bool(row["twelve_months"]),
    )
