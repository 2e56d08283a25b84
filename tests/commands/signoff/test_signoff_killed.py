"""Runs killed at every instant at which they touch a file, and two runs at once: nothing is lost, the next goes on."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.commands.signoff import issue, prove_register, receive
from engine.model.signing import Event, State
from engine.signatures.register import Register
from engine.workspace import Workspace
from tests.commands.signoff.test_signoff import filled_and_signed, sheet_of, state_of
from tests.material.little_sample import STATEMENTS

FILE_EVENTS = ("open", "os.rename", "os.replace", "os.remove", "os.mkdir")


def killed_at(number: int, work: Callable[[], Any], folder: Path) -> bool:
    """Whether a process that does the work was killed, by a SIGKILL at its so-manieth touch of a file in the folder."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, about: tuple[Any, ...]) -> None:
            nonlocal seen
            if event in FILE_EVENTS and str(about[0]).startswith(str(folder)):
                seen += 1
                if seen == number:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            work()
        finally:
            os._exit(0)
    _, how = os.waitpid(child, 0)
    return os.WIFSIGNALED(how)


def every_instant(work: Callable[[], Any], folder: Path, step: int = 1) -> list[int]:
    """The instants at which the work was killed, each in a process of its own, one upon what the last one left."""
    killed: list[int] = []
    for number in range(1, 500, step):
        if not killed_at(number, work, folder):
            return killed
        killed.append(number)
    raise AssertionError("the work never came to its end")


@pytest.fixture
def built(issued: Workspace) -> Workspace:
    """The final edition stands, and nothing has been issued."""
    shutil.rmtree(issued.root / "signoff")
    return issued


def test_issuing_killed_anywhere_goes_on_where_it_was(built: Workspace) -> None:
    folder = built.root / "signoff"
    assert len(every_instant(lambda: issue(built), folder, step=4)) >= 5
    issue(built)
    issued = [entry.code for entry in Register(built).entries() if entry.event is Event.ISSUED]
    assert len(issued) == len(set(issued)) == len(STATEMENTS) + 2
    assert prove_register(built) == []
    assert not list(folder.glob("*/.*.part"))


def test_receiving_killed_anywhere_loses_nothing_and_goes_on(issued: Workspace) -> None:
    data, folder = filled_and_signed(issued), issued.root / "signoff"
    path = issued.root / "back.pdf"
    path.write_bytes(data)
    before = Register(issued).path.read_bytes()
    assert len(every_instant(lambda: receive(issued, (path,), "", ""), folder)) >= 8
    assert Register(issued).path.read_bytes().startswith(before)
    receive(issued, (path,), "", "")
    assert state_of(issued).state is State.SIGNED
    assert prove_register(issued) == []
    (kept,) = (folder / "received").iterdir()
    assert kept.read_bytes() == path.read_bytes() == data


def test_a_file_that_was_kept_but_not_registered_is_named_and_can_be_received_again(issued: Workspace) -> None:
    path, folder = issued.root / "back.pdf", issued.root / "signoff"
    path.write_bytes(filled_and_signed(issued))
    for number in range(1, 100):
        killed_at(number, lambda: receive(issued, (path,), "", ""), folder)
        if list((folder / "received").glob("[!.]*")):
            break
    path.unlink()
    (found,) = prove_register(issued)
    assert found.code == "M-09"
    receive(issued, (issued.root / found.place.file,), "", "")
    assert prove_register(issued) == []
    assert state_of(issued).state is State.SIGNED


def test_a_run_waits_for_the_one_before_it_and_nothing_is_told_twice(issued: Workspace) -> None:
    path = issued.root / "back.pdf"
    path.write_bytes(filled_and_signed(issued))
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            try:
                receive(issued, (path,), "", "")
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    assert [entry.event for entry in Register(issued).entries()].count(Event.RECEIVED) == 1
    assert prove_register(issued) == []


# the last line


def lines_of(workspace: Workspace) -> list[bytes]:
    return Register(workspace).path.read_bytes().splitlines(keepends=True)


def codes_of(workspace: Workspace) -> list[str]:
    return [finding.code for finding in prove_register(workspace)]


def test_a_last_line_that_was_changed_is_seen(issued: Workspace) -> None:
    lines = lines_of(issued)
    Register(issued).path.write_bytes(b"".join(lines[:-1]) + lines[-1].replace(b"signature-pack", b"signature-puck"))
    assert codes_of(issued) == ["M-08"]


def test_last_lines_that_were_taken_out_are_seen(issued: Workspace) -> None:
    Register(issued).path.write_bytes(b"".join(lines_of(issued)[:-2]))
    assert "M-08" in codes_of(issued)


def test_a_note_of_the_last_line_that_is_gone_is_seen(issued: Workspace) -> None:
    Register(issued).seal.unlink()
    assert codes_of(issued) == ["M-08"]


def test_a_run_that_was_killed_before_it_noted_its_line_leaves_the_register_sound(issued: Workspace) -> None:
    seal, before = Register(issued).seal, Register(issued).seal.read_bytes()
    path = issued.root / "back.pdf"
    path.write_bytes(sheet_of(issued).read_bytes())
    receive(issued, (path,), "", "")
    seal.write_bytes(before)
    assert codes_of(issued) == []
