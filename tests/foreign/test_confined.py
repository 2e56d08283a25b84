"""Work in a process with bounds: what it gives comes back, and what breaks it is told."""

from __future__ import annotations

import os
import sys

import pytest

from engine.foreign.confined import confined
from engine.foreign.refusal import RefusedFile

pytestmark = pytest.mark.office
"""Each starts a process."""


def doubled(number: int) -> int:
    return number * 2


def refused(_: int) -> int:
    raise RefusedFile("It is too large.", "Make it smaller.")


def failed(_: int) -> int:
    raise KeyError("a fault of our own")


def killed(_: int) -> int:
    os.abort()


def filled(_: int) -> int:
    return len([bytes(10_000_000) for _ in range(1000)])


def turned(_: int) -> int:
    while True:
        pass


def test_what_it_gives_comes_back() -> None:
    assert confined(doubled, 21) == 42


def held(size: int) -> int:
    return len(bytes(size))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems know no such limits")
def test_who_asks_may_hold_much_without_the_work_having_less() -> None:
    much = bytearray(700_000_000)
    assert confined(held, 200_000_000) == 200_000_000
    assert len(much) == 700_000_000


def test_a_refusal_comes_back_with_its_words() -> None:
    with pytest.raises(RefusedFile) as caught:
        confined(refused, 0)
    assert caught.value.reason == ("It is too large.", "Make it smaller.")


def test_a_fault_of_our_own_comes_back_as_one() -> None:
    with pytest.raises(KeyError):
        confined(failed, 0)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems know no such limits")
@pytest.mark.parametrize("work", [killed, filled, turned])
def test_what_breaks_the_process_is_told(work: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.foreign.confined._SECONDS", 2)  # as true of two seconds as of ten
    with pytest.raises(RefusedFile, match="more memory or time than any file of its kind"):
        confined(work, 0)  # type: ignore[arg-type]
