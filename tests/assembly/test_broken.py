"""Broken inputs: each is told in words, with its file, and never ends in an exception of the engine.

A folder in broken/ is laid over a copy of the sample council; its expected.json has the findings that this adds.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from engine.assembly.reading import Reading, read
from engine.errors import InputError
from engine.findings import Finding, Severity
from engine.progress import Progress
from engine.workspace import Workspace, house
from tests.conftest import ROOT

BROKEN = ROOT / "tests" / "broken"
FAULTS = sorted(folder.name for folder in BROKEN.iterdir())
EXPECTED = "expected.json"


def findings_of(workspace: Workspace) -> tuple[Finding, ...]:
    """What reading a workspace says, whether or not anything can be built of it."""
    try:
        return read(workspace, Progress()).judgement.findings
    except InputError as fault:
        return fault.findings


def as_written(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as expected.json has them."""
    keys = ("code", "severity", "file", "place", "message", "fix")
    return [{key: finding.as_json()[key] for key in keys} for finding in findings]


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_adds_just_the_findings_expected_of_it(fault: str, sample: Workspace, reading: Reading) -> None:
    shutil.copytree(BROKEN / fault, sample.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(EXPECTED))
    before = set(reading.judgement.findings)
    added = as_written(finding for finding in findings_of(sample) if finding not in before)
    assert added == json.loads((BROKEN / fault / EXPECTED).read_text(encoding="utf-8"))


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut-short": lambda data: data[: len(data) // 2],
    "garbage": lambda data: bytes(byte ^ 0xA5 for byte in data),
    "a-letter": lambda data: b"Dear all,\n\nplease find attached.\n",
}
INPUTS = sorted(path.relative_to(house()).as_posix() for path in (house() / "inputs").rglob("*") if path.is_file())
KEPT = {"inputs/council.yaml", "inputs/brand/logo.png"}
OF_EACH_KIND = (
    *sorted(KEPT),
    *("inputs/evidence.xlsx", "inputs/endorsements.xlsx", "inputs/previous.json", "inputs/checklists/partners.xlsx"),
    *(f"inputs/narrative/{name}.docx" for name in ("overview", "leadership", "learning")),
)


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", OF_EACH_KIND)
def test_a_damaged_input_is_an_error_that_names_it(name: str, damage: str, tmp_path: Path) -> None:
    for needed in {*KEPT, name}:
        (tmp_path / needed).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(house() / needed, tmp_path / needed)
    damaged = DAMAGE[damage]((house() / name).read_bytes())
    (tmp_path / name).write_bytes(damaged)
    findings = findings_of(Workspace(tmp_path))
    assert name in {finding.place.file for finding in findings if finding.severity is Severity.ERROR}
    assert (tmp_path / name).read_bytes() == damaged


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGE)
def test_all_inputs_damaged_at_once_are_all_told(damage: str, sample: Workspace) -> None:
    for name in set(INPUTS) - KEPT:
        (sample.root / name).write_bytes(DAMAGE[damage]((sample.root / name).read_bytes()))
    told = {finding.place.file for finding in findings_of(sample) if finding.severity is Severity.ERROR}
    assert told >= set(INPUTS) - KEPT


def test_a_workspace_with_nothing_in_it_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(Workspace(tmp_path), Progress())
    assert "inputs/council.yaml" in {finding.place.file for finding in caught.value.findings}
