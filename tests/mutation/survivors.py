"""Which modules are put on trial, by which tests, and which of their survivors are known."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PLACES = ("engine/assessment", "engine/validation", "engine/sources/checklists")
"""Where what is decided is decided: what is a fault, how grave it is, who counts, what a mark means."""

KNOWN = Path(__file__).parent / "survivors.toml"

_TESTS = {
    "engine/assessment": (
        "tests/assessment",
        "tests/commands/test_compare.py",
        "tests/commands/signoff/test_signoff_people.py",
    ),
    "engine/validation": ("tests/validation", "tests/ground", "tests/sources/test_workbook.py", "tests/transcription"),
    "engine/sources/checklists": ("tests/sources", "tests/transcription/test_answers.py"),
}

_WHOLE = {"engine/validation": "tests/validation"}
"""Rooms that are tried by every one of their own tests: those of one module are those of what it is made of."""


@dataclass(frozen=True, slots=True)
class Known:
    """A survivor that somebody has looked at."""

    module: str
    line: str
    change: str
    reason: str


def modules_in(house: Path, place: str) -> Iterator[Path]:
    """The modules of a place, given as a file, a folder or a dotted name."""
    path = house / place
    if not path.exists():
        path = house / place.replace(".", "/")
        path = path if path.is_dir() else path.with_suffix(".py")
    for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
        if file.name != "__init__.py":
            yield file.resolve().relative_to(house.resolve())


def tests_of(module: Path) -> list[str]:
    """The files of tests that are named after a module, name it, or try all of its room; else all there are."""
    room = next((tests for place, tests in _TESTS.items() if module.is_relative_to(place)), ("tests",))
    files = [
        file for place in room for file in ([Path(place)] if place.endswith(".py") else Path(place).rglob("test_*.py"))
    ]
    names = f"from {'.'.join(module.with_suffix('').parts)} import"
    whole = [tests for place, tests in _WHOLE.items() if module.is_relative_to(place)]
    naming = [
        str(file)
        for file in files
        if file.name == f"test_{module.name}"
        or any(file.is_relative_to(tests) for tests in whole)
        or names in file.read_text(encoding="utf-8")
    ]
    return sorted(naming) or list(room)


def known(file: Path = KNOWN) -> list[Known]:
    """The survivors that are told, as they stand in the file."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return [Known(**survivor) for survivor in told.get("survivor", [])]


def as_toml(module: str, line: str, change: str, reason: str = "") -> str:
    """A survivor as it is written into the file."""
    fields = {"module": module, "line": line, "change": change, "reason": reason}
    return "\n".join(["[[survivor]]", *(f"{key} = {_text(value)}" for key, value in fields.items())])


def _text(value: str) -> str:
    if "'" in value:
        return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'
    return f"'{value}'"
