"""Moves wait for another program that holds a file for a moment, and for nothing else."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import patient_moves, whole_file
from engine.system_words import in_words


def winerror(number: int, path: Path | None = None) -> OSError:
    """The fault as Windows gives it: a lack of rights, with a number of its own."""
    fault = PermissionError(errno.EACCES, "Access is denied", str(path) if path else None)
    fault.winerror = number  # type: ignore[attr-defined]
    return fault


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int, OSError], list[Path]]:
    """Has a move of Path fail so many times; gives what was tried."""

    def fails(name: str, times: int, fault: OSError) -> list[Path]:
        tried: list[Path] = []
        real = getattr(Path, name)

        def attempt(self: Path, target: Path) -> Path:
            tried.append(self)
            if len(tried) <= times:
                raise fault
            moved: Path = real(self, target)
            return moved

        monkeypatch.setattr(Path, name, attempt)
        return tried

    monkeypatch.setattr(patient_moves, "SECONDS", 0.5)
    return fails


@pytest.mark.parametrize("number", [5, 32, 33])
@pytest.mark.parametrize("name", ["rename", "replace"])
def test_what_is_held_for_a_moment_is_moved(
    tmp_path: Path, held: Callable[[str, int, OSError], list[Path]], number: int, name: str
) -> None:
    (tmp_path / "a").write_bytes(b"a")
    tried = held(name, 2, winerror(number))
    (patient_moves.move if name == "rename" else patient_moves.replace)(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"a"
    assert len(tried) == 3


def test_what_stays_held_is_told_and_nothing_lies_beside_it(
    tmp_path: Path, held: Callable[[str, int, OSError], list[Path]]
) -> None:
    whole_file.replace(tmp_path / "file", b"earlier")
    tried = held("replace", 1000, winerror(32))
    with pytest.raises(PermissionError):
        whole_file.replace(tmp_path / "file", b"new")
    assert len(tried) > 1
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"earlier"]


@pytest.mark.parametrize("fault", [FileNotFoundError(errno.ENOENT, "gone"), OSError(errno.ENOSPC, "full")])
def test_any_other_fault_is_told_at_once(
    tmp_path: Path, held: Callable[[str, int, OSError], list[Path]], fault: OSError
) -> None:
    whole_file.replace(tmp_path / "file", b"earlier")
    tried = held("replace", 1000, fault)
    with pytest.raises(type(fault)):
        whole_file.replace(tmp_path / "file", b"new")
    assert len(tried) == 1


def test_the_system_is_told_in_words(tmp_path: Path) -> None:
    assert in_words(winerror(32, tmp_path / "a.xlsx")) == "it is open in another program (Excel?)"
    assert in_words(winerror(362, tmp_path / "a.xlsx")) == "it is in the cloud and could not be fetched"
    long = tmp_path / ("a" * 300)
    assert in_words(winerror(3, long)) == f"its path is too long for Windows: {len(str(long))}, and 259 is the most"
    assert in_words(OSError(errno.ENOSPC, "No space left on device")) == "No space left on device"
