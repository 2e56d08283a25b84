"""An entry in the menu of programs: what it starts is the studio, in the workspace it was made for."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from engine.cli.main import penholder
from engine.errors import UsageError
from engine.studio.shortcut import make_shortcut

ODD = 'Our 100% "self" $HOME `id` \\ assessment'
"""A name with everything that an entry's own language would act on."""


def entry_in(file: Path) -> dict[str, str]:
    parser = RawConfigParser(delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(file.read_text(encoding="utf-8"))
    return dict(parser["Desktop Entry"])


def command_of(entry: dict[str, str]) -> list[str]:
    """The words of Exec as a desktop reads them: a value's backslashes first, then quotation marks, then %%."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', entry["Exec"].replace("\\\\", "\\"))
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in words]


@pytest.mark.parametrize("name", ["ours", ODD])
def test_the_entry_names_the_workspace_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    root = tmp_path / name
    (file,) = make_shortcut(root, {"XDG_DATA_HOME": str(tmp_path / "data")}, "linux")
    assert file.parent == tmp_path / "data" / "applications"
    entry = entry_in(file)
    assert entry["Type"] == "Application"
    assert entry["Name"].replace("\\\\", "\\") == f"penholder studio: {name}"
    assert Path(entry["Icon"]).is_file()
    assert command_of(entry)[-3:] == ["studio", "--workspace", str(root)]


def test_an_entry_is_made_anew_and_each_workspace_has_its_own(tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path)}
    made = [make_shortcut(root, home, "linux") for root in (None, tmp_path / "a", tmp_path / "b", tmp_path / "a")]
    assert len({files[0] for files in made}) == 3
    assert made[1] == made[3]


def test_a_data_folder_that_is_no_whole_path_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (file,) = make_shortcut(None, {"XDG_DATA_HOME": "somewhere"}, "linux")
    assert file == tmp_path / ".local" / "share" / "applications" / "penholder.desktop"


def test_on_windows_an_address_in_the_start_menu_leads_to_a_batch_file(tmp_path: Path) -> None:
    folders = {"APPDATA": str(tmp_path / "Roaming"), "LOCALAPPDATA": str(tmp_path / "Local é")}
    address, batch = make_shortcut(tmp_path / "Ours 100%", folders, "win32")
    assert address.parent.name == "Programs"
    assert address.name == "penholder studio, Ours 100%.url"
    url = next(line for line in address.read_text(encoding="ascii").splitlines() if line.startswith("URL="))
    assert Path(unquote(urlsplit(url.removeprefix("URL=")).path)) == batch
    lines = batch.read_bytes().decode().split("\r\n")
    assert lines[0] == "@echo off"
    assert any(line.endswith(f'"-m" "engine" "studio" "--workspace" "{tmp_path}/Ours 100%%"') for line in lines)
    with pytest.raises(UsageError, match="APPDATA"):
        make_shortcut(None, {}, "win32")


@pytest.mark.parametrize(("name", "system"), [("a\nb", "linux"), ("a\u202eb", "win32"), ("ours", "darwin")])
def test_what_cannot_be_made_is_refused_and_leaves_nothing(tmp_path: Path, name: str, system: str) -> None:
    folders = {one: str(tmp_path / "data") for one in ("XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")}
    with pytest.raises(UsageError):
        make_shortcut(tmp_path / name, folders, system)
    assert not (tmp_path / "data").exists()
    (tmp_path / "data").write_bytes(b"no folder")
    with pytest.raises(UsageError, match=r"cannot be written|no entry"):
        make_shortcut(tmp_path / "ours", folders, system)


@pytest.mark.office
@pytest.mark.skipif(sys.platform == "win32", reason="a menu of programs as Linux has it")
def test_what_the_command_makes_opens_the_studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "Our own"
    (root / "inputs").mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    done = CliRunner().invoke(penholder, ["studio", "--shortcut", "--workspace", str(root)])
    assert done.exit_code == 0, done.output
    file = Path(done.output.strip().partition(": ")[2])
    environment = {**os.environ, "HOME": str(tmp_path), "BROWSER": "true"}
    started = subprocess.Popen(
        command_of(entry_in(file)), stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path
    )
    assert started.stdout is not None
    assert "The studio is open" in started.stdout.readline()
    started.send_signal(signal.SIGINT)
    started.communicate()
    assert started.returncode == 0
