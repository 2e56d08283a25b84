"""A request as pages see it: the desk, what was typed, and nothing of how it came."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from engine.foreign import limits
from engine.studio.desk import Desk
from engine.studio.guard import FrontDoor
from engine.whole_numbers import whole_number

FORM = 2 * 2**20
"""Bytes of a form that people type: a hundred times more than anybody types."""
_FIELDS, _FILES = 5_000, 50
TOKEN = "token"
"""The field of a form that says it is one of ours."""
BY_SCRIPT = f"x-penholder-{TOKEN}"
"""The header in which a script says it. Whatever comes to nothing is told to it as a sentence, and not as a page."""


class Takes(StrEnum):
    """What a request brings along: nothing, a form, a form with files, or the bytes of one file."""

    NOTHING = "nothing"
    FORM = "form"
    FILES = "files"
    BYTES = "bytes"


MOST = {Takes.NOTHING: 0, Takes.FORM: FORM, Takes.FILES: limits.FILE + FORM, Takes.BYTES: limits.FILE}
"""How many bytes each may have."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A request that the door let in. typed: a form's fields; files: those that a form brought."""

    request: Request
    desk: Desk
    door: FrontDoor
    typed: Mapping[str, str] = field(default_factory=dict)
    files: tuple[UploadFile, ...] = ()

    def wanted(self, name: str) -> str:
        """What the address asks for under a name; empty where it asks for nothing."""
        return self.request.query_params.get(name, "")

    def part(self, name: str) -> Any:
        """A part of the address, as the route names it."""
        return self.request.path_params[name]


Handler = Callable[[Visit], Awaitable[Response]]


async def with_form(asked: Visit, takes: Takes) -> Visit:
    """The same with what was typed. Raises HTTPException: 403 where it is no form of ours, 413 where it is large."""
    if takes is Takes.NOTHING:
        return asked
    if takes is Takes.BYTES:
        refuse_larger(asked.request, MOST[takes])
        _refuse_unless_ours(asked.door, asked.request.headers.get(BY_SCRIPT, ""))
        return asked
    request = Request(asked.request.scope, _counted(asked.request, MOST[takes]))
    try:
        form = await request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=FORM)
    except MultiPartException as fault:
        raise HTTPException(400, "The form could not be read.") from fault
    typed = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    files = tuple(value for _, value in form.multi_items() if isinstance(value, UploadFile) and value.filename)
    _refuse_unless_ours(asked.door, typed.pop(TOKEN, ""))
    return Visit(request=request, desk=asked.desk, door=asked.door, typed=typed, files=files)


async def pieces(asked: Visit, most: int) -> AsyncIterator[bytes]:
    """The bytes of a file as they come. Raises HTTPException 413 where there are more than it may have."""
    refuse_larger(asked.request, most)
    size = 0
    async for piece in asked.request.stream():
        size += len(piece)
        if size > most:
            raise HTTPException(413)
        yield piece


def refuse_larger(request: Request, most: int) -> None:
    """Raises HTTPException 413 where a request says itself that it is too large, before any of it is read."""
    said = request.headers.get("content-length", "0")
    size = whole_number(said)
    if size is None or size > most:
        raise HTTPException(413)


def go_to(address: str) -> Response:
    """Go on to a page with what was sent done: loading it again sends nothing again."""
    return RedirectResponse(address, 303)


def _refuse_unless_ours(door: FrontDoor, token: str) -> None:
    if not door.is_token(token):
        raise HTTPException(403, "What was sent did not come from a page of this studio.")


def _counted(request: Request, most: int) -> Callable[[], Awaitable[Any]]:
    refuse_larger(request, most)
    size = 0

    async def receive() -> Any:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > most:
            raise HTTPException(413)
        return message

    return receive
