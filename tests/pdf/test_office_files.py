"""Which LibreOffice it is, is told without starting it, wherever its files tell."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from engine.pdf.office import Office, find_office
from engine.pdf.office_files import which

SCRIPT = '#!/bin/sh\necho run >> "$(dirname "$(readlink -f "$0")")/../started"\necho "LibreOffice 9.9.9.9 of tests"\n'
pytestmark = [
    pytest.mark.office,  # it starts a script
    pytest.mark.skipif(sys.platform == "win32", reason="the launcher is a script of a Unix shell"),
]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A launcher among the files of its program, known by a link as systems have it."""
    folder = tmp_path / "lib" / "program"
    folder.mkdir(parents=True)
    files = {"soffice": SCRIPT, "soffice.bin": "program", "versionrc": "buildid=40", "lib.so": "code"}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="ascii")
    (folder / "soffice").chmod(0o755)
    (tmp_path / "soffice").symlink_to(folder / "soffice")
    return tmp_path / "soffice"


def was_started(program: Path) -> bool:
    return (program.parent / "lib" / "started").exists()


def test_it_is_not_started_where_its_files_tell(program: Path) -> None:
    assert which(Office(program)) == which(Office(program))
    assert not was_started(program)


@pytest.mark.parametrize("change", ["written later", "longer", "another", "one more", "one less"])
def test_another_file_is_another_libreoffice(program: Path, change: str) -> None:
    before, file = which(Office(program)), program.parent / "lib" / "program" / "lib.so"
    at = file.stat().st_mtime_ns
    match change:
        case "written later":
            os.utime(file, ns=(at, at + 1_000_000_000))
        case "longer":
            file.write_text("code.", encoding="ascii")
            os.utime(file, ns=(at, at))
        case "another":
            file.rename(file.with_name("other.so"))
        case "one more":
            (file.parent / "more.so").touch()
        case "one less":
            file.unlink()
    assert which(Office(program)) != before


def test_another_build_is_told_where_all_files_have_one_time_and_size(program: Path) -> None:
    file = program.parent / "lib" / "program" / "versionrc"
    before, at = which(Office(program)), file.stat().st_mtime_ns
    file.write_text("buildid=41", encoding="ascii")
    os.utime(file, ns=(at, at))
    assert which(Office(program)) != before


def test_it_is_asked_where_something_else_may_be_started(program: Path) -> None:
    (program.parent / "lib" / "program" / "soffice.bin").unlink()
    assert which(Office(program)) == "LibreOffice 9.9.9.9"
    assert was_started(program)


def test_the_one_in_use_here_is_told() -> None:
    program = find_office()
    assert program is not None
    assert "soffice.bin" in which(Office(program)) or which(Office(program)).startswith("LibreOffice")
