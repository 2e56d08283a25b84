"""Files appear whole or not at all, and never in the place of another unless that is meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine import whole_file

DATA = b"the whole of it"


@pytest.mark.parametrize("durable", [False, True])
def test_a_file_takes_the_place_of_an_earlier_one(tmp_path: Path, durable: bool) -> None:
    path = tmp_path / "folder" / "file"
    whole_file.replace(path, b"earlier", durable)
    whole_file.replace(path, DATA, durable)
    assert path.read_bytes() == DATA
    assert list(path.parent.iterdir()) == [path]


def test_it_keeps_the_rights_of_the_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"earlier")
    path.chmod(0o640)
    whole_file.replace(path, DATA)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_one_has_the_rights_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        whole_file.replace(tmp_path / "file", DATA)
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_replaced_stays_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    with pytest.raises(OSError, match="file"):
        whole_file.replace(tmp_path / "file", DATA)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_new_file_is_never_put_in_the_place_of_another(tmp_path: Path) -> None:
    whole_file.create(tmp_path / "file", DATA)
    with pytest.raises(FileExistsError):
        whole_file.create(tmp_path / "file", b"another")
    assert (tmp_path / "file").read_bytes() == DATA
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_a_killed_run_left_is_found(tmp_path: Path) -> None:
    left = whole_file.written_beside(tmp_path / "folder" / "file", DATA)
    assert list(whole_file.unfinished(tmp_path)) == [left]
    assert left.name.startswith(".")
