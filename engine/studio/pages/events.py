"""The stream that tells open pages what goes on."""

from __future__ import annotations

from starlette.responses import Response, StreamingResponse

from engine.studio.visit import Visit


async def stream(asked: Visit) -> Response:
    """The whole state, at once and at each change."""
    return StreamingResponse(asked.desk.stream(), media_type="text/event-stream")
