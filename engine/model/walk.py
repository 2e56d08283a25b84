"""One way through the model: every value with the role of its field, in the order of the forms."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
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
_TELLING: dict[type, tuple[tuple[int, str], ...]] = {}
"""The fields of each dataclass, and the names of those that tell something of the others, behind what they tell, once
they were read."""
_LEADING: dict[frozenset[FieldRole], dict[type, list[_Way]]] = {}
"""The fields of each dataclass that may lead to some roles, once these were looked for."""
_DERIVED: list[type] = []
"""The dataclasses derived from others when that was found out: a further one may lead to more."""


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


_TELL: dict[FieldRole | None, int] = {
    FieldRole.KEY: Around._fields.index("about"),
    FieldRole.PLACE: Around._fields.index("place"),
    FieldRole.CONSENT: Around._fields.index("is_allowed"),
}
"""What fields of a role tell of the others, as the number of the field of Around."""


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
    _kind_of(value)(walking, value, FieldRole.NARRATIVE, FieldRole.NARRATIVE in wanted, Around())
    return walking.found


def _leading_to(roles: frozenset[FieldRole]) -> dict[type, list[_Way]]:
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
        parts = reversed(_KNOWN[kind])
        _TELLING[kind] = tuple((_TELL[part.role], part.name) for part in parts if part.role in _TELL)
    return _KNOWN[kind]


def is_of_the_model(value: object) -> bool:
    """Whether a value has fields with roles."""
    return type(value) in _KNOWN or (is_dataclass(value) and not isinstance(value, (type, *_WHOLE)))


class _Way(NamedTuple):
    """A field to go into. role: None where what it holds has fields of its own. is_wanted: whether the role is.

    part: the field where it has marks; else None.
    """

    name: str
    role: FieldRole | None
    is_wanted: bool
    part: ModelField | None


class _Walk(NamedTuple):
    """One walk: what it looks for, what it found, and whether it looks into paragraphs.

    leading: by dataclass, the fields that may lead to what it looks for. A report has ten thousands of values, and is
    walked through a hundred times: so whatever depends on a type alone is asked once for each.
    """

    roles: frozenset[FieldRole]
    found: list[Held]
    enters_paragraphs: bool
    leading: dict[type, list[_Way]]


_Into = Callable[[_Walk, Any, FieldRole, bool, Around], None]
"""Goes into a value of some kind. Told are the role of its field, whether that is looked for, and what is around it."""


def _into_nothing(_walk: _Walk, _value: None, _role: FieldRole, _is_wanted: bool, _around: Around) -> None:
    """There is none in what is None."""


def _into_leaf(walk: _Walk, value: object, role: FieldRole, is_wanted: bool, around: Around) -> None:
    if is_wanted:
        walk.found.append(Held(value, role, around))


def _into_several(walk: _Walk, values: tuple[Any, ...], role: FieldRole, is_wanted: bool, around: Around) -> None:
    for value in values:
        (_KINDS.get(type(value)) or _kind_of(value))(walk, value, role, is_wanted, around)


def _into_mapping(walk: _Walk, values: Mapping[Any, Any], role: FieldRole, is_wanted: bool, around: Around) -> None:
    _into_several(walk, tuple(values.values()), role, is_wanted, around)


def _into_paragraph(walk: _Walk, line: Paragraph, role: FieldRole, is_wanted: bool, around: Around) -> None:
    inside = Around(around.marks, line.place, around.about, around.is_allowed)
    if is_wanted:
        walk.found.extend(Held(each, role, inside) for each in (line, *line.notes))
    if walk.enters_paragraphs:
        _into_fields(walk, line, role, is_wanted, inside)


def _into_dataclass(walk: _Walk, owner: object, role: FieldRole, is_wanted: bool, around: Around) -> None:
    _into_fields(walk, owner, role, is_wanted, _inside(owner, around))


def _into_fields(walk: _Walk, owner: object, role: FieldRole, is_wanted: bool, around: Around) -> None:
    ways = walk.leading.get(type(owner))
    if ways is None:
        ways = walk.leading[type(owner)] = list(_ways_in(type(owner), walk.roles))
    for name, own, is_own_wanted, part in ways:
        value = getattr(owner, name)
        into = _KINDS.get(type(value)) or _kind_of(value)
        inside = _marked(part, around) if part else around
        into(walk, value, own or role, is_own_wanted if own else is_wanted, inside)


_KINDS: dict[type, _Into] = {}
"""How values of the types that were seen are gone into."""


def _kind_of(value: object) -> _Into:
    into: _Into
    if value is None:
        into = _into_nothing
    elif isinstance(value, tuple):
        into = _into_several
    elif isinstance(value, Mapping):
        into = _into_mapping
    elif isinstance(value, Paragraph):
        into = _into_paragraph
    else:
        into = _into_dataclass if is_of_the_model(value) else _into_leaf
    return _KINDS.setdefault(type(value), into)


def _ways_in(kind: type, roles: frozenset[FieldRole]) -> Iterator[_Way]:
    for part in model_fields(kind):
        if _leads(part, roles):
            yield _Way(part.name, part.role, part.role in roles, part if part.marks else None)


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
    return Around(around.marks + part.marks, around.place, about, around.is_allowed)


def _inside(owner: object, around: Around) -> Around:
    """What a value tells of everything in it; of two keys the first counts."""
    model_fields(type(owner))
    telling = _TELLING[type(owner)]
    if not telling:
        return around
    told = list(around)
    for at, name in telling:
        told[at] = getattr(owner, name)
    return Around._make(told)


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
