"""A value of many parts is made with their names, so that a new part in the middle can shift no other one silently."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine

ENGINE = Path(engine.__file__).parent
FEW, LEADING = 4, 2
"""So many parts may be given by position; of more, only so many that lead, where the rest has names."""


def dataclasses() -> Iterator[tuple[str, ast.ClassDef]]:
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(each) for each in node.decorator_list):
                yield f"{path.relative_to(ENGINE).as_posix()}: {node.name}", node


def parts_by_position(node: ast.ClassDef) -> tuple[int, int]:
    """(how many parts may be given by position, how many there are)."""
    parts = [ast.unparse(each.annotation) for each in node.body if isinstance(each, ast.AnnAssign)]
    named = parts.index("KW_ONLY") if "KW_ONLY" in parts else len(parts)
    if any("kw_only=True" in ast.unparse(each) for each in node.decorator_list):
        named = 0
    return named, len([part for part in parts if part != "KW_ONLY"])


@pytest.mark.parametrize("node", [pytest.param(node, id=name) for name, node in dataclasses()])
def test_a_value_of_many_parts_is_made_by_keyword(node: ast.ClassDef) -> None:
    by_position, every = parts_by_position(node)
    assert every <= FEW or by_position <= LEADING, f"{node.name}: give its dataclass kw_only=True"
