"""A check that nobody calls finds nothing: every one of them is asked by another module."""

from __future__ import annotations

import ast

from tests.material.engine_code import modules


def test_every_check_of_the_assessment_is_called_somewhere_else() -> None:
    speaking = [module for module in modules() if "_findings" in module.text]
    checks = {
        node.name: module.name
        for module in speaking
        if module.name.split("/")[-2:-1] == ["assessment"]
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and node.name.endswith("_findings") and not node.name.startswith("_")
    }
    called = {(node.id, module.name) for module in speaking for node in module.nodes if isinstance(node, ast.Name)}
    assert len(checks) > 12
    idle = [name for name, home in checks.items() if not any(n == name and at != home for n, at in called)]
    assert idle == [], "call them in engine/assessment/assess.py"
