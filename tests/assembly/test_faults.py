"""Builds that are killed, starved, refused and crossed: the earlier outputs stand whole or the new ones do.

Real processes in a workspace and with a cache of their own, so that what they leave behind is seen.
"""

from __future__ import annotations

import hashlib
import json
import os
import pty
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.publishing.publish import publish, recover
from engine.workspace import Workspace
from tests.commands.signoff.test_signoff_killed import killed_at as killed_at_touch
from tests.conftest import Run
from tests.material.little_sample import little_sample
from tests.material.patience import comes_about, is_gone

pytestmark = pytest.mark.office

_BUILD = (sys.executable, "-c", "from engine.cli import main; main()", "build", "--workspace")


@dataclass(frozen=True)
class Council:
    """A workspace, and folders of its own for what a build keeps and for what it does not."""

    workspace: Workspace
    cache: Path
    temporary: Path

    @property
    def draft(self) -> Path:
        return self.workspace.outputs / "draft"

    def environment(self, **more: str) -> dict[str, str]:
        return {**os.environ, "XDG_CACHE_HOME": str(self.cache), "TMPDIR": str(self.temporary), **more}

    def build(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*_BUILD, str(self.workspace.root), *options],
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def plant(self) -> dict[str, str]:
        """An earlier edition, and its hashes."""
        self.draft.mkdir(parents=True)
        (self.draft / "report.docx").write_bytes(b"the earlier one")
        return bytes_of(self.draft)

    def change(self, word: str) -> None:
        """Another name of the council: every document must be made anew."""
        path = self.workspace.inputs / "council.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Wenlow", word, 1), encoding="utf-8")

    def leftovers(self) -> list[str]:
        """Unfinished files of any run: in the outputs, in the system's folder and among LibreOffice's own."""
        work = self.cache / "penholder"
        return sorted(
            str(path)
            for path in (
                *self.workspace.outputs.glob(".draft*"),
                *self.temporary.iterdir(),
                *(work / "scratch").glob("[0-9]"),
                *(work / "office").glob("*/temporary/*"),
            )
        )

    def processes(self) -> list[str]:
        """Programs that run on a profile of this cache."""
        said = subprocess.run(["ps", "-eo", "stat=,args="], capture_output=True, text=True, check=True).stdout
        lines = (line.split(None, 1) for line in said.splitlines())
        return [args for state, args in lines if str(self.cache) in args and not state.startswith("Z")]

    def is_left_by_all(self) -> bool:
        """Whether the last program has gone; the kernel takes a moment for it."""
        return comes_about(lambda: not self.processes())


@pytest.fixture
def council(tmp_path: Path, this_run: Run, little_drafted: Workspace) -> Council:
    """A council that was read before on this machine, and never converted."""
    (tmp_path / "tmp").mkdir()
    unfinished = shutil.ignore_patterns("*.part")  # another worker of this run may be writing it
    for kind in ("readings", "charts", "made-ready"):
        kept = Path("cache", "penholder", kind)
        shutil.copytree(this_run.folder / kept, tmp_path / kept, ignore=unfinished)
    return Council(little_sample(tmp_path / "workspace"), tmp_path / "cache", tmp_path / "tmp")


def bytes_of(folder: Path) -> dict[str, str]:
    """Every file of an edition by its hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def is_whole(folder: Path) -> bool:
    """Whether every file is there that the edition's own manifest names, as the manifest names it."""
    files = bytes_of(folder)
    outputs = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    return {name: entry["sha256"] for name, entry in outputs.items()} == {
        name: files[name] for name in files if name != "manifest.json"
    }


