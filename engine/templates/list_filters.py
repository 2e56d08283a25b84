"""The filters of lists: in order, in groups, added up, by what days and numbers are and not by their letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any, cast

from jinja2 import Environment, Undefined, pass_environment
from jinja2.exceptions import TemplateRuntimeError
from jinja2.filters import make_attrgetter, make_multi_attrgetter

from engine.model.evidence import by_number
from engine.templates.worth import Worded, as_number, worth_of

Key = tuple[int, Any]
_NUMBER, _DAY, _TEXT, _NOTHING = range(4)
"""The order of different kinds among one another: what is not there comes last."""


def sort_key(value: Any, minds_capitals: bool = False) -> Key:
    """Where a value stands among others of any kind. Raises TemplateRuntimeError for what has no order.

    A field that is not there raises as everywhere.
    """
    if isinstance(value, Undefined):
        return (_NOTHING, str(value))
    worth = worth_of(value)
    if isinstance(worth, date):
        return (_DAY, worth)
    if worth is not None:
        return (_NUMBER, worth)
    if value is None or value == "" or isinstance(value, Worded):
        return (_NOTHING, "")
    if isinstance(value, str):
        return (_TEXT, by_number(value) if minds_capitals else by_number(value).casefold())
    raise TemplateRuntimeError("only words, days and numbers have an order: name one of the fields, as attribute")


@pass_environment
def sort(
    environment: Environment,
    values: Iterable[Any],
    reverse: bool = False,
    case_sensitive: bool = False,
    attribute: str | int | None = None,
) -> list[Any]:
    """The entries in order. What has no value comes last, whichever way it goes."""
    keys = make_multi_attrgetter(environment, attribute, lambda value: sort_key(value, case_sensitive))
    kept = [(keys(value), value) for value in values]
    for at in reversed(range(len(kept[0][0]) if kept else 0)):
        kept.sort(key=lambda pair: pair[0][at], reverse=reverse)
        kept.sort(key=lambda pair: pair[0][at][0] == _NOTHING)
    return [value for _, value in kept]


@pass_environment
def grouped(environment: Environment, values: Iterable[Any], attribute: str | int) -> list[dict[str, Any]]:
    """The entries by what a field of theirs says: for each, grouper and list, in order."""
    get = make_attrgetter(environment, attribute)
    ordered = sorted(values, key=lambda value: sort_key(get(value)))
    groups = ([*group] for _, group in groupby(ordered, lambda value: sort_key(get(value))))
    return [{"grouper": get(group[0]), "list": group} for group in groups]


@pass_environment
def total(environment: Environment, values: Iterable[Any], attribute: str | int | None = None, start: int = 0) -> Any:
    """The numbers added up; what is not there counts for nothing."""
    get = make_attrgetter(environment, attribute) if attribute is not None else lambda value: value
    return sum((_addend(get(value)) for value in values), start)


@pass_environment
def unlike(
    environment: Environment, values: Iterable[Any], case_sensitive: bool = False, attribute: str | int | None = None
) -> list[Any]:
    """The first entry of each value."""
    get = make_attrgetter(environment, attribute)
    first: dict[Key, Any] = {}
    for value in values:
        first.setdefault(sort_key(get(value), case_sensitive), value)
    return list(first.values())


@pass_environment
def least(environment: Environment, values: Iterable[Any], **about: Any) -> Any:
    """The entry with the smallest value."""
    return _outermost(environment, values, min, **about)


@pass_environment
def most(environment: Environment, values: Iterable[Any], **about: Any) -> Any:
    """The entry with the largest value."""
    return _outermost(environment, values, max, **about)


def whole(value: Any, default: int = 0) -> int:
    """A whole number; the default of what is none."""
    try:
        return int(as_number(value))
    except (TypeError, ValueError, OverflowError):
        return default


def of_numbers(test: Callable[..., bool]) -> Callable[..., bool]:
    """A test of numbers, for those that print as words too; what is no number does not pass."""

    def tested(value: Any, *more: Any) -> bool:
        worth = as_number(value)
        return isinstance(worth, int | float) and test(worth, *more)

    return tested


def _addend(value: Any) -> int | float:
    worth = worth_of(value)
    if isinstance(worth, int | float):
        return worth
    if value is None or value == "" or (isinstance(value, Worded) and worth is None):
        return 0
    raise TemplateRuntimeError("only numbers can be added up")


def _outermost(
    environment: Environment,
    values: Iterable[Any],
    choose: Callable[..., Any],
    case_sensitive: bool = False,
    attribute: str | int | None = None,
) -> Any:
    get = make_attrgetter(environment, attribute)
    every = [(sort_key(get(value), case_sensitive), value) for value in values]
    told = [pair for pair in every if pair[0][0] != _NOTHING] or every
    if not told:
        return environment.undefined("a list with nothing in it has no such entry")
    return cast(Any, choose(told, key=lambda pair: pair[0])[1])
