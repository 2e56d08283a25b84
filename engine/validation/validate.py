"""Each record against its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cerberus import SchemaError, errors
from cerberus.errors import ValidationError

from engine.findings import Finding, Severity
from engine.model.last_used import LastUsed
from engine.model.record import NO_PLACE, Checked, Path, Record, pictures_in
from engine.model.vocabulary import Vocabulary
from engine.schemas import Schema, meta, no_schema
from engine.validation.blank import about, not_filled_in
from engine.validation.emoji import without_emoji
from engine.validation.sentences import NOTHING_THERE, default_fix, sentence
from engine.validation.sound_rules import sound_rules
from engine.validation.values import Checks

_DIGITS = re.compile("-?(0|[1-9][0-9]{0,14})")
_SAID = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_PIECE = 100
"""Rows of a list that are looked at together."""
_RULES_OF_A_LIST = frozenset({"type", "schema", "meta", "required", "nullable", "empty", "default"})
"""Rules that a list keeps where each of its pieces does."""


_LAST = 128
"""Records of which a process holds what came of them: a council has about 20."""


class _Validated(NamedTuple):
    """What came of a record by some rules and names."""

    record: Record
    schema: Schema
    vocabulary: Vocabulary
    checked: Checked


_HELD: LastUsed[int, _Validated] = LastUsed(_LAST)
"""By the identity of a record that is held as well, so that no other can have it."""


def validate(record: Record, schema: Schema, vocabulary: Vocabulary) -> Checked:
    """The record's values, normalised, emoji in words; every fault becomes a finding.

    The very same record, which this process read before, is not looked at again by the same rules and names. Raises
    InputError for rules that are none.
    """
    held = _HELD.get(id(record))
    if held and held.record is record and (held.schema, held.vocabulary) == (schema, vocabulary):
        return held.checked
    checked = _validated(record, schema, vocabulary)
    if not any(pictures_in(record.values)):  # they would fill the memory
        _HELD.put(id(record), _Validated(record, schema, vocabulary, checked))
    return checked


def _validated(record: Record, schema: Schema, vocabulary: Vocabulary) -> Checked:
    record, findings = without_emoji(record)
    document = {field: _understood(value, schema.get(field, {})) for field, value in record.values.items()}
    document = {field: _no_group_for_a_list(value, schema.get(field, {})) for field, value in document.items()}
    try:
        values, faults = _checked(document, schema, vocabulary)
    except SchemaError as reason:
        raise no_schema(record.schema, f"Cerberus says {reason}") from reason
    told = [fault for fault in _each_once(faults) if not _is_absent(fault, record)]
    blank, told = not_filled_in(record, told, schema)
    findings += (*blank, *(_finding(fault, record, schema, vocabulary) for fault in told))
    for fault in faults:
        _take_out(values, fault.document_path)
    return Checked(record, values, findings)


def _checked(
    document: dict[str, Any], schema: Schema, vocabulary: Vocabulary
) -> tuple[dict[str, Any], list[ValidationError]]:
    """The values, normalised, and the faults of single ones. Long lists go through in pieces.

    Cerberus sorts all faults anew for each that it finds, so that time would grow with the square of their number.
    """
    long = {
        field: value
        for field, value in document.items()
        if isinstance(value, list) and len(value) > _PIECE and _RULES_OF_A_LIST.issuperset(schema.get(field, {"?": 0}))
    }
    checks = Checks(sound_rules(schema), vocabulary=vocabulary)
    checks.validate({field: value[:_PIECE] if field in long else value for field, value in document.items()})
    values: dict[str, Any] = checks.document or {}
    faults = list(_leaves(checks._errors))
    for field, rows in long.items():
        checks = Checks(sound_rules({field: schema[field]}), vocabulary=vocabulary)
        for start in range(_PIECE, len(rows), _PIECE):
            checks.validate({field: rows[start : start + _PIECE]})
            values[field].extend((checks.document or {field: []})[field])
            for fault in _leaves(checks._errors):
                field_path, number, *rest = fault.document_path
                fault.document_path = (field_path, number + start, *rest)
                faults.append(fault)
    return values, faults


def _understood(value: Any, rules: Schema) -> Any:
    """The value; where it was written as text and the schema asks for a number or a yes or no, what was meant.

    A number is decimal digits and nothing else: what only a program takes for one stays text, and is told as none.
    """
    kind, inner = rules.get("type"), rules.get("schema", {})
    if isinstance(value, dict) and kind == "dict":
        return {name: _understood(each, inner.get(name, {})) for name, each in value.items()}
    if isinstance(value, list) and kind == "list":
        return [_understood(each, inner) for each in value]
    if not isinstance(value, str) or "coerce" in rules:
        return value
    if kind == "integer" and _DIGITS.fullmatch(value):
        return int(value)
    return _SAID.get(value.casefold(), value) if kind == "boolean" else value


def _no_group_for_a_list(value: Any, rules: Schema) -> Any:
    """The value; its text where it is a group of fields though the schema asks for a list.

    Cerberus takes the rules for the entries of that list for names of fields, and fails over them.
    """
    return str(value) if isinstance(value, dict) and rules.get("type") == "list" else value


def _leaves(faults: list[ValidationError]) -> Iterator[ValidationError]:
    """The faults of single values, without the groups Cerberus puts them in."""
    for fault in faults:
        if fault.is_group_error or fault.child_errors:
            yield from _leaves(fault.child_errors)
        else:
            yield fault


def _each_once(faults: list[ValidationError]) -> Iterator[ValidationError]:
    """The faults, without those that follow from others: a value nobody understood has the wrong type as well."""
    misread = {fault.document_path for fault in faults if fault.code == errors.COERCION_FAILED.code}
    return (f for f in faults if f.code == errors.COERCION_FAILED.code or f.document_path not in misread)


def _is_absent(fault: ValidationError, record: Record) -> bool:
    """Whether a value is missing because its whole column is, or nobody knows it, which its reader has told once."""
    path = fault.document_path
    if fault.code in NOTHING_THERE and path in record.unread:
        return True
    return fault.code in NOTHING_THERE and len(path) == 3 and record.places.get((path[0], path[2])) == NO_PLACE


def _finding(fault: ValidationError, record: Record, schema: Schema, vocabulary: Vocabulary) -> Finding:
    rules = _rules_at(schema, fault.document_path)
    siblings = _rules_at(schema, fault.document_path[:-1]).get("schema", {})
    message, own_fix = sentence(fault, _name(rules, fault.document_path), vocabulary, siblings)
    return Finding(
        severity=Severity(meta(rules, "severity", "error")),
        code=meta(rules, "code", "I-10"),
        place=record.place(*fault.document_path),
        message=message,
        fix=own_fix or meta(rules, "fix") or default_fix(fault),
        about=about(record),
    )


def _rules_at(schema: Schema, path: Path) -> Schema:
    """The rules of the field at a path; those of the field around it where the field is not in the schema."""
    rules: Schema = {"schema": schema}
    for step in path:
        inner = rules.get("schema", {})
        if isinstance(step, int):
            rules = {"meta": rules.get("meta", {}), **inner}
        elif step in inner:
            rules = inner[step]
    return rules


def _name(rules: Schema, path: Path) -> str:
    """What the reader calls the field: its column, heading or label; in YAML its key."""
    own = meta(rules, "column") or meta(rules, "heading") or meta(rules, "label") or meta(rules, "sheet")
    keys = [str(step) for step in path if not isinstance(step, int)]
    return own or ".".join(keys)


def _take_out(values: dict[str, Any], path: Path) -> None:
    """Remove a wrong value, so that nothing later mistakes it for a right one. A wrong list entry stays as None."""
    around: Any = values
    for step in path[:-1]:
        try:
            around = around[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(around, dict):
        around.pop(path[-1], None)
    elif isinstance(around, list) and isinstance(path[-1], int):
        around[path[-1]] = None