def killed_at(council: Council, line: str, *options: str) -> bool:
    """Whether a build on a terminal was killed when it said that a step had begun."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*_BUILD, str(council.workspace.root), *options],
        env=council.environment(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    for said in _said(ours):
        if line in said:
            process.kill()
            break
    os.close(ours)
    return process.wait() == -signal.SIGKILL


def _said(terminal: int) -> Iterator[str]:
    text = ""
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:
            return
        text += more.decode(errors="replace")
        yield text


def stand_in(folder: Path, body: str) -> str:
    """A program in the place of LibreOffice; what it is to convert to lies in $out, the documents in $docs."""
    path = folder / "soffice"
    path.write_text(
        "#!/bin/sh\n"
        '[ "$1" = --version ] && { echo "LibreOffice 7.4.7.2 x"; exit 0; }\n'
        'for a in "$@"; do [ "$last" = --outdir ] && out=$a; last=$a; case $a in *.docx) docs="$docs $a";; esac; done\n'
        f'[ -n "$out" ] || exit 0\n{body}\n',
        encoding="utf-8",
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


# killed


def test_a_first_build_killed_at_any_step_leaves_nothing_and_the_next_one_is_whole(council: Council) -> None:
    for step in ("1 load", "6 convert", "7 finish"):
        assert killed_at(council, step)
        assert not council.draft.exists()
        assert council.is_left_by_all()
    assert council.build().returncode == 0
    assert is_whole(council.draft)
    assert council.leftovers() == []
    assert council.is_left_by_all()


def test_a_later_build_killed_at_any_step_leaves_the_earlier_edition_or_the_new_one(council: Council) -> None:
    earlier = council.plant()
    for step in ("1 load", "5 render", "8 publish"):
        assert killed_at(council, step, "--no-pdf")
        assert bytes_of(council.draft) == earlier or (step == "8 publish" and is_whole(council.draft))
    assert council.build("--no-pdf").returncode == 0
    assert is_whole(council.draft)
    assert council.leftovers() == []


def test_publishing_killed_at_every_touch_of_a_file_leaves_one_edition_whole(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    publish(outputs, "draft", {"report.docx": b"0", "verification/equity.docx": b"0"})

    def work() -> None:
        publish(outputs, "draft", {"report.docx": b"1", "verification/equity.docx": b"1"})

    for number in range(1, 1000):
        if not killed_at_touch(number, work, outputs):
            break
        recover(outputs, "draft")
        held = {path.read_bytes() for path in (outputs / "draft").rglob("*.docx")}
        assert len(held) == 1
        assert [path.name for path in outputs.iterdir()] == ["draft"]
    assert number > 6


def test_an_office_that_is_at_work_ends_with_a_build_that_is_killed(council: Council, tmp_path: Path) -> None:
    program = stand_in(tmp_path, f'sleep 600 & echo $! > "{tmp_path}/child"; wait')
    process = subprocess.Popen(
        [*_BUILD, str(council.workspace.root)], env=council.environment(PENHOLDER_SOFFICE=program)
    )
    child = tmp_path / "child"
    while not (child.exists() and child.read_text(encoding="utf-8").strip()):
        assert process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert council.is_left_by_all()
    assert comes_about(lambda: is_gone(int(child.read_text(encoding="utf-8"))))


# LibreOffice as it should not be


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("kill -SEGV $$", "made no PDF of"),
        ("exit 0", "made no PDF of"),
        (
            'for d in $docs; do printf "%%PDF-1.7\\n1 0 obj\\n<< /Type" > "$out/$(basename "$d" .docx).pdf"; done',
            "cannot be opened",
        ),
    ],
    ids=["crashes", "returns nothing", "returns a truncated PDF"],
)
def test_a_libreoffice_that_fails_costs_no_output_and_is_told(
    council: Council, tmp_path: Path, body: str, said: str
) -> None:
    earlier = council.plant()
    done = council.build(PENHOLDER_SOFFICE=stand_in(tmp_path, body))
    assert done.returncode == 5
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert bytes_of(council.draft) == earlier
    assert council.leftovers() == []
    assert not list((council.cache / "penholder" / "pdf").glob("*"))


# places that cannot be written


def full_disk(place: Path, size: str = "512k") -> None:
    """A small disk of its own, where this user may mount one."""
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=True)


def test_on_a_full_disk_the_earlier_edition_stays_and_the_reason_is_told(council: Council) -> None:
    if os.geteuid() == 0 and _may_mount(council.temporary):
        full_disk(council.workspace.outputs)
        print("disk full: a tmpfs of 512 KB")
        try:
            _nothing_lost_where_full(council, ())
        finally:
            subprocess.run(["umount", str(council.workspace.outputs)], check=True)
    else:
        print("disk full: no file past 100 KB (RLIMIT_FSIZE), since this user may not mount")
        _nothing_lost_where_full(council, ("prlimit", "--fsize=100000"))


def _may_mount(place: Path) -> bool:
    done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(place)], capture_output=True, check=False)
    return done.returncode == 0 and subprocess.run(["umount", str(place)], check=False).returncode == 0


def _nothing_lost_where_full(council: Council, limited: tuple[str, ...]) -> None:
    earlier = council.plant()
    command = [*limited, *_BUILD, str(council.workspace.root), "--no-pdf"]
    done = subprocess.run(command, env=council.environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Nothing was changed in it" in done.stderr
    assert bytes_of(council.draft) == earlier
    assert council.leftovers() == []


def test_where_the_cache_is_full_no_pdf_is_made_and_the_reason_is_told(council: Council) -> None:
    earlier = council.plant()
    if os.geteuid() == 0 and _may_mount(council.temporary):
        print("cache full: a tmpfs of 64 KB")
        shutil.rmtree(council.cache)
        full_disk(council.cache, "64k")
        try:
            done = council.build()
        finally:
            subprocess.run(["umount", str(council.cache)], check=True)
    else:
        print("cache full: no file past 1 KB (RLIMIT_FSIZE), since this user may not mount")
        command = ["prlimit", "--fsize=1000", *_BUILD, str(council.workspace.root)]
        done = subprocess.run(command, env=council.environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert bytes_of(council.draft) == earlier


def test_where_outputs_are_read_only_the_earlier_edition_stays_and_the_reason_is_told(council: Council) -> None:
    earlier = council.plant()
    outputs = council.workspace.outputs
    outputs.chmod(0o555)
    try:
        done = subprocess.run(
            [*_without_roots_powers(), *_BUILD, str(council.workspace.root), "--no-pdf"],
            env=council.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        outputs.chmod(0o755)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "outputs/draft could not be replaced" in done.stderr
    assert bytes_of(council.draft) == earlier


def _without_roots_powers() -> tuple[str, ...]:
    """For root no folder is read-only, unless it gives up its right to override."""
    return ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override") if os.geteuid() == 0 else ()


def test_a_cache_that_cannot_be_made_stops_pdfs_with_its_place(council: Council) -> None:
    shutil.rmtree(council.cache)
    council.cache.write_bytes(b"a file where the folder should be")
    done = council.build()
    assert done.returncode == 5
    assert str(council.cache) in done.stderr
    assert not council.draft.exists()


# two at once, another clock


def test_two_builds_at_once_each_give_a_whole_edition_or_say_why_not(council: Council) -> None:
    council.plant()
    command = [*_BUILD, str(council.workspace.root), "--no-pdf"]
    both = [
        subprocess.Popen(command, env=council.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes[0] == 0
    assert codes[1] in (0, 2)
    assert b"Traceback" not in b"".join(said)
    assert is_whole(council.draft)
    assert council.leftovers() == []


def test_a_clock_that_goes_backwards_makes_nothing_stale(council: Council) -> None:
    council.build("--no-pdf", SOURCE_DATE_EPOCH="1900000000")
    tomorrow = time.time() + 24 * 3600
    for path in council.workspace.inputs.rglob("*"):
        os.utime(path, (tomorrow, tomorrow))
    council.change("Wenlou")
    os.utime(council.workspace.inputs / "council.yaml", (1, 1))
    done = council.build("--no-pdf", SOURCE_DATE_EPOCH="1700000000")
    assert done.returncode == 0
    assert json.loads((council.draft / "manifest.json").read_text(encoding="utf-8"))["built"].startswith("2023-11-14")
    assert is_whole(council.draft)
