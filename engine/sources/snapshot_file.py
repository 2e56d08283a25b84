"""record.json, which an edition holds: what it said, for a later version to be compared with."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from engine.errors import InputError
from engine.findings import Finding, Place, error
from engine.foreign.folder import leads_out
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.model.snapshot import PastAction, PastFigure, PastRecommendation, PastStatement, Snapshot
from engine.own_json import DAMAGED
from engine.workspace import Workspace

NAME, PREVIOUS = "record.json", "previous.json"
Kind = TypeVar("Kind")
_LARGEST = 8_000_000
"""Bytes: the record of a council has a few hundred thousand."""


def previous_version(workspace: Workspace) -> tuple[Snapshot | None, tuple[Finding, ...]]:
    """The version before this one, where inputs/ holds its record; with a finding where that cannot be read."""
    path = workspace.inputs / PREVIOUS
    if not is_there(path) or leads_out(workspace, path):  # whoever loads the inputs tells of a link
        return None, ()
    try:
        return read_snapshot(path), ()
    except InputError as fault:
        fix = "Put the record.json of the earlier edition there, under this name, or take the file out."
        return None, (error("I-02", workspace.place(path), fault.message, fix),)


def read_snapshot(path: Path) -> Snapshot:
    """The version a file tells of. Raises InputError where it is no such record."""
    try:
        return _snapshot(json.loads(whole(path, _LARGEST)))
    except RefusedFile as refused:
        raise InputError(refused.message, [error("I-02", Place(path.name), *refused.reason)]) from refused
    except (OSError, *DAMAGED) as fault:
        message = f"{path.name} is no record of a self-assessment."
        fix = "Name a workspace, or the record.json in the folder of an edition that penholder built."
        raise InputError(message, [error("I-02", Place(path.name), message, fix)]) from fault


def _snapshot(data: dict[str, Any]) -> Snapshot:
    date.fromisoformat(data["date"])
    kept = data.get("recommendations")
    return Snapshot(
        **{name: _text(data[name]) for name in ("council", "version", "date", "framework")},
        scale=_each(data["scale"], _text),
        statements=_each(data["statements"], _statement),
        figures=_each(data["figures"], lambda figure: PastFigure(**_texts(figure))),
        texts=_each(data.get("texts", []), _text),
        recommendations=None if kept is None else _each(kept, _recommendation),
    )


def _recommendation(data: dict[str, Any]) -> PastRecommendation:
    found = PastRecommendation(
        **{name: _text(data[name]) for name in ("made_by", "made_on", "text", "action", "owner", "due", "status")},
        evidence=_each(data["evidence"], _text),
    )
    _refuse_no_days(found.made_on, found.due)
    return found


def _action(data: dict[str, Any]) -> PastAction:
    found = PastAction(**_texts(data))
    _refuse_no_days(found.due)
    return found


def _refuse_no_days(*days: str) -> None:
    for day in filter(None, days):
        date.fromisoformat(day)


def _statement(data: dict[str, Any]) -> PastStatement:
    return PastStatement(
        **{name: _text(data[name]) for name in ("id", "name", "view", "direction")},
        items=int(data["items"]),
        agreed={_text(group): int(number) for group, number in data["agreed"].items()},
        ratings={_text(item): _texts(ratings) for item, ratings in data["ratings"].items()},
        strengths=_each(data["strengths"], _text),
        improvements=_each(data["improvements"], _text),
        actions=_each(data["actions"], _action),
        texts=_each(data.get("texts", []), _text),
    )


def _each(values: Any, made: Callable[[Any], Kind]) -> tuple[Kind, ...]:
    if not isinstance(values, list):
        raise TypeError("not a list")
    return tuple(made(value) for value in values)


def _texts(values: dict[str, Any]) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in values.items()}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
