"""The stream that tells open pages what goes on."""

from __future__ import annotations

from starlette.responses import Response, StreamingResponse

from engine.studio.asked import Asked


async def stream(asked: Asked) -> Response:
    """The whole state, at once and at each change."""
    return StreamingResponse(asked.desk.stream(), media_type="text/event-stream")
