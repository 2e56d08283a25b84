"""LibreOffice is found on Windows where its installer wrote it down, and told of without being started."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

import pytest

from engine.on_windows.office_places import find, own_fonts, places, version_beside
from engine.on_windows.registry import registry

KEY = r"SOFTWARE\LibreOffice\UNO\InstallPath"
KEY_32 = r"SOFTWARE\WOW6432Node\LibreOffice\UNO\InstallPath"
OF_WINDOWS = {
    "ProgramFiles": r"C:\Program Files",
    "ProgramW6432": r"C:\Program Files",
    "ProgramFiles(x86)": r"C:\Program Files (x86)",
    "LOCALAPPDATA": r"C:\Users\pat\AppData\Local",
    "PATH": r'C:\Windows\system32;"D:\tools";C:\Windows',
}


def found(
    here: set[str], written: Mapping[tuple[str, str], str] | None = None, environment: Mapping[str, str] = OF_WINDOWS
) -> str:
    """What is found on a machine with these files and this in its registry."""
    told = written or {}
    disk = {PureWindowsPath(path) for path in here}
    program = find(environment, lambda *key: {"": told[key]} if key in told else {}, disk.__contains__)
    return str(program)


@pytest.mark.parametrize("key", [("HKLM", KEY), ("HKLM", KEY_32), ("HKCU", KEY)])
def test_it_is_found_where_the_registry_says_on_any_drive(key: tuple[str, str]) -> None:
    program = r"E:\Apps\LibreOffice 25\program\soffice.com"
    assert found({program}, {key: "E:\\Apps\\LibreOffice 25\\program\\"}) == program


@pytest.mark.parametrize(
    "folder",
    [
        r"C:\Program Files\LibreOffice\program",
        r"C:\Program Files (x86)\LibreOffice\program",
        r"C:\Users\pat\AppData\Local\Programs\LibreOffice\program",
        r"D:\tools",
    ],
)
def test_it_is_found_in_the_usual_folders_and_on_the_path(folder: str) -> None:
    assert found({rf"{folder}\soffice.exe"}) == rf"{folder}\soffice.exe"


def test_what_the_registry_says_comes_before_the_usual_folder_and_that_before_the_path() -> None:
    everywhere = {
        rf"{folder}\soffice.com" for folder in (r"D:\tools", r"C:\Program Files\LibreOffice\program", r"E:\lo")
    }
    assert found(everywhere, {("HKLM", KEY): r"E:\lo"}) == r"E:\lo\soffice.com"
    assert found(everywhere) == r"C:\Program Files\LibreOffice\program\soffice.com"


def test_the_program_of_the_command_line_comes_before_that_of_windows() -> None:
    folder = r"C:\Program Files\LibreOffice\program"
    both = {rf"{folder}\soffice.exe", rf"{folder}\soffice.com"}
    assert found(both) == rf"{folder}\soffice.com"
    assert found(both, environment={"PENHOLDER_SOFFICE": rf"{folder}\soffice.exe"}) == rf"{folder}\soffice.com"


def test_what_is_named_counts_alone() -> None:
    everywhere = {r"C:\Program Files\LibreOffice\program\soffice.com"}
    assert found(everywhere, environment={**OF_WINDOWS, "PENHOLDER_SOFFICE": r"F:\none.exe"}) == "None"
    own = r"F:\portable\soffice.exe"
    assert found({own, *everywhere}, environment={**OF_WINDOWS, "PENHOLDER_SOFFICE": own}) == own


def test_where_nothing_is_installed_nothing_is_found_and_no_path_of_linux_is_asked_for() -> None:
    assert found({r"\usr\lib\libreoffice\program\soffice"}) == "None"
    assert {place.drive for place in places(OF_WINDOWS, lambda *_: {})} <= {"C:", "D:"}
    assert found(set(), environment={}) == "None"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[Version]\nbuildid=4e47\nMsiProductVersion=25.2.3.2\n", "LibreOffice 25.2.3.2"),
        ("﻿[Version]\r\nMSIPRODUCTVERSION = 7.4.7.2 \r\nUpdateURL=a=b%c\r\n", "LibreOffice 7.4.7.2"),
        ("[Version]\nbuildid=4e47\n", "LibreOffice, build 4e47"),
        ("", "LibreOffice"),
        ("no file", "LibreOffice"),
    ],
)
def test_its_version_is_read_and_never_asked_for(tmp_path: Path, written: str, told: str) -> None:
    if written != "no file":
        (tmp_path / "version.ini").write_text(written, encoding="utf-8")
    assert version_beside(tmp_path / "soffice.com") == told


def test_its_own_fonts_lie_beside_its_program() -> None:
    assert own_fonts(PureWindowsPath(r"E:\lo\program\soffice.com")) == PureWindowsPath(r"E:\lo\share\fonts\truetype")


def test_elsewhere_there_is_no_registry() -> None:
    assert registry("HKLM", KEY) == {}
