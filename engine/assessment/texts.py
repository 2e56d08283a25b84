"""Every text of the inputs that people wrote in words of their own, with its place and what it is about."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.roles import READ, FieldRole, ReadFor
from engine.model.story import Paragraph, Run
from engine.model.walk import Held, walk


def texts(value: object, read: ReadFor) -> Iterator[Held]:
    """Every text in a value that is read for something, paragraphs and their footnotes among them; none is empty."""
    return (held for held in walk(value, READ[read]) if held.text)


def written(value: object) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph of narrative, with the id of the statement or theme it belongs to."""
    for held in walk(value, READ[ReadFor.LANGUAGE]):
        line = held.value
        yield held.about, line if isinstance(line, Paragraph) else Paragraph((Run(str(line)),), held.place)


def cited(value: object) -> tuple[str, ...]:
    """The ids of evidence that a value refers to, each once, in order."""
    return tuple(dict.fromkeys(held.value for held in walk(value, {FieldRole.CITATION}) if held.value))
