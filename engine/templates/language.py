"""The language of tags: the parts of Jinja that print, repeat and leave out, and none of the others.

What is not listed here is refused, so that nothing Jinja may gain one day is open to templates by accident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, cast

from jinja2 import Undefined, nodes, pass_eval_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError, TemplateSyntaxError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import markup_join
from jinja2.tests import TESTS as JINJA_TESTS
from jinja2.visitor import NodeTransformer

from engine.templates.list_filters import grouped, least, most, of_numbers, sort, total, unlike, whole
from engine.templates.worth import NOTHING, Worded, as_number

LONGEST_TEXT = 1_000_000
"""The letters one value may come to when a tag puts it together."""
_DEEPEST = 60
_LOOPS_IN_LOOPS = 12
_WIDEST_NUMBER = 64
"""In bits."""

_ALLOWED: tuple[type[nodes.Node], ...] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign),
    *(nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.List, nodes.Tuple),
    *(nodes.Filter, nodes.Test, nodes.Keyword, nodes.CondExpr, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Pos, nodes.Concat),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod),
)
_REASONS: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Call, "A template cannot call anything."),
    (nodes.Pow, "A template cannot raise to a power."),
    (nodes.Slice, "A template cannot cut pieces out of a value."),
    (nodes.Dict, "A template cannot make data of its own."),
)
_OTHERWISE = "A template can print, repeat with for, choose with if, and name with set; this tag does something else."
TOO_DEEP = "A tag is nested too deeply."
_OUT_OF_REACH = "A template reads fields; names that begin with _ are out of its reach."


class ForbiddenTag(TemplateSyntaxError):  # noqa: N818  it is raised, and told, as a tag's fault like the others
    """A tag that goes beyond what templates may do."""


def forbidden(tree: nodes.Template) -> Iterator[ForbiddenTag]:
    """Every part of a parsed source that templates may not use, with its line."""
    stack: list[tuple[nodes.Node, int, int, int]] = [(tree, 0, 0, 1)]
    while stack:
        node, depth, loops, line = stack.pop()
        loops += isinstance(node, nodes.For)
        line = node.lineno or line  # Jinja makes some nodes without one
        reason = TOO_DEEP if depth > _DEEPEST or loops > _LOOPS_IN_LOOPS else _reason(node)
        if reason:
            yield ForbiddenTag(reason, line)
        else:
            stack.extend((child, depth + 1, loops, line) for child in node.iter_child_nodes())


def _reason(node: nodes.Node) -> str:
    """Why a node is refused; "" where it is not."""
    if not isinstance(node, _ALLOWED):
        return next((reason for kind, reason in _REASONS if isinstance(node, kind)), _OTHERWISE)
    if isinstance(node, nodes.List | nodes.Tuple) and not all(isinstance(item, nodes.Const) for item in node.items):
        return "A list in a tag may hold only words in quotation marks and numbers."
    if isinstance(node, nodes.For | nodes.Assign) and not isinstance(node.target, nodes.Name):
        return "A loop or set gives one name."
    if isinstance(node, nodes.For) and node.recursive:
        return "A loop cannot call itself."
    return _OUT_OF_REACH if _name_of(node).startswith("_") else ""


def _name_of(node: nodes.Node) -> str:
    """The name a node asks for, as a field, an entry or a variable."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return node.attr
    return str(node.arg.value) if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) else ""


class Bounded(NodeTransformer):
    """Rewrites a parsed source so that loops are counted and texts are put together within bounds."""

    COUNTED, JOINED = "(each of)", "(put together)"
    """Names of filters that no tag can type."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802  Jinja finds it by this name
        self.generic_visit(node)
        node.iter = _filter(self.COUNTED, cast(nodes.Expr, node.iter))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(self.JOINED, nodes.List(node.nodes, lineno=node.lineno, environment=node.environment))


def _filter(name: str, node: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno, environment=node.environment)


# values


def printable(value: Any) -> Any:
    """A value as it may be printed. Raises TemplateRuntimeError for lists and other things that are no words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        raise TemplateRuntimeError("what the tag prints is a yes or no, for a condition")
    if isinstance(value, str | int | float | Undefined) or hasattr(value, "__html__"):
        return value
    raise TemplateRuntimeError("what the tag prints is no words: loop over it, or name one of its fields")


def put_together(values: Iterable[Any]) -> str:
    """Texts one behind the other. Raises SecurityError where they grow too long."""
    texts = [printable(value) for value in values]
    within_bounds(sum(len(text) for text in texts if isinstance(text, str)))
    return markup_join(texts)


