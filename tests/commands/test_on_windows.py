"""What commands do otherwise on Windows, as far as Linux can tell: what is missing there, and what is too much."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from PIL import Image

from engine.assembly.reading import read
from engine.commands.batch.processes import most_at_once
from engine.commands.doctor import examine
from engine.commands.new import scaffold
from engine.commands.watch import is_on_a_share
from engine.errors import ConversionError, InputError, UsageError
from engine.findings import Finding, Place, warning
from engine.foreign.folder import entries, everything_in
from engine.foreign.plain_file import is_link
from engine.foreign.refusal import RefusedFile
from engine.framework.framework_shape import faults_of_framework
from engine.model.edition import Edition
from engine.model.framework import Framework
from engine.pdf.choice import choose
from engine.pdf.embedded import Embedded
from engine.progress import Progress
from engine.publishing.manifest import NAME
from engine.publishing.proof import verify
from engine.publishing.publish import PublishError, refuse_what_stands_there
from engine.publishing.put_aside import put_aside
from engine.publishing.source_hashes import fingerprints
from engine.signatures.printed_codes import codes_of
from engine.sources.load import load_inputs
from engine.workspace import Workspace, house
from tests.material.small_inputs import council, small_workspace

LEFT = ("desktop.ini", "Thumbs.db", ".DS_Store", "~WRL0001.tmp", "5D1A2000")


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A workspace with a small council.yaml and nothing else."""
    return small_workspace(tmp_path)


def leave(folder: Path) -> None:
    """What Windows, macOS and Office leave in a folder."""
    for name in LEFT:
        (folder / name).write_bytes(b"nobody's")


# a library that this machine cannot load


