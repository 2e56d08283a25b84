"""Whoever wants the first of some elements of a foreign file says what holds where there is none.

`next(cell.iterancestors(W_TR))` ends in StopIteration where a cell has strayed out of its row, which it may.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.material.engine_code import modules

_WALKS = frozenset({"iter", "iterancestors", "iterdescendants", "iterfind", "itersiblings", "iterchildren"})
_FOUND_BY_IT = {
    "word/text.py": "rows and cells that were found in the very table",
    "sources/official/pages.py": "rows that were found in the very table",
    "word/table_looks.py": "rows and cells that were found in the very table",
    "forms/guide.py": "a picture that was put in the line before",
}
"""Modules that ask for what must be there, and why it must."""


def _daring(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Calls of next() over the elements of a file, without a word for where there is none."""
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "next" and len(node.args) == 1:
            walk = node.args[0]
            if isinstance(walk, ast.Call) and isinstance(walk.func, ast.Attribute) and walk.func.attr in _WALKS:
                yield ast.unparse(node)


def test_where_there_is_no_first_one_is_thought_of() -> None:
    found = {module.name for module in modules() if any(_daring(module.nodes))}
    assert found == set(_FOUND_BY_IT), "give next() a second value, or say here why there always is a first one"


@pytest.mark.parametrize("code", ["next(a.iter(W_P))", "x = next(cell.iterancestors(W_TR)).get('a')"])
def test_a_daring_call_is_seen(code: str) -> None:
    assert any(_daring(ast.walk(ast.parse(code))))


@pytest.mark.parametrize("code", ["next(a.iter(W_P), None)", "next(names)"])
def test_others_are_none_of_it(code: str) -> None:
    assert not any(_daring(ast.walk(ast.parse(code))))
