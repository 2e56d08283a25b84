"""What a template may name, as shapes: learnt from the views themselves, filled with a specimen of everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from engine.rendering.writer import Rich
from engine.templates.worth import Worded


class ShapeKind(StrEnum):
    """What a name leads to. INLINE wants {{r, BLOCK wants {{p; ANY is not known and fits everywhere."""

    ANY = "anything"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    INLINE = "formatted text"
    BLOCK = "paragraphs"
    RECORD = "group of fields"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a RECORD, or what each item of a LIST is.

    path: where it stands in the view, where a filter has put it below something else.
    """

    kind: ShapeKind
    fields: Mapping[str, Shape] = field(default_factory=dict)
    item: Shape | None = None
    path: str = ""


ANY = Shape(ShapeKind.ANY)
TEXT = Shape(ShapeKind.TEXT)
NUMBER = Shape(ShapeKind.NUMBER)
DAY = Shape(ShapeKind.DAY)
LOOP = Shape(
    ShapeKind.RECORD,
    dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), NUMBER)
    | dict.fromkeys(("first", "last", "previtem", "nextitem"), ANY),
)
"""What `loop` is inside a loop."""


def shape_of(value: Any) -> Shape:
    """The shape of a finished value of a view."""
    if isinstance(value, Mapping):
        return Shape(ShapeKind.RECORD, {str(key): shape_of(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return Shape(ShapeKind.LIST, item=merged(shape_of(inner) for inner in value))
    if isinstance(value, Rich):
        return Shape(ShapeKind.BLOCK if value.is_block else ShapeKind.INLINE)
    if isinstance(value, Worded) and value.worth is not None:
        return DAY if isinstance(value.worth, date) else NUMBER
    return ANY if value is None else TEXT


def merged(shapes: Iterable[Shape]) -> Shape:
    """One shape that has everything any of them has."""
    whole = ANY
    for shape in shapes:
        if whole.kind is ShapeKind.RECORD and shape.kind is ShapeKind.RECORD:
            names = dict.fromkeys((*whole.fields, *shape.fields))
            both = {name: merged(s.fields[name] for s in (whole, shape) if name in s.fields) for name in names}
            whole = Shape(ShapeKind.RECORD, both)
        elif whole.kind is ShapeKind.LIST and shape.kind is ShapeKind.LIST:
            whole = Shape(ShapeKind.LIST, item=merged(s.item for s in (whole, shape) if s.item))
        elif whole.kind is ShapeKind.ANY:
            whole = shape
    return whole
