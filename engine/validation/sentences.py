"""A Cerberus error as a sentence for the person who filled in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from cerberus import errors
from cerberus.errors import ValidationError

from engine.guess import hint, meant
from engine.model.story import Paragraph
from engine.model.vocabulary import Vocabulary
from engine.phrases import nouns
from engine.plain_words import long_date
from engine.validation.values import UNKNOWN, UNKNOWN_ENTRY

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "date": "a date",
    "boolean": "true or false",
    "list": "a list",
    "dict": "a group of fields",
    "story": "text",
    "inline": "text",
}
_LOGIN = re.compile(r"(?<=//)[^/@\s]+@")
NOTHING_THERE = (errors.REQUIRED_FIELD.code, errors.EMPTY_NOT_ALLOWED.code, errors.NOT_NULLABLE.code)
"""The faults of a value that is not there."""


def sentence(
    fault: ValidationError, name: str, vocabulary: Vocabulary, siblings: Iterable[str] = ()
) -> tuple[str, str]:
    """What is wrong, and a fix that follows from the fault itself (empty where only the schema knows one).

    name: what the reader calls the field, such as the column it stands in. siblings: the fields there are beside it.
    """
    if fault.code == errors.UNKNOWN_FIELD.code:
        fix = hint(meant(str(fault.field), siblings)) or "Check its spelling, or take it out."
        return f"There is no field {shown(fault.field)} here.", fix
    for codes, words in _WORDS:
        if fault.code in codes:
            return words(fault, name, vocabulary)
    return f"{name}: {shown(fault.value)} is not allowed here.", ""


def default_fix(fault: ValidationError) -> str:
    """What to do where neither the fault nor the schema says it."""
    return "Put in what is missing." if fault.code in NOTHING_THERE else "Correct it where it stands."


def shown(value: Any) -> str:
    """A value as the reader typed it, in quotation marks; a name or password inside a link is not repeated."""
    if isinstance(value, Paragraph):
        value = value.text
    if isinstance(value, date):
        value = long_date(value)
    text = _LOGIN.sub("…@", str(value))
    return f'"{text[:80]}…"' if len(text) > 80 else f'"{text}"'


def _missing(fault: ValidationError, name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    return f"{name} is missing.", ""


def _allowed(fault: ValidationError, name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    choices = [str(choice) for choice in fault.constraint if choice]
    listed = ", ".join(choices[:-1]) + f" or {choices[-1]}"
    return (
        f"{name}: {shown(fault.value)} is none of {listed}.",
        hint(meant(str(fault.value), choices)) or f"Write {listed}.",
    )


def _unknown_name(fault: ValidationError, name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    kind, *entry = map(str, fault.info)
    typed = entry[0] if entry else str(fault.value)
    return f"{name}: there is no {kind} {shown(typed)}.", hint(vocabulary.close_to(kind, typed))


def _type(fault: ValidationError, name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    if fault.constraint in ("list", "dict"):
        return f"{name} must be {_TYPES[fault.constraint]}.", ""
    return f"{name}: {shown(fault.value)} is not {_TYPES[str(fault.constraint)]}.", ""


def _coercion(fault: ValidationError, name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    if fault.value == "":
        return _missing(fault, name, vocabulary)
    return f"{name}: {shown(fault.value)} {fault.info[0]}.", ""


def _form(fault: ValidationError, name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    return f"{name}: {shown(fault.value)} is not in the right form.", ""


def _too_long(fault: ValidationError, name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    over = len(fault.value) - fault.constraint
    return (
        f"{name} has {nouns.CHARACTER.figure(len(fault.value))}; {fault.constraint} fit on its line.",
        f"Shorten it by {nouns.CHARACTER.figure(over)} or more.",
    )


def _too_few(fault: ValidationError, name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    return f"{name} has {nouns.ENTRY.figure(len(fault.value))}; there must be {fault.constraint} or more.", ""


def _too_small(fault: ValidationError, name: str, vocabulary: Vocabulary) -> tuple[str, str]:
    return f"{name}: {shown(fault.value)} is less than {fault.constraint}.", ""


_Words = Callable[[ValidationError, str, Vocabulary], tuple[str, str]]
_WORDS: tuple[tuple[tuple[int, ...], _Words], ...] = (
    (NOTHING_THERE, _missing),
    ((errors.UNALLOWED_VALUE.code,), _allowed),
    ((UNKNOWN.code, UNKNOWN_ENTRY.code), _unknown_name),
    ((errors.BAD_TYPE.code,), _type),
    ((errors.COERCION_FAILED.code,), _coercion),
    ((errors.REGEX_MISMATCH.code,), _form),
    ((errors.MAX_LENGTH.code,), _too_long),
    ((errors.MIN_LENGTH.code,), _too_few),
    ((errors.MIN_VALUE.code,), _too_small),
)
