"""Firefox, driven as a person uses it, by WebDriver BiDi: Debian's own, which Playwright cannot drive."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from websockets.sync.client import ClientConnection, connect

from tests.material.patience import SECONDS, comes_about
from tests.material.tools import firefox

KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Space": " "}
"""Keys that print nothing, as WebDriver names them."""
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
SETTLED = 'document.readyState == "complete" && !document.body.matches("[data-waits=look], [data-waits=errand]")'
"""Nothing is being read, looked up or done for the page."""


class FirefoxTab:
    """A tab of Firefox. said: what its console told."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self.said: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        # a window of its own: the first one is never in front, so that keys would press no button in it
        self._context: str = self.ask("browsingContext.create", type="window")["context"]
        self.here("browsingContext.activate")

    def ask(self, method: str, **about: Any) -> Any:
        """What a command of WebDriver BiDi gives. Raises AssertionError where Firefox says that it cannot be done."""
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": about}))
        while True:
            answer = json.loads(self._connection.recv(timeout=SECONDS))
            if answer.get("method") == "log.entryAdded":
                self.said.append(f"{answer['params']['level']}: {answer['params']['text']}")
            elif answer.get("id") == self._number:
                assert answer["type"] == "success", f"{method}: {answer.get('message')}"
                return answer["result"]

    def here(self, method: str, **about: Any) -> Any:
        """The same of this tab."""
        return self.ask(method, context=self._context, **about)

    def run(self, expression: str) -> Any:
        """The value of an expression of JavaScript, or of a promise, which is a text, a number, or yes or no."""
        about = {"target": {"context": self._context}, "awaitPromise": True}
        found = self.ask("script.evaluate", expression=expression, **about)
        assert found["type"] == "success", found.get("exceptionDetails", {}).get("text")
        return found["result"].get("value")

    def go(self, address: str) -> None:
        """Open an address, and wait until nothing is being read or looked up for its page."""
        self.here("browsingContext.navigate", url=address, wait="complete")
        self.until(SETTLED)

    def until(self, expression: str) -> None:
        """Wait until an expression is true, whichever page is shown by then."""
        assert comes_about(lambda: self._is_so(expression)), f"{expression}, of {self.text()[:2000]}"

    def _is_so(self, expression: str) -> bool:
        try:
            return bool(self.run(expression))
        except AssertionError:  # one page has gone, and the next is not there yet
            return False

    def text(self) -> str:
        """What the page says."""
        return str(self.run("document.body.innerText"))

    def wide(self, width: int) -> None:
        """Give the window a width."""
        self.here("browsingContext.setViewport", viewport={"width": width, "height": 900})

    def press(self, *keys: str) -> None:
        """Press keys one after another; a text is typed."""
        signs = [sign for key in keys for sign in KEYS.get(key, key)]
        pressed = [{"type": kind, "value": sign} for sign in signs for kind in ("keyDown", "keyUp")]
        self.here("input.performActions", actions=[{"type": "key", "id": "keyboard", "actions": pressed}])

    def click(self, wanted: str) -> None:
        """Click with the mouse on the first element that a CSS selector finds."""
        self.run(f"document.querySelector({json.dumps(wanted)}).scrollIntoView({{block: 'center'}})")
        at = self._element(wanted)
        where = {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": at}}
        pressed = [where, *({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))]
        self.here("input.performActions", actions=[{"type": "pointer", "id": "mouse", "actions": pressed}])

    def choose_files(self, wanted: str, paths: Sequence[Path]) -> None:
        """Choose files in a field for them."""
        self.here("input.setFiles", element=self._element(wanted), files=[str(path) for path in paths])

    def faults(self) -> list[str]:
        """What axe finds wrong, what is wider than the window, and what the console said."""
        self.run(f"{AXE_SCRIPT};0")
        asked = "axe.run({resultTypes: ['violations']})"  # what is sound is not listed, as Playwright's axe has it
        found = json.loads(self.run(f"{asked}.then(found => JSON.stringify(found.violations))"))
        return [*(f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found), *self.sticks_out()]

    def sticks_out(self) -> list[str]:
        """What is wider than the window, and what the console said."""
        wide, window = (int(self.run(f"{it}")) for it in ("document.documentElement.scrollWidth", "window.innerWidth"))
        return [*([f"{wide} wide in a window of {window}"] if wide > window else []), *self.said]

    def _element(self, wanted: str) -> dict[str, str]:
        found = self.here("browsingContext.locateNodes", locator={"type": "css", "value": wanted}, maxNodeCount=1)
        assert found["nodes"], f"{wanted} is nowhere on the page: {self.text()[:2000]}"
        return {"sharedId": found["nodes"][0]["sharedId"]}


@contextmanager
def real_firefox(profile: Path) -> Iterator[FirefoxTab]:
    """A Firefox with one tab. profile: an empty folder for what it keeps."""
    said = profile / "said.txt"
    command = [str(firefox()), "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile", str(profile)]
    with said.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=written)
    try:
        assert comes_about(lambda: process.poll() is not None or bool(_LISTENING.search(said.read_text("utf-8"))))
        listening = _LISTENING.search(said.read_text("utf-8"))
        assert listening, f"Firefox ended: {said.read_text('utf-8')}"
        with connect(f"{listening[1]}/session", max_size=None, open_timeout=SECONDS) as connection:
            yield FirefoxTab(connection)
    finally:
        process.terminate()
        process.wait(SECONDS)
