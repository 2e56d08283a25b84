"""A studio that runs as a pen holder starts it, and a browser that looks at it as a person does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.material.patience import SECONDS
from tests.material.tools import chromium

ALONE = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
WIDTHS = (1400, 390)
PATIENCE = SECONDS * 1000
"""How long a page is waited for, in thousandths of a second."""


@dataclass
class RunningStudio:
    """One that runs. link: lets its first visitor in. base: its address without a path."""

    process: subprocess.Popen[str]
    link: str

    @property
    def base(self) -> str:
        """What every address of it begins with."""
        return self.link.partition("/open")[0]

    def end(self, how: signal.Signals = signal.SIGINT) -> str:
        """End it, and give all it has said since it said the link."""
        self.process.send_signal(how)
        return self.process.communicate(timeout=SECONDS)[0]


@contextmanager
def running_studio(workspace: Path | None, home: Path) -> Iterator[RunningStudio]:
    """`penholder studio`, in a process of its own. home: of the person who starts it."""
    folder = home / "elsewhere"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "engine", "studio", "--no-browser"]
    command += ["--workspace", str(workspace)] if workspace else []
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, env=environment
    )
    try:
        yield RunningStudio(process, _link(process))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=SECONDS)


def _link(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"http://\S+", line):
            return found[0]
    raise AssertionError(f"It ended without a link: {''.join(said)}")


@contextmanager
def real_browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ALONE)
        yield browser
        browser.close()


@dataclass
class Tab:
    """A tab in which somebody was let in. said: what its console told, and what it asked of other places."""

    page: Page
    base: str
    said: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open a page of the studio, and wait until nothing is being read or looked up any more."""
        self.page.goto(f"{self.base}{address}")
        return self.settled()

    def settled(self) -> Page:
        """The page as it is once nothing is being read, looked up or done for it any more."""
        self.page.locator("body:not([data-waits=look], [data-waits=errand])").wait_for(timeout=PATIENCE)
        return self.page

    def wide(self, width: int) -> Tab:
        """The same in a window so wide."""
        self.page.set_viewport_size({"width": width, "height": 900})
        return self

    @property
    def title(self) -> str:
        """The page's heading without the label above it."""
        heading = self.page.locator("h1").first.inner_text()
        return heading.splitlines()[-1].strip()

    def faults(self) -> list[str]:
        """What axe finds wrong, what is wider than the window, and what the console said."""
        found = Axe().run(self.page).response["violations"]
        told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
        wide, window = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        told += [f"{wide} wide in a window of {window}"] if wide > window else []
        return [*told, *self.said]


def let_in(browser: Browser, studio: RunningStudio, **more: Any) -> Tab:
    """A tab of a browser of its own that the link has let in."""
    return in_another_tab(browser.new_context(viewport={"width": 1400, "height": 900}, **more), studio)


def let_in_as(browser: Browser, studio: RunningStudio, cookie: str) -> Tab:
    """A tab of a browser of its own, for somebody who was let in before. cookie: as it is sent, name and value."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    name, _, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": studio.base}])
    return in_another_tab(context, studio)


def in_another_tab(context: Any, studio: RunningStudio) -> Tab:
    """A tab in a browser; the link is used where it has not been yet."""
    page: Page = context.new_page()
    page.set_default_timeout(PATIENCE)
    tab = Tab(page, studio.base)
    page.on("console", lambda message: tab.said.append(f"console: {message.text}"))
    page.on("pageerror", lambda fault: tab.said.append(f"error: {fault}"))
    page.on("request", lambda request: _of_other_places(tab, request))
    if not context.cookies():
        page.goto(studio.link)
        page.wait_for_url(lambda address: "/open" not in address)
    return tab


def _of_other_places(tab: Tab, request: Request) -> None:
    if not request.url.startswith((tab.base, "data:")):
        tab.said.append(f"asked for {request.url}")
