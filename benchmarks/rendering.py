"""Word files from templates, beside plain docxtpl on the same templates and values: the same document comes out.

Timed is what both do: a template with its values becomes the bytes of a Word file. What penholder does besides, it
mends and proves the document, is told by itself. Templates are compiled once, as in a build that makes several
documents from each, or in a batch; plain docxtpl has no way to do so.
"""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from benchmarks.measuring import ROOT, Figures, median, resident, sample, times_as_fast
from engine.assembly.reading import Reading, read
from engine.assessment.fingerprint import sheet_code
from engine.assessment.readiness import readiness
from engine.model.edition import Edition
from engine.progress import Progress
from engine.rendering.jobs import Job, jobs
from engine.rendering.mending import mend
from engine.rendering.proof import faults
from engine.rendering.render import draw_charts, draw_trends, open_template
from engine.rendering.views.shared import Content
from engine.rendering.writer import Writer
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.templates.language import FILTERS, printable
from engine.templates.template import Template, TemplateDocument
from engine.word.package import DOCUMENT, Package

TIMES = 10
DOCUMENTS = 60
_EMPTY_RUN = '<w:r><w:t xml:space="preserve"/></w:r>'
"""docxtpl leaves one before and behind every tag of rich text; penholder does not."""

View = Mapping[str, Any]
Change = Callable[[View], View]


class Plain(DocxTemplate):  # type: ignore[misc]
    """docxtpl as it comes, with the one attribute that our values ask of a document."""

    def __init__(self, data: bytes, template: Template) -> None:
        super().__init__(io.BytesIO(data))
        self.template = template


class PlainEnvironment(Environment):
    """Jinja as it comes, but for names that are both in our values and methods of a dictionary, such as items."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=printable)
        self.filters.update(FILTERS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        return obj[attribute] if isinstance(obj, Mapping) and attribute in obj else super().getattr(obj, attribute)


def measure(scratch: Path, runs: int) -> Figures:
    """The report, the nine sheets, and the report with ten times the rows."""
    reading = read(sample(scratch), Progress())
    templates = {name: open_template(name, (ROOT / "word_templates" / name).read_bytes()) for name in OF_AN_EDITION}
    every = list(jobs(content_of(reading, templates[TemplateKind.REPORT]), sheet_code))
    report = [job for job in every if job.template == TemplateKind.REPORT]
    cases: dict[str, tuple[list[Job], Change]] = {
        "report": (report, lambda view: view),
        "nine sheets": ([job for job in every if job.template == TemplateKind.SHEET], lambda view: view),
        f"report, {TIMES} times the rows": (report, more_rows),
    }
    figures: Figures = {}
    for name, (documents, change) in cases.items():
        ours = median(runs, lambda: [rendered(job, templates, change).write() for job in documents])  # noqa: B023
        plain = median(runs, lambda: [by_docxtpl(job, templates, change) for job in documents])  # noqa: B023
        figures[f"{name}: penholder (s)"] = ours
        figures[f"{name}: plain docxtpl (s)"] = plain
        figures[f"{name}: times as fast"] = times_as_fast(ours, plain)
        figures[f"{name}: the same document"] = (
            "yes" if all(is_same(job, templates, change) for job in documents) else "NO"
        )
        figures[f"{name}: mending and proof besides (s)"] = proof(runs, documents, templates, change)
    return figures | memory(report[0], templates)


def more_rows(view: View) -> View:
    """A report with ten times the items, actions, documents, sources, figures and acronyms: some 2,500 rows."""

    def statement(one: View) -> View:
        return {**one, "items": one["items"] * TIMES, "actions": one["actions"] * TIMES}

    def rows(one: View) -> View:
        return {**one, "rows": one["rows"] * TIMES}

    return {
        **view,
        "themes": [{**theme, "statements": list(map(statement, theme["statements"]))} for theme in view["themes"]],
        "statements": list(map(statement, view["statements"])),
        "library": list(map(rows, view["library"])),
        "sources": list(map(rows, view["sources"])),
        "figures": view["figures"] * TIMES,
        "acronyms": view["acronyms"] * TIMES,
    }


def rendered(job: Job, templates: Mapping[str, Template], change: Change) -> Package:
    """A document as penholder renders it, before it is mended and proven."""

    def view(document: TemplateDocument) -> View:
        return change(job.view(Writer(document, job.anchors), templates[job.template]))

    return templates[job.template].render(view)


def by_docxtpl(job: Job, templates: Mapping[str, Template], change: Change) -> bytes:
    """The same by docxtpl alone: opened, rendered and saved."""
    template = templates[job.template]
    document = Plain(template.data, template)
    document.init_docx()
    document.render(change(job.view(Writer(document, job.anchors), template)), PlainEnvironment())
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def is_same(job: Job, templates: Mapping[str, Template], change: Change) -> bool:
    """Whether both make the same text and formatting, in the same order."""
    ours, theirs = rendered(job, templates, change), Package.read(by_docxtpl(job, templates, change))
    return _plain_text(ours) == _plain_text(theirs)


def _plain_text(package: Package) -> str:
    """A document's XML without where its namespaces are declared, and without docxtpl's empty runs."""
    xml = re.sub(r' xmlns:\w+="[^"]*"', "", package.parts[DOCUMENT].decode())
    return re.sub(r"^.*?<w:body", "<w:body", xml, flags=re.DOTALL).replace(_EMPTY_RUN, "")


def proof(runs: int, documents: list[Job], templates: Mapping[str, Template], change: Change) -> float:
    """What it takes to mend and to prove what was rendered."""
    packages = [(job, rendered(job, templates, change)) for job in documents]

    def work() -> None:
        for job, package in packages:
            place = templates[job.template].place
            mend(package, place)
            faults(package, place, job.meant)

    return median(runs, work)


def memory(job: Job, templates: Mapping[str, Template]) -> Figures:
    """What a process holds after one report and after many: nothing may pile up."""
    work = partial(rendered, job, templates, lambda view: view)
    work()
    gc.collect()
    first = resident()
    for _ in range(DOCUMENTS):
        work()
    gc.collect()
    return {
        "memory after 1 report (MB)": first,
        f"memory after {DOCUMENTS} reports (MB)": resident(),
    }


def content_of(reading: Reading, report: Template) -> Content:
    """What the documents of a draft are made from."""
    assessment, judgement = reading.assessment, reading.judgement
    charts, trends = draw_charts(assessment, judgement, report), draw_trends(assessment, report)
    standing = readiness(assessment, judgement)
    return Content(
        assessment=assessment,
        judgement=judgement,
        standing=standing,
        edition=Edition.DRAFT,
        logo=reading.logo,
        charts=charts,
        trends=trends,
    )
