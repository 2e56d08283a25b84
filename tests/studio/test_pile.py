"""Files that are dropped: under which name each lies, whole or not at all, and never more than may be."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.studio.pile import cleaned, clear_unfinished, from_whom, pile_of, put_aside, say_from_whom, take, waiting
from engine.studio.visit import MOST, TOKEN, Takes
from engine.workspace import Workspace
from tests.material.asgi import Visitor
from tests.studio.test_guard import Studio, studio

__all__ = ["studio"]

MB = 2**20


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "workspace" / "inputs").mkdir(parents=True)
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def owner(studio: Studio, workspace: Workspace) -> Visitor:
    """The owner of a studio with a workspace, who may send files."""
    desk = studio.owner.app._app.routes[0].endpoint.__closure__[0].cell_contents
    desk.workspace = workspace
    studio.owner.headers |= {f"x-penholder-{TOKEN}": studio.door.token}
    return studio.owner


async def in_pieces(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


def taken(workspace: Workspace, name: str, *pieces: bytes) -> Path:
    return asyncio.run(take(workspace, name, in_pieces(*(pieces or (b"x",)))))


@pytest.mark.parametrize(
    ("name", "lies"),
    [
        ("reply.xlsx", "reply.xlsx"),
        ("../../../etc/passwd.xlsx", "passwd.xlsx"),
        ("..\\..\\Windows\\win.xlsx", "win.xlsx"),
        ("/etc/cron.d/x.csv", "x.csv"),
        ("C:\\x.docx", "x.docx"),
        ("a\u202excod.xlsx", "axcod.xlsx"),
        ("a\x00b\x1b[2J.xlsx", "ab[2J.xlsx"),
        ("<img onerror=alert(1)>.docx", "img onerror=alert(1).docx"),
        ('a"b|c?d*e:f.pdf', "abcdef.pdf"),
        ("  spaced out .XLSX ", "spaced out.xlsx"),
        ("dots....xlsx", "dots.xlsx"),
        (".hidden.xlsx", "hidden.xlsx"),
        ("表" * 90 + ".xlsx", "表" * 50 + ".xlsx"),
        ("x" * 400 + ".xlsx", "x" * 150 + ".xlsx"),
        ("Café.xlsx", "Café.xlsx"),
    ],
)
def test_a_name_from_outside_is_a_name_and_never_a_path(workspace: Workspace, name: str, lies: str) -> None:
    path = taken(workspace, name)
    assert path == workspace.root / "arrivals" / lies


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "/",
        ".xlsx",
        "ok.exe",
        "x.html",
        "x",
        "CON.xlsx",
        "aux.docx",
        "LPT1.pdf",
        "x.xlsx/",
        "x.lnk",
        "~$reply.docx",
        "~reply.xlsx",
    ],
)
def test_a_name_that_can_be_none_is_refused_in_words(name: str) -> None:
    with pytest.raises(UsageError, match="was not taken"):
        cleaned(name)


def test_two_files_of_one_name_are_both_there(workspace: Workspace) -> None:
    for content in (b"1", b"2", b"3"):
        taken(workspace, "reply.xlsx", content)
    assert [path.name for path in waiting(workspace)] == ["reply (2).xlsx", "reply (3).xlsx", "reply.xlsx"]
    assert {path.read_bytes() for path in waiting(workspace)} == {b"1", b"2", b"3"}


def test_a_name_that_a_link_to_nowhere_has_is_taken_too(workspace: Workspace) -> None:
    pile_of(workspace).mkdir()
    (pile_of(workspace) / "a.pdf").symlink_to("nowhere.pdf")
    assert taken(workspace, "a.pdf", b"two").name == "a (2).pdf"
    put_aside(taken(workspace, "b.pdf"))
    aside = pile_of(workspace) / "not-wanted"
    (aside / "c.pdf").symlink_to("nowhere.pdf")
    put_aside(taken(workspace, "c.pdf"))
    assert sorted(path.name for path in aside.iterdir()) == ["b.pdf", "c (2).pdf", "c.pdf"]


def test_an_empty_file_and_one_that_is_cut_off_leave_nothing(workspace: Workspace) -> None:
    async def cut_off() -> AsyncIterator[bytes]:
        yield b"the beginning"
        raise ConnectionResetError

    with pytest.raises(UsageError, match="is empty"):
        taken(workspace, "reply.xlsx", b"")
    with pytest.raises(UsageError, match="Nothing of it was kept"):
        asyncio.run(take(workspace, "reply.xlsx", cut_off()))
    assert list((workspace.root / "arrivals").iterdir()) == []


def test_what_a_killed_studio_left_is_no_arrival_and_is_cleared(workspace: Workspace) -> None:
    path = taken(workspace, "reply.xlsx")
    (path.parent / ".0123456789abcdef.part").write_bytes(b"half")
    assert waiting(workspace) == (path,)
    clear_unfinished(workspace)
    assert list(path.parent.iterdir()) == [path]


def test_what_is_put_aside_stays_beside_it(workspace: Workspace) -> None:
    put_aside(taken(workspace, "reply.xlsx"))
    assert waiting(workspace) == ()
    assert (workspace.root / "arrivals" / "not-wanted" / "reply.xlsx").read_bytes() == b"x"


def test_a_disk_that_is_full_is_told_and_nothing_stays(workspace: Workspace) -> None:
    (workspace.root / "arrivals").write_bytes(b"a file where the folder would be")
    with pytest.raises(UsageError, match="could not be written"):
        taken(workspace, "reply.xlsx")


def test_a_file_as_large_as_it_may_be_costs_hardly_any_memory(owner: Visitor, workspace: Workspace) -> None:
    piece = bytes(MB)
    tracemalloc.start()
    answered = owner.ask("POST", "/arrivals/file?name=large.pdf", pieces=[piece] * (MOST[Takes.BYTES] // MB))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answered.status == 201
    assert most < 20 * MB
    assert waiting(workspace)[0].stat().st_size == MOST[Takes.BYTES]


def test_one_byte_more_without_a_word_about_it_leaves_nothing(owner: Visitor, workspace: Workspace) -> None:
    pieces = [bytes(MB)] * (MOST[Takes.BYTES] // MB) + [b"x"]
    assert owner.ask("POST", "/arrivals/file?name=large.pdf", pieces=pieces).status == 413
    assert list((workspace.root / "arrivals").iterdir()) == []


def test_fifty_files_have_fifty_answers(owner: Visitor, workspace: Workspace) -> None:
    names = [f"reply {number}.{'xlsx' if number % 5 else 'exe'}" for number in range(50)]
    answers = [owner.ask("POST", f"/arrivals/file?name={name.replace(' ', '%20')}", pieces=[b"x"]) for name in names]
    assert [answer.status for answer in answers] == [201 if name.endswith("xlsx") else 422 for name in names]
    assert all(name in answer.text for name, answer in zip(names, answers, strict=True))
    assert len(waiting(workspace)) == 40


def test_from_whom_a_file_is_stays_said_as_long_as_it_waits(workspace: Workspace) -> None:
    """It is in the folder: a studio that is killed and opened again, and a second one, know it as well."""
    path = taken(workspace, "reply.xlsx")
    assert from_whom(workspace) == {}
    say_from_whom(workspace, path.name, "carers")
    say_from_whom(workspace, "nobody sent it.xlsx", "leaders")
    assert from_whom(workspace) == {"reply.xlsx": "carers"}
    assert waiting(workspace) == (path,)
    put_aside(path)
    assert from_whom(workspace) == {}
    assert taken(workspace, "reply.xlsx", b"of another group") == path
    assert from_whom(workspace) == {}, "nobody said anything of this one"


@pytest.mark.parametrize("content", [b"{", b"[]", b"7", b'{"reply.xlsx": "carers"}', b"[" * 200_000, b"\xff"])
def test_what_damaged_it_costs_nothing_but_what_was_said(workspace: Workspace, content: bytes) -> None:
    path = taken(workspace, "reply.xlsx")
    say_from_whom(workspace, path.name, "carers")
    (said,) = pile_of(workspace).glob(".from-whom*")
    said.write_bytes(content)
    assert from_whom(workspace) == {}
