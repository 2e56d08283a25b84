"""The words for how far something has got stand in the model alone: all other code asks the model."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import engine
from engine.model.assessment import ActionStatus, Reply
from engine.model.evidence import Assurance, Good, Status
from engine.model.signing import Event, Standing, State, Verdict

ENGINE = Path(engine.__file__).parent
WRITTEN_BY_PEOPLE: tuple[type[StrEnum], ...] = (ActionStatus, Reply, Status)
"""What stands in cells: words nobody writes for anything else."""
COMPARED: tuple[type[StrEnum], ...] = (*WRITTEN_BY_PEOPLE, Assurance, Good, Event, Standing, State, Verdict)
"""Words that may also be a key or a heading, but never what a rule is decided by."""


def modules() -> list[Path]:
    return sorted(path for path in ENGINE.rglob("*.py") if "model" not in path.relative_to(ENGINE).parts)


def words(kinds: tuple[type[StrEnum], ...]) -> set[str]:
    return {member.value for kind in kinds for member in kind if member.value}


def texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def compared_with(tree: ast.AST) -> Iterator[str]:
    """The texts that something is compared with, alone or as one of several."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                several = isinstance(side, ast.Tuple | ast.List | ast.Set)
                yield from texts(side) if several or isinstance(side, ast.Constant) else ()


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_no_rule_is_spelled_out_outside_the_model(module: Path) -> None:
    tree, name = ast.parse(module.read_text(encoding="utf-8")), module.relative_to(ENGINE).as_posix()
    spelled = {text for text in texts(tree) if text in words(WRITTEN_BY_PEOPLE)}
    compared = {text for text in compared_with(tree) if text in words(COMPARED)}
    assert not spelled | compared, f"{name} decides by a word: make it a property of the model, and ask that"
