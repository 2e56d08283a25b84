"""What the mutation run changes and leaves alone, and that what is told of survivors still stands in the code."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mutation.changes import mutations
from tests.mutation.survivors import PLACES, Known, as_toml, known, modules_in

RULE = '''"""A rule."""

LIMIT: int = 70


def found(ages: list[int], name: str) -> str | None:
    """Ages above the limit."""
    message = f"{name[:60]} is {len(ages) + 1}"
    return message
'''


def made(code: str) -> list[str]:
    return [ast.unparse(mutation.tree) for mutation in mutations(code)]


@pytest.mark.parametrize(
    ("code", "others"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a <= b", ["a < b", "a > b"]),
        ("a == b", ["a != b"]),
        ("a is None", ["a is not None"]),
        ("a in b", ["a not in b"]),
        ("a < b < c", ["a <= b < c", "a >= b < c", "a < b <= c", "a < b >= c"]),
        ("a == 'Done'", ["a != 'Done'", "a == 'Done?'"]),
        ("a and b and c", ["b and c", "a and c", "a and b"]),
        ("a or b", ["b", "a"]),
        ("not a", ["a"]),
        ("a + b", ["a - b"]),
        ("a | b", ["a & b"]),
        ("a = 7", ["a = 8"]),
        ("a = 0.5", ["a = 0.55", "a = 0.45"]),
        ("a = True", ["a = False"]),
        ("b if a else c", ["b if not a else c"]),
        ("[a for a in b if a]", ["[a for a in b]"]),
        ("any(a)", ["pass", "all(a)"]),
        ("a = max(b)", ["a = min(b)"]),
        ("a += b", ["pass"]),
        ("a = error(b)", ["a = warning(b)"]),
        ("a = warning(b)", ["a = info(b)"]),
    ],
)
def test_what_decides_is_changed(code: str, others: list[str]) -> None:
    assert made(code) == others


@pytest.mark.parametrize(
    "code",
    [
        "a = 'words'",
        "a = f'{b + 1:.0f} of {c if d else e}'",
        "def a(b: int = c, *, d: Literal[1]) -> 2 | 3: ...",
        "'''A docstring.'''",
        "assert a < b",
        "@cache(7)\ndef a(): ...",
        "from a import b",
    ],
)
def test_what_is_only_said_is_left_alone(code: str) -> None:
    assert made(code) == []


def test_thresholds_of_a_module_are_changed_too() -> None:
    assert [mutation.name for mutation in mutations(RULE)] == [("LIMIT: int = 70", "70 becomes 71")]


def test_a_change_is_known_by_its_line_and_not_by_its_number() -> None:
    (before,), (after,) = mutations("a = 1"), mutations("\n\n\na = 1")
    assert (before.name, before.line_number, after.line_number) == (after.name, 1, 4)


def test_the_same_change_twice_on_a_line_has_two_names() -> None:
    assert len({mutation.name for mutation in mutations("a = b < c, d < e")}) == 4


def test_a_survivor_is_read_as_it_was_written(tmp_path: Path) -> None:
    survivor = Known("engine/a.py", 'if a == "it\'s" and b == "\\d":', "== becomes !=", "the same: b is never “a”")
    file = tmp_path / "survivors.toml"
    file.write_text(as_toml(survivor.module, survivor.line, survivor.change, survivor.reason), encoding="utf-8")
    assert known(file) == [survivor]


def test_every_place_has_modules() -> None:
    assert all(list(modules_in(ROOT, place)) for place in PLACES)


def test_every_survivor_that_is_told_has_a_reason() -> None:
    assert [survivor for survivor in known() if not survivor.reason] == []


@pytest.mark.slow
def test_every_survivor_that_is_told_is_a_change_that_can_still_be_made() -> None:
    files = {survivor.module for survivor in known()}
    possible = {(file, *m.name) for file in files for m in mutations((ROOT / file).read_text("utf-8"))}
    assert [one for one in known() if (one.module, one.line, one.change) not in possible] == []


@pytest.mark.office
def test_a_place_that_is_not_there_is_told() -> None:
    run = [sys.executable, "-m", "tests.mutation", "engine/assessment/none_such.py"]
    told = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (2, "There is no module in engine/assessment/none_such.py.\n")
