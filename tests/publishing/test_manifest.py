"""The manifest says what an edition was made from, and verify proves it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from engine.assembly.assemble import Built
from engine.findings import Finding, Severity
from engine.model.edition import Edition
from engine.progress import Progress
from engine.publishing.proof import verify
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace
from tests.building import build


@pytest.fixture
def edition(built: Built, tmp_path: Path) -> tuple[Workspace, Path]:
    """A copy of the built workspace, to tamper with, and its draft's folder."""
    root = tmp_path / "copy"
    shutil.copytree(built.folder.parents[1], root)
    return Workspace(root), root / "outputs" / "draft"


def told(findings: list[Finding]) -> set[tuple[str, Severity]]:
    return {(finding.code, finding.severity) for finding in findings}


def manifest(built: Built) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((built.folder / "manifest.json").read_text(encoding="utf-8"))
    return content


def test_it_lists_every_input_template_and_output_with_hash_and_size(built: Built) -> None:
    content = manifest(built)
    workspace = built.folder.parents[1]
    for kind, folder in (("inputs", workspace), ("templates", workspace), ("outputs", built.folder)):
        for name, about in content[kind].items():
            data = (folder / name).read_bytes()
            assert about["sha256"] == hashlib.sha256(data).hexdigest()
            assert about["size"] == len(data)
    outputs = {p.relative_to(built.folder).as_posix() for p in built.folder.rglob("*") if p.is_file()}
    assert set(content["outputs"]) == outputs - {"manifest.json"}
    assert len(content["templates"]) == len(TemplateKind)
    assert len([name for name in content["inputs"] if name.startswith("inputs/")]) == 24


def test_it_names_the_versions_of_engine_framework_and_tools(built: Built) -> None:
    content = manifest(built)
    assert content["framework"] == {"version": "2024-03", "file": "2024-03.yaml"}
    assert content["penholder"]
    assert content["tools"]["pdf"].startswith("LibreOffice")
    assert content["tools"]["docxtpl"]


def test_a_sheet_has_its_code_and_fingerprint_and_its_own_sources_only(built: Built) -> None:
    sheet = manifest(built)["outputs"]["verification/equity.pdf"]
    assert sheet["statement"] == "equity"
    assert len(sheet["code"]) == 11
    assert len(sheet["fingerprint"]) == 64
    assert "inputs/narrative/equity.docx" in sheet["made_from"]
    assert "inputs/narrative/learning.docx" not in sheet["made_from"]
    assert "word_templates/report.docx" not in sheet["made_from"]


def test_an_untouched_edition_is_proven(edition: tuple[Workspace, Path]) -> None:
    assert verify(*edition) == []


def test_a_changed_output_is_an_error(edition: tuple[Workspace, Path]) -> None:
    workspace, folder = edition
    with (folder / "report.pdf").open("ab") as file:
        file.write(b" ")
    assert told(verify(workspace, folder)) == {("M-02", Severity.ERROR)}


def test_a_missing_output_is_an_error(edition: tuple[Workspace, Path]) -> None:
    workspace, folder = edition
    (folder / "verification" / "equity.docx").unlink()
    assert told(verify(workspace, folder)) == {("M-02", Severity.ERROR)}


def test_a_file_that_was_put_there_is_a_warning(edition: tuple[Workspace, Path]) -> None:
    workspace, folder = edition
    (folder / "extra.docx").write_bytes(b"x")
    assert told(verify(workspace, folder)) == {("M-03", Severity.WARNING)}


def test_changed_new_and_missing_inputs_are_warnings_that_name_them(edition: tuple[Workspace, Path]) -> None:
    workspace, folder = edition
    (workspace.inputs / "narrative" / "equity.docx").unlink()
    (workspace.inputs / "narrative" / "new.docx").write_bytes(b"x")
    with (workspace.inputs / "council.yaml").open("a", encoding="utf-8") as file:
        file.write("# a note\n")
    findings = verify(workspace, folder)
    assert told(findings) == {("M-04", Severity.WARNING)}
    assert {finding.place.file.rpartition("/")[2] for finding in findings} == {
        "equity.docx",
        "new.docx",
        "council.yaml",
    }


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"outputs": {}}', "[" * 100_000])
def test_a_manifest_that_cannot_be_read_proves_nothing(content: str, edition: tuple[Workspace, Path]) -> None:
    workspace, folder = edition
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    assert told(verify(workspace, folder)) == {("M-01", Severity.ERROR)}


@pytest.mark.office
def test_the_time_is_the_one_the_environment_names(sample: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    result = build(sample, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert manifest(result)["built"] == "2026-01-01T00:00:00Z"
