"""An edition of which another program holds something: whole, or told; and what a killed build left is nobody's."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from engine import patient_moves
from engine.publishing import publish as step
from engine.publishing.publish import PublishError, publish, recover, refuse_what_is_open
from tests.material.patience import comes_about

OLD = {"report.docx": b"old", "report.pdf": b"old", "gone.docx": b"old", "manifest.json": b"old"}
NEW = {"report.docx": b"new", "report.pdf": b"new", "added.docx": b"new", "manifest.json": b"new"}


def refusal(*_: object) -> PermissionError:
    fault = PermissionError(errno.EACCES, "Access is denied")
    fault.winerror = 32  # type: ignore[attr-defined]
    return fault


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An outputs folder with an earlier draft, and little patience."""
    monkeypatch.setattr(patient_moves, "SECONDS", 0.15)
    publish(tmp_path, "draft", OLD)
    return tmp_path


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[Path], bool]], None]:
    """Has calls of a method of Path fail, as Windows does, where they are about certain paths."""

    def refuse(name: str, about: Callable[[Path], bool]) -> None:
        real = getattr(Path, name)

        def attempt(self: Path, *rest: Any, **more: Any) -> Any:
            if about(self) and (name != "open" or "r+b" in rest):
                raise refusal()
            return real(self, *rest, **more)

        monkeypatch.setattr(Path, name, attempt)

    return refuse


@pytest.fixture
def holding(refused: Callable[[str, Callable[[Path], bool]], None], outputs: Path) -> Callable[..., None]:
    """Another program holds some files of the draft: its folder cannot be moved, and they cannot be changed."""

    def hold(*names: str) -> None:
        held = {outputs / "draft" / name for name in names}
        refused("rename", lambda path: path == outputs / "draft")
        refused("open", lambda path: path in held)
        refused("unlink", lambda path: path in held)

    return hold


def test_a_folder_that_is_held_for_a_moment_is_moved(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried, real = [], Path.rename

    def attempt(self: Path, target: Path) -> Path:
        tried.append(self)
        if len(tried) in (1, 3):
            raise refusal()
        return real(self, target)

    monkeypatch.setattr(Path, "rename", attempt)
    publish(outputs, "draft", NEW)
    assert contents(outputs) == {f"draft/{name}": data for name, data in NEW.items()}


def test_a_folder_that_somebody_looks_into_gets_every_new_file(outputs: Path, holding: Callable[..., None]) -> None:
    holding()
    publish(outputs, "draft", NEW)
    assert contents(outputs) == {f"draft/{name}": data for name, data in NEW.items()}


def test_a_draft_with_a_file_that_is_open_is_new_but_for_that_and_says_so(
    outputs: Path, holding: Callable[..., None]
) -> None:
    holding("report.pdf", "gone.docx")
    told: list[str] = []
    publish(outputs, "draft", NEW, told.append)
    assert sorted(told) == ["gone.docx", "report.pdf"]
    assert contents(outputs / "draft") == NEW | {"report.pdf": b"old", "gone.docx": b"old"}


def test_an_edition_for_others_is_whole_or_stays_and_what_is_open_is_named(
    outputs: Path, holding: Callable[..., None]
) -> None:
    holding("report.pdf")
    with pytest.raises(PublishError, match=r"outputs/draft/report\.pdf \(Acrobat\?\)\. Nothing was changed"):
        publish(outputs, "draft", NEW)
    assert contents(outputs) == {f"draft/{name}": data for name, data in OLD.items()}
    with pytest.raises(PublishError, match=r"report\.pdf \(Acrobat\?\)"):
        refuse_what_is_open(outputs, "draft")


def test_the_manifest_is_the_last_to_be_replaced(
    outputs: Path, holding: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    holding()
    order, real = [], Path.replace

    def attempt(self: Path, target: Path) -> Path:
        order.append(target.name)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", attempt)
    publish(outputs, "draft", {"manifest.json": b"new", **NEW})
    assert order[-1] == "manifest.json"


def test_a_new_edition_that_cannot_be_moved_in_leaves_the_earlier_one(
    outputs: Path, refused: Callable[[str, Callable[[Path], bool]], None]
) -> None:
    refused("rename", lambda path: path.name == ".draft.new")
    with pytest.raises(PublishError, match="Nothing was changed in it"):
        publish(outputs, "draft", NEW)
    assert contents(outputs) == {f"draft/{name}": data for name, data in OLD.items()}


def test_an_earlier_edition_that_cannot_come_back_is_whole_and_where_it_is_said_to_be(
    outputs: Path, refused: Callable[[str, Callable[[Path], bool]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused("rename", lambda path: path.name != "draft")
    with pytest.raises(PublishError, match=r"it is whole in outputs/\.draft\.old"):
        publish(outputs, "draft", NEW)
    assert contents(outputs / ".draft.old") == OLD
    monkeypatch.undo()
    recover(outputs, "draft")
    assert contents(outputs) == {f"draft/{name}": data for name, data in OLD.items()}


def test_what_a_killed_build_left_is_cleared_and_no_process_is_asked_for(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        pytest.fail("the number of a process may be another's by now")

    monkeypatch.setattr(os, "kill", never)
    for name in (".draft.new", f".draft.new-{os.getppid()}", ".draft.new-99999999"):
        (outputs / name).mkdir()
    publish(outputs, "draft", NEW)
    assert [path.name for path in outputs.iterdir()] == ["draft"]


def test_a_build_waits_for_another_that_publishes_and_says_when_it_goes_on_too_long(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "_TURN", 0.1)
    (outputs / ".draft.new").mkdir()
    with FileLock(outputs / ".draft.lock"), pytest.raises(PublishError, match="Another build is writing outputs/draft"):
        publish(outputs, "draft", NEW)
    assert (outputs / ".draft.new").is_dir()
    publish(outputs, "draft", NEW)
    assert [path.name for path in outputs.iterdir()] == ["draft"]


_HOLD = """
import pathlib, sys, time
from engine.publishing import publish
with publish._alone(pathlib.Path(sys.argv[1]), "draft"):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.mark.office
def test_the_lock_of_a_build_that_is_killed_is_free(outputs: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(outputs)], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        assert build.stdout.readline() == "held\n"
        build.kill()
    start = time.monotonic()
    publish(outputs, "draft", NEW)
    assert comes_about(lambda: [path.name for path in outputs.iterdir()] == ["draft"])
    assert time.monotonic() - start < step._TURN
