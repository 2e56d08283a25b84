"""Word forms that came: which one, by its headings, its title and what stands in its margins."""

from __future__ import annotations

from dataclasses import replace

from engine.commands.arrive.arrival import Arrival, ArrivalKind, Need
from engine.commands.arrive.came import Came
from engine.commands.arrive.surroundings import OVERVIEW, Surroundings
from engine.phrases import nouns
from engine.plain_words import folded
from engine.schemas import Schema, meta
from engine.sources.form_signs import FormSigns, form_signs
from engine.sources.narrative import read_narrative

FOLDER = "inputs/narrative"
_KINDS = {
    "narrative_statement": ArrivalKind.STATEMENT,
    "narrative_theme": ArrivalKind.THEME,
    "narrative_overview": ArrivalKind.OVERVIEW,
}
_HALF = 0.5
"""Of the headings of a form: with fewer it is another file."""


def form_arrival(around: Surroundings, came: Came) -> Arrival | None:
    """A form; None for a Word file with hardly a heading of one, or with those of several.

    Raises RefusedFile for what cannot be read.
    """
    signs = form_signs(came.path)
    kind = _kind(signs, {kind: around.schema(kind) for kind in _KINDS})
    if kind is None:
        return None
    record, _ = read_narrative(came.path, came.name, kind, around.schema(kind))
    written = sum(bool(value) for value in record.values.values())
    said = f"{nouns.HEADING.part(written, len(around.schema(kind)))} written under"
    arrival = Arrival(name="", digest="", kind=_KINDS[kind], said=said)
    if not written:
        blank = "Nothing is written under its headings yet."
        arrival = replace(arrival, doubts=(blank,), need=Need.ANYWAY)
    return _of_form(arrival, signs, around, came)


def _kind(signs: FormSigns, schemas: dict[str, Schema]) -> str | None:
    """The kind of form half of whose headings stand there; None where that is so of several, as in a whole report."""
    shares = {
        kind: sum(folded(meta(rules, "heading")) in signs.lines for rules in schema.values()) / len(schema)
        for kind, schema in schemas.items()
    }
    found = [kind for kind, share in shares.items() if share >= _HALF]
    return found[0] if len(found) == 1 else None


def _of_form(arrival: Arrival, signs: FormSigns, around: Surroundings, came: Came) -> Arrival:
    names = dict(around.forms())
    fitting = {key: name for key, name in names.items() if _fits(key, arrival.kind, around)}
    by_content = _named(signs, fitting)
    by_name = _called(came.name, fitting)
    doubts, need = arrival.doubts, arrival.need
    if arrival.kind is ArrivalKind.OVERVIEW:
        by_content = [OVERVIEW]
    if came.said:
        if came.said not in fitting:
            doubt = f"It is a {arrival.kind.value} by its headings, and {came.said} is none."
            return replace(arrival, doubts=(*doubts, doubt), need=Need.FROM)
        about = came.said
        if by_content and by_content != [about]:
            doubts = (*doubts, f"By its title it is the form of {' or '.join(names[key] for key in by_content)}.")
    elif len(by_content) == 1:
        (about,) = by_content
        if by_name and by_name != about:
            doubts = (*doubts, f"Its name stands for {names[by_name]}; its title says {names[about]}, which counts.")
    elif by_name and (not by_content or by_name in by_content):
        about = by_name
        doubts = (*doubts, f"Its name alone says that it is the form of {names[about]}: its title does not.")
    else:
        several = " or ".join(names[key] for key in by_content)
        doubt = f"Its title says {several}." if several else "Nothing in it says which form it is."
        return replace(arrival, doubts=(*doubts, doubt, "Say which one it is."), need=Need.FROM)
    target = f"{FOLDER}/{about}.docx"
    return replace(arrival, about=about, who=names[about], target=target, doubts=doubts, need=need)


def _fits(key: str, kind: ArrivalKind, around: Surroundings) -> bool:
    """Whether a form is of a kind."""
    if key == OVERVIEW:
        return kind is ArrivalKind.OVERVIEW
    is_theme = any(theme.id == key for theme in around.framework.themes)
    return kind is (ArrivalKind.THEME if is_theme else ArrivalKind.STATEMENT)


def _named(signs: FormSigns, names: dict[str, str]) -> list[str]:
    """The forms that the title names; where it names none, the document's properties; then the margins."""
    for lines in (signs.opening, (signs.title,), signs.margins):
        found = [key for key, name in names.items() if any(_says(line, name) for line in lines)]
        if found:
            return found
    return []


def _says(line: str, name: str) -> bool:
    """Whether a line is the name, or has it behind a colon or a stroke: Quality statement 7: Safeguarding."""
    parts = line.replace("·", ":").replace("–", ":").split(":")
    return any(folded(part) == folded(name) for part in (line, *parts))


def _called(name: str, names: dict[str, str]) -> str:
    """The form that the name of a file stands for, alone or with more words around it; empty where that is not sure."""
    plain = f" {folded(name)} "
    found = [key for key, words in names.items() if any(f" {folded(each)} " in plain for each in (key, words))]
    return found[0] if len(found) == 1 else ""
