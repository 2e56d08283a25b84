"""The studio, asked over its socket as a browser asks: how soon it is there, its pages, a build, a stop, one change.

Times of pages are those of whole requests, so they hold what the server does and no drawing by a browser.
"""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.changes import form, sheet_template
from benchmarks.measuring import Figures, sample
from engine.workspace import Workspace
from tests.material.over_http import OverHttp
from tests.material.running_studio import running_studio

MB = 2**20
PAGES = {"Progress": "/", "Findings": "/findings", "Settle": "/settle", "Arrivals": "/arrivals", "Build": "/build"}
LOADS = 100
"""Loads of each page; of 100 the 95th is what 95 % stay below."""


def measure(scratch: Path, runs: int) -> Figures:
    """The sample council's workspace, opened for the first time, and then again with what was read kept."""
    workspace, figures = sample(scratch), Figures()
    with opened(workspace, scratch, figures, "nothing read before"):
        pass
    with opened(workspace, scratch, figures, "what was read kept") as (owner, listener):
        took = [listener.until_read_again(owner, form(workspace)) for _ in range(runs)]
        figures["one file changed, its findings there (s)"] = round(statistics.median(took), 2)
        figures["draft, from the click to its end (s)"] = round(built(owner, listener), 2)
        figures |= {f"{name}, 95 % of {LOADS} loads (ms)": nearly_worst(loads(owner, at)) for name, at in PAGES.items()}
        sheet_template(workspace)()
        during: list[float] = []
        built(owner, listener, lambda: during.extend(loads(owner, "/", 1)))
        figures["Progress during a build, loads"] = len(during)
        figures["Progress during a build, 95 % of them (ms)"] = nearly_worst(during)
        figures["Progress during a build, the worst (ms)"] = round(max(during), 1)
        figures["stop while LibreOffice converts, worst (s)"] = max(
            stopped(workspace, owner, listener) for _ in range(runs)
        )
        before, start = held(owner)[0], time.perf_counter()
        owner.send("large.pdf", bytes(95 * MB))
        figures["a file of 95 MB sent (s)"] = round(time.perf_counter() - start, 2)
        server, bench = held(owner)
        figures["memory of the server that this took (MB)"] = server - before
        figures["peak memory of the server (MB)"] = server
        figures["peak memory of the bench (MB)"] = bench
    return figures


class Listener:
    """What the studio says of itself, as it says it to the script of a page."""

    def __init__(self, owner: OverHttp) -> None:
        self.state: dict[str, Any] = {}
        self._news = threading.Condition()
        threading.Thread(target=self._listen, args=(owner,), daemon=True).start()

    def _listen(self, owner: OverHttp) -> None:
        connection = owner.connect()
        connection.request("GET", "/events", headers=owner.headers)
        for line in connection.getresponse():
            if line.startswith(b"data: {"):
                with self._news:
                    self.state = json.loads(line[6:]) or self.state
                    self._news.notify_all()

    def until(self, is_so: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until it says so."""
        with self._news:
            self._news.wait_for(lambda: bool(self.state) and is_so(self.state))

    def until_read_again(self, owner: OverHttp, change: Callable[[], None]) -> float:
        """Seconds from the click that follows a change until it has been read."""
        change()
        looks, start = self.state["looks"], time.perf_counter()
        owner.get("/")
        self.until(lambda state: state["looks"] > looks)
        return time.perf_counter() - start


@contextmanager
def opened(workspace: Workspace, scratch: Path, figures: Figures, called: str) -> Iterator[tuple[OverHttp, Listener]]:
    """A studio whose board is shown; from the start of its process."""
    start = time.perf_counter()
    with running_studio(workspace.root, scratch) as studio:
        figures[f"link printed, {called} (s)"] = round(time.perf_counter() - start, 2)
        owner = OverHttp(studio)
        owner.get("/")
        listener = Listener(owner)
        listener.until(lambda state: state["looks"] > 0)
        owner.get("/")
        figures[f"board shown, {called} (s)"] = round(time.perf_counter() - start, 2)
        yield owner, listener


def loads(owner: OverHttp, address: str, times: int = LOADS) -> list[float]:
    """Thousandths of a second that a page takes, each time."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        owner.get(address)
        took.append((time.perf_counter() - start) * 1000)
    return took


def nearly_worst(took: list[float]) -> float:
    """What 95 % stay below."""
    return round(sorted(took)[int(len(took) * 0.95) - 1], 1)


def built(owner: OverHttp, listener: Listener, meanwhile: Callable[[], None] | None = None) -> float:
    """Seconds that a draft takes. meanwhile: done again and again until it is there."""
    builds, start = listener.state["builds"], time.perf_counter()
    owner.post("/build", edition="draft")
    while meanwhile and listener.state["builds"] == builds:
        meanwhile()
    listener.until(lambda state: state["builds"] > builds)
    return time.perf_counter() - start


def stopped(workspace: Workspace, owner: OverHttp, listener: Listener) -> float:
    """Seconds from Stop, pressed a moment after conversion has begun, until it is told that the build has ended."""
    sheet_template(workspace)()
    builds = listener.state["builds"]
    owner.post("/build", edition="draft")
    listener.until(lambda state: state["builds"] > builds or any(_converts(step) for step in state["steps"][5:6]))
    time.sleep(0.3)
    start = time.perf_counter()
    owner.post("/build/stop")
    listener.until(lambda state: state["builds"] > builds)
    return round(time.perf_counter() - start, 2)


def _converts(step: dict[str, Any]) -> bool:
    return bool(step["state"] == "now")


def held(owner: OverHttp) -> tuple[int, int]:
    """The most megabytes that the server and its bench have held."""
    server = owner.studio.process.pid
    children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
    return _most(server), max(map(_most, map(int, children)))


def _most(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)
