"""A value of many parts is made with their names, so that a new part in the middle can shift no other one silently."""

from __future__ import annotations

import ast

from tests.material.engine_code import Module, modules

FEW, LEADING = 4, 2
"""So many parts may be given by position; of more, only so many that lead, where the rest has names."""


def dataclasses(module: Module) -> list[ast.ClassDef]:
    found = [node for node in module.nodes if isinstance(node, ast.ClassDef)]
    return [node for node in found if any("dataclass" in ast.unparse(each) for each in node.decorator_list)]


def parts_by_position(node: ast.ClassDef) -> tuple[int, int]:
    """(how many parts may be given by position, how many there are)."""
    parts = [ast.unparse(each.annotation) for each in node.body if isinstance(each, ast.AnnAssign)]
    named = parts.index("KW_ONLY") if "KW_ONLY" in parts else len(parts)
    if any("kw_only=True" in ast.unparse(each) for each in node.decorator_list):
        named = 0
    return named, len([part for part in parts if part != "KW_ONLY"])


def is_by_position(node: ast.ClassDef) -> bool:
    by_position, every = parts_by_position(node)
    return every > FEW and by_position > LEADING


def test_a_value_of_many_parts_is_made_by_keyword() -> None:
    found = [(module.name, node.name) for module in modules() for node in dataclasses(module) if is_by_position(node)]
    assert found == [], "give their dataclass kw_only=True"
