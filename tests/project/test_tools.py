"""What a machine lacks is named before the first test and the first figure, with the command that installs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.material.tools import libraries

INSTALL = "missing: run `bash .ci/setup dev`."


def on_a_bare_machine(path: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A Python command where no program but those in a folder is found, LibreOffice neither."""
    environment = os.environ | {"PATH": str(path), "PENHOLDER_SOFFICE": str(path / "soffice")}
    environment.pop("PYTEST_ADDOPTS", None)
    command = (sys.executable, "-m", *command)
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def a_test_run(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return on_a_bare_machine(
        path, "pytest", "-p", "no:cacheprovider", "tests/project/test_docs_name_tests.py", *options
    )


@pytest.mark.office
def test_a_test_run_names_all_that_is_missing_and_runs_no_test(tmp_path: Path) -> None:
    done = a_test_run(tmp_path, "-n", "2")
    assert done.returncode == 4
    assert INSTALL in done.stderr
    assert {"git", "LibreOffice", "qpdf", "strace"} <= set(done.stderr.replace(",", " ").split())
    assert "passed" not in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.office
def test_the_fast_lane_asks_only_for_what_it_calls(tmp_path: Path) -> None:
    assert f"git is {INSTALL}" in a_test_run(tmp_path, "-m", "not office").stderr
    (tmp_path / "git").write_text("#!/bin/sh\n")
    (tmp_path / "git").chmod(0o755)
    assert a_test_run(tmp_path, "-m", "not office").returncode == 0


@pytest.mark.office
def test_benchmarks_name_it_too(tmp_path: Path) -> None:
    done = on_a_bare_machine(tmp_path, "benchmarks", "pack")
    assert done.returncode == 2
    assert done.stderr == f"LibreOffice and Liberation Sans are {INSTALL} Nothing was measured.\n"


def test_the_development_libraries_are_those_of_the_project() -> None:
    assert {"pytest", "playwright", "rust-just"} <= set(libraries())
