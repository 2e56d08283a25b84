"""What shells do to a command: pipes that close, devices that are full, Ctrl-C at any instant, a clock that is none."""

from __future__ import annotations

import errno
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from engine.cli.main import OutputError, penholder
from engine.cli.show import as_json
from engine.clock import now
from engine.errors import UsageError

pytestmark = pytest.mark.office
START = (sys.executable, "-m", "engine")
ROOT = Path(__file__).parents[2]
SEVERAL = ("framework", "show", "--format", "json")
"""A command that says much and works little."""


def told(done: subprocess.CompletedProcess[str]) -> None:
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert "fault of its own" not in done.stderr


@pytest.mark.parametrize("arguments", [SEVERAL, ("--help",), ("framework", "show"), ("nonsense",)])
def test_a_reader_who_goes_is_no_fault(arguments: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run((*START, *arguments), cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    told(done)
    assert done.returncode == (2 if arguments == ("nonsense",) else 0)


def test_where_the_output_cannot_be_written_is_said() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run((*START, *SEVERAL), cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    told(done)
    assert done.returncode == 2
    assert "The output cannot be written (No space left on device)." in done.stderr


def test_nowhere_to_say_anything_is_no_fault() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run((*START, "nonsense"), cwd=ROOT, stdout=full, stderr=full, text=True, check=False)
    assert done.returncode == 2


def test_a_terminal_without_our_letters_gets_their_numbers() -> None:
    terminal, theirs = pty.openpty()
    ways = os.environ | {"PYTHONIOENCODING": "latin-1"}
    with subprocess.Popen((*START, *SEVERAL), cwd=ROOT, env=ways, stdout=theirs) as process:
        os.close(theirs)
        said = b"".join(iter(partial(_read, terminal), b""))
    os.close(terminal)
    assert process.returncode == 0
    assert b"\\u2019" in said


def _read(terminal: int) -> bytes:
    """What a terminal shows next; nothing at its end, which it tells as a fault."""
    with suppress(OSError):
        return os.read(terminal, 65536)
    return b""


def test_what_goes_into_a_file_is_utf_8_whatever_the_system_writes_in() -> None:
    ways = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run((*START, *SEVERAL), cwd=ROOT, env=ways, capture_output=True, check=False)
    assert done.returncode == 0
    plain = subprocess.run((*START, *SEVERAL), cwd=ROOT, capture_output=True, check=False)
    assert json.loads(done.stdout.decode("utf-8")) == json.loads(plain.stdout.decode("utf-8"))
    assert "’" in done.stdout.decode("utf-8")


class _Closed(io.StringIO):
    """Standard output where Windows tells that nobody reads it any more."""

    def flush(self) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")


def test_a_reader_who_goes_is_no_fault_on_windows_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", _Closed())
    with pytest.raises(OutputError):
        penholder.main(args=["framework", "show"], standalone_mode=False)


def test_what_makes_no_sense_to_the_system_is_no_reader_who_went(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr("engine.commands.new.scaffold", refused)
    with pytest.raises(OSError, match="Invalid argument"):
        penholder.main(args=["new", str(tmp_path)], standalone_mode=False)


@pytest.mark.slow
def test_ctrl_c_at_any_instant_ends_it_without_a_traceback() -> None:
    """From the first instant at which penholder has begun to load: before that, Python itself is stopped."""
    begin = (sys.executable, "-c", "import engine.__main__ as m; print('.', flush=True); m.main()", *SEVERAL)
    for step in range(10):
        with subprocess.Popen(begin, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout
            assert process.stdout.readline() == ".\n"
            time.sleep(step * 0.05)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=300)
        assert "Traceback" not in said
        assert "Exception ignored" not in said
        assert process.returncode in (0, 2), "it had ended, or it was stopped"


_LOST = """
import signal, sys
class Clears:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        [None for _ in range(1000)]
def work(*_, **__):
    Clears()
    for _ in range(10_000_000): pass
    print("went on")
import engine.cli
cli = sys.modules["engine.cli.main"]
cli.penholder.main = work
cli.main()
"""


def test_a_ctrl_c_that_comes_while_something_is_cleared_away_is_not_lost() -> None:
    done = subprocess.run((sys.executable, "-c", _LOST), cwd=ROOT, capture_output=True, text=True, check=False)
    told(done)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("epoch", ["99999999999999999999", "abc", "-1", "1e9", "٣", " 1", "0", "5000000000", "nan"])
def test_a_moment_that_is_none_is_told(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is"):
        now()


def test_a_moment_that_is_none_ends_a_command_before_any_work() -> None:
    ways = os.environ | {"SOURCE_DATE_EPOCH": "soon"}
    done = subprocess.run((*START, *SEVERAL), cwd=ROOT, env=ways, capture_output=True, text=True, check=False)
    told(done)
    assert done.returncode == 2


def test_json_holds_what_people_wrote_and_no_letter_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    wrote = {"name": "Zoë \x81\x9b2J\x7f\x1b[31m 東京"}
    as_json(wrote)
    said = capsys.readouterr().out
    assert json.loads(said) == wrote
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", said)
    assert "Zoë" in said
