"""Closing the studio: asked once where it would cut something off."""

from __future__ import annotations

from starlette.background import BackgroundTask
from starlette.responses import Response

from engine.studio.asked import Asked
from engine.studio.frame import bare, show


async def ask(asked: Asked) -> Response:
    """Whether it is to be closed."""
    return show(asked, "close.html", "Close the studio?", is_busy=asked.desk.is_building())


async def close(asked: Asked) -> Response:
    """It ends once the page has been sent."""
    answer = bare("closed.html")
    answer.background = BackgroundTask(asked.desk.close)
    return answer
