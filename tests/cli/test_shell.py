"""What shells do to a command: pipes that close, devices that are full, Ctrl-C at any instant, a clock that is none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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
    ways = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run((*START, *SEVERAL), cwd=ROOT, env=ways, capture_output=True, encoding="latin-1", check=False)
    told(done)
    assert done.returncode == 0
    assert "\\u2019" in done.stdout


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
