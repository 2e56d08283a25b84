"""Files and folders as they may lie in a workspace: devices, pipes, loops, names of any bytes, no right to read."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.assembly.reading import read
from engine.commands.build import build
from engine.commands.template_check import check_templates
from engine.errors import InputError
from engine.escapes import escaped, escaped_name
from engine.findings import Place, error
from engine.foreign.folder import Unlisted, entries, everything_in
from engine.foreign.plain_file import is_there, size_and_hash, whole
from engine.foreign.refusal import RefusedFile
from engine.framework.catalogue import framework_file, load_framework
from engine.model.edition import Edition, Order
from engine.model.framework import Framework
from engine.progress import Progress
from engine.publishing.source_hashes import fingerprints
from engine.schemas import load_schema
from engine.sources.load import load_inputs
from engine.sources.snapshot_file import previous_version
from engine.workspace import Workspace, house
from tests.material.small_inputs import small_workspace

PATIENCE = 300
"""Seconds after which a test that waits for a device is ended; what is opened at all never returns."""


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    def ended(*_: object) -> None:
        raise TimeoutError("something was opened that never ends")

    before = signal.signal(signal.SIGALRM, ended)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A workspace with a small council.yaml and nothing else."""
    return small_workspace(tmp_path)


def zero(path: Path) -> None:
    path.symlink_to("/dev/zero")


def itself(path: Path) -> None:
    path.symlink_to(path.name)


KINDS: dict[str, Callable[[Path], None]] = {
    "a device": zero,
    "a pipe": lambda path: os.mkfifo(path),
    "itself": itself,
    "a folder": lambda path: path.mkdir(),
}
INPUTS = (
    "council.yaml",
    "decisions.yaml",
    "previous.json",
    "evidence.xlsx",
    "endorsements.xlsx",
    "narrative/equity.docx",
    "checklists/leaders.xlsx",
    "checklists/leaders.csv",
    "brand/logo.png",
)


def put(kind: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.unlink()
    KINDS[kind](path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", INPUTS)
def test_what_is_no_plain_file_is_told_and_not_opened(
    kind: str, name: str, small: Workspace, framework: Framework
) -> None:
    put(kind, small.inputs / name)
    previous = previous_version(small)[1]
    findings = (*load_inputs(small, framework).findings, *previous)
    told = [f for f in findings if f.place.file == f"inputs/{name}"]
    assert [finding.code for finding in told] == ["I-09" if kind == "a device" else "I-02"]
    assert told[0].fix
    assert f"inputs/{name}" not in fingerprints(small)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_that_is_no_plain_file_is_told(kind: str, small: Workspace) -> None:
    put(kind, small.template("report.docx"))
    found = [f for f in check_templates(small).findings if f.place.file == "word_templates/report.docx"]
    assert [finding.code for finding in found] == ["W-02"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_or_framework_that_is_no_plain_file_is_told(kind: str, small: Workspace) -> None:
    put(kind, small.root / "data_schemas" / "council.yaml")
    with pytest.raises(InputError, match=r"data_schemas/council\.yaml cannot be used"):
        load_schema(small, "council")
    put(kind, small.root / "data_schemas" / "framework" / "2030-01.yaml")
    with pytest.raises(InputError) as refused:
        load_framework(framework_file(small))
    assert [(f.code, f.place.file.rpartition("/")[2]) for f in refused.value.findings] == [("I-02", "2030-01.yaml")]


def test_a_link_out_of_the_workspace_is_not_opened(
    small: Workspace, framework: Framework, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    elsewhere.write_text("secret: [unclosed", encoding="utf-8")
    (small.inputs / "decisions.yaml").symlink_to(elsewhere)
    (told,) = [f for f in load_inputs(small, framework).findings if f.place.file == "inputs/decisions.yaml"]
    assert (told.code, "unclosed" in told.message) == ("I-09", False)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "a folder"])
@pytest.mark.parametrize("name", ["narrative", "checklists", "brand"])
def test_what_stands_where_a_folder_is_to_stand_is_told_once(
    kind: str, name: str, small: Workspace, framework: Framework
) -> None:
    (small.inputs / name).rmdir()
    put(kind, small.inputs / name)
    told = [f for f in load_inputs(small, framework).findings if f.place.file.startswith(f"inputs/{name}")]
    place, code = f"inputs/{name}", "I-09" if kind == "a device" else "I-02"
    assert [(f.code, f.place.file) for f in told if f.place.file == place] == [(code, place)]
    assert len(told) == 1
    assert told[0].fix


def test_a_group_is_not_chased_while_nobody_can_look_into_checklists(small: Workspace) -> None:
    (small.inputs / "checklists").rmdir()
    (small.inputs / "checklists").write_text("x")
    found = [f.code for f in read(small, Progress()).judgement.findings if f.place.file == "inputs/checklists"]
    assert found == ["I-02"]


def test_folders_that_lead_to_one_another_come_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "file").write_text("x")
    names = [path.relative_to(tmp_path).as_posix() for path in everything_in(tmp_path) if isinstance(path, Path)]
    assert names == ["a", "a/file", "a/up"]


def test_a_file_where_a_folder_is_to_stand_is_no_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "narrative").write_text("x")
    with pytest.raises(RefusedFile, match="a folder is to stand here"):
        entries(tmp_path / "narrative")
    assert [type(found) for found in everything_in(tmp_path / "narrative")] == [Unlisted]


def test_a_file_that_grows_while_it_is_read_is_held_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"12345")
    with pytest.raises(RefusedFile, match="too large"):
        whole(tmp_path / "f", 4)
    assert whole(tmp_path / "f", 5) == b"12345"
    assert size_and_hash(tmp_path / "f")[0] == 5


