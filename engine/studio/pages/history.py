"""History: what came, was ruled, changed, built, sent and signed, by day."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from starlette.responses import Response

from engine.commands.history import HistoryEvent, HistoryKind, history
from engine.studio.frame import show as frame
from engine.studio.jobs import Looked
from engine.studio.visit import Visit, go_to

_SHOWN = 14
"""Days that are shown at once; the others are a click away."""
_SHAPES = {
    HistoryKind.CAME: ("drop", "What came"),
    HistoryKind.RULED: ("question", "What was decided"),
    HistoryKind.CHANGED: ("part", "What was changed"),
    HistoryKind.BUILT: ("same", "What was built"),
    HistoryKind.SENT: ("asked", "What was sent"),
    HistoryKind.SIGNED: ("tick", "What was signed"),
}
"""For each kind its shape, and what it is called."""


async def show(visit: Visit) -> Response:
    """All of it, or one kind."""
    desk = visit.desk
    if desk.workspace is None:
        return go_to("/start")
    kind = visit.wanted("kind")
    events = await asyncio.to_thread(history, desk.workspace, _names(desk.looked))
    chosen = [event for event in events if not kind or event.kind == kind]
    days = _by_day(chosen)
    return frame(
        visit,
        "history.html",
        "What has happened so far" if events else "Nothing has happened yet",
        tab="History",
        days=days[:_SHOWN],
        earlier=days[_SHOWN:],
        kinds=[(one.value, _SHAPES[one][1]) for one in HistoryKind if any(event.kind is one for event in events)],
        shapes={one.value: shape for one, (shape, _) in _SHAPES.items()},
        chosen=kind,
    )


def _by_day(events: Iterable[HistoryEvent]) -> list[tuple[date, list[HistoryEvent]]]:
    return [(day, list(found)) for day, found in groupby(events, lambda event: event.day)]


def _names(looked: Looked | None) -> dict[str, str]:
    """What groups, statements and themes are called, as far as anything was read."""
    if looked is None:
        return {}
    framework, council = looked.assessment.framework, looked.assessment.council
    named = {one.id: one.name for one in framework.statements} | {one.id: one.name for one in framework.themes}
    return named | {group.id: group.name for group in council.groups} | {"overview": "the overview"}
