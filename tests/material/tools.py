"""The programs that tests and benchmarks call, and what to run where one is missing.

They are asked for before the first test: a run that breaks in its ninth minute with a FileNotFoundError, or skips in
silence what it cannot try, says nothing about penholder. .ci/setup installs them all.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from engine.pdf.office import find_office

ROOT = Path(__file__).parent.parent.parent
_DEBIANS_CHROMIUM, _DEBIANS_FIREFOX = Path("/usr/bin/chromium"), Path("/usr/bin/firefox-esr")
_JARS = tuple(Path(f"/usr/share/java/{name}.jar") for name in ("jaxb-api", "jaxb-runtime"))

os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", "0")  # in .venv, where .ci/setup has Playwright put its Chromium

Tools = Mapping[str, Callable[[], bool]]
"""Each by the name people know it by, with whether it is there."""


class ToolsMissingError(Exception):
    """Says all that is missing, and the command that installs it."""

    def __init__(self, names: Sequence[str]) -> None:
        listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        super().__init__(f"{listed} {'is' if len(names) == 1 else 'are'} missing: run `bash .ci/setup dev`.")


def demand(*groups: Tools) -> None:
    """Raise ToolsMissingError where something is not there."""
    missing = [name for tools in groups for name, is_there in tools.items() if not is_there()]
    if missing:
        raise ToolsMissingError(missing)


def chromium() -> Path | None:
    """Debian's Chromium, or the one that Playwright brings elsewhere; None where there is neither."""
    if _DEBIANS_CHROMIUM.exists():
        return _DEBIANS_CHROMIUM
    from playwright.sync_api import sync_playwright  # not above: where it is missing, that is to be told

    with sync_playwright() as playwright:
        brought = Path(playwright.chromium.executable_path)
    return brought if brought.exists() else None


def firefox() -> Path | None:
    """Debian's Firefox, or the one that Playwright brings elsewhere; None where there is neither."""
    if _DEBIANS_FIREFOX.exists():
        return _DEBIANS_FIREFOX
    from playwright.sync_api import sync_playwright  # not above: where it is missing, that is to be told

    with sync_playwright() as playwright:
        brought = Path(playwright.firefox.executable_path)
    return brought if brought.exists() else None


def libraries() -> Tools:
    """The development libraries of pyproject.toml, as it is now and not as it was when they were installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted: list[str] = project["optional-dependencies"]["dev"]
    return {name: partial(_is_installed, name) for name in (re.split("[<>=~! ]", one)[0] for one in wanted)}


def _programs(*names: str) -> Tools:
    return {name: partial(_is_on_path, name) for name in names}


def _is_on_path(program: str) -> bool:
    return shutil.which(program) is not None


def _is_installed(library: str) -> bool:
    try:
        return bool(distribution(library))
    except PackageNotFoundError:
        return False


def _has_letters_of_arial() -> bool:
    if not _is_on_path("fc-match"):
        return False
    said = subprocess.run(["fc-match", "Arial"], capture_output=True, text=True, check=False).stdout
    return "Liberation" in said or "Arial" in said


TEXT: Tools = _programs("git")
"""What all tests may call."""
CONVERTING: Tools = {"LibreOffice": lambda: find_office() is not None, "Liberation Sans": _has_letters_of_arial}
"""What makes PDFs."""
OFFICE: Tools = {
    **CONVERTING,
    **_programs("pdfinfo", "pdfsig", "pdffonts", "pdftoppm", "qpdf", "strace", "ps", "javac"),
    "Java's JAXB": lambda: all(jar.exists() for jar in _JARS),
    "Chromium": lambda: _is_installed("playwright") and chromium() is not None,
    "Firefox": lambda: _is_installed("playwright") and firefox() is not None,
}
"""What tests marked `office` call besides."""
