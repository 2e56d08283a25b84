"""Somebody at a studio that runs, without a browser: what a page would send, sent over a socket."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from tests.material.patience import SECONDS, comes_about
from tests.material.running_studio import RunningStudio

_BETWEEN = 0.4
"""Seconds between two looks at a page: each costs the studio as much as a person's click."""


@dataclass(frozen=True)
class Page:
    """What came back. address: to which it leads on; empty where it leads nowhere."""

    status: int
    text: str
    address: str


@dataclass
class OverHttp:
    """One who was let in by the link of a studio."""

    studio: RunningStudio
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        connection = self.connect()
        connection.request("GET", self.studio.link.removeprefix(self.studio.base))
        answer = connection.getresponse()
        answer.read()
        self.headers["cookie"] = (answer.getheader("set-cookie") or "").partition(";")[0]
        self.headers["origin"] = self.studio.base
        connection.close()

    def connect(self) -> http.client.HTTPConnection:
        """A connection of its own."""
        return http.client.HTTPConnection(urlsplit(self.studio.base).netloc, timeout=SECONDS)

    def get(self, address: str) -> Page:
        """A page."""
        return self._ask("GET", address)

    def post(self, address: str, **typed: str) -> Page:
        """A form, with what is typed into it; its token too, where it is to be another one."""
        form = urlencode({"token": self.token, **typed}).encode()
        return self._ask("POST", address, form, {"content-type": "application/x-www-form-urlencoded"})

    def send(self, name: str, body: bytes | Iterable[bytes], page: str = "/arrivals") -> Page:
        """A file, as it is dropped. page: on which."""
        return self._ask("POST", f"{page}/file?name={quote(name)}", body, self.of_script)

    def saved(self, address: str) -> bytes:
        """A file, as a browser saves it."""
        connection = self.connect()
        connection.request("GET", address, headers=self.headers)
        answer = connection.getresponse()
        assert answer.status == 200
        data = answer.read()
        connection.close()
        return data

    def when(self, address: str, says: str) -> str:
        """A page as soon as it says something."""
        pages: list[str] = []

        def is_said() -> bool:
            time.sleep(_BETWEEN)
            pages.append(self.get(address).text)
            return says in pages[-1]

        assert comes_about(is_said), f"{address} never says {says}"
        return pages[-1]

    @property
    def of_script(self) -> dict[str, str]:
        """What the script of a page sends along."""
        return {"x-penholder-token": self.token}

    @property
    def token(self) -> str:
        """What stands in every form of the studio."""
        found = re.search('name="token" value="([^"]+)"', self.get("/start").text)
        assert found
        return found[1]

    def _ask(
        self,
        method: str,
        address: str,
        body: bytes | Iterable[bytes] | None = None,
        more: Mapping[str, str] | None = None,
    ) -> Page:
        connection = self.connect()
        connection.request(method, address, body, {**self.headers, **(more or {})})
        answer = connection.getresponse()
        page = Page(answer.status, answer.read().decode(), answer.getheader("location") or "")
        connection.close()
        return page
