"""What an expression in a tag leads to, found without any data; and all it says that no template may say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from jinja2 import nodes

from engine.guess import meant
from engine.inspection.named_in_filters import named_fields
from engine.inspection.shapes import ANY, NUMBER, TEXT, Shape, ShapeKind
from engine.templates.environment import TemplateEnvironment, no_field
from engine.whole_numbers import whole_number

REFUSED_FILTERS = ("safe", "attr")
"""Filters that would print a value's markup as it is, or reach into objects."""
_NUMBERS = ("length", "count", "int", "float", "abs", "sum", "wordcount")
_ITEM = ("first", "last", "random", "max", "min")
_SAME = ("list", "sort", "unique", "reverse", "select", "reject", "selectattr", "rejectattr", "default", "d")
_FIX_OWN = "Give it under fields in council.yaml, or correct the name."
_FIX_FIELD = "Correct the name: penholder template fields lists every field."


@dataclass(frozen=True, slots=True)
class Meaning:
    """path: the fields gone through, lists marked by []; empty for what is made in the tag itself.

    is_guess: whether a name on the way is only the nearest to the one that was typed.
    """

    shape: Shape
    path: str = ""
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong in an expression: a code, what, and what to do.

    put: puts it right in the whole tag as typed, where that is known; fix is then for a tag in which something else is
    wrong of which it is not.
    """

    code: str
    message: str
    fix: str
    put: Callable[[str], str] | None = None


def told(slips: Iterable[Slip], typed: str, is_sure: bool = True) -> tuple[Slip, ...]:
    """What is said of a tag: how to write it with all of it put right at once, or else what to do about each.

    is_sure: whether nothing is held back that is wrong as well.
    """
    every = tuple(slips)
    right = typed
    for slip in every:
        right = slip.put(right) if slip.put else ""
        is_sure = is_sure and bool(right)
    return tuple(replace(each, fix=f"Write {right}" if is_sure else each.fix, put=None) for each in every)


Scope = Mapping[str, Meaning]
_NOTHING = Meaning(ANY)


class Interpreter:
    """Reads expressions in a scope. slips: all that was wrong in those read so far; paths: all fields they named.

    is_sure: whether all that is wrong is among the slips. What follows from a guess alone is not.
    elsewhere: the names that loops of the same part have, each with its loop as typed.
    """

    def __init__(
        self, environment: TemplateEnvironment, typed: str, scope: Scope | None, elsewhere: Mapping[str, str]
    ) -> None:
        """typed: the whole tag. scope: None where nothing is known of the data, so that any name will do."""
        self.environment = environment
        self.typed = typed
        self.scope = scope
        self.elsewhere = elsewhere
        self.slips: list[Slip] = []
        self.is_sure = True
        self.paths: list[str] = []

    def meaning(self, node: nodes.Node) -> Meaning:
        """What a node leads to; what it cannot lead to is among the slips."""
        reader = _READERS.get(type(node))
        if reader is not None:
            return reader(self, node)
        for inner in node.iter_child_nodes():
            self.meaning(inner)
        return Meaning(TEXT if isinstance(node, nodes.Concat | nodes.Compare | nodes.TemplateData) else ANY)

    def slip(self, code: str, message: str, fix: str) -> Meaning:
        self.slips.append(Slip(code, message, fix))
        return Meaning(ANY)

    def held_back(self) -> Meaning:
        """What is wrong here only if the guess before it is right."""
        self.is_sure = False
        return Meaning(ANY)

    # names

    def name(self, node: nodes.Name) -> Meaning:
        if self.scope is None:
            return self.slip(*_hidden(node.name)) if node.name.startswith("_") else Meaning(ANY)
        found = self.scope.get(node.name)
        if found is not None:
            self.paths.append(found.path)
            return found
        if node.name in self.elsewhere:
            message = f'"{node.name}" is known only inside its loop, {self.elsewhere[node.name]}.'
            return self.slip("W-23", message, "Move the tag into the loop, or name the field in full.")
        return self.unknown(node.name, self.scope)

    def field(self, node: nodes.Getattr | nodes.Getitem) -> Meaning:
        base = self.meaning(node.node)
        name: object = node.attr if isinstance(node, nodes.Getattr) else None
        if isinstance(node, nodes.Getitem):
            if not isinstance(node.arg, nodes.Const):
                return self.chosen(base, node.arg)
            name = node.arg.value
        if isinstance(name, int):
            return self.item(base, name)
        return self.entry(base, str(name))

    def chosen(self, base: Meaning, argument: nodes.Expr) -> Meaning:
        """An item whose number is worked out; names cannot be."""
        if self.meaning(argument).shape.kind is ShapeKind.NUMBER:
            return self.item(base, 0)
        message = "A template cannot work out which field or which part of a list it takes."
        return self.slip("W-31", message, "Name the field itself.")

    def item(self, base: Meaning, number: int) -> Meaning:
        if base.shape.kind not in (ShapeKind.LIST, ShapeKind.ANY):
            if base.is_guess:
                return self.held_back()
            return self.slip("W-21", f"{base.path or 'This'} is no list, so there is no [{number}] in it.", _FIX_FIELD)
        return self.led(Meaning(base.shape.item or ANY, f"{base.path}[]" if base.path else "", base.is_guess))

    def entry(self, base: Meaning, name: str) -> Meaning:
        if name.startswith("_"):
            return self.slip(*_hidden(name))
        if base.shape.kind is ShapeKind.ANY:
            return Meaning(ANY, f"{base.path}.{name}" if base.path else "")
        if base.shape.kind is not ShapeKind.RECORD:
            if base.is_guess:
                return self.held_back()
            kind = "a list: repeat its items with for" if base.shape.kind is ShapeKind.LIST else f"a {base.shape.kind}"
            return self.slip("W-21", f'There is no field "{name}" here: {base.path} is {kind}.', _FIX_FIELD)
        before = f"{base.path}." if base.path else ""
        fields = base.shape.fields
        if name not in fields:
            known = {each: Meaning(shape, shape.path or f"{before}{each}") for each, shape in fields.items()}
            return self.unknown(name, known, base)
        return self.led(Meaning(fields[name], fields[name].path or f"{before}{name}", base.is_guess))

    def led(self, meaning: Meaning) -> Meaning:
        self.paths.append(meaning.path)
        return meaning

    def unknown(self, name: str, known: Scope, base: Meaning = _NOTHING) -> Meaning:
        """A name that is not there: with AutoCorrect's capital, or altogether.

        base: what it is a field of. The one that was meant leads on, so that all that is wrong in the tag is told at
        once, and nothing says that the field is missing too.
        """
        code, message = "W-21", no_field(name, known)
        right = next((each for each in known if each.casefold() == name.casefold()), "")
        if right:
            code, message = "W-24", f'Word has put a capital into "{name}": the field is "{right}".'
        near = right or meant(name, known)
        if near:
            fix = f'Write "{near}" in place of "{name}".'
            self.slips.append(Slip(code, _sentence(message), fix, partial(_with_name, name, near)))
            return self.led(replace(known[near], is_guess=True))
        if base.is_guess:
            return self.held_back()
        if name == "parts" and not base.path:
            message = "A part stands in the text of a template, alone in its paragraph."
            return self.slip("W-21", message, "Write {{p parts.NAME }}, and nothing else in the paragraph.")
        return self.slip(code, _sentence(message), _FIX_OWN if base.path == "own" else _FIX_FIELD)

    # what works on values

    def filter(self, node: nodes.Filter) -> Meaning:
        inner = self.meaning(node.node) if node.node is not None else Meaning(ANY)
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self.meaning(argument)
        if node.name in REFUSED_FILTERS:
            return self.slip("W-31", f"The filter {node.name} is not allowed: it could break the file.", "Take it out.")
        if node.name not in self.environment.filters:
            return self.unknown_word("filter", node.name, [f for f in self.environment.filters if len(f) > 1])
        named = self.named(node, inner)
        if node.name == "groupby" and named:
            members = Shape(ShapeKind.LIST, item=inner.shape.item, path=inner.path)
            group = Shape(ShapeKind.RECORD, {"grouper": replace(named.shape, path=named.path), "list": members})
            return Meaning(Shape(ShapeKind.LIST, item=group), f"{inner.path}|groupby")
        if node.name == "map" and named:
            return Meaning(Shape(ShapeKind.LIST, item=replace(named.shape, path=named.path)), f"{inner.path}|map")
        if node.name in _ITEM and inner.shape.kind is ShapeKind.LIST:
            return Meaning(inner.shape.item or ANY, f"{inner.path}[]", inner.is_guess)
        if node.name in _SAME:
            return inner
        return Meaning(NUMBER if node.name in _NUMBERS else ANY if node.name in ("map", "groupby") else TEXT)

    def named(self, node: nodes.Filter, of: Meaning) -> Meaning | None:
        """What the last field leads to that a filter names in quotation marks; None where it names none."""
        found = None
        for steps in named_fields(node) if of.shape.kind is ShapeKind.LIST else ():
            found = inside(of)
            for step in steps:
                found = self.entry(found, step) if (at := whole_number(step)) is None else self.item(found, at)
        return found

    def test(self, node: nodes.Test) -> Meaning:
        if node.name not in ("defined", "undefined"):
            self.meaning(node.node)
        for argument in node.args or ():
            self.meaning(argument)
        if node.name not in self.environment.tests:
            return self.unknown_word("test", node.name, list(self.environment.tests))
        return Meaning(TEXT)

    def unknown_word(self, kind: str, name: str, known: list[str]) -> Meaning:
        near = meant(name, known)
        hint = f' Did you mean "{near}"?' if near else ""
        return self.slip("W-22", f'There is no {kind} "{name}".{hint}', "Correct its name, or take it out.")

    def call(self, node: nodes.Call) -> Meaning:
        called = node.node.node if isinstance(node.node, nodes.Getattr) else node.node
        if not isinstance(called, nodes.Name) or isinstance(node.node, nodes.Getattr):
            self.meaning(called)
        for inner in (*node.args, *(pair.value for pair in node.kwargs)):
            self.meaning(inner)
        return self.slip("W-31", "A template cannot call anything.", "Take the brackets and what they hold out.")

    def sum(self, node: nodes.BinExpr) -> Meaning:
        sides = (self.meaning(node.left), self.meaning(node.right))
        numbers = all(side.shape.kind is ShapeKind.NUMBER for side in sides)
        if isinstance(node, nodes.Pow) or (isinstance(node, nodes.Mul | nodes.Mod) and not numbers):
            message = f"A template cannot use {node.operator} here: it could fill the memory or never end."
            return self.slip("W-31", message, "Use a field that holds the finished value.")
        return Meaning(NUMBER if numbers else ANY)

    def constant(self, node: nodes.Const) -> Meaning:
        is_number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
        return Meaning(NUMBER if is_number else TEXT)

    def choice(self, node: nodes.CondExpr) -> Meaning:
        self.meaning(node.test)
        first = self.meaning(node.expr1)
        other = self.meaning(node.expr2) if node.expr2 is not None else first
        return first if first.shape.kind is other.shape.kind else Meaning(ANY)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _with_name(name: str, right: str, typed: str) -> str:
    """A tag as typed with one name put right."""
    return re.sub(rf"\b{re.escape(name)}\b", right, typed, count=1)


def _hidden(name: str) -> tuple[str, str, str]:
    return "W-31", f'"{name}" reaches into the program, which no template may.', "Take the tag out."


_SUMS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
_READERS: Mapping[type[nodes.Node], Callable[..., Meaning]] = {
    nodes.Name: Interpreter.name,
    nodes.Getattr: Interpreter.field,
    nodes.Getitem: Interpreter.field,
    nodes.Filter: Interpreter.filter,
    nodes.Test: Interpreter.test,
    nodes.Call: Interpreter.call,
    nodes.Const: Interpreter.constant,
    nodes.CondExpr: Interpreter.choice,
    **dict.fromkeys(
        (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow), Interpreter.sum
    ),
}


def inside(meaning: Meaning) -> Meaning:
    """What one item of a list is, for the name of a loop."""
    item = meaning.shape.item or ANY
    return replace(meaning, shape=item, path=item.path or (f"{meaning.path}[]" if meaning.path else ""))