def test_a_file_of_any_size_is_hashed_without_holding_it_or_left_out(small: Workspace) -> None:
    (small.inputs / "video.mp4").touch()
    os.truncate(small.inputs / "video.mp4", 2**41)  # two terabytes of nothing, which take no room
    assert "inputs/video.mp4" not in fingerprints(small)


# names of any bytes


ODD_NAMES = {
    b"caf\x82.xlsx": r"caf\x82.xlsx",
    b"a\x1b[31mred\x1b]0;t\x07.xlsx": r"a\x1b[31mred\x1b]0;t\x07.xlsx",
    b"two\nlines.xlsx": r"two\x0alines.xlsx",
    "turned\u202exslx.xlsx".encode(): r"turned\u202exslx.xlsx",
    b"back\\slash.xlsx": r"back\\slash.xlsx",
    "Übersicht é 表.xlsx".encode(): "Übersicht é 表.xlsx",
}


def test_names_of_any_bytes_are_told_in_letters_that_can_be_seen(small: Workspace, framework: Framework) -> None:
    for name in ODD_NAMES:
        (Path(os.fsdecode(os.fsencode(small.inputs / "checklists") + b"/" + name))).write_bytes(b"x")
    found = {finding.place.file for finding in load_inputs(small, framework).findings if finding.code == "I-02"}
    assert found == {f"inputs/checklists/{shown}" for shown in ODD_NAMES.values()}
    assert found <= fingerprints(small).keys()
    for shown in found:
        shown.encode("utf-8")


def test_different_names_stay_different() -> None:
    assert escaped_name(os.fsdecode(b"a\x82")) != escaped_name(r"a\x82")


def test_what_a_terminal_would_act_on_is_told_and_not_done() -> None:
    bell = error("I-02", Place("a\x1b[2J", "B\u202e3\n"), "He wrote \x9b31m\ud800.", "Take \x00 out.")
    words = " ".join((str(bell.place), bell.message, bell.fix))
    assert words.isprintable() or "\n" in words
    assert words == escaped(words)
    assert r"\x1b[2J" in words
    words.encode("utf-8")


@pytest.mark.slow
@pytest.mark.office
def test_a_pack_is_built_beside_names_of_any_bytes(little: Workspace) -> None:
    for folder in ("inputs/brand", "inputs/framework/.hidden", "word_templates", "data_schemas"):
        (little.root / folder).mkdir(parents=True, exist_ok=True)
        Path(os.fsdecode(os.fsencode(little.root / folder) + b"/caf\x82.png")).write_bytes(b"x")
    for _ in range(2):
        report = build(little, Order(Edition.DRAFT, with_pdf=False), Progress())
    assert report.is_unchanged
    assert r"word_templates/caf\x82.png" in (report.folder / "manifest.json").read_text("utf-8").replace("\\\\", "\\")


# no right to read


CLOSED = (
    *(f"inputs/{name}" for name in ("council.yaml", "evidence.xlsx", "narrative/equity.docx", "brand/logo.png")),
    *("inputs/checklists/partners.xlsx", "inputs/checklists", "inputs/narrative", "inputs/brand", "inputs"),
    *("word_templates/report.docx", "word_templates", "data_schemas/evidence.yaml", "data_schemas/framework"),
    *("data_schemas/framework/2024-03.yaml", "data_schemas", "signoff"),
)
"""What may be closed to whoever runs penholder."""
_ASK = """
import json, os, pathlib, sys
from engine.assembly.reading import read
from engine.commands.template_check import check_templates
from engine.errors import InputError
from engine.progress import Progress
from engine.workspace import Workspace
for name in sys.argv[2:]:
    path = pathlib.Path(sys.argv[1], name)
    rights = path.stat().st_mode
    path.chmod(0)
    try:
        assert not os.access(path, os.R_OK), "this process reads what nobody may"
        workspace = Workspace(pathlib.Path(sys.argv[1]))
        found = check_templates(workspace, [workspace.template("report.docx")]).findings
        findings = [*read(workspace, Progress()).judgement.findings, *found]
    except InputError as fault:
        findings = fault.findings
    finally:
        path.chmod(rights)
    told = [(f.code, f.place.file, f.message) for f in findings if "ermission denied" in f.message]
    print(json.dumps([name, told] ))
"""


def without_rights() -> list[str]:
    """How to start a process that may read what its user may, and no more: root may read everything."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    assert setpriv, "root reads every file, so this test needs setpriv (of util-linux)"
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.slow
@pytest.mark.office
def test_what_nobody_may_read_is_told_with_its_place_and_never_counts_as_empty(small: Workspace) -> None:
    for name in CLOSED:
        (small.root / name).parent.mkdir(parents=True, exist_ok=True)
        if "." in name and not (small.root / name).exists():
            shutil.copy(house() / name, small.root / name)
    (small.root / "signoff").mkdir()
    small.register.write_bytes(b"")
    ask = [*without_rights(), sys.executable, "-c", _ASK, str(small.root), *CLOSED]
    done = subprocess.run(ask, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [name for name, _ in answers] == list(CLOSED)
    for name, told in answers:
        assert {code for code, *_ in told} == {"W-02" if name.startswith("word_templates") else "I-02"}, name
        assert all(f"{place}/".startswith(f"{name}/") for _, place, _ in told), told


def test_what_cannot_be_asked_about_is_there(tmp_path: Path) -> None:
    itself(tmp_path / "loop")
    assert is_there(tmp_path / "loop")
    assert not is_there(tmp_path / "none")
    assert not is_there(tmp_path / "none" / "of it")
