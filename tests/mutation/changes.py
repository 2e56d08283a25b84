"""Every small change to a module that a test should notice: to what decides, never to what is only said."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Change = tuple[str, ast.AST]
"""What becomes of a part of the code, in words, and the part that takes its place."""

Path = tuple[tuple[str, int | None], ...]
"""The way from the module to a part of it, by fields and positions."""

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_SEVERITIES = {"error": "warning", "warning": "info", "info": "warning"}


@dataclass(frozen=True, slots=True)
class Mutation:
    """A module with one part of it changed. line: as it stands in the file. number: among the same on that line.

    whole, path, other: the module as it stands, the way to the part that changes, and what takes its place.
    """

    line_number: int
    line: str
    change: str
    number: int
    whole: ast.Module
    path: Path
    other: ast.AST

    @property
    def tree(self) -> ast.Module:
        """The changed module: made when it is asked for, since most who look at what can be changed never ask."""
        return _with(self.whole, self.path, self.other)

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from others as long as its line stays as it is, wherever the line moves."""
        return self.line, self.change if self.number == 1 else f"{self.change} (number {self.number} on the line)"


def mutations(source: str) -> Iterator[Mutation]:
    """Every mutation of a module, from its first line to its last.

    Left alone: annotations, decorators, docstrings, text that is printed, and what only shapes such text.
    """
    lines, seen = source.splitlines(), Counter[tuple[int, str]]()
    tree = ast.parse(source)
    for path, node in _deciding(tree):
        for words, other in _CHANGES.get(type(node), _none)(node):
            at = node.target.lineno if isinstance(node, ast.comprehension) else getattr(node, "lineno", 1)
            seen[at, words] += 1
            yield Mutation(at, lines[at - 1].strip(), words, seen[at, words], tree, path, other)


def _deciding(node: ast.AST, path: Path = ()) -> Iterator[tuple[Path, ast.AST]]:
    yield path, node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        inner = enumerate(value) if isinstance(value, list) else [(None, value)]
        for position, part in inner:
            if isinstance(part, ast.AST) and not _is_only_said(node, part):
                yield from _deciding(part, (*path, (field, position)))


def _is_only_said(parent: ast.AST, part: ast.AST) -> bool:
    """Whether a part is text to print, a docstring, or the assignment of such text."""
    if isinstance(part, ast.JoinedStr | ast.ImportFrom | ast.Import):
        return True
    if isinstance(parent, ast.Assert):
        return True
    return isinstance(parent, ast.Expr) and isinstance(part, ast.Constant)


def _with(tree: ast.Module, path: Path, other: ast.AST) -> ast.Module:
    """A copy of the tree in which the part at the end of the path is another."""
    made = copy.deepcopy(tree)
    if not path:
        raise ValueError("A module is not changed as a whole.")
    holder: ast.AST = made
    for field, position in path[:-1]:
        value = getattr(holder, field)
        holder = value if position is None else value[position]
    field, position = path[-1]
    if position is None:
        setattr(holder, field, other)
    else:
        getattr(holder, field)[position] = other
    return ast.fix_missing_locations(made)


def _compared(node: ast.Compare) -> Iterator[Change]:
    for number, op in enumerate(node.ops):
        for other in _COMPARED[type(op)]:
            made = [other() if place == number else kept for place, kept in enumerate(node.ops)]
            yield f"{_sign(op)} becomes {_sign(other())}", _copied(node, ops=made)
    for number, text in enumerate([node.left, *node.comparators]):
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            parts = [node.left, *node.comparators]
            parts[number] = ast.Constant(f"{text.value}?")
            yield f"{text.value!r} becomes another text", _copied(node, left=parts[0], comparators=parts[1:])


def _joined(node: ast.BoolOp) -> Iterator[Change]:
    sign = "and" if isinstance(node.op, ast.And) else "or"
    for number, part in enumerate(node.values):
        kept = [value for place, value in enumerate(node.values) if place != number]
        made = kept[0] if len(kept) == 1 else _copied(node, values=kept)
        yield f"“{ast.unparse(part)}” goes from {sign}", made


def _asked(node: ast.If | ast.IfExp | ast.While) -> Iterator[Change]:
    """Conditions that are one word; what compares or joins is changed by itself."""
    if isinstance(node.test, ast.Name | ast.Attribute | ast.Call | ast.Subscript | ast.NamedExpr):
        yield "the condition turns round", _copied(node, test=ast.UnaryOp(ast.Not(), node.test))


def _filtered(node: ast.comprehension) -> Iterator[Change]:
    for number, condition in enumerate(node.ifs):
        kept = [other for place, other in enumerate(node.ifs) if place != number]
        yield f"“if {ast.unparse(condition)}” goes", _copied(node, ifs=kept)


def _counted(node: ast.BinOp) -> Iterator[Change]:
    other = _COUNTED.get(type(node.op))
    texts = (ast.JoinedStr, ast.Tuple, ast.List)
    if other is None or any(isinstance(side, texts) or _is_text(side) for side in (node.left, node.right)):
        return
    yield f"{_sign(node.op)} becomes {_sign(other())}", _copied(node, op=other())


def _fixed(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield f"{node.value} becomes {not node.value}", ast.copy_location(ast.Constant(not node.value), node)
    elif isinstance(node.value, int):
        yield f"{node.value} becomes {node.value + 1}", ast.copy_location(ast.Constant(node.value + 1), node)
    elif isinstance(node.value, float):
        for other in (round(node.value * 1.1, 6), round(node.value * 0.9, 6)):
            if other != node.value:
                yield f"{node.value} becomes {other}", ast.copy_location(ast.Constant(other), node)


def _called(node: ast.Call) -> Iterator[Change]:
    """Built-in functions, and findings, which are told as graver or less grave than they are."""
    names = _CALLED | _SEVERITIES
    if isinstance(node.func, ast.Name) and node.func.id in names:
        other = names[node.func.id]
        yield f"{node.func.id} becomes {other}", _copied(node, func=ast.copy_location(ast.Name(other), node))


def _turned(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.Not):
        yield "“not” goes", node.operand


def _done(node: ast.Expr | ast.AugAssign | ast.Continue | ast.Break) -> Iterator[Change]:
    """Statements that do something: give a finding, call, count on, go on."""
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Yield | ast.YieldFrom | ast.Call):
        yield "the statement goes", ast.copy_location(ast.Pass(), node)


def _none(node: ast.AST) -> Iterator[Change]:
    yield from ()


def _copied(node: ast.AST, **changes: object) -> ast.AST:
    """The node with some fields changed; nothing of it is shared with what stands already."""
    made = copy.copy(node)
    for field, value in changes.items():
        setattr(made, field, value)
    return copy.deepcopy(made)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _sign(op: ast.AST) -> str:
    """How an operator is written: compared or counted with."""
    sample = ast.Constant(1)
    if isinstance(op, ast.cmpop):
        return ast.unparse(ast.Compare(sample, [op], [sample]))[2:-2]
    assert isinstance(op, ast.operator)
    return ast.unparse(ast.BinOp(sample, op, sample))[2:-2]


_CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[Change]]] = {
    ast.Compare: _compared,
    ast.BoolOp: _joined,
    ast.If: _asked,
    ast.IfExp: _asked,
    ast.While: _asked,
    ast.comprehension: _filtered,
    ast.UnaryOp: _turned,
    ast.BinOp: _counted,
    ast.Constant: _fixed,
    ast.Call: _called,
    ast.Expr: _done,
    ast.AugAssign: _done,
    ast.Continue: _done,
    ast.Break: _done,
}
