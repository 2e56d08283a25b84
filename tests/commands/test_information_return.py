"""The information return: a request in any layout mapped once, numbered folders, an index, hashes, and what is told."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import yaml
from click.testing import CliRunner
from openpyxl import load_workbook

from engine.assembly.reading import Reading
from engine.cli.main import penholder
from engine.commands.information_return import Returned, build_return, keep_request
from engine.commands.return_answers import ReturnAnswers
from engine.commands.return_pack import standing_return
from engine.commands.zipped import packed
from engine.errors import InputError, UnnamedColumnError, UsageError
from engine.findings import Severity
from engine.framework.catalogue import framework_file, load_framework
from engine.model.evidence import Status
from engine.model.information_return import AnsweredItem, AskedItem
from engine.progress import Progress, Step
from engine.publishing.proof import verify
from engine.publishing.return_names import file_name, folder_name, plain
from engine.workspace import Workspace
from tests.material.small_request import LAYOUTS, request_file


def _kept(workspace: Workspace, name: str = "request.yaml") -> dict[str, object]:
    content: dict[str, object] = yaml.safe_load((workspace.inputs / "return" / name).read_text(encoding="utf-8"))
    return content


def _put(workspace: Workspace, name: str, data: bytes) -> Path:
    path = workspace.inputs / "evidence" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def _codes(result: Returned, code: str) -> list[str]:
    return [finding.message for finding in result.findings if finding.code == code]


@pytest.mark.parametrize("heads", LAYOUTS)
def test_a_request_in_any_layout_is_mapped_and_kept(
    little: Workspace, tmp_path: Path, heads: tuple[str, str, str, str]
) -> None:
    kept = keep_request(little, request_file(tmp_path / "request.xlsx", little, heads), {})
    assert [item.number for item in kept.request.items] == ["IR1", "IR2", "IR3", "IR4", "IR99"]
    library = [row for row in load_framework(framework_file(little)).library if row.information_return]
    assert [item.answered_by for item in kept.request.items] == [*((row.id,) for row in library[:4]), ()]
    assert [item.months for item in kept.request.items[:4]] == [12 if row.twelve_months else 0 for row in library[:4]]
    assert set(_kept(little)) == {"file", "sha256", "columns", "items"}


def test_a_heading_nobody_knows_is_named_once_and_then_known(little: Workspace, tmp_path: Path) -> None:
    path = request_file(tmp_path / "request.xlsx", little, ("Ref", "Whatever we would like", "Statement", "Period"))
    with pytest.raises(UnnamedColumnError, match="“Whatever we would like”") as told:
        keep_request(little, path, {})
    assert "Whatever we would like" in told.value.headings
    keep_request(little, path, {"text": "Whatever we would like"})
    again = keep_request(little, path, {})
    assert again.path.name == "request-2.yaml"
    assert len(again.request.items) == 5


def test_answers_of_the_request_before_stay(little: Workspace, tmp_path: Path) -> None:
    path = request_file(tmp_path / "request.xlsx", little, LAYOUTS[0])
    keep_request(little, path, {})
    file = little.inputs / "return" / "request.yaml"
    content = _kept(little)
    content["items"][-1]["answered_by"] = ["D-001"]  # type: ignore[index]
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    before = file.read_bytes()
    keep_request(little, path, {})
    assert file.read_bytes() == before
    assert _kept(little, "request-2.yaml")["items"][-1]["answered_by"] == ["D-001"]  # type: ignore[index]


@pytest.mark.office  # files of the evidence are read in a process of their own
def test_it_is_packed_whole_and_not_where_a_file_of_it_has_changed(little: Workspace) -> None:
    _put(little, "D-001 chart.txt", b"A chart of who does what.")
    assert standing_return(little) is None
    folder = build_return(little, Progress()).folder
    standing = standing_return(little)
    assert standing
    assert (standing.files[0], standing.changed, standing.file("../council.yaml")) == ("index.xlsx", (), None)
    with zipfile.ZipFile(
        io.BytesIO(b"".join(packed(standing.folder, "information-return", "information return")))
    ) as saved:
        content = {name.removeprefix("information-return/"): saved.read(name) for name in saved.namelist()}
    assert content == {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    (folder / "index.xlsx").write_bytes(b"another")
    with pytest.raises(UsageError, match="not as it was built"):
        packed(standing.folder, "information-return", "information return")


@pytest.mark.office  # files of the evidence are read in a process of their own
def test_it_is_numbered_folders_an_index_with_hashes_and_a_proof(little: Workspace, tmp_path: Path) -> None:
    data = b"A chart of who does what."
    source = _put(little, "d1 Chart (final, really).txt", data)
    result = build_return(little, Progress())
    (name,) = (p.relative_to(result.folder).as_posix() for p in result.folder.rglob("*.txt"))
    folder, _, file = name.partition("/")
    assert folder.startswith("01-")
    assert file.startswith("01-01-d-001-")
    book = load_workbook(io.BytesIO((result.folder / "index.xlsx").read_bytes()))
    rows = list(book["Index"].iter_rows(values_only=True))
    (row,) = (row for row in rows if name in row)
    assert hashlib.sha256(data).hexdigest() in row
    assert source.read_bytes() == data
    assert verify(little, result.folder) == []
    (result.folder / name).write_bytes(b"Another chart.")
    assert [finding.code for finding in verify(little, result.folder)] == ["M-02"]


@pytest.mark.office
def test_what_is_saved_while_it_is_built_is_in_it_and_in_its_manifest(little: Workspace) -> None:
    path = _put(little, "D-001 structure.txt", b"as it was")

    def save(step: Step) -> None:
        if step.name == "assess":
            path.write_bytes(b"as it is now")

    made = build_return(little, Progress(ended=save))
    (sent,) = (one for one in made.folder.rglob("*.txt"))
    assert sent.read_bytes() == b"as it is now"
    standing = standing_return(little)
    assert standing
    assert not standing.changed


@pytest.mark.office
def test_what_is_saved_while_it_is_copied_is_in_it_as_its_manifest_says(little: Workspace) -> None:
    before, after = bytes(2_000_000), bytes(2_000_001)
    *_, last = [_put(little, f"D-001 part {number:02}.bin", before) for number in range(1, 21)]
    done = threading.Event()

    def save_once_copying_begins() -> None:
        while not done.is_set() and not [*little.outputs.glob(".return.new/*/*")]:
            time.sleep(0.001)
        last.write_bytes(after)

    saving = threading.Thread(target=save_once_copying_begins)
    saving.start()
    try:
        made = build_return(little, Progress())
    finally:
        done.set()
        saving.join()
    assert [finding.code for finding in verify(little, made.folder)] == []
    assert sum(path.read_bytes() == after for path in made.folder.rglob("*.bin")) == 1


@pytest.mark.office
def test_a_zip_never_ends_with_another_file_than_its_manifest_tells(little: Workspace) -> None:
    folder = build_return(little, Progress()).folder
    pieces = packed(folder, "information-return", "information return")
    next(pieces)
    (folder / "manifest.json").write_bytes(b"{}")  # as a build that puts another return in its place
    with pytest.raises(UsageError, match=r"manifest\.json was replaced"):
        b"".join(pieces)


def test_folders_and_files_sort_as_the_request_does(little: Workspace, tmp_path: Path) -> None:
    keep_request(little, request_file(tmp_path / "request.xlsx", little, LAYOUTS[0], rows=12), {})
    names = [item.folder for item in build_return(little, Progress()).items]
    assert names == sorted(names)


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "C:\\Windows\\con", "/abs", "..", "name\x00.exe", "é" * 300, "‮txt.exe"]
)
def test_names_from_files_never_become_paths(title: str) -> None:
    folder = folder_name(3, 120, title)
    assert folder.startswith("003")
    for name in (folder, file_name(folder, 1, title, title, Path("x.PDF")), plain(title)):
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert len(name) < 110


@pytest.mark.office  # files of the evidence are read in a process of their own
def test_what_is_missing_large_locked_or_personal_is_told(little: Workspace, tmp_path: Path) -> None:
    (little.root / "data_schemas" / "information_return.yaml").write_text(
        (little.schema("information_return.yaml")).read_text(encoding="utf-8").replace("megabytes: 50", "megabytes: 1"),
        encoding="utf-8",
    )
    _put(little, "D-001 large.txt", b"word " * 300_000)
    _put(little, "D-002 people.txt", b"Ring Jane on 01632 960123, born 3 May 1961.")
    locked = pikepdf.new()
    locked.add_blank_page()
    locked.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))
    _put(little, "D-007 locked.pdf", (tmp_path / "locked.pdf").read_bytes())
    _put(little, "D-006.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    _put(little, "holiday.txt", b"Nobody's.")
    keep_request(little, request_file(tmp_path / "request.xlsx", little, LAYOUTS[0], rows=20), {})
    result = build_return(little, Progress())
    assert len(_codes(result, "N-02")) == 1
    assert len(_codes(result, "N-05")) == 1
    assert len(_codes(result, "N-06")) == 2
    assert len(_codes(result, "N-07")) == 1
    assert len(_codes(result, "N-08")) == 1
    assert all("01632" not in finding.message for finding in result.findings)
    assert {finding.severity for finding in result.findings} == {Severity.WARNING, Severity.INFO}


def test_a_request_that_was_altered_is_told_with_its_line(little: Workspace, tmp_path: Path) -> None:
    keep_request(little, request_file(tmp_path / "request.xlsx", little, LAYOUTS[0]), {})
    file = little.inputs / "return" / "request.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("months: ", "months: soon #", 1), encoding="utf-8")
    with pytest.raises(InputError) as told:
        build_return(little, Progress())
    assert told.value.findings[0].place.where


def test_the_command_says_where_it_is_and_verify_proves_it(little: Workspace, tmp_path: Path) -> None:
    root = ["--workspace", str(little.root)]
    file = str(request_file(tmp_path / "request.xlsx", little, LAYOUTS[0]))
    said = CliRunner().invoke(penholder, ["return", "--request", file, *root])
    assert (said.exit_code, "Kept: inputs/return/request.yaml" in said.output) == (0, True)
    told = json.loads(CliRunner().invoke(penholder, ["return", "--format", "json", *root]).output)
    assert told["return"]["items"] == 5
    assert CliRunner().invoke(penholder, ["verify", str(little.outputs / "return"), *root]).exit_code == 0


@pytest.mark.parametrize(
    ("statuses", "is_open"), [((), 1), (("Gap", "Gap"), 1), (("Gap", "In place"), 0), (("In draft",), 0)]
)
def test_an_item_is_open_where_nothing_answers_it_or_gaps_alone(
    little_reading: Reading, statuses: tuple[str, ...], is_open: int
) -> None:
    document = little_reading.assessment.evidence.documents[0]
    documents = tuple((replace(document, status=Status(status)), None) for status in statuses)
    asked = AskedItem(number="1", text="Audit", statement="", months=0, answered_by=())
    item = AnsweredItem(place=1, item=asked, documents=documents, folder="1")
    assert ReturnAnswers(request="", items=(item,), findings=()).open_items == is_open
