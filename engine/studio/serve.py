"""The server: a socket on this machine alone, a ticket, a browser, and an orderly end."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import uvicorn

from engine import log
from engine.cache import folder_of, key_of
from engine.studio.desk import Desk
from engine.studio.guard import OPEN, FrontDoor
from engine.studio.recent import remember
from engine.studio.routes import application
from engine.whole_file import replace
from engine.workspace import Workspace

_HERE = "127.0.0.1"
_FOR_ITS_OWNER = 0o700
_GRACE = 1
"""Seconds that answers in hand may take when the studio ends."""
_LEADS_ON = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>penholder</title>
<meta http-equiv="refresh" content="0; url={link}"></head>
<body><p><a href="{link}">Open the studio</a></p></body></html>
"""


def serve(workspace: Workspace | None, open_browser: bool, tell: Callable[[str, bool], None]) -> None:
    """Run the studio until it is closed or interrupted. workspace: None to begin with choosing or making one.

    tell: takes the address that lets its first visitor in, and whether another studio has the folder open. The browser
    is started with a file that leads on to it, as every user of a machine can see what programs were started with.
    """
    log.silence("uvicorn")
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind((_HERE, 0))
    listening.listen()  # from here on nobody who has the link is turned away
    port = listening.getsockname()[1]
    leads_on = folder_of("studio") / f"{key_of(str(port))[:16]}.html"

    def link_of(ticket: str) -> str:
        return f"http://{_HERE}:{port}{OPEN}?ticket={ticket}"

    door = FrontDoor(port, lambda ticket: _keep(leads_on, link_of(ticket)))
    desk = Desk()
    desk.start()
    try:
        if workspace:
            desk.open(workspace)
            remember(workspace)
        tell(link_of(door.new_ticket()), desk.is_beside_another())
        if open_browser:
            webbrowser.open(leads_on.as_uri())
        _Server(desk, application(desk, door)).run([listening])
    except KeyboardInterrupt:
        pass  # how a studio is ended in a terminal
    finally:
        desk.end_bench()
        with suppress(OSError):
            leads_on.unlink()


def _keep(leads_on: Path, link: str) -> None:
    with suppress(OSError):  # without it the link is there to be opened by hand
        leads_on.parent.mkdir(parents=True, exist_ok=True)
        leads_on.parent.chmod(_FOR_ITS_OWNER)
        replace(leads_on, _LEADS_ON.format(link=link).encode())


class _Server(uvicorn.Server):
    """Ends its open streams before it waits for them."""

    def __init__(self, desk: Desk, app: Callable[..., object]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        self._desk = desk

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn does, with the desk listening in its loop."""
        self._desk.listen_here(self.end)
        await super().serve(sockets)

    def end(self) -> None:
        """End as soon as the answers in hand are given."""
        self._desk.end()
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal."""
        self._desk.end()
        super().handle_exit(sig, frame)
