"""A new workspace: templates, schemas, and either blank forms or the sample council's inputs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from engine.errors import UsageError
from engine.forms.narrative import narrative_form
from engine.forms.workbooks import checklist_workbook, endorsements_workbook, evidence_workbook
from engine.framework.catalogue import framework_file, load_framework
from engine.model.council import Group
from engine.schemas import load_schema
from engine.workspace import Workspace, house


def scaffold(folder: Path, sample: bool) -> None:
    """Make the workspace. Raises UsageError where the folder holds something already: nothing is ever overwritten."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty. Name a new folder; nothing was changed.")
    try:
        for name in ("word_templates", "data_schemas", *(("inputs",) if sample else ())):
            shutil.copytree(house() / name, folder / name, ignore=shutil.ignore_patterns("~$*", ".*"))
        (folder / "outputs").mkdir()
        if not sample:
            for path, data in _forms(Workspace(folder)):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    except OSError as fault:
        raise UsageError(f"{folder} cannot be written ({fault.strerror or fault}).") from fault


def _forms(workspace: Workspace) -> Iterator[tuple[Path, bytes]]:
    """Every input, blank."""
    framework = load_framework(framework_file(workspace))
    inputs = workspace.inputs
    council = (Path(__file__).parent / "forms" / "council.yaml").read_bytes()
    yield inputs / "council.yaml", council
    for group in yaml.safe_load(council)["groups"]:
        one = Group(group["id"], group["name"], 0, "", False, False)
        schema = load_schema(workspace, "checklist")
        yield inputs / "checklists" / f"{one.id}.xlsx", checklist_workbook(framework, one, schema)
    for named, kind in ((framework.statements, "statement"), (framework.themes, "theme")):
        schema = load_schema(workspace, f"narrative_{kind}")
        for entry in named:
            yield inputs / "narrative" / f"{entry.id}.docx", narrative_form(entry.name, schema)
    overview = narrative_form("Overview", load_schema(workspace, "narrative_overview"))
    yield inputs / "narrative" / "overview.docx", overview
    yield inputs / "evidence.xlsx", evidence_workbook(framework, load_schema(workspace, "evidence"))
    yield (
        inputs / "endorsements.xlsx",
        endorsements_workbook(framework, load_schema(workspace, "endorsements")),
    )
