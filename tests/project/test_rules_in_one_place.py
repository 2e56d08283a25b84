"""The words for how far something has got stand in the model alone: all other code asks the model."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from enum import StrEnum

from engine.model.assessment import ActionStatus, Reply
from engine.model.evidence import Assurance, Good, Status
from engine.model.signing import Event, Standing, State, Verdict
from tests.material.engine_code import modules

WRITTEN_BY_PEOPLE: tuple[type[StrEnum], ...] = (ActionStatus, Reply, Status)
"""What stands in cells: words nobody writes for anything else."""
COMPARED: tuple[type[StrEnum], ...] = (*WRITTEN_BY_PEOPLE, Assurance, Good, Event, Standing, State, Verdict)
"""Words that may also be a key or a heading, but never what a rule is decided by."""


def words(kinds: tuple[type[StrEnum], ...]) -> set[str]:
    return {member.value for kind in kinds for member in kind if member.value}


def texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def compared_with(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The texts that something is compared with, alone or as one of several."""
    for node in nodes:
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                several = isinstance(side, ast.Tuple | ast.List | ast.Set)
                yield from texts(ast.walk(side)) if several or isinstance(side, ast.Constant) else ()


def test_no_rule_is_spelled_out_outside_the_model() -> None:
    by_people, all_compared = words(WRITTEN_BY_PEOPLE), words(COMPARED)
    found = {
        module.name: {
            *by_people.intersection(texts(module.nodes)),
            *all_compared.intersection(compared_with(module.nodes)),
        }
        for module in modules()
        if "model" not in module.name.split("/")
    }
    deciding = {name: decides_by for name, decides_by in found.items() if decides_by}
    assert deciding == {}, "these modules decide by a word: make it a property of the model, and ask that"
