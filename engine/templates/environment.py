"""Jinja as a template may use it: finished values under plain names, and nothing that runs or reaches elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from time import thread_time
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from engine.guess import meant
from engine.templates.language import (
    FILTERS,
    TESTS,
    TOO_DEEP,
    Bounded,
    ForbiddenTag,
    forbidden,
    in_sum,
    printable,
    put_together,
    reckon_with,
)
from engine.templates.worth import as_number

MOST_TURNS = 200_000
"""Of all loops of one document together; the sample's report makes some thousand."""
MOST_LETTERS = 20_000_000
"""Of one document, markup counted; the sample's report has under a million."""
_LETTERS_AT_A_TIME = 10_000
MOST_SECONDS = 30.0
"""Of the processor, for one document; the sample's report takes a fraction of one. Turns and letters stop all but the
slowest before. Seconds of a clock would find fault with a sound template where the machine slept or was busy.
"""

_LOOP_FIELDS = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem")


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
    known = tuple(known)
    if name in known:
        return f'"{name}" is known only inside its loop.'
    message = f'there is no field "{name}".'
    near = meant(name, known)
    return f'{message} Did you mean "{near}"?' if near else message


class Budget:
    """What one document may use up. It counts; no clock of the system is set, so it works on every one."""

    def __init__(self) -> None:
        self.turns = self.letters = 0
        self.ends = thread_time() + MOST_SECONDS

    def spend(self, turns: int, letters: int) -> None:
        """Raises SecurityError where the document has become too large or taken too long."""
        self.turns += turns
        self.letters += letters
        if self.turns > MOST_TURNS:
            raise SecurityError(f"the loops of the template take more than {MOST_TURNS:,} turns")
        if self.letters > MOST_LETTERS:
            raise SecurityError(f"the template makes more than {MOST_LETTERS:,} letters")
        if thread_time() > self.ends:
            raise SecurityError(f"the template takes longer than {MOST_SECONDS:.0f} seconds")


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Data only: names lead to entries of mappings and sequences, never to attributes or methods of objects."""

    intercepted_binops = frozenset({"+", "-", "*", "%", "/", "//"})
    """One short expression with these can fill the memory or never end: "x" * 10**9, "%999999999d" % 1."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=MissingField, finalize=printable)
        self.globals.clear()
        self.filters = {**FILTERS, Bounded.COUNTED: self.counted, Bounded.JOINED: put_together}
        self.tests = dict(TESTS)
        self.begin()

    def begin(self) -> None:
        """A new document begins, with the whole budget."""
        self.budget = Budget()

    def read(self, source: str) -> nodes.Template:
        """A source, parsed. Raises TemplateSyntaxError; ForbiddenTag where a tag goes beyond the language."""
        try:
            tree = self.parse(source)
        except (RecursionError, MemoryError) as fault:
            raise ForbiddenTag(TOO_DEEP, 1) from fault
        for refused in forbidden(tree):
            raise refused
        return tree

    def from_string(self, source: str | nodes.Template, *args: Any, **kwargs: Any) -> Template:
        """A source, compiled. Raises as read does: nothing of a source with a forbidden tag is ever run."""
        tree = self.read(source) if isinstance(source, str) else source
        return super().from_string(Bounded().visit(tree), *args, **kwargs)

    def concat(self, chunks: Iterable[str]) -> str:
        """A document from its pieces, counted as they come, some thousand letters at a time."""
        made, letters = [], 0
        for chunk in chunks:
            made.append(chunk)
            letters += len(chunk)
            if letters > _LETTERS_AT_A_TIME:
                self.budget.spend(0, letters)
                letters = 0
        self.budget.spend(0, letters)
        return "".join(made)

    def counted(self, values: Iterable[Any]) -> Iterator[Any]:
        """What a loop goes through, each turn counted."""
        for value in values:
            self.budget.spend(1, 0)
            yield value

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Undefined):
            return obj
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        argument = argument if isinstance(obj, Mapping) else as_number(argument)
        if isinstance(obj, Mapping) or not isinstance(argument, int):
            return self.getattr(obj, str(argument))
        try:
            return obj[argument]
        except (IndexError, TypeError):
            return self.undefined(obj=obj, name=str(argument))

    def call(self, *args: Any, **kwargs: Any) -> Any:
        raise SecurityError("a template cannot call anything")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums of numbers, and texts one behind the other; raises SecurityError for all else."""
        sides = in_sum(operator, left, right)
        if isinstance(sides, str):
            return sides
        reckon_with(operator, *sides)
        return super().call_binop(context, operator, *sides)

    def names_of_loops(self, source: str) -> list[str]:
        """The names a source itself gives, in the order in which they stand in it."""
        names = self.parse(source).find_all(nodes.Name)
        return list(dict.fromkeys(name.name for name in names if name.ctx == "store"))
