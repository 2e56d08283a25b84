"""No file of 100 MB or less makes a process hold more than 600 MB, or work on without end."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.foreign.bomb_trial import MOST_MEMORY, Trial
from tests.foreign.bombs_table import BOMBS
from tests.material.depth import share

pytestmark = [pytest.mark.slow, pytest.mark.office]


def _tried() -> list[str]:
    """Of the bombs for each place a share in a run, and one at least."""
    by_place: dict[str, list[str]] = {}
    for name, bomb in BOMBS.items():
        by_place.setdefault(bomb.place, []).append(name)
    return [name for at, names in enumerate(by_place.values()) for name in names[share(at % len(names))]]


TRIED = _tried()


@pytest.fixture(scope="module")
def trials() -> dict[str, Trial]:
    """A check beside each bomb, one after another, in processes of their own that the system measures."""
    ask = [sys.executable, "-m", "tests.foreign.bomb_trial", "--json", *TRIED]
    done = subprocess.run(ask, cwd=ROOT, capture_output=True, check=True, text=True)
    return {name: Trial(*figures) for name, figures in json.loads(done.stdout).items()}


@pytest.mark.parametrize("name", TRIED)
def test_a_bomb_costs_a_known_amount_and_is_read_or_refused(trials: dict[str, Trial], name: str) -> None:
    trial = trials[name]
    assert trial.memory <= MOST_MEMORY, "resident bytes"
    assert trial.findings is not None, "it answered, before its time of the processor was over"
    assert trial.code in (0, 3, 4)


@pytest.mark.parametrize("name", [name for name in TRIED if BOMBS[name].is_refused])
def test_a_bomb_is_refused_with_its_file_a_number_and_what_to_do(trials: dict[str, Trial], name: str) -> None:
    place = BOMBS[name].place
    told = [f for f in trials[name].findings or () if place.endswith(f["file"]) and f["severity"] == "error"]
    (first, *_) = [finding for finding in told if any(letter.isdigit() for letter in finding["message"])]
    assert first["fix"]
