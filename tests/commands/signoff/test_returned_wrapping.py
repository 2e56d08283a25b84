"""What comes back in other wrapping, broken, or made to break its reader: told, and never in the way of the others."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from engine.commands.signoff import receive
from engine.model.signing import State, Verdict
from engine.workspace import Workspace
from tests.commands.signoff.test_signoff import filled_and_signed, returned, sheet_of, state_of
from tests.material.forged_pages import another_pdf
from tests.material.pdf_bombs import BOMBS, moving_picture_without_an_end
from tests.material.real_command import run

_MOST_MEMORY = 600_000_000
_MOST_SECONDS = 60
"""Of the processor, several times what the slowest takes: what it tells of is a judgement that goes on without end."""


def with_password(data: bytes) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(saved, encryption=pikepdf.Encryption(owner="secret", user="secret"))
    return saved.getvalue()


def zipped(data: bytes, name: str = "equity.pdf") -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr(name, data)
    return saved.getvalue()


def attached(data: bytes) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(another_pdf())) as pdf:
        pdf.attachments["equity.pdf"] = data
        pdf.save(saved)
    return saved.getvalue()


WRAPPED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a password": (with_password, "It is protected by a password. Ask for the file without one"),
    "an archive": (zipped, "It is a zip archive. Unpack it"),
    "a Word file": (lambda data: zipped(data, "word/document.xml"), "It is a Word file"),
    "an e-mail": (lambda data: b"From: a\r\nTo: b\r\nSubject: c\r\n\r\n" + data[:50], "It is a saved e-mail. Open it"),
    "two thirds": (lambda data: data[: len(data) * 2 // 3], "It is cut short: only the first part"),
    "a picture that breaks off": (
        lambda _: moving_picture_without_an_end(),
        "The picture is damaged",
    ),
    "another PDF": (lambda _: another_pdf(), "No sheet that was issued was found in it: it is not one of ours"),
    "bytes": (lambda _: bytes(4000), "No sheet that was issued was found in it: it is not one of ours"),
}


@pytest.mark.parametrize("what", WRAPPED)
def test_what_it_is_wrapped_in_is_said_with_what_to_do(issued: Workspace, what: str) -> None:
    wrap, said = WRAPPED[what]
    one = returned(issued, wrap(sheet_of(issued).read_bytes()))
    assert one.problem.startswith(said)
    assert one.examined.verdict is Verdict.UNKNOWN
    assert not (issued.root / "signoff" / "received").exists()


def test_a_sheet_that_is_attached_is_taken_out_judged_and_kept(issued: Workspace) -> None:
    data = filled_and_signed(issued)
    one = returned(issued, attached(data))
    assert (one.examined.verdict, one.examined.within) == (Verdict.SIGNED, "equity.pdf")
    (kept,) = (issued.root / "signoff" / "received").iterdir()
    assert kept.read_bytes() == data
    assert state_of(issued).state is State.SIGNED


def test_a_signed_sheet_cut_short_is_said_to_be(issued: Workspace) -> None:
    one = returned(issued, filled_and_signed(issued)[:-5000])
    assert (one.examined.verdict, one.examined.why) == (Verdict.ALTERED, "it is cut short")


def test_a_file_that_breaks_its_reader_leaves_the_others_be(issued: Workspace) -> None:
    files = []
    for number, data in enumerate((moving_picture_without_an_end(), BOMBS[2](), filled_and_signed(issued))):
        files.append(issued.root / f"{number}.pdf")
        files[-1].write_bytes(data)
    found = receive(issued, tuple(files), "", "")
    assert [bool(one.problem) for one in found] == [True, True, False]
    assert state_of(issued).state is State.SIGNED


def test_an_unrelated_signed_pdf_that_was_changed_is_none_of_ours(issued: Workspace) -> None:
    path = issued.root / "other.pdf"
    path.write_bytes(another_pdf())
    code, said, _ = run("signoff", "receive", str(path), "--workspace", str(issued.root))
    assert (code, "ALTERED" in said, "not one of ours" in said) == (6, False, True)


_MEASURED = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
said = process.stdout.read()
_, ended, used = os.wait4(process.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(ended), used.ru_maxrss, used.ru_utime + used.ru_stime, said]))
"""
"""A small process in between: what a program takes is counted from what the one had that started it."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells of no process how much memory it took")
@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_file_that_asks_for_too_much_is_told_and_takes_little(
    issued: Workspace, bomb: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "back.pdf"
    path.write_bytes(bomb())
    command = ["-c", "from engine.cli import main; main()", "signoff", "receive", str(path)]
    measured = subprocess.run(
        [sys.executable, "-c", _MEASURED, sys.executable, *command, "--workspace", str(issued.root)],
        capture_output=True,
        text=True,
        check=True,
    )
    code, memory, seconds, said = json.loads(measured.stdout)
    assert code == 6, said
    assert said.startswith("back.pdf: ")
    assert len(said.splitlines()) == 1
    assert memory * 1024 < _MOST_MEMORY
    assert seconds < _MOST_SECONDS
