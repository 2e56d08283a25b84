"""The benchmarks compare like with like, and none is left out of the one command that runs them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES
from benchmarks.measuring import ROOT
from benchmarks.rendering import content_of, is_same, more_rows
from engine.assembly.reading import Reading
from engine.assessment.fingerprint import sheet_code
from engine.rendering.jobs import jobs
from engine.rendering.render import open_template
from engine.templates.kinds import OF_AN_EDITION, TemplateKind

HELPERS = {"__init__", "__main__", "measuring"}


@pytest.mark.slow
@pytest.mark.parametrize("template", [TemplateKind.REPORT, TemplateKind.SHEET])
def test_a_document_is_the_one_that_plain_docxtpl_makes(reading: Reading, template: str) -> None:
    templates = {name: open_template(name, (ROOT / "word_templates" / name).read_bytes()) for name in OF_AN_EDITION}
    every = jobs(content_of(reading, templates[TemplateKind.REPORT]), sheet_code)
    documents = [job for job in every if job.template == template]
    for job in documents:
        assert is_same(job, templates, lambda view: view)
    if template == TemplateKind.REPORT:
        assert is_same(documents[0], templates, more_rows)


def test_the_command_runs_every_benchmark() -> None:
    files = {path.stem for path in (ROOT / "benchmarks").glob("*.py")} - HELPERS
    assert files == set(NAMES)
    assert all(callable(import_module(f"benchmarks.{name}").measure) for name in NAMES)


def test_the_page_of_figures_tells_of_every_benchmark() -> None:
    page = (Path(ROOT) / "docs" / "performance.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in page] == []
