"""What a change costs: python -m benchmarks.incremental [--runs N]

The sample council's pack is built once; then each kind of change is made and built again by the real command from a
cold start of Python, with PDFs. Also, while watching: from the save to the sheet's PDF. Prints a table and writes
benchmarks/incremental.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document

from engine.workspace import Workspace

ROOT = Path(__file__).parent.parent
PENHOLDER = (sys.executable, "-u", "-c", "from engine.cli import main; main()")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="penholder-bench-") as scratch:
        workspace = Workspace(Path(scratch) / "workspace")
        for name in ("inputs", "word_templates", "data_schemas"):
            shutil.copytree(ROOT / name, workspace.root / name)
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch) / "cache")
        first = seconds(lambda: penholder(workspace, "build"))
        nothing = median(runs, lambda: None, lambda: penholder(workspace, "build"))
        sheet = median(runs, form(workspace), lambda: penholder(workspace, "build", "--only", "equity"))
        whole = median(runs, form(workspace), lambda: penholder(workspace, "build"))
        template = median(runs, sheet_template(workspace), lambda: penholder(workspace, "build"))
        file = str(workspace.template("verification_sheet.docx"))
        preview = median(runs, sheet_template(workspace), lambda: penholder(workspace, "template", "preview", file))
        watched = watching(runs, workspace)
    figures = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "load of the machine by others, 1 minute": round(os.getloadavg()[0], 1),
        "first build (s)": first,
        "nothing changed (s)": nothing,
        "one form changed, its sheet with --only (s)": sheet,
        "one form changed, the whole pack (s)": whole,
        "the sheets' template changed, the whole pack (s)": template,
        "template preview of the sheet (s)": preview,
        "watching, from the save to the sheet's PDF (s)": watched,
    }
    (ROOT / "benchmarks" / "incremental.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:<52} {value}")


def penholder(workspace: Workspace, *arguments: str) -> None:
    """The command as a user gives it, from a cold start of Python."""
    command = [*PENHOLDER, *arguments, "--workspace", str(workspace.root)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def form(workspace: Workspace) -> Callable[[], None]:
    """A comment more in the form of one statement, each time another one."""
    return _edit(workspace.inputs / "narrative" / "equity.docx")


def sheet_template(workspace: Workspace) -> Callable[[], None]:
    """A word more in the template of the sheets, each time another one."""
    return _edit(workspace.template("verification_sheet.docx"))


def _edit(path: Path) -> Callable[[], None]:
    def edit() -> None:
        document = Document(str(path))
        line = max((p for p in document.paragraphs if p.runs and "{" not in p.text), key=lambda p: len(p.text))
        line.runs[-1].text += f" {time.monotonic_ns() % 1000}."
        document.save(str(path))

    return edit


def watching(runs: int, workspace: Workspace) -> float:
    """The median time from the save of a form until the watcher says that its sheet is there."""
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

        threading.Thread(target=listen, daemon=True).start()
        hear("draft edition  ", 0.0)  # the template was changed, so this builds once
        waits = []
        for _ in range(runs):
            time.sleep(2)  # LibreOffice gets ready while the writer reads
            form(workspace)()
            saved = time.perf_counter()
            waits.append(hear("sheet equity", saved) - saved)
            hear("draft edition", saved)
        process.terminate()
    return round(statistics.median(waits), 2)


def median(runs: int, prepare: Callable[[], None], work: Callable[[], None]) -> float:
    """The median of the seconds the work takes, each time after a change that is not counted."""
    taken = []
    for _ in range(runs):
        prepare()
        taken.append(seconds(work))
    return round(statistics.median(taken), 2)


def seconds(work: Callable[[], None]) -> float:
    """What a piece of work takes."""
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 2)


if __name__ == "__main__":
    main()
