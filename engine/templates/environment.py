"""Jinja as a template may use it: finished values under plain names, and nothing that runs or reaches elsewhere."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

_UNBOUNDED_FILTERS = ("batch", "center", "format", "indent", "round", "slice", "tojson")
"""Filters that take a width or a count of any size, and fill it."""


class UnknownNameError(UndefinedError):
    """A tag begins with a name that nothing in the data and no loop has."""


class MissingField(StrictUndefined):
    """A name the data does not have. It stops the document: a silent blank would be worse."""

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        super().__init__(hint, obj, name, UnknownNameError if obj is missing else exc)

    @property
    def _undefined_message(self) -> str:
        known = [str(key) for key in self._undefined_obj] if isinstance(self._undefined_obj, Mapping) else []
        return no_field(str(self._undefined_name), known)


def no_field(name: str, known: Iterable[str]) -> str:
    """What is said of a name that is not among the known ones, with the one that is nearest to it."""
    message = f'there is no field "{name}".'
    near = difflib.get_close_matches(name, known, 1)
    return f'{message} Did you mean "{near[0]}"?' if near else message


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Data only: names lead to entries of mappings and sequences, never to attributes or methods of objects."""

    intercepted_binops = frozenset({"*", "**", "%"})
    """One short expression with these can fill the memory or never end: 9**9**9, "x" * 10**9, "%999999999d" % 1."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=MissingField, finalize=_never_none)
        self.globals.clear()
        for name in _UNBOUNDED_FILTERS:
            del self.filters[name]

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Undefined):
            return obj
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and not attribute.startswith("_"):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Mapping) or not isinstance(argument, int):
            return self.getattr(obj, str(argument))
        try:
            return obj[argument]
        except (IndexError, TypeError):
            return self.undefined(obj=obj, name=str(argument))

    def call(self, *args: Any, **kwargs: Any) -> Any:
        raise SecurityError("a template cannot call anything")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums of numbers only; raises SecurityError for powers, and for texts and lists repeated or filled in."""
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(f"a template cannot use {operator} here")
        return super().call_binop(context, operator, left, right)

    def names_of_loops(self, source: str) -> list[str]:
        """The names a source itself gives, in the order in which they stand in it."""
        names = self.parse(source).find_all(nodes.Name)
        return list(dict.fromkeys(name.name for name in names if name.ctx == "store"))


def _never_none(value: Any) -> Any:
    """None would print as the word None; an empty value is printed as nothing."""
    return Markup() if value is None else value
