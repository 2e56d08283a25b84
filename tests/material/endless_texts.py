"""Texts on which a regular expression would work without end, made from the expression itself.

An expression that tries every place of a long text anew, or every way of dividing it, takes time with the square of its
length or worse. What it repeats, repeated, with what it needs before and something it cannot take behind, shows that.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import types
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import engine

Pattern = re.Pattern[Any]
_BEHIND = ("", "\n\x01")
_ALWAYS = ("0", "a", " ", "<", '"', "0 ", "a.")
_OF_CATEGORY = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_WORD: "-",
}
_CALLS = frozenset({"compile", "sub", "subn", "match", "search", "fullmatch", "split", "findall", "finditer"})


@cache
def patterns_of_the_package() -> dict[str, tuple[Pattern, frozenset[str]]]:
    """Every expression of engine/ by where it stands, with the ways in which it is asked: match, sub …

    An expression that is put together while penholder runs counts with a word in the place of what is put in.
    """
    held: dict[str, Pattern] = {}
    typed: dict[str, tuple[Pattern, frozenset[str]]] = {}
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for about in pkgutil.walk_packages(engine.__path__, "engine."):
        module = importlib.import_module(about.name)
        for name, value in vars(module).items():
            for number, pattern in enumerate(_held(value)):
                held.setdefault(f"{about.name} {name} {number}", pattern)
                if isinstance(value, types.BuiltinMethodType):
                    asked[_known_as(about.name, name)].add(value.__name__)
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _CALLS:
                asked[_known_as(about.name, ast.unparse(node.value).rpartition(".")[2])].add(node.attr)
            if isinstance(node, ast.Call) and _is_of_re(node) and (written := _typed(node.args[0])):
                way = getattr(node.func, "attr", "")
                if way != "compile":
                    typed[f"{about.name}:{node.lineno}"] = (re.compile(written), frozenset({way}))
    known = {where: _known_as(*where.split()[:2]) for where in held}
    return {where: (held[where], frozenset(asked[known[where]] - {"compile"})) for where in held} | typed


def _known_as(module: str, name: str) -> str:
    """A name that others may import is known by itself; one of a module alone, with its module."""
    return f"{module} {name}" if name.startswith("_") else name


def _held(value: object) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, types.BuiltinMethodType) and isinstance(value.__self__, re.Pattern):
        yield value.__self__
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _held(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _held(inner)


def _is_of_re(call: ast.Call) -> bool:
    of = call.func
    return isinstance(of, ast.Attribute) and of.attr in _CALLS and ast.unparse(of.value) == "re" and bool(call.args)


def _typed(argument: ast.expr) -> str | bytes:
    """An expression as it is written down; empty where a name stands for it, which its module holds."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str | bytes):
        return argument.value
    if isinstance(argument, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x1" for part in argument.values)
    return ""


def asked(pattern: Pattern, ways: frozenset[str], text: str | bytes) -> None:
    """Ask a text as the package does; where that is not known, at every place of it."""
    if "fullmatch" in ways:
        pattern.fullmatch(text)
    if "match" in ways:
        pattern.match(text)
    if not ways or ways - {"match", "fullmatch"}:
        for _ in pattern.finditer(text):
            pass


def endless_texts(pattern: Pattern, length: int) -> Iterator[str | bytes]:
    """Texts of about so many letters that would take an expression long, if any does."""
    tree = list(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE if _is_bytes(pattern) else pattern.flags))
    pumps = dict.fromkeys([("", pump) for pump in (*_ALWAYS, _sample(tree))])
    pumps |= dict.fromkeys(_pumps(tree, ""))
    for before, pump in pumps:
        if pump:
            for behind in _BEHIND:
                text = before + pump * (length // len(pump)) + behind
                yield text.encode("latin-1", "replace") if _is_bytes(pattern) else text


def _is_bytes(pattern: Pattern) -> bool:
    return isinstance(pattern.pattern, bytes)


def _pumps(tree: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """What stands before each part that is repeated, and a text that the part takes."""
    for position, (kind, about) in enumerate(tree):
        so_far = before + _sample(tree[:position])
        for inner in _inside(kind, about):
            yield from _pumps(inner, so_far)
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and about[1] > 10:
            body = list(about[2])
            for pump in dict.fromkeys((_sample(body), *_letters(body))):
                yield so_far, pump
                yield "", so_far + pump
            rest = _sample(tree[position + 1 :])
            yield "", so_far + _sample(body) + rest


def _inside(kind: Any, about: Any) -> Iterator[list[Any]]:
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        yield list(about[2])
    elif kind is sre.SUBPATTERN:
        yield list(about[3])
    elif kind is sre.BRANCH:
        yield from (list(branch) for branch in about[1])
    elif kind in (sre.ASSERT, sre.ASSERT_NOT):
        yield list(about[1])
    elif kind is sre.ATOMIC_GROUP:
        yield list(about)


def _letters(body: list[Any]) -> Iterator[str]:
    """Each letter that a set takes, where a part is one set."""
    if len(body) == 1 and body[0][0] is sre.IN:
        for kind, about in body[0][1]:
            if kind is sre.LITERAL:
                yield chr(about)
            elif kind is sre.CATEGORY:
                yield _OF_CATEGORY[about]
            elif kind is sre.RANGE:
                yield chr(about[0])


def _sample(tree: list[Any]) -> str:
    """A text that the parts take, one after another."""
    return "".join(_of_one(kind, about) for kind, about in tree)


def _of_one(kind: Any, about: Any) -> str:
    if kind is sre.LITERAL:
        return chr(about)
    if kind is sre.NOT_LITERAL:
        return "b" if about == ord("a") else "a"
    if kind is sre.ANY:
        return "a"
    if kind is sre.IN:
        return _of_set(about)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _sample(list(about[2])) * int(about[0])
    if kind is sre.SUBPATTERN:
        return _sample(list(about[3]))
    if kind is sre.ATOMIC_GROUP:
        return _sample(list(about))
    if kind is sre.BRANCH:
        return _sample(list(about[1][0]))
    return ""


def _of_set(parts: list[Any]) -> str:
    if parts[0][0] is sre.NEGATE:
        letters = (chr(code) for code in range(97, 123))
        refused = {chr(about) for kind, about in parts if kind is sre.LITERAL}
        return next((letter for letter in letters if letter not in refused), "a")
    kind, about = parts[0]
    if kind is sre.LITERAL:
        return chr(about)
    return _OF_CATEGORY[about] if kind is sre.CATEGORY else chr(about[0])
