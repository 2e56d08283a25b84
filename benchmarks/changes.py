"""What a change costs: each kind is made and built again by the real command from a cold start of Python, with PDFs.

Also, while watching: from the save to the report at once, with the sheet, and to the whole pack.
"""

from __future__ import annotations

import statistics
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document

from benchmarks.measuring import PENHOLDER, Figures, as_new, median, nothing, sample
from engine.workspace import Workspace


def measure(scratch: Path, runs: int) -> Figures:
    """The sample council's pack is built with nothing kept, and then changed."""
    workspace = sample(scratch)
    first = median(runs, lambda: penholder(workspace, "build"), lambda: as_new(workspace))

    def again(change: Callable[[], None], *arguments: str) -> float:
        return median(runs, lambda: penholder(workspace, *arguments), change)

    template = str(workspace.template("verification_sheet.docx"))
    return {
        "first build (s)": first,
        "nothing changed (s)": again(nothing, "build"),
        "one form changed, its sheet by --only (s)": again(form(workspace), "build", "--only", "equity"),
        "one form changed, the whole pack (s)": again(form(workspace), "build"),
        "the sheets' template changed, the whole pack (s)": again(sheet_template(workspace), "build"),
        "one template by template preview (s)": again(sheet_template(workspace), "template", "preview", template),
        **{f"watching, from the save to {what} (s)": waited for what, waited in watching(runs, workspace).items()},
    }


def penholder(workspace: Workspace, *arguments: str) -> None:
    """The command as a user gives it, from a cold start of Python."""
    command = [*PENHOLDER, *arguments, "--workspace", str(workspace.root)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def form(workspace: Workspace) -> Callable[[], None]:
    """A comment more in the form of one statement, each time another one."""
    return edited(workspace.inputs / "narrative" / "equity.docx")


def sheet_template(workspace: Workspace) -> Callable[[], None]:
    """A word more in the template of the sheets, each time another one."""
    return edited(workspace.template("verification_sheet.docx"))


def edited(path: Path) -> Callable[[], None]:
    """A word more in a Word file, each time another one."""

    def edit() -> None:
        document = Document(str(path))
        line = max((p for p in document.paragraphs if p.runs and "{" not in p.text), key=lambda p: len(p.text))
        line.runs[-1].text += f" {time.monotonic_ns() % 1000}."
        document.save(str(path))

    return edit


_SAID = {
    "the report's PDF and the sheet's": "equity.docx  report, sheet equity",
    "the whole pack": "draft edition",
}
"""What the watcher says when something is there."""
_IS_READY = 15
"""Seconds in which the chapters of the report are made ready, after the first build, on a machine that is busy."""


def watching(runs: int, workspace: Workspace) -> dict[str, float]:
    """The median times from the save of a form until the watcher says that each of these is there."""
    said: list[tuple[float, str]] = []
    command = [*PENHOLDER, "build", "--watch", "--workspace", str(workspace.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:

        def listen() -> None:
            said.extend((time.perf_counter(), line) for line in process.stdout or ())

        def hear(words: str, after: float) -> float:
            while True:
                found = next((at for at, line in list(said) if at > after and words in line), None)
                if found is not None:
                    return found
                time.sleep(0.01)

        listening = threading.Thread(target=listen, daemon=True)
        listening.start()
        hear("draft edition  ", 0.0)  # the template was changed, so this builds once
        time.sleep(_IS_READY)
        waits: dict[str, list[float]] = {what: [] for what in _SAID}
        for _ in range(runs):
            time.sleep(2)  # LibreOffice gets ready while the writer reads
            form(workspace)()
            saved = time.perf_counter()
            for what, words in _SAID.items():
                waits[what].append(hear(words, saved) - saved)
        process.terminate()
        listening.join()  # what it reads from is closed next
    return {what: round(statistics.median(each), 2) for what, each in waits.items()}
