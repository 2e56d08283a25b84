"""A few hundred of the inputs that `python -m tests.fuzz` tries by the thousand, and all that ever broke something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.cli.main import penholder
from engine.sources.checklists.endings import KINDS as CHECKLISTS
from engine.sources.load import KINDS
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace, house
from tests.fuzz.__main__ import KEPT
from tests.fuzz.command_lines import PASSED_OVER, commands
from tests.fuzz.grounds import lay_out
from tests.fuzz.lane import COMMANDS, Lane, kept
from tests.fuzz.targets import targets

pytestmark = [pytest.mark.slow, pytest.mark.office]

_EACH = 2
"""Inputs of each kind."""


@pytest.fixture(scope="module")
def lane(issued_once: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Lane:
    folder = tmp_path_factory.mktemp("fuzz")
    lay_out(folder, issued_once)
    made = Lane(folder, targets(issued_once), "of the tests")
    made.warm()
    return made


def cheap(lane: Lane) -> Iterator[int]:
    """Numbers of inputs, so many of each kind, but of those that build nothing."""
    seen: dict[str, int] = {}
    for number in range(8 * len(lane.every)):
        kind, command = lane.kind(number)
        if command[0] not in ("build", "batch", "new") and seen.get(kind, 0) < _EACH:
            seen[kind] = seen.get(kind, 0) + 1
            yield number


def test_inputs_that_nobody_meant_are_read_or_refused(lane: Lane) -> None:
    found = {}
    for number in cheap(lane):
        came = lane.come_of(lane.input(number))
        if came.fault:
            found[number] = (lane.input(number).kind, came.fault, came.where, came.said[-500:])
    assert not found


@pytest.mark.parametrize("name", sorted(path.stem for path in KEPT.glob("*.json")))
def test_what_once_broke_something_breaks_nothing(lane: Lane, name: str) -> None:
    came = lane.come_of(kept(KEPT / f"{name}.json"))
    assert (came.fault, came.where) == ("", ""), came.said[-2000:]


def test_every_kind_of_file_is_tried(lane: Lane) -> None:
    """Those that the code itself has lists of; what is in no list is in tests/fuzz/targets.py."""
    places = {target.place for target in lane.every}
    assert {f"inputs/checklists/leaders{ending}" for ending in CHECKLISTS} <= places
    assert {f"word_templates/{kind}" for kind in TemplateKind} <= places
    assert {f"data_schemas/{kind}.yaml" for kind in KINDS} <= places
    lying = {path.relative_to(house()).parts[1] for path in (house() / "inputs").iterdir()}
    assert lying <= {Path(place).parts[1] for place in places if place.startswith("inputs/")}


def test_every_command_is_tried(lane: Lane) -> None:
    tried = {lane.kind(number)[1][: len(words)] for words, _ in commands() for number in range(0, 8 * 40, 8)}
    assert {words for words, _ in commands()} <= tried
    assert lane.kind(0)[0] == COMMANDS


def test_an_option_that_is_passed_over_is_one(lane: Lane) -> None:
    known = {name for _, command in commands() for option in command.params for name in option.opts}
    assert set(PASSED_OVER) - {"--help"} <= known | set(penholder.commands)


def test_the_same_number_gives_the_same_input(lane: Lane, issued_once: Workspace, tmp_path: Path) -> None:
    again = Lane(tmp_path, lane.every, "of the tests")
    others = Lane(tmp_path, lane.every, "of others")
    numbers = (1, 3, 13, 21, 45)
    assert [again.input(number) for number in reversed(numbers)] == [lane.input(number) for number in reversed(numbers)]
    assert [others.input(number) for number in numbers] != [lane.input(number) for number in numbers]
