"""What a file of rules must look like, and what in one does not, each with its place and in words.

A shape is made of the kinds below. Files of rules are the framework and the schemas, which a council may alter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.phrases import nouns

Path = tuple[str | int, ...]
Fault = tuple[Path, str]
"""Where a value stands, and what is wrong with it: a sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words. form: what they must be in all; meant: the same for a reader. least: letters."""

    form: str = ""
    meant: str = ""
    least: int = 1
    most: int = 5_000


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing (~), or another shape."""

    other: Any


@dataclass(frozen=True, slots=True)
class Each:
    """A list. least: entries. unlike: the field in which no two entries may be the same."""

    entry: Any
    least: int = 0
    unlike: str = ""


@dataclass(frozen=True, slots=True)
class GroupOf:
    """A group of fields. Others than these may stand in it."""

    needed: Mapping[str, Any]
    optional: Mapping[str, Any] = field(default_factory=dict)


_CALLED = {
    Text: "a text",
    Flag: "true or false",
    Whole: "a whole number",
    OneOf: "a word",
    Each: "a list",
    GroupOf: "a group of fields",
}


def faults_of(value: Any, shape: Any, path: Path = ()) -> Iterator[Fault]:
    """All that is wrong with a value, in the order in which it stands."""
    if isinstance(shape, Nothing):
        if value is not None:
            yield from faults_of(value, shape.other, path)
    elif not _is_of(value, shape):
        yield path, f"{named(path)} must be {_CALLED[type(shape)]}, and is {in_words(value)}"
    elif isinstance(shape, GroupOf):
        yield from _of_fields(value, shape, path)
    elif isinstance(shape, Each):
        yield from _of_list(value, shape, path)
    else:
        yield from _of_one(value, shape, path)


def _is_of(value: Any, shape: Any) -> bool:
    if isinstance(shape, Text | OneOf):
        return isinstance(value, str)
    if isinstance(shape, Flag):
        return isinstance(value, bool)
    if isinstance(shape, Whole):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, list if isinstance(shape, Each) else dict)


def _of_one(value: Any, shape: Any, path: Path) -> Iterator[Fault]:
    if isinstance(shape, Text):
        if not shape.least <= len(value.strip()) <= shape.most:
            letters = nouns.LETTER.figure(len(value.strip()))
            many = "is empty" if not value.strip() else f"has {letters}, and {shape.most:,} is the most"
            yield path, f"{named(path)} {many}"
        elif shape.form and not re.fullmatch(shape.form, value):
            yield path, f"{named(path)} must be {shape.meant}, and is {in_words(value)}"
    elif isinstance(shape, OneOf) and value not in shape.words:
        yield path, f"{named(path)} must be one of {', '.join(shape.words)}, and is {in_words(value)}"
    elif isinstance(shape, Whole) and not shape.least <= value <= shape.most:
        yield path, f"{named(path)} must be {shape.least} to {shape.most}, and is {value}"


def _of_fields(value: dict[Any, Any], shape: GroupOf, path: Path) -> Iterator[Fault]:
    lacking = [name for name in shape.needed if name not in value]
    if lacking:
        more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        yield path, f'{named(path)} lacks the field "{lacking[0]}"{more}'
    for name, inner in shape.needed.items():
        if name in value:
            yield from faults_of(value[name], inner, (*path, name))
    for name, inner in shape.optional.items():
        if name in value:
            yield from faults_of(value[name], inner, (*path, name))


def _of_list(value: list[Any], shape: Each, path: Path) -> Iterator[Fault]:
    if len(value) < shape.least:
        yield path, f"{named(path)} must have {shape.least} or more entries, and has {len(value)}"
    for number, entry in enumerate(value):
        yield from faults_of(entry, shape.entry, (*path, number))
    if shape.unlike:
        yield from _alike(value, shape.unlike, path)


def _alike(value: list[Any], unlike: str, path: Path) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, entry in enumerate(value):
        word = entry.get(unlike) if isinstance(entry, dict) else None
        if isinstance(word, str):
            if word in seen:
                yield (*path, number, unlike), f'{named((*path, unlike))} "{word}" stands here a second time'
            seen.add(word)


def unknown_names(named_in: Iterator[tuple[Path, Any]], known: Collection[str], kind: str) -> Iterator[Fault]:
    """A fault for each of some values that is none of the names there are of a kind."""
    for path, word in named_in:
        if isinstance(word, str) and word not in known:
            yield path, f'{named(path)}: there is no {kind} "{word[:60]}"'


def named(path: Path) -> str:
    """A field as a reader finds it: its own name, behind that of the group it stands in."""
    words = [step for step in path if isinstance(step, str)]
    return f'"{".".join(words[-2:])}"' if words else "the file"


def in_words(value: Any) -> str:
    """What stands there, for a reader."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true or false (yes and no count as these without quotation marks)"
    if isinstance(value, dict | list):
        return "a group of fields" if isinstance(value, dict) else "a list"
    if isinstance(value, date):
        return f"a date ({value}); put it in quotation marks"
    words = str(value)
    shown = words[:60] + ("…" if len(words) > 60 else "")
    return f'"{shown}"' if isinstance(value, str) else f"the number {shown}; put it in quotation marks if text is meant"
