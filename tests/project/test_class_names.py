"""No message names a class of the program or of a library: that tells a reader nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterable

import pytest

from tests.material.engine_code import modules

_FOR_MAINTAINERS = {
    "own_faults.py": "what whoever mends penholder is to be sent",
    "model/walk.py": "what whoever adds a field is told by the tests",
    "commands/batch/cluster.py": "what Dask says of a worker, for whoever looks after the cluster",
}
"""Modules that name classes, and whom they tell."""
_NAMES = ("__name__", "__qualname__", "__class__")


def names_a_class(nodes: Iterable[ast.AST]) -> bool:
    """Whether the name of a class or function is asked for; a module may ask for its own."""
    return any(isinstance(node, ast.Attribute) and node.attr in _NAMES for node in nodes)


def test_no_class_is_named_to_a_reader() -> None:
    found = {module.name for module in modules() if names_a_class(module.nodes)}
    assert found == set(_FOR_MAINTAINERS), "say it in plain words"


@pytest.mark.parametrize("code", ['f"{type(fault).__name__}: {fault}"', "shape.__qualname__", "str(fault.__class__)"])
def test_a_class_that_is_named_is_seen(code: str) -> None:
    assert names_a_class(ast.walk(ast.parse(code)))


@pytest.mark.parametrize("code", ['__name__ == "__main__"', 'f"{fault.name}"'])
def test_other_names_are_none_of_it(code: str) -> None:
    assert not names_a_class(ast.walk(ast.parse(code)))
