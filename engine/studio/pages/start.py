"""Start: a workspace is made, or one that is there is opened; and what this machine has and lacks."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response

from engine.clock import now
from engine.errors import PenholderError
from engine.studio.desk import folder_in_words
from engine.studio.frame import show as frame
from engine.studio.jobs import Begin, Examine, Failed
from engine.studio.recent import recent, remember
from engine.studio.shortcut import make_shortcut
from engine.studio.visit import Visit, go_to
from engine.workspace import house, workspace_at


async def show(asked: Visit) -> Response:
    """What to start with, and where."""
    return _page(asked, {"what": "own", "folder": f"Self-assessment {now().year}", "open": ""})


async def make(asked: Visit) -> Response:
    """Make a workspace, or open one. What cannot be done is told at its field, with all that was typed."""
    typed = asked.typed
    if "open" in typed:
        return await _opened(asked, typed)
    folder = _place(typed.get("folder", ""))
    if folder is None:
        return _page(asked, typed, folder="Say where the folder is to lie.")
    answer = await asked.desk.answer_of(Begin(folder, sample=typed.get("what") == "sample"))
    if isinstance(answer, Failed):
        return _page(asked, typed, folder=answer.message)
    return await _opened(asked, {"open": str(folder)})


async def shortcut(asked: Visit) -> Response:
    """Make an entry in the menu of programs, which opens the folder that is open now."""
    desk = asked.desk
    try:
        await asyncio.to_thread(make_shortcut, desk.workspace.root if desk.workspace else None)
        desk.told = [("The entry is made", "Look for penholder studio among your programs.")]
    except PenholderError as fault:
        desk.told = [("No entry was made", fault.message)]
    return go_to("/start#shortcut")


async def _opened(asked: Visit, typed: Mapping[str, str]) -> Response:
    folder = _place(typed["open"])
    try:
        if folder is None:
            return _page(asked, typed, open="Say which folder it is.")
        workspace = await asyncio.to_thread(workspace_at, folder)
    except PenholderError as fault:
        return _page(asked, typed, open=fault.message)
    remember(workspace)
    asked.desk.open(workspace)
    return go_to("/")


def _place(typed: str) -> Path | None:
    """A folder as people write it; one without a beginning lies in their own."""
    words = typed.strip().strip('"')
    if not words or "\0" in words:
        return None
    return Path.home() / Path(words).expanduser()


def _page(asked: Visit, typed: Mapping[str, str], **wrong: str) -> Response:
    desk = asked.desk
    told, desk.told = desk.told, []
    if desk.machine is None:
        desk.examine(Examine(house()))
    return frame(
        asked,
        "start.html",
        "Your self-assessment, from returned forms to signed pages",
        status=422 if wrong else 200,
        typed={"what": "own", "folder": "", "open": "", **typed},
        wrong={"folder": "", "open": "", **wrong},
        is_wrong=bool(wrong),
        home=folder_in_words(Path.home()),
        recent=[(str(path), path.name, folder_in_words(path.parent)) for path in recent()],
        machine=desk.machine,
        told=told,
        opens=desk.workspace.root.name if desk.workspace else "",
    )
