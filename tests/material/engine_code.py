"""The engine's own code, parsed once in a test process for all tests that look through it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import engine

ENGINE = Path(engine.__file__).parent


@dataclass(frozen=True)
class Module:
    """A module, parsed where somebody asks. name: its path in engine/, with slashes."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its code. Not to be changed."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All of its tree, in the order of `ast.walk`."""
        return tuple(ast.walk(self.tree))

    @property
    def calls(self) -> Iterable[ast.Call]:
        """Whatever is called in it."""
        return (node for node in self.nodes if isinstance(node, ast.Call))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the engine, by name."""
    texts = {path.relative_to(ENGINE).as_posix(): path.read_text(encoding="utf-8") for path in ENGINE.rglob("*.py")}
    return tuple(Module(name, text) for name, text in sorted(texts.items()))
