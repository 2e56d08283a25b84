"""Files that go out: how pages look, pictures of pages, what stands in an edition. Each is looked up, never joined."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from engine.commands.editions import StandingEdition, standing_editions
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.studio.visit import Visit
from engine.workspace import package

_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}
_STATIC = {path.name: path for path in sorted((package() / "studio" / "static").iterdir()) if path.suffix in _KINDS}
_WIDTHS = (240, 480, 760, 1000)
"""In dots: of a thumbnail, of a page beside something, and of a page to read, on two kinds of screens."""
_KEPT = {"cache-control": "private, max-age=86400"}
"""What never changes under its address, which names the release or the edition: a browser may keep it for a day."""
_IN_A_BOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A page that was made of what people wrote: nothing in it can do anything."""


async def static(asked: Visit) -> Response:
    """Style, script and marks of the studio itself."""
    path = _STATIC.get(asked.part("name"))
    if path is None:
        raise HTTPException(404)
    return Response(_bytes_of(path), media_type=_KINDS[path.suffix], headers=_KEPT)


async def picture(asked: Visit) -> Response:
    """A page of a document. The address has the edition's stamp in it, so that none shows a page of another build."""
    found = await edition_of(asked, asked.part("edition"))
    document = found.document(asked.part("document")) if found.stamp == asked.part("stamp") else None
    if document is None or asked.part("width") not in _WIDTHS:
        raise HTTPException(404)
    drawn = await asyncio.to_thread(found.picture, document, asked.part("page"), asked.part("width"))
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn, media_type="image/png", headers=_KEPT)


async def attachment(asked: Visit) -> Response:
    """A file of an edition, to be saved: never shown by the browser as if it were a page of the studio."""
    found = await edition_of(asked, asked.part("edition"))
    path = found.file(asked.part("path"))
    if path is None:
        raise HTTPException(404)
    return saved(path)


def saved(path: Path) -> Response:
    """A file to be saved under its own name. Raises HTTPException 404 where it cannot be read."""
    return Response(_bytes_of(path), media_type="application/octet-stream", headers=to_be_saved(path.name))


def saved_zip(pieces: Iterator[bytes], name: str) -> Response:
    """A zip to be saved, as it is made piece by piece."""
    return StreamingResponse(pieces, media_type="application/zip", headers=to_be_saved(name))


def to_be_saved(name: str) -> dict[str, str]:
    """The headers that have a browser save what it gets, under this name."""
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


async def readiness(asked: Visit) -> Response:
    """The readiness page, in a box."""
    found = await edition_of(asked, asked.part("edition"))
    path = found.file("readiness.html")
    if path is None:
        raise HTTPException(404)
    return Response(_bytes_of(path), media_type="text/html", headers={"content-security-policy": _IN_A_BOX})


async def edition_of(asked: Visit, name: str) -> StandingEdition:
    """The edition of a name. Raises HTTPException 404 where none stands."""
    every = await asyncio.to_thread(standing_editions, asked.desk.workspace) if asked.desk.workspace else ()
    found = next((edition for edition in every if edition.edition == name), None)
    if found is None:
        raise HTTPException(404)
    return found


def _bytes_of(path: Path) -> bytes:
    try:
        return whole(path, limits.HASHED)
    except RefusedFile as fault:
        raise HTTPException(404) from fault
