"""YAML files, with the line of every value."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any

from engine.findings import Finding, Place, error, unseen_letters
from engine.foreign.limits import YAML
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.foreign.words import refuse_endless_words
from engine.model.record import Record
from engine.pasted_yaml import PastedSign
from engine.plain_words import clean
from engine.yaml_text import NotYamlError, Path, as_written, marked

_PASTED = "Mend what was pasted into the other lines that are told: it may be all that is wrong."
_FIX = "Check the spaces at the start of the line, and put text with a colon into quotation marks."


def read_yaml(path: FilePath, file: str, schema: str) -> tuple[Record, list[Finding]]:
    """A YAML file as a record, every value the text that was written; with findings and no values where it is none.

    What a number, a date or a yes is, the schema says: YAML by itself would make 15 of 017.
    """
    nothing = Record(schema=schema, file=file, values={})
    if not is_there(path):
        return nothing, [
            error("I-01", Place(file), "The file is missing.", "Put it back, or start from `penholder new`.")
        ]
    try:
        text = whole(path, YAML).decode("utf-8-sig")
        read = marked(text)
        refuse_endless_words(text)
    except RefusedFile as refused:
        return nothing, [error("I-02", Place(file), *refused.reason)]
    except UnicodeDecodeError:
        return nothing, [error("I-02", Place(file), "The file is not saved as UTF-8.", "Save it again as UTF-8 text.")]
    except NotYamlError as fault:
        own = next((sign for sign in fault.pasted if f"line {sign.line}" == fault.line), None)
        message = f"This is not valid YAML: {own.problem if own else fault}."
        fix = own.fix if own else fault.fix or (_PASTED if fault.pasted else _FIX)
        others = [sign for sign in fault.pasted if sign is not own]
        return nothing, [error("I-02", Place(file, fault.line), message, fix), *_pasted(file, others)]
    raw = as_written(read.node) if read.node else None
    values = _cleaned(raw)
    if not isinstance(values, dict) or not values:
        return nothing, [error("I-02", Place(file), "The file holds no fields.", "Start again from `penholder new`.")]
    places = {_cleaned_path(where): f"line {line}" for where, line in read.lines.items()}
    unseen = [
        found
        for where, line in read.lines.items()
        for found in unseen_letters(Place(file, f"line {line}"), _text_at(raw, where))
    ]
    twice = [
        error("I-11", Place(file, f"line {line}"), f'"{name}" stands here a second time.', "Keep one of the two.")
        for name, line in read.repeats
    ]
    return Record(schema=schema, file=file, values=values, places=places), [
        *twice,
        *unseen,
        *_pasted(file, read.pasted),
    ]


def _pasted(file: str, signs: Iterable[PastedSign]) -> list[Finding]:
    """I-76 for each line with signs that are not YAML's."""
    return [
        error("I-76", Place(file, f"line {sign.line}"), f"{sign.problem[:1].upper()}{sign.problem[1:]}.", sign.fix)
        for sign in signs
    ]


def _text_at(value: Any, path: Path) -> str:
    """The text at a path, with the name of its field; empty where a group or a list stands there."""
    for step in path:
        value = value[step]
    return f"{path[-1]}: {value}" if isinstance(value, str) else ""


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {clean(name): _cleaned(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_cleaned(inner) for inner in value]
    return value if value is None else clean(value)


def _cleaned_path(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    return tuple(clean(step) if isinstance(step, str) else step for step in path)
