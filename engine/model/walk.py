"""One way through the model: every value with the role of its field, in the order of the forms."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from enum import Enum
from functools import cache
from itertools import chain
from typing import Annotated, Any, NamedTuple, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from engine.findings import Finding, Place
from engine.model.roles import EVERY_ROLE, FieldRole, KnownAs, Mark
from engine.model.story import Paragraph, Run

_WHOLE = (Place, Finding)
"""Values of the ground floor: they are taken whole."""


M = TypeVar("M", bound=Mark)
_KNOWN: dict[type, tuple[ModelField, ...]] = {}
_TELLING: dict[type, tuple[ModelField, ...]] = {}
"""The fields of each dataclass, and those that tell something of the others, once they were read."""
_LEADING: dict[frozenset[FieldRole], dict[type, list[ModelField]]] = {}
"""The fields of each dataclass that may lead to some roles, once these were looked for."""
_DERIVED: list[type] = []
"""The dataclasses derived from others when that was found out: a further one may lead to more."""
_TELL: dict[FieldRole | None, str] = {
    FieldRole.KEY: "about",
    FieldRole.PLACE: "place",
    FieldRole.CONSENT: "is_allowed",
}


class NoRoleError(TypeError):
    """A field of the model does not say what it is for."""


@dataclass(frozen=True, slots=True)
class ModelField:
    """A field of one of the model's dataclasses. role: None where what it holds has fields of its own.

    nested: the dataclasses it may hold.
    """

    name: str
    role: FieldRole | None
    marks: tuple[Mark, ...]
    nested: tuple[type, ...]


class Around(NamedTuple):
    """What everything in a value has around it. marks: of the fields above it. place: the nearest one.

    about: the nearest id, such as that of a statement. is_allowed: whether the words in it may be published, where
    somebody was asked.
    """

    marks: tuple[Mark, ...] = ()
    place: Place = Place("")
    about: str = ""
    is_allowed: bool = False


class Held(NamedTuple):
    """A value of the model: a paragraph, or what is no dataclass, tuple or mapping. role: of its field."""

    value: Any
    role: FieldRole
    around: Around

    @property
    def text(self) -> str:
        """The value in letters; a paragraph without its footnotes, which are told by themselves."""
        return self.value.text if isinstance(self.value, Paragraph) else str(self.value)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.around.place

    @property
    def about(self) -> str:
        """The id of what it belongs to."""
        return self.around.about

    def mark(self, kind: type[M]) -> M | None:
        """The mark of a kind that its field, or one above it, has; None without one."""
        return next((mark for mark in self.around.marks if isinstance(mark, kind)), None)


def walk(value: object, roles: Collection[FieldRole] = EVERY_ROLE) -> list[Held]:
    """Every value of some roles, however deep, in the order of the fields; what is None is nothing.

    A paragraph comes whole, and its footnotes after it as paragraphs of their own.
    """
    wanted = frozenset(roles)
    walking = _Walk(wanted, [], not _of_runs().isdisjoint(wanted), _leading_to(wanted))
    walking.within(value, FieldRole.NARRATIVE, Around())
    return walking.found


def _leading_to(roles: frozenset[FieldRole]) -> dict[type, list[ModelField]]:
    """What is known of the fields that may lead to some roles; nothing yet where a dataclass was derived since."""
    derived: list[type] = list(chain.from_iterable(kind.__subclasses__() for kind in _KNOWN))
    if derived != _DERIVED:
        _DERIVED[:] = derived
        _LEADING.clear()
        _roles_in.cache_clear()
    return _LEADING.setdefault(roles, {})


def model_fields(kind: type) -> tuple[ModelField, ...]:
    """The fields of a dataclass of the model. Raises NoRoleError where one does not say what it is for."""
    if kind not in _KNOWN:
        hints = get_type_hints(kind, include_extras=True)
        _KNOWN[kind] = tuple(_field(kind, part.name, hints[part.name]) for part in dataclasses.fields(kind))
        _TELLING[kind] = tuple(part for part in reversed(_KNOWN[kind]) if part.role in _TELL)
    return _KNOWN[kind]


def is_of_the_model(value: object) -> bool:
    """Whether a value has fields with roles."""
    return type(value) in _KNOWN or (is_dataclass(value) and not isinstance(value, (type, *_WHOLE)))


class _Shape(Enum):
    """How a value of some type is gone into."""

    NOTHING, LEAF, FIELDS, SEVERAL, MAPPING, PARAGRAPH = range(6)


_SHAPES: dict[type, _Shape] = {}
"""Those of the types that were seen."""


def _shape_of(value: object) -> _Shape:
    if value is None:
        shape = _Shape.NOTHING
    elif isinstance(value, tuple):
        shape = _Shape.SEVERAL
    elif isinstance(value, Mapping):
        shape = _Shape.MAPPING
    elif isinstance(value, Paragraph):
        shape = _Shape.PARAGRAPH
    else:
        shape = _Shape.FIELDS if is_of_the_model(value) else _Shape.LEAF
    return _SHAPES.setdefault(type(value), shape)


class _Walk(NamedTuple):
    """One walk: what it looks for, what it found, and whether it looks into paragraphs.

    leading: by dataclass, the fields that may lead to what it looks for.
    """

    roles: frozenset[FieldRole]
    found: list[Held]
    enters_paragraphs: bool
    leading: dict[type, list[ModelField]]

    def within(self, value: Any, role: FieldRole, around: Around) -> None:
        shape = _SHAPES.get(type(value)) or _shape_of(value)  # asking what it is anew takes half the time of a walk
        if shape is _Shape.LEAF:
            self.leaf(value, role, around)
        elif shape is _Shape.FIELDS:
            self.fields(value, role, _inside(value, around))
        elif shape is _Shape.SEVERAL:
            for inner in value:
                self.within(inner, role, around)
        elif shape is _Shape.MAPPING:
            for inner in value.values():
                self.within(inner, role, around)
        elif shape is _Shape.PARAGRAPH:
            self.paragraph(value, role, around._replace(place=value.place))

    def leaf(self, value: object, role: FieldRole, around: Around) -> None:
        if role in self.roles:
            self.found.append(Held(value, role, around))

    def paragraph(self, line: Paragraph, role: FieldRole, around: Around) -> None:
        if role in self.roles:
            self.found.extend(Held(each, role, around) for each in (line, *line.notes))
        if self.enters_paragraphs:
            self.fields(line, role, around)

    def fields(self, owner: object, role: FieldRole, around: Around) -> None:
        kind = type(owner)
        if kind not in self.leading:
            self.leading[kind] = [part for part in model_fields(kind) if _leads(part, self.roles)]
        for part in self.leading[kind]:
            inside = _marked(part, around) if part.marks else around
            self.within(getattr(owner, part.name), part.role or role, inside)


def _leads(part: ModelField, roles: frozenset[FieldRole]) -> bool:
    """Whether what a field holds, or anything in it, has one of some roles."""
    return part.role in roles or any(_roles_in(kind).intersection(roles) for kind in part.nested)


@cache
def _roles_in(kind: type) -> frozenset[FieldRole | None]:
    """The roles of all that a dataclass, one derived from it, or anything in them may hold."""
    met, ahead = {kind}, [kind]
    while ahead:
        of = ahead.pop()
        fresh = {*of.__subclasses__(), *(each for part in model_fields(of) for each in part.nested)} - met
        met |= fresh
        ahead.extend(fresh)
    return frozenset(part.role for each in met for part in model_fields(each))


def _marked(part: ModelField, around: Around) -> Around:
    about = next((mark.id for mark in part.marks if isinstance(mark, KnownAs)), around.about)
    return around._replace(marks=around.marks + part.marks, about=about)


def _inside(owner: object, around: Around) -> Around:
    """What a value tells of everything in it; of two keys the first counts."""
    model_fields(type(owner))
    told = {_TELL[part.role]: getattr(owner, part.name) for part in _TELLING[type(owner)] if part.role}
    return around._replace(**told) if told else around


def _of_runs() -> frozenset[FieldRole | None]:
    """The roles of what a paragraph is made of."""
    return frozenset(part.role for part in (*model_fields(Paragraph), *model_fields(Run)))


def _field(owner: type, name: str, hint: Any) -> ModelField:
    told = hint.__metadata__ if get_origin(hint) is Annotated else ()
    role = next((one for one in told if isinstance(one, FieldRole)), None)
    marks = tuple(one for one in told if isinstance(one, Mark))
    kinds = tuple(_kinds(hint))
    if role is None and kinds == (Place,):
        role = FieldRole.PLACE
    nested = tuple(kind for kind in kinds if is_dataclass(kind) and kind not in _WHOLE)
    if role is None and (Paragraph in nested or len(nested) < len(kinds)):
        _without_role(owner, name)
    return ModelField(name, role, marks, nested)


def _without_role(owner: type, name: str) -> NoReturn:
    raise NoRoleError(
        f"{owner.__name__}.{name} does not say what it is for. Give it a role of engine/model/roles.py, such as "
        "Label[str] or Internal[str]."
    )


def _kinds(hint: Any) -> Iterator[type]:
    """The types of the values that a hint allows, inside tuples, mappings and unions; not None."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        yield from _kinds(inner[0])
    elif inner:
        values = inner[1:] if isinstance(origin, type) and issubclass(origin, Mapping) else inner
        for each in values:
            yield from _kinds(each)
    elif hint not in (Ellipsis, type(None)):
        yield hint
