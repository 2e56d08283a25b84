"""Who owes what, as front doors show it: the same for the readiness page, `penholder check` and whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.assessment.returns import returns
from engine.model.returns import AskedFor, Missing, Owing, Returns

__all__ = ["returns", "returns_json", "returns_lines"]

_SHOWN = 3
"""So many people are named, and so many things of each, unless everything is asked for."""


def returns_json(found: Returns) -> dict[str, Any]:
    """Who owes something, on which day it is told, and how far everything is that people are asked for."""
    return {
        "day": found.day.isoformat(),
        "late": len(found.late),
        "everyone": [_owing_json(owing) for owing in found.everyone],
        "asked": [_asked_json(one) for one in found.asked],
    }


def returns_lines(found: Returns, every: bool) -> Iterator[str]:
    """How many are late and how many owe something besides, and who; every: each with everything."""
    late, to_come = len(found.late), len(found.to_come)
    if not found.everyone:
        yield "nobody owes anything"
        return
    yield f"{late} late   {to_come} not late yet"
    for owing in found.everyone if every else found.everyone[:_SHOWN]:
        yield f"  {owing.who}: {_told(owing, every)}"
    more = len(found.everyone) - _SHOWN
    if more > 0 and not every:
        yield f"  …     {more} more: penholder check --all"


def _told(owing: Owing, every: bool) -> str:
    shown = owing.missing if every else owing.missing[:_SHOWN]
    more = len(owing.missing) - len(shown)
    told = "; ".join(missing.in_words for missing in shown)
    return f"{told}; and {more} more" if more else told


def _owing_json(owing: Owing) -> dict[str, Any]:
    return {"who": owing.who, "is_late": owing.is_late, "missing": [_missing_json(one) for one in owing.missing]}


def _missing_json(missing: Missing) -> dict[str, Any]:
    return {
        "kind": missing.kind.value,
        "what": missing.what,
        "due": missing.due.isoformat() if missing.due else None,
        "is_late": missing.is_late,
        "place": missing.place,
    }


def _asked_json(one: AskedFor) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "about": one.about,
        "name": one.name,
        "who": one.who,
        "state": one.state.value,
        "said": one.said,
        "due": one.due.isoformat() if one.due else None,
        "is_late": one.is_late,
        "file": one.file,
        "rated": one.rated,
        "blank": one.blank,
        "open": one.open,
    }
