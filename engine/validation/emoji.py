"""Emoji as words in brackets: the fonts of a formal document draw an empty box where one stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from engine.findings import Finding, Place, info
from engine.model.record import Path, Record
from engine.model.story import Paragraph, Picture, Run, Table

_CANDIDATE = re.compile("[\u20e3\u2300-\u23ff\u2460-\u27bf\u2900-\u2bff\u3030-\u32ff\U0001f000-\U0010ffff]")
_DRAWN = re.compile("[\u0020-\u22ff\u25a0-\u26bc\u2700-\u27bf]")
"""Signs that Arial, Liberation Sans, DejaVu Sans or Segoe UI Symbol draw, unless they are emoji first of all."""

Replaced = Callable[[str, Place], str]


def without_emoji(record: Record) -> tuple[Record, tuple[Finding, ...]]:
    """The record with emoji as their names in brackets; with I-46 for each, at its place. The source keeps them.

    Checklists stay as they are: marks in them may be emoji, and what groups wrote is not printed.
    """
    if record.schema == "checklist":
        return record, ()
    findings: list[Finding] = []

    def replaced(text: str, place: Place) -> str:
        return _in_words(text, place, findings) if _CANDIDATE.search(text) else text

    values = {field: _walked(value, record, (field,), replaced) for field, value in record.values.items()}
    return replace(record, values=values), tuple(findings)


def _walked(value: Any, record: Record, path: Path, replaced: Replaced) -> Any:
    if isinstance(value, str):
        return replaced(value, record.place(*path))
    if isinstance(value, dict):
        return {key: _walked(inner, record, (*path, key), replaced) for key, inner in value.items()}
    if isinstance(value, list):
        return [_walked(inner, record, (*path, index), replaced) for index, inner in enumerate(value)]
    if isinstance(value, tuple):
        return tuple(_walked(inner, record, path, replaced) for inner in value)
    if isinstance(value, Paragraph):
        return replace(value, runs=_runs(value.runs, value.place, replaced))
    if isinstance(value, Table):
        return replace(value, rows=_walked(value.rows, record, path, replaced))
    if isinstance(value, Picture):
        return replace(value, alt=replaced(value.alt, value.place))
    return value


def _runs(runs: tuple[Run, ...], place: Place, replaced: Replaced) -> tuple[Run, ...]:
    return tuple(replace(run, text=replaced(run.text, place), note=_runs(run.note, place, replaced)) for run in runs)


def _in_words(text: str, place: Place, findings: list[Finding]) -> str:
    import emoji  # here, because its table takes a tenth of a second to load, and few texts have any

    def word(found: str, about: dict[str, Any]) -> str:
        if len(found) == 1 and _DRAWN.match(found) and about["status"] != emoji.STATUS["fully_qualified"]:
            return found
        named = f"[{str(about['en']).strip(':').replace('_', ' ')}]"
        findings.append(info("I-46", place, f'"{found}" is printed as "{named}".', "Write it in words of your own."))
        return named

    return emoji.replace_emoji(text, word)