def within_bounds(letters: int) -> None:
    """Raises SecurityError where a text would be longer than any that people write."""
    if letters > LONGEST_TEXT:
        raise SecurityError("the tag makes a text of more than a million letters")


def in_sum(operator: str, left: Any, right: Any) -> tuple[Any, Any] | Worded:
    """Both sides of a sum, as numbers where they print as words; what the sum comes to, where one is not there."""
    pair = left, right
    if not any(isinstance(side, Worded) for side in pair) or any(_is_day(side) for side in pair):
        return pair
    are_texts = operator == "+" and all(isinstance(side, str) for side in pair)
    if are_texts and not all(isinstance(side, Worded) and (side == NOTHING or side.worth is not None) for side in pair):
        return pair
    numbers = as_number(left), as_number(right)
    return Worded(NOTHING) if any(isinstance(side, Worded) for side in numbers) else numbers


def _is_day(value: Any) -> bool:
    return isinstance(value, Worded) and isinstance(value.worth, date)


def reckon_with(operator: str, left: Any, right: Any) -> None:
    """Raises SecurityError where left and right may not be reckoned with: no texts or lists repeated or filled in."""
    if operator == "+" and isinstance(left, str) and isinstance(right, str):
        return within_bounds(len(left) + len(right))
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return None
    if not (isinstance(left, int | float) and isinstance(right, int | float)):
        raise SecurityError(f"a template cannot use {operator} here")
    if any(isinstance(number, int) and number.bit_length() > _WIDEST_NUMBER for number in (left, right)):
        raise SecurityError("the tag makes a number that is too large")
    return None


# filters and tests


def _of_words(name: str) -> Callable[..., Any]:
    """Jinja's filter, for plain words only: given a list it would print the list as programmers write it."""
    filter_ = JINJA_FILTERS[name]

    def filtered(value: Any, *more: Any) -> Any:
        if not isinstance(value, str | int | float | Undefined):
            raise TemplateRuntimeError(f"the filter {name} works on plain words only")
        return filter_(value if isinstance(value, Undefined) else str(value), *more)

    return filtered


def _or_else(value: Any, words: Any = "") -> Any:
    """The value, or these words where it is empty. A name that is no field stays an error."""
    return value or words


def _replaced(value: Any, old: Any, new: Any) -> str:
    """Plain words with these put in place of those, wherever they stand."""
    if not all(isinstance(text, str | int | float) for text in (value, old, new)) or hasattr(value, "__html__"):
        raise TemplateRuntimeError("the filter replace works on plain words only")
    words, old, new = str(value), str(old), str(new)
    within_bounds(len(words) + words.count(old) * len(new))
    return words.replace(old, new)


@pass_eval_context
def _join(context: EvalContext, values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
    texts = list(values) if attribute else [printable(value) for value in values]
    within_bounds(len(between) * len(texts) + sum(len(text) for text in texts if isinstance(text, str)))
    return cast(str, do_join(context, texts, between, attribute))


_WORDS = ("capitalize", "lower", "title", "trim", "upper")
_LISTS = ("count", "first", "last", "length", "list", "map", "reject", "rejectattr", "reverse", "select", "selectattr")
FILTERS: Mapping[str, Callable[..., Any]] = {
    **{name: _of_words(name) for name in _WORDS},
    **{name: JINJA_FILTERS[name] for name in _LISTS},
    "groupby": grouped,
    "int": whole,
    "max": most,
    "min": least,
    "sort": sort,
    "sum": total,
    "unique": unlike,
    "replace": _replaced,
    "default": _or_else,
    "d": _or_else,
    "join": _join,
}
"""The filters a template may use. docs/templates.md lists them."""

_COMPARISONS = (
    "eq",
    "equalto",
    "==",
    "ne",
    "!=",
    "lt",
    "lessthan",
    "<",
    "le",
    "<=",
    "gt",
    "greaterthan",
    ">",
    "ge",
    ">=",
)
TESTS: Mapping[str, Callable[..., Any]] = {
    name: cast(Callable[..., Any], JINJA_TESTS[name])
    for name in (*_COMPARISONS, "in", "none", "true", "false", "string")
} | {name: of_numbers(cast(Callable[..., bool], JINJA_TESTS[name])) for name in ("divisibleby", "even", "odd")}
"""The tests a template may use, as in {% if loop.index is odd %}."""
