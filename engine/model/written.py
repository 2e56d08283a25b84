"""Values as JSON and back: of the model's own shapes, and of no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from engine.model.story import Paragraph, Picture, Table

KeepBytes = Callable[[bytes], str]
"""Puts bytes aside, and gives the name under which they are found."""
FindBytes = Callable[[str], bytes]
"""The bytes put aside under a name. Raises LookupError where there are none."""

_SCALARS = (str, int, float, bool, NoneType)
_MARKED: dict[str, Any] = {
    "paragraph": Paragraph,
    "table": Table,
    "picture": Picture,
    "day": date,
    "time": datetime,
    "bytes": bytes,
    "several": tuple[Any, ...],
}
"""What may stand where anything may, among the values of a record, beside scalars, lists and rows."""
_MARK = "\0"
"""The key of an object that is no row: no text of a file can hold it."""


class NotOfItsShapeError(ValueError):
    """A value that would not come back as it is, or JSON that none was written as."""


def as_json(value: object, shape: Any, keep: KeepBytes) -> bytes:
    """A value of a shape, such as Record or tuple[Finding, ...]. Raises NotOfItsShapeError."""
    return json.dumps(_way(shape).there(value, keep), separators=(",", ":")).encode()


def from_json(data: bytes, shape: Any, find: FindBytes) -> Any:
    """The value that was written. Raises NotOfItsShapeError for what as_json() cannot have written of this shape."""
    try:
        return _way(shape).back(json.loads(data), find)
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        raise NotOfItsShapeError(shape) from fault


class _Way(NamedTuple):
    """How values of one shape become what JSON knows, and come back."""

    there: Callable[[Any, KeepBytes], Any]
    back: Callable[[Any, FindBytes], Any]


@cache
def _way(shape: Any) -> _Way:
    if shape is Any:
        return _Way(_open_there, _open_back)
    if shape in _SCALARS:
        return _Way(lambda value, _: _exactly(shape, value), lambda value, _: _exactly(shape, value))
    if isinstance(shape, UnionType):
        return _one_of(get_args(shape))
    if get_origin(shape) is tuple:
        return _tuple(get_args(shape))
    if get_origin(shape) in (dict, Mapping):
        return _mapping(*get_args(shape))
    if is_dataclass(shape):
        return _dataclass(shape)
    return _plain(shape)


def _plain(shape: Any) -> _Way:
    """Days, times, names of an enum, and bytes, which are kept apart."""
    if shape in (date, datetime):
        return _Way(lambda value, _: _exactly(shape, value).isoformat(), lambda value, _: shape.fromisoformat(value))
    if shape is bytes:
        return _Way(lambda value, keep: keep(_exactly(bytes, value)), lambda name, find: find(_exactly(str, name)))
    if isinstance(shape, type) and issubclass(shape, Enum):
        return _Way(lambda value, _: _exactly(shape, value).value, lambda value, _: shape(value))
    raise NotOfItsShapeError(shape)


def _dataclass(shape: Any) -> _Way:
    """The values of its fields, in their order."""
    hints, names = get_type_hints(shape), [field.name for field in fields(shape)]

    @cache  # when first asked: a run holds runs
    def ways() -> list[tuple[str, _Way]]:
        return [(name, _way(hints[name])) for name in names]

    def there(value: Any, keep: KeepBytes) -> Any:
        _exactly(shape, value)
        return [way.there(getattr(value, name), keep) for name, way in ways()]

    def back(values: Any, find: FindBytes) -> Any:
        each = zip(ways(), _exactly(list, values), strict=True)
        return shape(**{name: way.back(value, find) for (name, way), value in each})

    return _Way(there, back)


def _tuple(shapes: tuple[Any, ...]) -> _Way:
    """As many of one shape as there are, or one of each."""
    is_endless = shapes[-1] is Ellipsis
    ways = [_way(shape) for shape in shapes if shape is not Ellipsis]

    def each(values: Any) -> Any:
        return zip(repeat(ways[0]), values) if is_endless else zip(ways, values, strict=True)

    return _Way(
        lambda values, keep: [way.there(value, keep) for way, value in each(_exactly(tuple, values))],
        lambda values, find: tuple([way.back(value, find) for way, value in each(_exactly(list, values))]),
    )


def _mapping(keys: Any, values: Any) -> _Way:
    """Pairs, since keys of ours are paths as well as words."""
    key, value = _way(keys), _way(values)
    return _Way(
        lambda held, keep: [[key.there(k, keep), value.there(v, keep)] for k, v in _exactly(dict, held).items()],
        lambda pairs, find: {key.back(k, find): value.back(v, find) for k, v in _exactly(list, pairs)},
    )


def _one_of(shapes: tuple[Any, ...]) -> _Way:
    if set(shapes) <= set(_SCALARS):
        return _Way(lambda value, _: _exactly(shapes, value), lambda value, _: _exactly(shapes, value))
    others = [shape for shape in shapes if shape is not NoneType]
    if len(others) == 1:
        other = _way(others[0])
        return _Way(
            lambda value, keep: None if value is None else other.there(value, keep),
            lambda value, find: None if value is None else other.back(value, find),
        )

    def back(value: Any, find: FindBytes) -> Any:
        return _exactly(shapes, _open_back(value, find))

    return _Way(lambda value, keep: _open_there(_exactly(shapes, value), keep), back)


def _open_there(value: Any, keep: KeepBytes) -> Any:
    """A value where anything may stand: whatever JSON has no word for says what it is."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is list:
        return [_open_there(inner, keep) for inner in value]
    if kind is dict:
        return {_key(key): _open_there(inner, keep) for key, inner in value.items()}
    for name, shape in _MARKED.items():
        if kind is (get_origin(shape) or shape):
            return {_MARK: name, "": _way(shape).there(value, keep)}
    raise NotOfItsShapeError(kind)


def _open_back(value: Any, find: FindBytes) -> Any:
    if type(value) is list:
        return [_open_back(inner, find) for inner in value]
    if type(value) is not dict:
        return value
    if _MARK in value:
        return _way(_MARKED[value[_MARK]]).back(value[""], find)
    return {key: _open_back(inner, find) for key, inner in value.items()}


def _key(key: Any) -> str:
    if type(key) is not str or key == _MARK:
        raise NotOfItsShapeError(key)
    return key


def _exactly(shape: Any, value: Any) -> Any:
    """The value, which is of one type and of none derived from it: a derived one would come back as less."""
    if type(value) is shape or (type(shape) is tuple and type(value) in shape):
        return value
    raise NotOfItsShapeError(type(value))
