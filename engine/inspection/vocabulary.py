"""What a template may name, as shapes: learnt from the views themselves, filled with a specimen of everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from engine.rendering.writer import Rich


class Kind(StrEnum):
    """What a name leads to. INLINE wants {{r, BLOCK wants {{p; ANY is not known and fits everywhere."""

    ANY = "anything"
    TEXT = "text"
    NUMBER = "number"
    INLINE = "formatted text"
    BLOCK = "paragraphs"
    RECORD = "group of fields"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a RECORD, or what each item of a LIST is."""

    kind: Kind
    fields: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None


ANY = Shape(Kind.ANY)
TEXT = Shape(Kind.TEXT)
NUMBER = Shape(Kind.NUMBER)
LOOP = Shape(
    Kind.RECORD,
    dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), NUMBER)
    | dict.fromkeys(("first", "last", "previtem", "nextitem"), ANY),
)
"""What `loop` is inside a loop."""


def shape_of(value: Any) -> Shape:
    """The shape of a finished value of a view."""
    if isinstance(value, Mapping):
        return Shape(Kind.RECORD, {str(key): shape_of(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return Shape(Kind.LIST, item=merged(shape_of(inner) for inner in value))
    if isinstance(value, Rich):
        return Shape(Kind.BLOCK if value.is_block else Kind.INLINE)
    return ANY if value is None else TEXT


def merged(shapes: Iterable[Shape]) -> Shape:
    """One shape that has everything any of them has."""
    whole = ANY
    for shape in shapes:
        if whole.kind is Kind.RECORD and shape.kind is Kind.RECORD:
            names = dict.fromkeys((*whole.fields, *shape.fields))
            both = {name: merged(s.fields[name] for s in (whole, shape) if name in s.fields) for name in names}
            whole = Shape(Kind.RECORD, both)
        elif whole.kind is Kind.LIST and shape.kind is Kind.LIST:
            whole = Shape(Kind.LIST, item=merged(s.item for s in (whole, shape) if s.item))
        elif whole.kind is Kind.ANY:
            whole = shape
    return whole