@pytest.fixture
def without_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither dxpdf nor zxing-cpp can be loaded, as where Windows has no MSVCP140.dll."""
    for name in ("dxpdf", "zxingcpp"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("without_runtime")
def test_doctor_says_what_the_embedded_engine_lacks(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENHOLDER_SOFFICE", "/none")
    (line,) = (line for line in examine(small).lines if line.name == "Embedded")
    assert "cannot be loaded" in line.state
    assert "Visual C++" in line.advice


@pytest.mark.usefixtures("without_runtime")
def test_a_draft_without_any_engine_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENHOLDER_SOFFICE", "/none")
    choose(Edition.DRAFT)
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(ConversionError, match=r"Visual C\+\+"):
        Embedded().convert([tmp_path / "a.docx"], tmp_path)


@pytest.mark.usefixtures("without_runtime")
def test_a_scan_whose_code_nobody_can_read_is_told_so(tmp_path: Path) -> None:
    Image.new("L", (200, 200), 255).save(tmp_path / "scan.png")
    with pytest.raises(RefusedFile) as refused:
        list(codes_of((tmp_path / "scan.png").read_bytes()))
    assert "Visual C++" in refused.value.fix


@pytest.mark.usefixtures("without_runtime")
def test_a_code_that_the_file_tells_needs_no_picture() -> None:
    assert next(codes_of(b"%PDF-1.7 urn:penholder:sheet:AAAAA-AAAAA")) == "AAAAA-AAAAA"


# what systems leave in folders


def test_what_systems_leave_is_no_input(small: Workspace, framework: Framework) -> None:
    before = load_inputs(small, framework).findings, fingerprints(small)
    for folder in ("", "checklists", "narrative", "brand"):
        leave(small.inputs / folder)
    for folder in ("word_templates", "data_schemas"):
        (small.root / folder).mkdir()
        leave(small.root / folder)
    assert (load_inputs(small, framework).findings, fingerprints(small)) == before


def test_what_systems_leave_in_outputs_is_no_strangers_file(small: Workspace) -> None:
    folder = small.outputs / "draft"
    folder.mkdir(parents=True)
    (folder / NAME).write_text("{}", encoding="utf-8")
    before = verify(small, folder)
    leave(folder)
    assert verify(small, folder) == before
    assert put_aside(small.outputs, "draft", {NAME}) == []


def test_a_folder_that_a_system_marked_is_empty_for_a_new_workspace(tmp_path: Path) -> None:
    leave(tmp_path)
    scaffold(tmp_path, sample=True)
    assert Workspace(tmp_path).inputs.is_dir()
    with pytest.raises(UsageError, match="is not empty"):
        scaffold(tmp_path, sample=True)


# names that differ by case alone


@pytest.mark.parametrize("name", ["Equity.docx", "equity.DOCX", "EQUITY.Docx"])
def test_a_form_is_read_whatever_the_case_of_its_name(small: Workspace, framework: Framework, name: str) -> None:
    form = (house() / "inputs" / "narrative" / "equity.docx").read_bytes()
    (small.inputs / "narrative" / name).write_bytes(form)
    inputs = load_inputs(small, framework)
    assert inputs.statements["equity"].values
    assert [f for f in inputs.findings if f.code != "I-01"] == []
    assert f"inputs/narrative/{name}" in fingerprints(small)


def test_of_two_forms_the_very_name_is_read_and_the_other_told(small: Workspace, framework: Framework) -> None:
    form = (house() / "inputs" / "narrative" / "equity.docx").read_bytes()
    for name in ("Equity.docx", "equity.docx"):
        (small.inputs / "narrative" / name).write_bytes(form)
    (told,) = (f for f in load_inputs(small, framework).findings if f.code != "I-01")
    assert (told.code, told.place.file) == ("I-04", "inputs/narrative/Equity.docx")


@pytest.mark.parametrize("name", ["Council.yaml", "council.YAML"])
def test_every_input_is_found_whatever_the_case_of_its_name(small: Workspace, framework: Framework, name: str) -> None:
    (small.inputs / "council.yaml").rename(small.inputs / name)
    (small.inputs / "narrative").rename(small.inputs / "Narrative")
    (small.inputs / "checklists").rename(small.inputs / "CHECKLISTS")
    (small.inputs / "CHECKLISTS" / "notes.txt").write_bytes(b"notes")
    inputs = load_inputs(small, framework)
    assert inputs.council.values
    assert [f.code for f in inputs.findings if f.code != "I-01"] == ["I-04"]


def test_a_link_that_leads_out_is_told_whatever_the_case_of_its_name(
    small: Workspace, framework: Framework, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "equity.docx"
    elsewhere.write_bytes((house() / "inputs" / "narrative" / "equity.docx").read_bytes())
    (small.inputs / "narrative" / "Equity.docx").symlink_to(elsewhere)
    inputs = load_inputs(small, framework)
    assert [f.code for f in inputs.findings if f.code != "I-01"] == ["I-09"]
    assert not inputs.statements["equity"].values


# names, paths and numbers that Windows does not take


@pytest.mark.parametrize("name", ["con", "aux", "nul", "prn", "com1", "lpt9"])
def test_a_group_named_as_a_device_is_told(small: Workspace, name: str) -> None:
    content: Any = yaml.safe_load(council())
    content["groups"][0]["id"] = name
    (small.inputs / "council.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    try:
        found = read(small, Progress()).judgement.findings
    except InputError as stopped:
        found = stopped.findings
    assert [f.place.file for f in found if f.code == "I-37"] == ["inputs/council.yaml"]


@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1"])
def test_a_statement_named_as_a_device_is_told(name: str) -> None:
    path = house() / "data_schemas" / "framework" / "2024-03.yaml"
    content: Any = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    content["themes"][0]["id"] = name
    assert any("Windows keeps" in words for _, words in faults_of_framework(content))


def test_a_long_path_is_told_by_check_and_build(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(_: object) -> list[Finding]:
        return [warning("I-57", Place("inputs"), "The path is long.", "Move it.")]

    monkeypatch.setattr("engine.assembly.reading.long_path_findings", told)
    try:
        found = read(small, Progress()).judgement.findings
    except InputError as stopped:
        found = stopped.findings
    assert "I-57" in [finding.code for finding in found]


def test_no_more_processes_are_begun_than_can_be_waited_for() -> None:
    assert most_at_once("win32") == 60
    assert most_at_once("linux") > 1000


@pytest.mark.parametrize(
    ("root", "is_"),
    [
        (PureWindowsPath(r"\\server\share\Wenlow"), True),
        (PureWindowsPath(r"\\?\UNC\server\share\Wenlow"), True),
        (PureWindowsPath(r"C:\Reports\Wenlow"), False),
        (PureWindowsPath(r"\\?\C:\Reports\Wenlow"), False),
        (PurePosixPath("//server/share/wenlow"), False),
    ],
)
def test_what_lies_on_a_server_is_looked_at_again_and_again(root: PureWindowsPath, is_: bool) -> None:
    assert is_on_a_share(root) is is_


# a junction is a folder that lies elsewhere


def test_a_junction_is_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "draft"
    folder.mkdir()
    assert not is_link(folder)
    real = Path.lstat

    def as_windows_tells(path: Path) -> Any:
        about = real(path)
        tag = 0xA0000003 if path == folder else 0
        return SimpleNamespace(st_mode=about.st_mode, st_reparse_tag=tag)

    monkeypatch.setattr(Path, "lstat", as_windows_tells)
    assert stat.S_ISDIR(folder.lstat().st_mode)
    assert is_link(folder)
    with pytest.raises(PublishError, match="outputs/draft is a link"):
        refuse_what_stands_there(tmp_path, "draft")


def test_a_folder_that_lies_elsewhere_is_told_and_not_opened(
    small: Workspace, framework: Framework, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (small.inputs / "narrative" / "equity.docx").write_bytes(b"")
    real = Path.resolve

    def through_the_junction(path: Path, strict: bool = False) -> Path:
        """As Windows leads on where `mklink /J` made the folder, which is no link to it."""
        narrative = small.inputs / "narrative"
        return elsewhere / path.relative_to(narrative) if path.is_relative_to(narrative) else real(path, strict)

    monkeypatch.setattr(Path, "resolve", through_the_junction)
    told = [f for f in load_inputs(small, framework).findings if f.code == "I-09"]
    assert [finding.place.file for finding in told] == ["inputs/narrative"]


@pytest.mark.office
def test_it_starts_as_a_module_where_no_program_may_be_started() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "engine", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
    )
    assert done.stdout.startswith("penholder")


def test_entries_are_those_of_people(tmp_path: Path) -> None:
    leave(tmp_path)
    (tmp_path / "equity.docx").write_bytes(b"")
    (tmp_path / "~$equity.docx").write_bytes(b"")
    assert [path.name for path in entries(tmp_path)] == ["equity.docx", "~$equity.docx"]
    assert len(list(everything_in(tmp_path))) == 2
