"""Closing the studio: asked once where it would cut something off."""

from __future__ import annotations

from starlette.background import BackgroundTask
from starlette.responses import Response

from engine.studio.frame import bare, show
from engine.studio.visit import Visit


async def ask(asked: Visit) -> Response:
    """Whether it is to be closed."""
    return show(asked, "close.html", "Close the studio?", is_busy=asked.desk.is_building())


async def close(asked: Visit) -> Response:
    """It ends once the page has been sent."""
    answer = bare("closed.html")
    answer.background = BackgroundTask(asked.desk.close)
    return answer
