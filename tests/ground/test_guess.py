"""What was probably meant: the nearest name of the same kind, and never one of another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.guess import meant
from engine.model.framework import Framework
from engine.model.vocabulary import Vocabulary, framework_vocabulary
from tests.conftest import ROOT

IDS = ("D-001", "D-014", "E-001", "E-002", "F-003", "LIB-01", "LIB-07", "SRC-01", "safeguarding.07", "learning.07")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("D-041", "D-014"),
        ("D-1", "D-001"),
        ("LIB-7", "LIB-07"),
        ("lib 1", "LIB-01"),
        ("G-001", None),
        ("L-01", None),
        ("safegaurding.07", "safeguarding.07"),
        ("equity.07", None),
        ("leaders", None),
        ("D", None),
    ],
)
def test_an_id_stands_for_one_that_counts_the_same(text: str, near: str | None) -> None:
    assert meant(text, IDS) == near


@given(st.sampled_from(["D", "E", "F", "LIB", "SRC", "A", "R"]), st.integers(0, 999))
def test_no_guess_crosses_from_one_kind_of_id_to_another(kind: str, number: int) -> None:
    near = meant(f"{kind}-{number:03}", IDS, least=0.0)
    assert near is None or near.partition("-")[0] == kind


def test_a_name_of_another_kind_is_not_taken_for_one_that_is_a_little_like_it() -> None:
    assert meant("leaders", ["leadership"]) == "leadership"
    assert meant("leaders", ["leadership"], ["leaders", "carers"]) is None
    assert meant("leadershp", ["leadership"], ["leaders"]) == "leadership"


def _words(framework: Framework) -> Vocabulary:
    words = framework_vocabulary(framework)
    groups = [("leaders", "Managers and leaders"), ("partners", "Partners"), ("carers", "Unpaid carers")]
    return words.with_kind("group", groups)


@pytest.mark.slow
def test_every_name_of_a_kind_is_no_guess_for_another_kind(framework: Framework) -> None:
    words = _words(framework)
    crossed = [
        (kind, name, near)
        for kind in words.kinds
        for other, names in words.kinds.items()
        for name in names
        if kind != other and name not in words.kinds[kind] and (near := words.close_to(kind, name))
    ]
    assert crossed == []


@pytest.mark.slow
def test_every_name_is_the_guess_for_itself_with_a_letter_lost(framework: Framework) -> None:
    words = _words(framework)
    for kind in ("statement", "theme", "role", "group"):
        for writing, key in words.kinds[kind].items():
            if len(writing) > 6:
                assert words.close_to(kind, writing[:3] + writing[4:]) == key


def test_nothing_else_makes_guesses_for_people() -> None:
    """A module that asks "Did you mean" has the answer from the one function."""
    asking = [path for path in (ROOT / "engine").rglob("*.py") if "Did you mean" in path.read_text(encoding="utf-8")]
    assert len(asking) > 4
    assert [path.name for path in asking if _guesses_itself(path)] == []


def _guesses_itself(path: Path) -> bool:
    return path.name != "guess.py" and bool(re.search(r"get_close_matches|rapidfuzz", path.read_text(encoding="utf-8")))
