"""Compare: what has changed since last year's record or another edition, and a change note of it."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.commands.at_hand import versions_at_hand
from engine.commands.editions import state_of, state_of_outputs
from engine.studio import words
from engine.studio.frame import show as frame
from engine.studio.handover_jobs import CompareWith, WriteNote
from engine.studio.jobs import Failed, ToldAsJson
from engine.studio.pages.answers import Waits
from engine.studio.pages.files import saved
from engine.studio.pages.progress import not_ready
from engine.studio.pages.sending import changed_at, in_tray
from engine.studio.pile import BEFORE
from engine.studio.visit import Visit, go_to
from engine.workspace import Workspace

_PAGE, _TAB, _TITLE = "/compare", "Compare", "What has changed, and since when?"
_WAITS = Waits(_TAB, "What each version says is laid beside the other. This page goes on by itself.")
_LONGEST = 1000
"""Letters of a path that somebody types."""


async def show(visit: Visit) -> Response:
    """What can be compared with; and what has changed since the one that was chosen."""
    desk = visit.desk
    if desk.looked is None and (early := await not_ready(visit, _TAB)):
        return early
    workspace = desk.workspace
    assert workspace is not None
    if busy := _WAITS.while_busy(visit, _PAGE):
        return busy
    chosen, typed = visit.wanted("with"), visit.wanted("folder")[:_LONGEST].strip()
    choices = await asyncio.to_thread(_choices, workspace)
    chosen = chosen or ("came" if "came" in choices else "")
    old = Path(typed).expanduser() if chosen == "folder" and typed else choices.get(chosen)
    found, why = None, ""
    state = await asyncio.to_thread(state_of, workspace)
    if old:
        answer = desk.errands.look(CompareWith(workspace.root, old, changed_at(old)), state)
        if answer is None:
            return _WAITS.page(visit, words.DOING["compare"])
        found, why = _told(answer)
    told, desk.told = desk.told, []
    done = desk.errands.done(_PAGE, (state, await asyncio.to_thread(state_of_outputs, workspace)))
    return frame(
        visit,
        "compare.html",
        _news(found) if found else _TITLE,
        tab=_TAB,
        choices=choices,
        chosen=chosen if old else "",
        typed=typed,
        found=found,
        dates=[date.fromisoformat(found[one]["date"]) for one in ("before", "now")] if found else [],
        why=why,
        told=told,
        note=done.answer.content if done and isinstance(done.answer, ToldAsJson) else None,
        no_note=done.answer if done and isinstance(done.answer, Failed) else None,
        notes=[path.name for path in _notes(workspace)],
    )


async def write(visit: Visit) -> Response:
    """Write a change note since the version that is chosen."""
    desk, typed = visit.desk, visit.typed
    if desk.workspace is None:
        return go_to("/start")
    chosen, folder = typed.get("with", ""), typed.get("folder", "")[:_LONGEST].strip()
    choices = await asyncio.to_thread(_choices, desk.workspace)
    old = Path(folder).expanduser() if chosen == "folder" and folder else choices.get(chosen)
    if old:
        desk.errands.do(_PAGE, WriteNote(desk.workspace.root, old, _folder(desk.workspace)))
    return go_to(f"{_PAGE}?{urlencode({'with': chosen, 'folder': folder})}")


async def attachment(visit: Visit) -> Response:
    """A change note, to be saved."""
    workspace = visit.desk.workspace
    found = _notes(workspace) if workspace else ()
    path = next((one for one in found if one.name == visit.part("name")), None)
    if path is None:
        raise HTTPException(404)
    return await asyncio.to_thread(saved, path)


def _choices(workspace: Workspace) -> dict[str, Path]:
    """What can be compared with, by what the form calls it: what was dropped, and what is at hand."""
    came = in_tray(workspace, BEFORE)
    return ({"came": came} if came else {}) | versions_at_hand(workspace)


def _told(answer: object) -> tuple[dict[str, Any] | None, str]:
    if isinstance(answer, ToldAsJson):
        return answer.content, ""
    return None, answer.message if isinstance(answer, Failed) else ""


def _folder(workspace: Workspace) -> Path:
    return workspace.outputs / "change-notes"


def _notes(workspace: Workspace) -> tuple[Path, ...]:
    """Those that were written, the last one first."""
    folder = _folder(workspace)
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted((path for path in found if path.suffix in (".docx", ".pdf")), reverse=True))


def _news(found: dict[str, Any]) -> str:
    return f"Version {found['now']['version']} beside version {found['before']['version']}"
