"""A number from outside is one, or is none: it never stops anything."""

from __future__ import annotations

import re

import pytest

from engine.whole_numbers import whole_number
from tests.conftest import ROOT

_GUARDED = re.compile(r"int\(.*\bis(?:digit|decimal)\(\)|\bis(?:digit|decimal)\(\).*\bint\(")


@pytest.mark.parametrize(("written", "number"), [("0", 0), ("017", 17), ("999999999999", 999_999_999_999)])
def test_figures_are_a_number(written: str, number: int) -> None:
    assert whole_number(written) == number


@pytest.mark.parametrize(
    "written", ["", " 1", "1\n", "-1", "1.5", "²", "٣", "1_0", pytest.param("9" * 5000, id="9…"), None, 5]
)
def test_anything_else_is_none(written: object) -> None:
    assert whole_number(written) is None


def test_nobody_asks_whether_a_text_is_a_number_in_a_way_of_their_own() -> None:
    lines = [(p.name, line) for p in (ROOT / "engine").rglob("*.py") for line in p.read_text("utf-8").splitlines()]
    assert [each for each in lines if _GUARDED.search(each[1])] == []
