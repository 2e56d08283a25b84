"""Nothing is logged unless somebody asks for it, and then each of the eight steps with its time."""

from __future__ import annotations

import logging
import re
import subprocess
import sys

import pytest

from engine import log
from engine.progress import STEPS, Progress
from engine.workspace import Workspace


def test_each_step_is_told_to_whoever_listens(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "penholder.steps"), Progress().step("load") as step:
        step.said = "24 files"
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("penholder.steps", "INFO")
    assert re.fullmatch(r"1 load: 24 files \(\d+\.\d\d s\)", record.getMessage())


def test_a_library_that_is_silenced_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    log.silence("a_library")
    logging.getLogger("a_library.inside").critical("lost a connection")
    assert caplog.records == []


@pytest.mark.office
def test_a_build_tells_its_steps_its_files_and_the_cache_when_it_is_asked_to(sample: Workspace) -> None:
    start = (sys.executable, "-c", "from engine.cli import main; main()", "build", "--no-pdf")
    command = [*start, "--workspace", str(sample.root)]
    first = subprocess.run([*command, "--verbose"], capture_output=True, text=True, check=True).stderr
    told = re.findall(r"penholder\.steps +\d (\w+):", first)
    assert told == [step for step in STEPS if step not in ("convert", "finish")]
    assert "penholder.inputs  reading inputs/council.yaml" in first
    again = subprocess.run([*command, "--verbose"], capture_output=True, text=True, check=True).stderr
    assert re.search(r"penholder\.cache +outputs/draft stands, made from the very same", again)
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""
