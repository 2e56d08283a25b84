"""Build: an edition is made with its steps in view, stopped, or told why not."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import Any

from starlette.responses import Response

from engine.commands.editions import BuiltDocument, StandingEdition, standing_editions
from engine.findings import errors_in
from engine.model.edition import Edition, Order
from engine.studio import words
from engine.studio.frame import show as frame
from engine.studio.frame import statement_names
from engine.studio.jobs import Failed, Made
from engine.studio.visit import Visit, go_to

_SHOWN = 12
"""Thumbnails that are shown before all are asked for."""


async def show(asked: Visit) -> Response:
    """What stands, and what is being built."""
    desk = asked.desk
    if desk.workspace is None:
        return go_to("/start")
    await desk.notice()
    editions = await asyncio.to_thread(standing_editions, desk.workspace)
    ordered = desk.built_order.edition if desk.built_order else Edition.DRAFT
    standing = next((one for one in editions if one.edition == ordered), None)
    before = standing or next(iter(editions), None)
    view: dict[str, Any] = {"edition": words.EDITIONS[ordered], "standing": before, "editions": words.EDITIONS}
    view |= await _pages_of(before, asked)
    if desk.is_building():
        steps = desk.in_hand.steps if desk.in_hand and desk.in_hand.job.kind == "build" else []
        title = f"Making the {words.EDITIONS[ordered]}"
        return frame(asked, "build_busy.html", title, tab="Build", steps=steps, stops=_stops(asked), **view)
    view |= {"outcome": desk.built, "steps": desk.built_steps, "ordered": ordered, "blockers": _blockers(asked)}
    view["failed"] = desk.built if isinstance(desk.built, Failed) else None
    view["since"] = _since(desk.built)
    return frame(asked, "build.html", _news(asked, before), tab="Build", **view)


async def order(asked: Visit) -> Response:
    """Build an edition."""
    edition = asked.typed.get("edition", "")
    with_pdf = asked.typed.get("pdf", "yes") == "yes"
    if edition in list(Edition):
        asked.desk.build(Order(Edition(edition), with_pdf))
    return go_to("/build")


async def stop(asked: Visit) -> Response:
    """Stop the build."""
    asked.desk.stop()
    return go_to("/build")


def _stops(asked: Visit) -> bool:
    return asked.desk.in_hand is not None and asked.desk.in_hand.stops


def _news(asked: Visit, standing: StandingEdition | None) -> str:
    built, order = asked.desk.built, asked.desk.built_order
    edition = words.EDITIONS[order.edition] if order else ""
    if isinstance(built, Failed):
        return f"The {edition} was stopped" if built.is_stopped else f"The {edition} was not built"
    if isinstance(built, Made):
        return f"The {edition} is ready" + (", and nothing had changed" if built.is_unchanged else "")
    if standing is None:
        return "No edition has been built yet"
    named = words.EDITIONS[standing.edition]
    return f"The {named} is older than the inputs" if standing.changed else f"The {named} is up to date"


def _blockers(asked: Visit) -> int:
    return len(errors_in(asked.desk.looked.findings)) if asked.desk.looked else 0


def _since(built: object) -> tuple[str, ...]:
    return built.since if isinstance(built, Made) else ()


async def _pages_of(standing: StandingEdition | None, asked: Visit) -> dict[str, Any]:
    """The report's pages, and the documents with what they are called."""
    report = standing.document("report") if standing else None
    if standing is None or report is None:
        return {"report": None, "pages": [], "documents": []}
    sizes = await asyncio.to_thread(standing.sizes, report)
    every = bool(asked.wanted("all"))
    pages = list(islice(enumerate(sizes, 1), None if every else _SHOWN))
    return {"report": report, "pages": pages, "documents": grouped_documents(standing, asked)}


def grouped_documents(standing: StandingEdition, asked: Visit) -> list[tuple[str, list[tuple[str, BuiltDocument]]]]:
    """An edition's documents in groups: what is read first, sheets, briefs, lists."""
    names = statement_names(asked.desk)
    groups: dict[str, list[tuple[str, BuiltDocument]]] = {}
    for document in standing.documents:
        folder = document.name.partition("/")[0] if "/" in document.name else ""
        is_list = not folder and "docx" not in document.files and "pdf" not in document.files
        heading = {"verification": "Verification sheets", "briefs": "Briefs"}.get(folder, "Lists" if is_list else "")
        groups.setdefault(heading, []).append((words.document_title(document.name, names), document))
    return list(groups.items())
