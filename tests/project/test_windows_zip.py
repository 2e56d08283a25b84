"""The zip for Windows holds what Windows needs, nothing that no lock names, and the same bytes each time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.office

WHEEL = "cerberus-1.3.8-py3-none-any.whl"
OWN = "penholder-0.1.0-py3-none-any.whl"


def said(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / ".ci" / script), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def packed(folder: Path, lock: str) -> subprocess.CompletedProcess[str]:
    """A zip of two wheels, of which a lock names one."""
    (folder / "all" / "wheels").mkdir(parents=True)
    for name in (WHEEL, OWN):
        (folder / "all" / "wheels" / name).write_bytes(name.encode())
    (folder / "lock.txt").write_text(lock, encoding="ascii")
    return said("windows_zip.py", str(folder / "all"), str(folder / "lock.txt"))


def hash_of(name: str) -> str:
    return f"--hash=sha256:{hashlib.sha256(name.encode()).hexdigest()}"


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_all_that_penholder_needs_on_windows_is_locked_and_nothing_that_only_building_needs(python: str) -> None:
    lines = said("windows_lock.py", python).stdout.splitlines()
    names = {line.partition("==")[0] for line in lines}
    assert {"lxml", "pikepdf", "tzdata", "starlette", "uvicorn", "python-multipart"} <= names
    assert not {"hatchling", "distributed", "pytest", "penholder"} & names
    assert all("--hash=sha256:" in line and ";" not in line and "\\" not in line for line in lines)


def test_every_file_is_named_with_its_hash_and_texts_end_their_lines_as_windows_does(tmp_path: Path) -> None:
    done = packed(tmp_path, f"cerberus==1.3.8 --hash=sha256:{'0' * 64} {hash_of(WHEEL)}\n")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "penholder-0.1.0-windows.zip") as made:
        texts = {name.partition("/")[2]: made.read(name) for name in made.namelist() if "/wheels/" not in name}
        wheels = [name for name in made.namelist() if "/wheels/" in name]
    assert wheels == [f"penholder/wheels/{WHEEL}", f"penholder/wheels/{OWN}"]
    assert set(texts) == {"install.cmd", "penholder.cmd", "requirements.txt", "for-IT.txt", "licence.txt"}
    assert all(text.count(b"\n") == text.count(b"\r\n") for text in texts.values())
    told = texts["requirements.txt"].decode().split("\r\n")
    assert told == [f"cerberus==1.3.8 {hash_of(WHEEL)}", f"penholder==0.1.0 {hash_of(OWN)}", ""]


def test_a_file_that_no_lock_names_is_refused(tmp_path: Path) -> None:
    done = packed(tmp_path, f"cerberus==1.3.8 --hash=sha256:{'0' * 64}\n")
    assert done.returncode != 0
    assert f"{WHEEL} is not what requirements.lock names." in done.stderr
    assert list(tmp_path.glob("*.zip")) == []


def test_the_same_files_make_the_same_zip(tmp_path: Path) -> None:
    made = []
    for name in ("one", "other"):
        packed(tmp_path / name, hash_of(WHEEL))
        made.append((tmp_path / name / "penholder-0.1.0-windows.zip").read_bytes())
    assert made[0] == made[1]
