"""What has one home in the code has no second one. Imports are held by lint-imports; these are the rest."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

import pytest

from tests.conftest import ROOT

ENGINE = ROOT / "engine"

_HOMES = {
    "the folder of penholder's own code": (r"__file__", {"workspace.py"}),
    "a date in words": (r"\.day\} \{\w+:%B %Y\}", {"plain_words.py"}),
    "a moment in UTC": (r"%Y-%m-%dT%H:%M:%SZ", {"clock.py"}),
    "the present moment": (r"datetime\.now\(|date\.today\(", {"clock.py"}),
    "names of house templates": (
        r"[\"'](?:verification_sheet|endorsement_sheet|addendum_sheet|signature_pack|readiness)\.docx[\"']",
        {"templates/kinds.py"},
    ),
    "files written by people's wish": (
        r"\.write_(?:bytes|text)\(|\.open\(\"[wxa]b?\"",
        {
            "whole_file.py",
            "publishing/publish.py",  # into the hidden folder that becomes the edition
            *(f"pdf/{name}.py" for name in ("convert", "embedded", "finish", "kept", "office", "profile")),  # scratch
        },
    ),
    "the sentence about a fault of our own": (r"fault of its own", {"own_faults.py"}),
}


@pytest.mark.parametrize("what", _HOMES)
def test_it_stands_at_home_alone(what: str) -> None:
    pattern, homes = _HOMES[what]
    found = {
        path.relative_to(ENGINE).as_posix()
        for path in ENGINE.rglob("*.py")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert found == homes


def test_no_two_classes_that_others_import_have_one_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in ENGINE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path.relative_to(ENGINE).as_posix())
    assert {name: files for name, files in places.items() if len(files) > 1} == {}, "a search would mislead"


def test_every_room_says_what_it_is_for() -> None:
    rooms = [path for path in ENGINE.rglob("*") if path.is_dir() and any(path.glob("*.py"))]
    silent = [room for room in rooms if not ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")))]
    assert silent == []


def test_tests_stand_in_the_rooms_of_what_they_test() -> None:
    rooms = {path.name for path in ENGINE.iterdir() if (path / "__init__.py").exists()}
    others = {"ground", "project", "material", "mutation", "pages", "broken", "returned"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - rooms == others
    assert [path.name for path in (ROOT / "tests").glob("test_*.py")] == []
