"""A check that nobody calls finds nothing: every one of them is asked by another module."""

from __future__ import annotations

import ast

from tests.conftest import ROOT


def test_every_check_of_the_assessment_is_called_somewhere_else() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "engine").rglob("*.py")}
    checks = {
        node.name: path
        for path, tree in trees.items()
        if path.parent.name == "assessment"
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.endswith("_findings") and not node.name.startswith("_")
    }
    called = {(node.id, path) for path, tree in trees.items() for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert len(checks) > 12
    idle = [name for name, home in checks.items() if not any(n == name and at != home for n, at in called)]
    assert idle == [], "call them in engine/assessment/assess.py"
