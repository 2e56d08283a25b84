"""A fault of penholder's own is a sentence for the user and a file for whoever mends it."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from engine import own_faults
from engine.cache import folder_of


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def fault(words: str = "deliberate") -> Exception:
    """One that has come a way through the code."""
    try:
        raise RuntimeError(words)
    except RuntimeError as raised:
        return raised


def test_the_sentence_names_the_fault_and_the_file_that_says_where_it_happened() -> None:
    said = own_faults.sentence(fault())
    assert "a fault of its own (RuntimeError: deliberate)" in said
    file = Path(re.findall(r"with the file (.*\.txt), which", said)[0])
    kept = file.read_text(encoding="utf-8")
    assert "test_own_faults.py" in kept
    assert "raise RuntimeError(words)" in kept
    assert kept.startswith("penholder ")


def test_where_no_file_can_be_written_the_sentence_asks_for_the_command(cache: Path) -> None:
    cache.write_bytes(b"not a folder")
    assert own_faults.sentence(fault()).endswith("Please report it with the command you gave.")


def test_the_newest_faults_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for second in range(25):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_790_000_000 + second))
        own_faults.sentence(fault(f"number {second}"))
    kept = [path.read_text(encoding="utf-8") for path in sorted(folder_of("faults").iterdir())]
    assert len(kept) == 20
    assert "number 5" in kept[0]
    assert "number 24" in kept[-1]


def test_a_file_that_another_program_holds_is_no_fault_of_ours(tmp_path: Path) -> None:
    held = PermissionError(errno.EACCES, "Access is denied", str(tmp_path / ".x.part"), 32, str(tmp_path / "merge.csv"))
    told = own_faults.as_error(held)
    assert told.exit_code == 2
    assert told.message.startswith(f"{tmp_path / 'merge.csv'} is open in another program (Excel?)")
    assert own_faults.as_error(fault()).exit_code == 1
