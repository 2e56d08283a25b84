"""The sample's whole pack by `penholder build`, beside one LibreOffice for each of the same Word files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.measuring import PENHOLDER, Figures, median, peak_of_children, sample, times_as_fast
from engine.cache import folder_of
from engine.pdf.office import find_office
from engine.workspace import Workspace


def measure(scratch: Path, runs: int) -> Figures:
    """Each build is the real command from a cold start of Python."""
    workspace = sample(scratch)

    def as_new() -> None:
        shutil.rmtree(folder_of("pdf"), ignore_errors=True)
        again()

    def again() -> None:
        shutil.rmtree(workspace.outputs, ignore_errors=True)

    first = median(runs, lambda: build(workspace), as_new)
    memory = peak_of_children()
    second = median(runs, lambda: build(workspace), again)
    each = median(min(runs, 3), lambda: one_by_one(workspace, scratch))
    return {
        "penholder build, nothing laid out before (s)": first,
        "penholder build, its documents laid out before (s)": second,
        "one soffice --convert-to for each Word file, no contents list (s)": each,
        "times as fast, nothing laid out before": times_as_fast(first, each),
        "times as fast, laid out before": times_as_fast(second, each),
        "peak memory of penholder's own process (MB)": memory,
    }


def build(workspace: Workspace) -> None:
    """The command as a user gives it."""
    subprocess.run([*PENHOLDER, "build", "--workspace", str(workspace.root)], check=True, stdout=subprocess.DEVNULL)


def one_by_one(workspace: Workspace, scratch: Path) -> None:
    """Only the conversion, on a profile that is kept: the Word files are taken as given."""
    office = find_office()
    if office is None:
        raise SystemExit("LibreOffice is needed for the comparison.")
    for document in sorted((workspace.outputs / "draft").rglob("*.docx")):
        command = [str(office), "--headless", f"-env:UserInstallation={(scratch / 'profile').as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", str(scratch / "pdf"), str(document)]
        subprocess.run(command, check=True, capture_output=True)
