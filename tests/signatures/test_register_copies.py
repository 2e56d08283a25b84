"""A synced folder may keep two registers: that is told with what the other holds, and nothing is signed until then."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.commands.signoff.issued_files import register_alone, sound_register
from engine.errors import SigningError
from engine.findings import errors_in
from engine.model.signing import Event
from engine.signatures.register import Register
from engine.workspace import Workspace

NAMES = (
    "register-LAPTOP-0K7.jsonl",
    "register-Desk.jsonl",
    "register (conflicted copy).jsonl",
    "register (Ann Moss's conflicted copy 2026-03-14).jsonl",
    "register (1).jsonl",
    "register 2.jsonl",
    "register - Copy.jsonl",
    "Copy of register.jsonl",
    "register.sync-conflict-20260314-101112-ABCDEFG.jsonl",
    "REGISTER-PC1.JSONL",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "ours")
    add(workspace, "AAAAA-AAAAA")
    return workspace


def add(workspace: Workspace, code: str) -> None:
    Register(workspace).append(Event.RECEIVED, code, "2026-03-14T00:00:00Z", sha256="0")


@pytest.mark.parametrize("name", NAMES)
def test_another_register_is_told_and_signing_is_refused(workspace: Workspace, name: str) -> None:
    elsewhere = Workspace(workspace.root.with_name("elsewhere"))
    for code in ("AAAAA-AAAAA", "BBBBB-BBBBB"):
        add(elsewhere, code)
    (workspace.register.parent / name).write_bytes(elsewhere.register.read_bytes())
    (told,) = errors_in(Register(workspace).faults())
    assert (told.code, told.place.file) == ("M-14", f"signoff/{name}")
    assert "one entry that register.jsonl does not: BBBBB-BBBBB received" in told.message
    with pytest.raises(SigningError) as refused:
        sound_register(workspace)
    assert refused.value.findings == (told,)
    with pytest.raises(SigningError), register_alone(workspace):
        pytest.fail("two registers are no ground to write on")


def test_a_copy_that_holds_nothing_more_is_told_as_that(workspace: Workspace) -> None:
    (workspace.register.parent / NAMES[0]).write_bytes(workspace.register.read_bytes())
    (told,) = Register(workspace).faults()
    assert "holds nothing that register.jsonl does not" in told.message


def test_the_noted_line_may_be_of_the_other_register(workspace: Workspace) -> None:
    add(workspace, "BBBBB-BBBBB")
    whole = workspace.register.read_bytes()
    (workspace.register.parent / NAMES[0]).write_bytes(whole)
    workspace.register.write_bytes(whole.splitlines(keepends=True)[0])
    assert [finding.code for finding in Register(workspace).faults()] == ["M-14"]


def test_what_else_lies_there_is_no_register(workspace: Workspace) -> None:
    for name in ("desktop.ini", "register.last", ".run.lock", "register.jsonl.tmp", "notes on the register.txt"):
        (workspace.register.parent / name).write_bytes(b"x")
    assert [finding.code for finding in Register(workspace).faults()] == ["M-08"]  # of register.last


def test_a_line_ends_as_it_does_on_every_system(workspace: Workspace) -> None:
    add(workspace, "BBBBB-BBBBB")
    assert workspace.register.read_bytes().count(b"\n") == 2
    assert b"\r" not in workspace.register.read_bytes()
    assert Register(workspace).faults() == []
