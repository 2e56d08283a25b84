"""A value of the model with only what everyone may read in it, as the roles of its fields tell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from enum import Enum
from itertools import zip_longest
from typing import Any, NamedTuple, TypeVar

from engine.links import LinkKind, read_link
from engine.model.roles import PRINTED, PUBLIC_WITH_CONSENT, TREATMENT, FieldRole, NamedInOffice, PublicAs, Shown
from engine.model.walk import ModelField, is_of_the_model, model_fields

UNNAMED = "Not named"
V = TypeVar("V")


def open_to_all(value: V, names: bool, offices: Collection[str] = ()) -> V:
    """The value, however deep, without whatever a field's role keeps from the public. names: whether people are named.

    offices: roles whose holders are named all the same.

    The words a link stands under stay. Somebody's words are left out without consent, and with them what is nothing
    but those words, such as a quotation.
    """
    public: V = _Public(names, offices).within(value)
    return public


def is_open(address: str) -> bool:
    """Whether everyone can follow a link."""
    return read_link(address).kind is LinkKind.WEBSITE


class _Public(NamedTuple):
    names: bool
    offices: Collection[str] = ()

    def within(self, value: Any) -> Any:
        """The value itself where there is nothing to take out of it."""
        if isinstance(value, tuple):
            kept = tuple(self.within(inner) for inner in value if not _is_withheld(inner))
            return value if _are_same(kept, value) else kept
        if isinstance(value, Mapping):
            left = {key: self.within(inner) for key, inner in value.items() if not _is_withheld(inner)}
            return value if _are_same(left.values(), value.values()) else left
        if not is_of_the_model(value):
            return value
        has_consent = _consent(value) is True
        fields = [(part, getattr(value, part.name)) for part in model_fields(type(value))]
        made = {part.name: self.field(inner, part, has_consent, value) for part, inner in fields}
        return value if _are_same(made.values(), (inner for _, inner in fields)) else replace(value, **made)

    def field(self, value: Any, part: ModelField, has_consent: bool, owner: Any) -> Any:
        shown = TREATMENT[part.role].public if part.role else Shown.ALWAYS
        if shown is Shown.NEVER or (shown is Shown.WITH_CONSENT and not has_consent):
            return _nothing(value)
        if shown is Shown.WITH_NAMES and not self.names and not self._in_office(owner, part):
            instead = next((mark.words for mark in part.marks if isinstance(mark, PublicAs)), UNNAMED)
            return _each(value, lambda name: instead if name else name)
        if shown is Shown.TO_ALL:
            return _each(value, lambda link: link if link and is_open(link) else "")
        return self.within(value)

    def _in_office(self, owner: Any, part: ModelField) -> bool:
        return any(getattr(owner, mark.role) in self.offices for mark in part.marks if isinstance(mark, NamedInOffice))


def _consent(owner: Any) -> bool | None:
    """Whether a value says that its words may be published; None where nobody was asked."""
    told = [getattr(owner, part.name) for part in model_fields(type(owner)) if part.role is FieldRole.CONSENT]
    return all(told) if told else None


def _is_withheld(value: Any) -> bool:
    """Whether a value is nothing but words of somebody who has not agreed that they are published."""
    if not is_of_the_model(value) or _consent(value) is not False:
        return False
    return PUBLIC_WITH_CONSENT.issuperset(part.role for part in model_fields(type(value)) if part.role in PRINTED)


def _are_same(made: Iterable[object], former: Iterable[object]) -> bool:
    return all(one is other for one, other in zip_longest(made, former))


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """A text changed, or every text of a tuple or mapping."""
    if isinstance(value, tuple):
        return tuple(_each(inner, change) for inner in value)
    if isinstance(value, Mapping):
        return {key: _each(inner, change) for key, inner in value.items()}
    return change(value) if isinstance(value, str) else value


def _nothing(value: Any) -> Any:
    """What a value of its type is when there is none: an empty text, no rows, no day."""
    is_plain = isinstance(value, str | bytes | int | float | tuple | dict) and not isinstance(value, Enum)
    return type(value)() if is_plain else None
