"""A step tells how many of its parts are done; a wish to stop is heard between two, and nothing is half made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.assembly.reading import read
from engine.commands.check import check
from engine.errors import StoppedError
from engine.model.edition import Edition, Order
from engine.progress import Progress, Step
from engine.workspace import Workspace
from tests.building import build_order

Part = tuple[str, int, int]


def listening(told: list[Part]) -> Progress:
    def part(step: Step, done: int, of: int) -> None:
        told.append((step.name, done, of))

    return Progress(part=part)


def test_parts_are_counted_up_to_how_many_there_are() -> None:
    told: list[Part] = []
    progress = listening(told)
    with progress.step("load") as step:
        one = progress.parts(step, 2)
        for _ in range(3):
            one()
    assert told == [("load", 1, 2), ("load", 2, 2), ("load", 2, 2)]


@pytest.mark.slow
def test_reading_tells_each_file_and_rendering_each_document(little: Workspace) -> None:
    told: list[Part] = []
    check(little, listening(told))
    for name, least in (("load", 10), ("render", 5)):
        done = [(done, of) for step, done, of in told if step == name]
        assert len(done) >= least
        assert [number for number, _ in done] == sorted(number for number, _ in done)
        assert len({of for _, of in done}) == 1
        assert done[-1][0] <= done[-1][1]


def stopping_at(ask: int) -> Progress:
    """Somebody wishes to stop from so many questions on."""
    asked = iter(range(10**6))
    return Progress(stops=lambda: next(asked) >= ask)


@pytest.mark.parametrize("ask", [0, 1, 7])
def test_reading_stops_between_two_files(little: Workspace, ask: int) -> None:
    with pytest.raises(StoppedError, match="Nothing was changed in outputs/"):
        read(little, stopping_at(ask))


@pytest.mark.office
@pytest.mark.parametrize("ask", [3, 19, 23, 27])
def test_a_build_that_is_stopped_leaves_the_earlier_edition_whole(
    little_drafted: Workspace, tmp_path: Path, ask: int
) -> None:
    workspace = Workspace(shutil.copytree(little_drafted.root, tmp_path / "workspace"))
    (workspace.inputs / "decisions.yaml").write_text("# another input\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in workspace.outputs.rglob("*") if path.is_file()}
    with pytest.raises(StoppedError):
        build_order(workspace, Order(Edition.DRAFT, with_pdf=False), stopping_at(ask))
    assert {path: path.read_bytes() for path in workspace.outputs.rglob("*") if path.is_file()} == before
