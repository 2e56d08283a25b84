"""Two lanes. Tests marked `office` start programs or build whole packs; the others do neither, and are held to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PACKS = frozenset({"final", "built", "drafted", "little_final", "little_drafted"})
"""The fixtures of conftest that are whole packs: whoever asks for one, or for what is made from one, is `office`."""

HARMLESS = frozenset({"git", "fc-list", "fc-conflist", "fc-match"})
"""What any test may start: it answers in an instant."""

_STARTS = ("os.fork", "os.forkpty", "os.posix_spawn", "os.exec")


def sort_into_lanes(items: list[pytest.Item]) -> None:
    """Mark what asks for a pack. Modules with anything marked come first, and of them those of the studio, which take
    longest: the shorter ones then fill both cores."""
    for item in items:
        if not PACKS.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.office)
    with_office = {item.path for item in items if item.get_closest_marker("office")}
    items.sort(key=lambda item: (item.path not in with_office, item.path.parent.name != "studio"))


@contextmanager
def lane_of(item: pytest.Item) -> Iterator[None]:
    """While a test runs: one that is not marked fails when it starts a program or publishes a pack."""
    _GUARD.is_on = item.get_closest_marker("office") is None
    try:
        yield
    finally:
        _GUARD.is_on = False


class _Guard:
    """Python tells it what is about to be done; no part of the product is changed for it.

    A worker of multiprocessing is the one thing it is not told of: a test that has some must be marked by hand.
    """

    def __init__(self) -> None:
        self.is_on = False

    def __call__(self, event: str, about: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event == "subprocess.Popen" and Path(str(about[0])).name not in HARMLESS:
            _refuse(f"starts {about[0]}")
        elif event in _STARTS:
            _refuse("starts a process")
        elif event == "os.rename" and _is_pack(Path(str(about[0]))):
            _refuse(f"builds {about[1]}")


def _is_pack(folder: Path) -> bool:
    """Whether a folder that is about to take its place is an edition with every sheet in it."""
    return (folder / "manifest.json").is_file() and len(list(folder.glob("verification/*.docx"))) > 1


def _refuse(what: str) -> None:
    pytest.fail(f"This test {what}: mark it `office`.")


_GUARD = _Guard()
sys.addaudithook(_GUARD)
