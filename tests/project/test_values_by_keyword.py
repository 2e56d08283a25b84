"""A value of many parts is made with their names, so that a new part in the middle can shift no other one silently."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import engine

ENGINE = Path(engine.__file__).parent
FEW, LEADING = 4, 2
"""So many parts may be given by position; of more, only so many that lead, where the rest has names."""


def dataclasses(path: Path) -> list[ast.ClassDef]:
    found = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)]
    return [node for node in found if any("dataclass" in ast.unparse(each) for each in node.decorator_list)]


def parts_by_position(node: ast.ClassDef) -> tuple[int, int]:
    """(how many parts may be given by position, how many there are)."""
    parts = [ast.unparse(each.annotation) for each in node.body if isinstance(each, ast.AnnAssign)]
    named = parts.index("KW_ONLY") if "KW_ONLY" in parts else len(parts)
    if any("kw_only=True" in ast.unparse(each) for each in node.decorator_list):
        named = 0
    return named, len([part for part in parts if part != "KW_ONLY"])


MODULES = sorted(path for path in ENGINE.rglob("*.py") if "dataclass" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_a_value_of_many_parts_is_made_by_keyword(path: Path) -> None:
    for node in dataclasses(path):
        by_position, every = parts_by_position(node)
        assert every <= FEW or by_position <= LEADING, f"{node.name}: give its dataclass kw_only=True"
