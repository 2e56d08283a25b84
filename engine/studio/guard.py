"""Who may talk to the studio: the person who started it, in their own browser, from its own pages. Nobody else.

Any web page that is open in the same browser can send requests to this machine, and so can every other user of it. So
the address alone opens nothing: a ticket that is good once gives a cookie, and each request is asked for both its host
and where it comes from. No other module knows of tickets, cookies and headers.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

OPEN = "/open"
"""Where a ticket is handed in."""
PUBLIC = "/static/"
"""What a browser without a cookie may have as well: how pages look, and nothing that anybody wrote."""
_ANSWERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}
"""What every answer says, whatever it is, unless it says something stricter itself."""
_READS = ("GET", "HEAD")
_FROM_HERE = ("", "same-origin", "none")

Scope = Mapping[str, Any]
App = Callable[..., Any]


@dataclass
class FrontDoor:
    """The way into one studio. on_ticket: told of each new ticket, since the one before is good no more."""

    port: int
    on_ticket: Callable[[str], None] = lambda _: None
    _key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _ticket: str = ""

    @property
    def cookie(self) -> str:
        """The cookie's name. It has the port in it: a browser keeps one jar for all studios of a machine."""
        return f"penholder-{self.port}"

    @property
    def token(self) -> str:
        """What stands in every form: no other page knows it, and no cookie is made of it."""
        return hmac.new(self._key.encode(), b"form", hashlib.sha256).hexdigest()

    @property
    def hosts(self) -> tuple[str, str]:
        """What a browser may call this studio."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def new_ticket(self) -> str:
        """A way in that is good once."""
        self._ticket = secrets.token_urlsafe(24)
        self.on_ticket(self._ticket)
        return self._ticket

    def cookie_for(self, ticket: str) -> str | None:
        """The header that sets the cookie; None where the ticket is not the one that is good."""
        if not self._ticket or not hmac.compare_digest(ticket.encode(), self._ticket.encode()):
            return None
        self.new_ticket()
        return f"{self.cookie}={self._key}; Path=/; HttpOnly; SameSite=Strict"

    def is_token(self, given: str) -> bool:
        """Whether a form came from one of these pages."""
        return hmac.compare_digest(given.encode(), self.token.encode())

    def why_not(self, scope: Scope) -> str:
        """Why a request is refused; empty where it is not."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get("host") not in self.hosts:
            return "It was asked for by a name that is not its own."
        opens, public = scope["path"] == OPEN, scope["path"].startswith(PUBLIC)
        if not opens and headers.get("sec-fetch-site", "") not in _FROM_HERE:
            return "It was asked for by a page of another site."
        if scope["method"] not in _READS and headers.get("origin") != f"http://{headers['host']}":
            return "It was sent by a page that is not one of its own."
        if opens or public or self._is_known(headers.get("cookie", "")):
            return ""
        return "This browser has not been let in, or it has been closed since."

    def _is_known(self, cookies: str) -> bool:
        try:
            held = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return False
        return held is not None and hmac.compare_digest(held.value.encode(), self._key.encode())


class Guard:
    """In front of everything: refuses what the door refuses, hands out the cookie, and seals every answer.

    refused: makes the page for a refusal, from why. opened: the page that leads on.
    """

    def __init__(self, app: App, door: FrontDoor, refused: Callable[[str], App], opened: App) -> None:
        self._app, self._door, self._refused, self._opened = app, door, refused, opened

    async def __call__(self, scope: Scope, receive: App, send: App) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            return
        why, cookie = self._door.why_not(scope), None
        if not why and scope["path"] == OPEN:
            cookie = self._door.cookie_for(parse_qs(scope["query_string"].decode("latin-1")).get("ticket", [""])[0])
            why = "" if cookie else "This link has been used already: each is good once."
        app = self._refused(why) if why else self._opened if cookie else self._app
        await app(scope, receive, _sealed(send, cookie))


def _sealed(send: App, cookie: str | None) -> App:
    async def sealed(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            said = list(message.get("headers", ()))
            names = {name.lower() for name, _ in said}
            more = {name: value for name, value in _ANSWERS.items() if name.encode() not in names}
            more |= {"set-cookie": cookie} if cookie else {}
            message = {**message, "headers": [*said, *((n.encode(), v.encode()) for n, v in more.items())]}
        await send(message)

    return sealed
