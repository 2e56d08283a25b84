"""Forms and sheets in which nobody has written anything yet: one matter each, and not a fault for each field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from cerberus.errors import ValidationError

from engine.findings import Finding, error
from engine.model.record import Record
from engine.phrases import nouns
from engine.schemas import Schema, meta, row_rules
from engine.validation.sentences import NOTHING_THERE

_SEVERAL = 3
"""Rows from which on a value that all of them lack is no slip in one of them."""


def not_filled_in(
    record: Record, faults: Sequence[ValidationError], schema: Schema
) -> tuple[list[Finding], list[ValidationError]]:
    """A finding for the form, or each sheet of the workbook, that is blank; and the faults that are left to tell."""
    if record.schema.startswith("narrative_"):
        if any(record.values.values()):
            return [], list(faults)
        message = "Nothing is written under the headings of this form yet."
        fix = "Write it, or ask whoever is to write it."
        return [error("I-51", record.place(), message, fix, about(record))], []
    blank = {field: names for field in record.values if (names := _lacking(field, record, faults, schema))}
    findings = [_of_sheet(field, names, record, schema) for field, names in blank.items()]
    return findings, [fault for fault in faults if not _is_told(fault, blank)]


def about(record: Record) -> str:
    """The statement or theme whose form it is, so that its sheet can tell of it; nothing for other files."""
    return PurePosixPath(record.file).stem if record.schema.startswith("narrative_") else ""


def _is_told(fault: ValidationError, blank: dict[str, list[str]]) -> bool:
    """Whether a value is missing in a column that no row of its sheet has filled in."""
    path = fault.document_path
    return fault.code in NOTHING_THERE and len(path) == 3 and path[2] in blank.get(path[0], ())


def _lacking(field: str, record: Record, faults: Sequence[ValidationError], schema: Schema) -> list[str]:
    """The columns of a sheet that every one of its rows has to fill in, and none has."""
    rows = record.values[field]
    if not isinstance(rows, list) or len(rows) < _SEVERAL or not meta(schema.get(field, {}), "sheet"):
        return []
    missing = [fault.document_path[2] for fault in _of_rows(field, faults)]
    return [name for name in dict.fromkeys(missing) if missing.count(name) == len(rows)]


def _of_rows(field: str, faults: Sequence[ValidationError]) -> Iterator[ValidationError]:
    for fault in faults:
        if fault.code in NOTHING_THERE and len(fault.document_path) == 3 and fault.document_path[0] == field:
            yield fault


def _of_sheet(field: str, names: Sequence[str], record: Record, schema: Schema) -> Finding:
    rules = row_rules(schema[field])
    columns = ", ".join(f'"{meta(rules[name], "column")}"' for name in names)
    message = f"No row of the sheet {meta(schema[field], 'sheet')} is filled in under {columns} yet."
    rows = nouns.ROW.figure(len(record.values[field]))
    fix = f"Fill in its {rows}, or take out what you do not need."
    return error("I-51", record.place(field), message, fix)
