"""Files that a page is sent, by its script or by its form. Each waits in its tray, in no place before it was seen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from engine.errors import UsageError
from engine.foreign import limits
from engine.studio.pile import Tray, put_aside, say_from_whom, take, waiting
from engine.studio.visit import Handler, Visit, go_to, pieces
from engine.system_words import in_words
from engine.workspace import Workspace

_PIECE = 2**20


def by_script(tray: Tray) -> Handler:
    """Takes one file, sent by the script of a page; what is wrong with it comes back as a sentence."""

    async def one(visit: Visit) -> Response:
        if visit.desk.workspace is None:
            raise HTTPException(409, "No workspace is open.")
        try:
            path = await _taken(visit.desk.workspace, visit.wanted("name"), pieces(visit, limits.FILE), tray)
        except UsageError as fault:
            return PlainTextResponse(fault.message, 422)
        return PlainTextResponse(path.name, 201)

    return one


def by_form(tray: Tray, page: str) -> Handler:
    """Takes files sent by the form of a page, where no script runs. page: which tells what became of them."""

    async def several(visit: Visit) -> Response:
        desk = visit.desk
        if desk.workspace is None:
            return go_to("/start")
        for file in visit.files:
            try:
                await _taken(desk.workspace, file.filename or "", _pieces_of(file), tray)
            except UsageError as fault:
                desk.told.append((file.filename or "A file without a name", fault.message))
        return go_to(page)

    return several


def in_tray(workspace: Workspace, tray: Tray) -> Path | None:
    """The file that waits for one page; None where none does."""
    return next(iter(waiting(workspace, tray)), None)


def changed_at(path: Path) -> int:
    """When a file changed last, as the system has it; 0 where it has gone."""
    with suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def set_aside(path: Path) -> str:
    """Put a file aside that is not wanted, and say what became of it."""
    try:
        put_aside(path)
    except OSError as fault:
        return f"It was not put aside ({in_words(fault)}). Look again: it may have been taken meanwhile."
    return f"It was put aside. It lies in arrivals/{path.parent.name}/not-wanted."


async def _taken(workspace: Workspace, name: str, coming: AsyncIterator[bytes], tray: Tray) -> Path:
    """A file that waits, with from what it is where the page says so. Raises UsageError as take does."""
    path = await take(workspace, name, coming, tray)
    with suppress(OSError):  # then Arrivals asks
        if tray.said:
            await asyncio.to_thread(say_from_whom, workspace, path.name, tray.said)
    return path


async def _pieces_of(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(_PIECE):
        yield piece
