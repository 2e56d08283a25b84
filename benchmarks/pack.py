"""The sample's pack beside what people would do without penholder: python -m benchmarks.pack [--runs N]

In one run, on one machine: the whole pack by `penholder build`, against one `soffice --convert-to pdf` for each of
the same Word files; rendering, against plain docxtpl on the same templates and data; peak memory of our own process.
Prints a table and writes benchmarks/pack.json.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docxtpl import DocxTemplate

from benchmarks.timing import median
from engine.assessment.fingerprint import sheet_code
from engine.assessment.readiness import readiness
from engine.drawing import draw
from engine.model.edition import Edition, Order
from engine.pdf.office import find_office
from engine.pdf.store import Store
from engine.progress import Progress
from engine.reading import Reading, read
from engine.templates.environment import TemplateEnvironment
from engine.templates.render import REPORT, TEMPLATES, draw_charts, draw_trends, jobs, open_template
from engine.templates.views.shared import Content
from engine.templates.writer import Writer
from engine.workspace import Workspace

ROOT = Path(__file__).parent.parent


class Plain(DocxTemplate):  # type: ignore[misc]
    """docxtpl as it comes, with the one attribute that our values ask of a document."""

    def __init__(self, data: bytes, template: object) -> None:
        super().__init__(io.BytesIO(data))
        self.template = template


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    office = find_office()
    if office is None:
        sys.exit("LibreOffice is needed for the comparison.")
    with tempfile.TemporaryDirectory(prefix="penholder-bench-") as scratch:
        workspace = Workspace(Path(scratch) / "workspace")
        for name in ("inputs", "word_templates", "data_schemas"):
            shutil.copytree(ROOT / name, workspace.root / name)
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch) / "cache")
        ours = median(runs, lambda: penholder(workspace))
        again = median(runs, lambda: penholder_again(workspace))
        each = median(min(runs, 3), lambda: one_by_one(office, workspace, Path(scratch)))
        reading = read(workspace, Progress())
        rendering = median(runs, lambda: draw(workspace, reading, Order(Edition.DRAFT)))
        plain = median(runs, lambda: plain_docxtpl(workspace, reading))
    figures = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "pack, penholder build, page numbers unknown (s)": ours,
        "pack, penholder build, laid out before (s)": again,
        "pack, one soffice for each file (s)": each,
        "pack, times as fast, page numbers unknown": round(each / ours, 2),
        "pack, times as fast, laid out before": round(each / again, 2),
        "render, penholder with charts and proof (s)": rendering,
        "render, plain docxtpl (s)": plain,
        "peak memory of penholder's own process (MB)": peak_memory(),
    }
    (ROOT / "benchmarks" / "pack.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    for name, value in figures.items():
        print(f"{name:<52} {value}")


def penholder(workspace: Workspace) -> None:
    """The command as a user gives it, from a cold start of Python; nothing was laid out before."""
    shutil.rmtree(Store().folder, ignore_errors=True)
    penholder_again(workspace)


def penholder_again(workspace: Workspace) -> None:
    """The same with the documents unchanged since an earlier build, so that their PDFs and page numbers are known."""
    shutil.rmtree(workspace.outputs, ignore_errors=True)
    command = [sys.executable, "-c", "from engine.cli import main; main()", "build", "--workspace", str(workspace.root)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def one_by_one(office: Path, workspace: Workspace, scratch: Path) -> None:
    """Only the conversion: the Word files are taken as given, and the contents list stays empty."""
    for document in sorted((workspace.outputs / "draft").rglob("*.docx")):
        profile = (scratch / "profile").as_uri()
        command = [str(office), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", str(scratch / "pdf"), str(document)], check=True, capture_output=True)


def plain_docxtpl(workspace: Workspace, reading: Reading) -> None:
    """Every document opened, rendered and saved by docxtpl alone: nothing cached, nothing proven."""
    data = {name: workspace.template(name).read_bytes() for name in TEMPLATES}
    templates = {name: open_template(name, content) for name, content in data.items()}
    charts = draw_charts(reading.assessment, reading.judgement, templates[REPORT])
    standing = readiness(reading.assessment, reading.judgement)
    content = Content(
        reading.assessment,
        reading.judgement,
        standing,
        Edition.DRAFT,
        reading.logo,
        charts,
        draw_trends(reading.assessment, templates[REPORT]),
    )
    for job in jobs(content, sheet_code):
        document = Plain(data[job.template], templates[job.template])
        document.init_docx()
        document.render(job.view(Writer(document, job.anchors), templates[job.template]), TemplateEnvironment())
        document.save(io.BytesIO())


def peak_memory() -> int:
    """The largest resident size a `penholder build` reached, LibreOffice not counted, in megabytes."""
    code = (
        "import resource, sys; from engine.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"
    )
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "workspace"
        for name in ("inputs", "word_templates", "data_schemas"):
            shutil.copytree(ROOT / name, target / name)
        done = subprocess.run(
            [sys.executable, "-c", code, "build", "--workspace", str(target)],
            capture_output=True,
            text=True,
            check=False,
        )
    return int(done.stderr.strip().splitlines()[-1])


if __name__ == "__main__":
    main()
