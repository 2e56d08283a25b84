"""Penholder as Windows has it: installed by its zip, run by the Windows build of Python. Asked for by .ci/wine alone.

No other lane collects this file, since its name begins otherwise than theirs. What of Windows Wine does not have, such
as OneDrive, Word and Excel, is told in docs/windows.md.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

import pytest
from PIL import Image, ImageFont

from engine.assembly.assemble import Built
from engine.fonts.files import to_draw_with
from engine.model.edition import Edition, Order
from engine.workspace import Workspace
from tests.building import bring
from tests.conftest import ROOT
from tests.material.over_http import OverHttp
from tests.material.patience import SECONDS, comes_about
from tests.material.running_studio import RunningStudio
from tests.material.small_signing import filled, signed
from tests.on_windows.wine_machine import Machine

pytestmark = pytest.mark.office

FOLDER = r"C:\Councils\Sample Cöuncil one"
MOMENT = "1790000000"
SHEETS = 10
"""That are issued: nine statements and the endorsements; and the pack of all."""


@pytest.fixture(scope="session")
def machine() -> Machine:
    """A machine in which this very penholder is installed, by the zip's install.cmd where it is not yet."""
    made = Machine(Path(os.environ["PENHOLDER_WINE"]))
    (zipped,) = (ROOT / "dist").glob("penholder-*-windows.zip")
    stamp = made.prefix / "installed"
    state = hashlib.sha256(zipped.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != state:
        done = made.install()
        assert done.code == 0, done.text
        stamp.write_text(state, encoding="ascii")
    shutil.rmtree(made.here(r"C:\Councils"), ignore_errors=True)
    return made


@pytest.fixture(scope="session")
def council(machine: Machine) -> Workspace:
    """The sample council, made and built there without PDFs. Not to be changed."""
    done = machine.penholder("new", FOLDER, "--sample")
    assert done.code == 0, done.text
    done = machine.penholder("build", "--no-pdf", "--workspace", FOLDER, SOURCE_DATE_EPOCH=MOMENT)
    assert done.code == 0, done.text
    return Workspace(machine.here(FOLDER))


@pytest.fixture
def mine(machine: Machine, council: Workspace, request: pytest.FixtureRequest) -> Workspace:
    """A copy of it, to change."""
    name = f"{abs(hash(request.node.name)) % 10_000}"
    return Workspace(shutil.copytree(council.root, machine.here(rf"C:\Councils\{name}")))


def on_windows(workspace: Workspace) -> str:
    """The path of a workspace there."""
    return rf"C:\Councils\{workspace.root.name}"


def test_it_is_installed_for_its_user_alone_and_found_by_its_word(machine: Machine) -> None:
    done = machine.run("cmd", "/c", rf"{machine.place}\penholder.cmd", "--version")
    assert (done.code, done.text.strip()) == (0, "penholder, version 0.1.0")
    placed = {path.name for path in machine.here(machine.place).iterdir()}
    assert placed <= {"program", "penholder.cmd", "Cache", "studio"}
    menu = PureWindowsPath(machine.place).parents[1] / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    (entry,) = machine.here(str(menu)).glob("penholder*.url")
    batch = entry.read_text(encoding="ascii").partition("URL=file:///")[2].strip().replace("/", "\\")
    assert machine.python in machine.here(batch).read_text(encoding="utf-8")


def test_doctor_finds_libreoffice_by_the_registry_and_its_fonts_beside_it(machine: Machine) -> None:
    done = machine.penholder("doctor")
    assert done.code == 0, done.text
    assert r"C:\Office\LibreOffice\program\soffice.com" in done.text
    assert "LibreOffice 7." in done.text or "LibreOffice 2" in done.text
    assert "Arial, drawn with Liberation Sans (same widths)" in done.text
    assert "apt" not in done.text


def test_doctor_and_a_build_do_without_the_embedded_engine(machine: Machine, mine: Workspace) -> None:
    """Its library misses a part of Windows, as on machines without the Visual C++ redistributable."""
    lacking = {"WINEDLLOVERRIDES": "mscoree,mshtml=;bcryptprimitives=", "SOURCE_DATE_EPOCH": "1790000060"}
    done = machine.penholder("doctor", **lacking)
    assert done.code == 0, done.text
    assert "cannot be loaded" in done.text


def test_check_and_verify_are_content_with_what_was_built(machine: Machine, council: Workspace) -> None:
    done = machine.penholder("check", "--workspace", FOLDER)
    assert done.code == 0, done.text
    assert "470 of 470 rated" in done.text
    done = machine.penholder("verify", "--workspace", FOLDER)
    assert (done.code, "every file is as it was built" in done.text) == (0, True), done.text


def test_every_byte_is_the_one_that_linux_writes_but_for_how_charts_are_packed(
    council: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of charts every dot is the same: Pillow for Windows packs pictures with another zlib, and sets letters without
    FriBiDi, as it does on a Linux that lacks it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(ImageFont.core, "HAVE_RAQM", False)
    to_draw_with.cache_clear()
    here = Workspace(tmp_path / council.root.name)
    for name in ("inputs", "word_templates", "data_schemas"):
        shutil.copytree(council.root / name, here.root / name)
    bring(here, Order(Edition.DRAFT, with_pdf=False))
    to_draw_with.cache_clear()
    ours, theirs = (files_of(workspace.outputs / "draft") for workspace in (here, council))
    assert sorted(ours) == sorted(theirs)
    differing = {name for name in ours if ours[name] != theirs[name]} - {"manifest.json"}
    assert {name for name in differing if parts_of(ours[name]) != parts_of(theirs[name])} == set()
    assert differing == {name for name in ours if name == "report.docx" or name.startswith("briefs/")}
    told, telling = (json.loads(files["manifest.json"]) for files in (ours, theirs))
    assert {key for key in told if told[key] != telling[key]} - {"tools"} == {"outputs"}, "Python may be another one"
    assert {name for name in told["outputs"] if told["outputs"][name] != telling["outputs"][name]} == differing


def files_of(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, by name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def parts_of(data: bytes) -> list[tuple[object, ...]]:
    """What is in a Word file, in its order: of pictures the dots, of all else the bytes."""
    parts: list[tuple[object, ...]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for entry in packed.infolist():
            held: object = packed.read(entry)
            if entry.filename.endswith(".png"):
                picture = Image.open(io.BytesIO(packed.read(entry)))
                held = (picture.size, picture.mode, picture.tobytes())
            parts.append((entry.filename, entry.date_time, entry.create_system, entry.external_attr, held))
    return parts


def test_a_batch_builds_councils_in_processes_of_their_own(machine: Machine, mine: Workspace) -> None:
    other = machine.here(r"C:\Councils\other")
    shutil.copytree(mine.root, other)
    for root in (mine.root, other):
        shutil.rmtree(root / "outputs")
    done = machine.penholder("batch", "--no-pdf", "--jobs", "2", on_windows(mine), r"C:\Councils\other")
    assert done.code == 0, done.text
    assert all((root / "outputs" / "draft" / "report.docx").is_file() for root in (mine.root, other))


def test_what_is_piped_is_utf_8_whatever_letters_are_in_it(machine: Machine, mine: Workspace) -> None:
    told = (mine.inputs / "council.yaml").read_text(encoding="utf-8")
    told = told.replace("review_due: 2027-03-31", "review_due: Rhŷs ≥ →")
    (mine.inputs / "council.yaml").write_text(told, encoding="utf-8", newline="\n")
    done = machine.penholder("check", "--all", "--format", "json", "--workspace", on_windows(mine))
    findings = json.loads(done.output.decode("utf-8"))["findings"]
    assert any("Rhŷs ≥ →" in json.dumps(finding, ensure_ascii=False) for finding in findings)
    assert "Rhŷs ≥ →" in machine.penholder("check", "--all", "--workspace", on_windows(mine)).text


@contextmanager
def held(machine: Machine, place: str) -> Iterator[None]:
    """While another program of Windows has a file open and shares it with nobody, as Excel does."""
    hold = "import ctypes, sys; h = ctypes.windll.kernel32.CreateFileW(sys.argv[1], 0x80000000, 0, None, 3, 0, None); "
    with machine.start(machine.python, "-c", hold + "print(h, flush=True); sys.stdin.read()", place) as process:
        assert process.stdout
        assert process.stdin
        assert int(process.stdout.readline()) > 0
        try:
            yield
        finally:
            process.stdin.close()
            process.wait(timeout=60)


@pytest.mark.parametrize("file", [r"inputs\evidence.xlsx", r"inputs\narrative\equity.docx"])
def test_a_file_that_another_program_holds_is_told_and_no_fault_of_ours(
    machine: Machine, mine: Workspace, file: str
) -> None:
    with held(machine, rf"{on_windows(mine)}\{file}"):
        done = machine.penholder("check", "--workspace", on_windows(mine))
    assert done.code == 3, done.text
    assert file.rpartition("\\")[2] in done.text
    assert "open in another program" in done.text
    assert "fault of its own" not in done.text


def test_a_template_that_word_holds_is_told_and_no_fault_of_ours(machine: Machine, mine: Workspace) -> None:
    with held(machine, rf"{on_windows(mine)}\word_templates\report.docx"):
        done = machine.penholder("build", "--no-pdf", "--workspace", on_windows(mine))
    assert done.code in {3, 4}, done.text
    assert "report.docx" in done.text
    assert "fault of its own" not in done.text


def test_the_leftover_of_a_killed_build_ends_no_other_program(machine: Machine, mine: Workspace) -> None:
    """A program of the user has the number by now that the killed build had."""
    wait = "import os, sys; print(os.getpid(), flush=True); sys.stdin.read()"
    with machine.start(machine.python, "-c", wait) as other:
        assert other.stdout
        assert other.stdin
        number = int(other.stdout.readline())
        left = mine.outputs / f".draft.new-{number}"
        left.mkdir()
        (left / "report.docx").write_bytes(b"half")
        with (mine.inputs / "council.yaml").open("ab") as file:
            file.write(b"# later\n")
        done = machine.penholder("build", "--no-pdf", "--workspace", on_windows(mine))
        assert other.poll() is None, "it was ended"
        other.stdin.close()
    assert done.code == 0, done.text
    assert [path.name for path in mine.outputs.iterdir() if path.name.startswith(".draft")] == []


def test_what_windows_lays_into_folders_counts_as_nothing(machine: Machine, mine: Workspace) -> None:
    for folder in (mine.inputs, mine.inputs / "narrative", mine.inputs / "checklists", mine.outputs / "draft"):
        for name in ("desktop.ini", "Thumbs.db", ".DS_Store"):
            (folder / name).write_bytes(b"[.ShellClassInfo]")
    before = machine.penholder("check", "--format", "json", "--workspace", FOLDER)
    after = machine.penholder("check", "--format", "json", "--workspace", on_windows(mine))
    assert json.loads(after.output)["findings"] == json.loads(before.output)["findings"]
    assert machine.penholder("verify", "--workspace", on_windows(mine)).code == 0


def test_a_form_is_read_whatever_the_case_of_its_name(machine: Machine, mine: Workspace) -> None:
    (mine.inputs / "narrative" / "overview.docx").rename(mine.inputs / "narrative" / "Overview.DOCX")
    done = machine.penholder("check", "--format", "json", "--workspace", on_windows(mine))
    found = [f for f in json.loads(done.output)["findings"] if f["file"].casefold().endswith("overview.docx")]
    assert [f for f in found if f["code"] in {"I-01", "I-04"}] == []


def test_what_penholder_starts_ends_with_it_even_when_it_is_killed(machine: Machine) -> None:
    """The program starts one more, as soffice.com does, before penholder is ended by the task manager."""
    more = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
    starts = f"""
import sys, time
from engine.pdf.running import running
with running([sys.executable, "-c", "{more}; time.sleep(600)"]):
    print("up", flush=True)
    time.sleep(600)
"""

    def count() -> int:  # Linux sees the programs of Wine; Wine's own tasklist says nothing
        listed = subprocess.run(["ps", "-ww", "-eo", "stat=,args="], capture_output=True, text=True, check=True).stdout
        return sum(machine.python in line and not line.startswith("Z") for line in listed.splitlines())

    before = count()
    with machine.start(machine.python, "-c", starts) as penholder:
        assert penholder.stdout
        assert penholder.stdout.readline().strip() == b"up"
        assert comes_about(lambda: count() >= before + 3)
        penholder.kill()
        assert comes_about(lambda: count() == before)


def test_the_studio_answers_takes_a_form_and_is_closed_as_a_browser_asks_it_to(
    machine: Machine, mine: Workspace
) -> None:
    """The browser is of Linux: what it asks and gets goes over the very socket."""
    command = ("-m", "engine", "studio", "--no-browser", "--workspace", on_windows(mine))
    process = machine.start(machine.python, *command)
    try:
        assert process.stdout
        said = iter(process.stdout.readline, b"")
        link = next(found[0].decode() for line in said if (found := re.search(rb"http://[^\s\"]+", line)))
        owner = OverHttp(RunningStudio(process, link))  # type: ignore[arg-type]
        assert "Wenlow Borough Council" in owner.when("/", "Who owes what")
        seen = re.search('name="seen" value="([^"]+)"', owner.get("/council").text)
        assert seen
        form = {"council.short_name": "Wénlow", "seen": seen[1]}
        assert owner.post("/council", **form, token="of another").status == 403
        assert owner.post("/council", **form).status == 303
        assert "short_name: Wénlow}" in (mine.inputs / "council.yaml").read_text(encoding="utf-8")
        assert owner.post("/close", sure="yes").status == 200
        assert process.wait(timeout=SECONDS) == 0
    finally:
        process.kill()
        process.communicate()


def test_a_template_becomes_a_pdf_by_the_libreoffice_that_was_found(machine: Machine, mine: Workspace) -> None:
    place = rf"{on_windows(mine)}\word_templates\endorsement_sheet.docx"
    done = machine.penholder("template", "preview", place, "--workspace", on_windows(mine))
    assert done.code == 0, done.text
    made = [path for path in mine.root.rglob("*.pdf") if path.stat().st_mtime > time.time() - 600]
    assert made, done.text
    assert made[0].read_bytes().startswith(b"%PDF")


def test_sheets_are_issued_twice_received_and_told(machine: Machine, final: Built, tmp_path: Path) -> None:
    """The final edition was built on Linux: what it is made of is the same."""
    root = machine.here(r"C:\Councils\signing")
    shutil.copytree(final.folder.parents[1], root)
    place = r"C:\Councils\signing"
    first = machine.penholder("signoff", "issue", "--workspace", place)
    assert first.code == 0, first.text
    register = (root / "signoff" / "register.jsonl").read_bytes()
    assert b"\r" not in register
    assert register.count(b"\n") >= SHEETS
    again = machine.penholder("signoff", "issue", "--workspace", place)
    assert again.code == 0, again.text
    sheet = filled(root / "outputs" / "final" / "verification" / "equity.pdf", tmp_path)
    (root / "back.pdf").write_bytes(signed(sheet.read_bytes(), "equity_signature", "Priya Nair"))
    received = machine.penholder("signoff", "receive", rf"{place}\back.pdf", "--workspace", place)
    assert received.code == 0, received.text
    told = machine.penholder("signoff", "status", "--workspace", place, "--format", "json")
    assert told.code == 0, told.text
    states = {sheet["statement"]: sheet["state"] for sheet in json.loads(told.output)["sheets"] if sheet["statement"]}
    assert states["equity"] != states["governance"]
    assert machine.penholder("verify", "--workspace", place).code == 0
