"""Drawings of all forms made into pictures at once, by a program that somebody hands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from engine.findings import Finding, error
from engine.model.drawn import DrawnPicture
from engine.model.inputs import Inputs
from engine.model.record import Record, pictures_in
from engine.model.story import Picture, Table
from engine.sources.drawings.words import missing_words

Draw = Callable[[Sequence[bytes]], Sequence[DrawnPicture | None] | None]
"""Makes a picture of each Word file with a drawing in it, None where it sees nothing; nothing at all where
there is no program that draws."""

_NOBODY = "Install LibreOffice (`penholder doctor` says how), or save the {} as a picture and put that in."
_NOTHING = "Save the {} as a picture, and put that in; where there is nothing to see, take it out."


def with_drawings(inputs: Inputs, draw: Draw) -> Inputs:
    """The inputs with a picture in place of each drawing; I-54 for one that could not be drawn, which stays empty."""
    forms = (*inputs.statements.values(), *inputs.themes.values(), inputs.overview, *inputs.sections.values())
    waiting = [picture for form in forms for picture in pictures_in(form.values) if picture.drawing]
    if not waiting:
        return inputs
    documents = list(dict.fromkeys(picture.drawing for picture in waiting))
    made = draw(documents)
    found = dict.fromkeys(documents) if made is None else dict(zip(documents, made, strict=True))
    lacking = {document: missing_words(document, each.words) if each else [] for document, each in found.items()}
    findings = [_not_drawn(picture, made is None) for picture in waiting if found[picture.drawing] is None]
    findings += [_without(picture, words) for picture in waiting if (words := lacking[picture.drawing])]

    def drawn(value: Any) -> Any:
        return _each(value, lambda picture: _drawn(picture, found[picture.drawing]) if picture.drawing else picture)

    def of(form: Record) -> Record:
        return replace(form, values=drawn(form.values))

    return replace(
        inputs,
        statements={key: of(form) for key, form in inputs.statements.items()},
        themes={key: of(form) for key, form in inputs.themes.items()},
        overview=of(inputs.overview),
        sections={key: of(form) for key, form in inputs.sections.items()},
        findings=(*inputs.findings, *findings),
    )


def _drawn(picture: Picture, made: DrawnPicture | None) -> Picture:
    if made is None:
        return replace(picture, drawing=b"")
    return replace(picture, drawing=b"", data=made.data, width=made.width, height=made.height)


def _not_drawn(picture: Picture, is_nobody_there: bool) -> Finding:
    why = "no LibreOffice was found on this machine" if is_nobody_there else "LibreOffice draws nothing of it"
    message = f"The {picture.what} here could not be drawn: {why}. A draft has a line of words in its place."
    return error("I-54", picture.place, message, (_NOBODY if is_nobody_there else _NOTHING).format(picture.what))


def _without(picture: Picture, words: Sequence[str]) -> Finding:
    message = f'LibreOffice draws the {picture.what} here without the words "{" ".join(words)[:60]}".'
    return error("I-54", picture.place, message, _NOTHING.format(picture.what))


def _each(value: Any, change: Callable[[Picture], Picture]) -> Any:
    """The value with every picture in it changed."""
    if isinstance(value, Picture):
        return change(value)
    if isinstance(value, dict):
        return {key: _each(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_each(inner, change) for inner in value)
    return replace(value, rows=_each(value.rows, change)) if isinstance(value, Table) else value
