"""Hand over: everything is proven first, then its files are there to be saved, one by one or as a zip."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.responses import Response

from engine.commands.editions import StandingEdition, standing_editions, state_of, state_of_outputs
from engine.commands.return_pack import standing_return
from engine.commands.zipped import packed
from engine.findings import Severity
from engine.model.edition import Edition
from engine.model.returns import ReturnKind, ReturnState
from engine.studio import words
from engine.studio.frame import show as frame
from engine.studio.handover_jobs import ProveAll
from engine.studio.pages.answers import Waits
from engine.studio.pages.build import grouped_documents
from engine.studio.pages.files import edition_of, saved_zip
from engine.studio.pages.progress import not_ready, of_kind
from engine.studio.visit import Visit

_TAB = "Hand over"
_WAITS = Waits(_TAB, "Each file is laid beside the list of what was built. This page goes on by itself.")


async def show(visit: Visit) -> Response:
    """The proof, and what can be handed over."""
    desk = visit.desk
    if (early := await not_ready(visit, _TAB)) and desk.looked is None:
        return early
    workspace, looked = desk.workspace, desk.looked
    assert workspace is not None
    assert looked is not None
    editions = await asyncio.to_thread(standing_editions, workspace)
    returned = await asyncio.to_thread(standing_return, workspace)
    standing = {one.edition: one for one in editions}
    proof: dict[str, Any] = {"lines": {}, "is_sound": {}, "findings": []}
    if editions or returned:
        state = await asyncio.to_thread(lambda: (state_of(workspace), state_of_outputs(workspace)))
        answer = desk.errands.look(ProveAll(workspace.root), state)
        found = _WAITS.told(visit, answer, "Proving that all is as it was built", "Nothing can be proven")
        if isinstance(found, Response):
            return found
        proof = found
    final = standing.get(Edition.FINAL)
    sheets = of_kind(looked.returns, ReturnKind.SHEET)
    told, desk.told = desk.told, []
    return frame(
        visit,
        "handover.html",
        _news(final, proof["is_sound"]),
        tab=_TAB,
        final=final,
        public=standing.get(Edition.PUBLIC),
        has_draft=Edition.DRAFT in standing,
        returned=returned,
        is_sound=proof["is_sound"],
        lines=[(_called(name), line) for name, line in proof["lines"].items()],
        broken=[one for one in proof["findings"] if one["severity"] == Severity.ERROR],
        changed=[one for one in proof["findings"] if one["severity"] != Severity.ERROR],
        documents=grouped_documents(final, visit) if final else [],
        signed=sum(one.state is ReturnState.COMPLETE for one in sheets),
        sheets=len(sheets),
        told=told,
    )


async def whole_edition(visit: Visit) -> Response:
    """An edition as one zip; refused where its files are not those that were built."""
    edition = await edition_of(visit, visit.part("edition"))
    called = words.EDITIONS[edition.edition]
    name = called.replace(" ", "-")
    pieces = await asyncio.to_thread(packed, edition.folder, name, called)
    return saved_zip(pieces, f"{name}.zip")


def _called(name: str) -> str:
    """What a folder of outputs/ is called, at the beginning of a line."""
    called = words.EDITIONS[Edition(name)] if name in list(Edition) else "information return"
    return f"{called[:1].upper()}{called[1:]}"


def _news(final: StandingEdition | None, is_sound: dict[str, bool]) -> str:
    if final is None:
        return "There is no final edition to hand over yet"
    if not is_sound.get(Edition.FINAL, False):
        return "The final edition is not as it was built"
    return "The final edition is older than the inputs" if final.changed else "The final edition is proven, and current"
