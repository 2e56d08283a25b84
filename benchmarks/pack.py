"""The sample's whole pack by `penholder build`, beside one LibreOffice for each of the same Word files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.measuring import PENHOLDER, Figures, as_new, median, peak_of_children, sample, times_as_fast
from engine.cache import folder_of
from engine.pdf.office import find_office
from engine.workspace import Workspace


def measure(scratch: Path, runs: int) -> Figures:
    """Each build is the real command from a cold start of Python."""
    workspace = sample(scratch)

    def without_pdfs() -> None:
        shutil.rmtree(folder_of("pdf"))
        again()

    def again() -> None:
        shutil.rmtree(workspace.outputs)

    first = median(runs, lambda: build(workspace), lambda: as_new(workspace))
    memory = peak_of_children()
    laid_out_anew = median(runs, lambda: build(workspace), without_pdfs)
    kept = median(runs, lambda: build(workspace), again)
    each = median(min(runs, 3), lambda: one_by_one(workspace, scratch))
    return {
        "penholder build, the first: nothing kept (s)": first,
        "penholder build, its PDFs alone not kept (s)": laid_out_anew,
        "penholder build, everything kept but the edition itself (s)": kept,
        "one soffice --convert-to for each Word file, no contents list (s)": each,
        "times as fast, the first": times_as_fast(first, each),
        "times as fast, PDFs not kept": times_as_fast(laid_out_anew, each),
        "times as fast, everything kept": times_as_fast(kept, each),
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
