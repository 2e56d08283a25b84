"""What is kept between builds: found whole or not at all, and never in the way of a build."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from engine.cache import DAYS, Store, key_of


def test_what_was_put_is_taken(tmp_path: Path) -> None:
    Store(tmp_path / "kept").put("name", b"a PDF")
    assert Store(tmp_path / "kept").take("name") == b"a PDF"


def test_nothing_is_taken_that_was_not_put(tmp_path: Path) -> None:
    assert Store(tmp_path).take("name") is None


@pytest.mark.parametrize("keep", [0, 31, 32, 36])
def test_what_was_cut_short_counts_as_missing(tmp_path: Path, keep: int) -> None:
    Store(tmp_path).put("name", b"a PDF")
    (tmp_path / "name").write_bytes((tmp_path / "name").read_bytes()[:keep])
    assert Store(tmp_path).take("name") is None


def test_what_was_changed_counts_as_missing(tmp_path: Path) -> None:
    Store(tmp_path).put("name", b"a PDF")
    (tmp_path / "name").write_bytes((tmp_path / "name").read_bytes()[:-1] + b"?")
    assert Store(tmp_path).take("name") is None


def test_a_key_tells_parts_from_one_another() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of(b"ab", "d")}) == 4
    assert key_of("ab") == key_of(b"ab")


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "kept"
    blocked.write_text("a file stands where the folder should be", encoding="utf-8")
    store = Store(blocked)
    store.put("name", b"a PDF")
    store.forget()
    assert store.take("name") is None


def test_only_what_nobody_asked_for_is_removed(tmp_path: Path) -> None:
    store, long_ago = Store(tmp_path), time.time() - (DAYS + 1) * 24 * 3600
    for name in ("wanted", "old"):
        store.put(name, b"a PDF")
        os.utime(tmp_path / name, (long_ago, long_ago))
    store.take("wanted")
    store.forget()
    assert [place.name for place in tmp_path.iterdir()] == ["wanted"]
