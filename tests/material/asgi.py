"""A request put to the studio as its server would put it, for what depends on no process and no port."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit


@dataclass(frozen=True)
class Answered:
    """What came back. headers: in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as a page has it."""
        return self.body.decode()


@dataclass
class Visitor:
    """Somebody who asks an ASGI application. headers: those of every request of theirs; None takes one out."""

    app: Any
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        method: str,
        address: str,
        *,
        headers: Mapping[str, str | None] | None = None,
        form: Mapping[str, str] | None = None,
        pieces: Sequence[bytes] | None = None,
    ) -> Answered:
        """One request. form: what is typed; pieces: a body as it comes."""
        sent = {**self.headers, **(headers or {})}
        if form is not None:
            sent["content-type"] = "application/x-www-form-urlencoded"
            pieces = (urlencode(form).encode(),)
        return asyncio.run(self._ask(method, address, {k: v for k, v in sent.items() if v is not None}, pieces or ()))

    async def _ask(self, method: str, address: str, headers: Mapping[str, str], pieces: Sequence[bytes]) -> Answered:
        parts = urlsplit(address)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(parts.path),
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        waiting = list(pieces)
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            if waiting:
                return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}
            if any(not message.get("more_body", False) for message in sent if "body" in message):
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(dict(message))

        await self.app(scope, receive, send)
        start = next(message for message in sent if message["type"] == "http.response.start")
        said = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return Answered(start["status"], said, b"".join(message.get("body", b"") for message in sent))
