"""One template, rendered and laid out to be looked at."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from engine.assembly.reading import Reading, read
from engine.assessment.fingerprint import sheet_code
from engine.assessment.readiness import readiness
from engine.errors import InputError, TemplateError
from engine.findings import Finding, Place
from engine.model.edition import Edition
from engine.model.signing import PACK
from engine.pdf.choice import choose
from engine.pdf.convert import Converted, Source, convert_all
from engine.pdf.converter import Converter
from engine.pdf.finish import About
from engine.pdf.kept import finish
from engine.pdf.leased import scratch
from engine.progress import Progress
from engine.publishing.publish import PublishError
from engine.rendering.render import ENDORSEMENTS, READINESS, REGISTER, REPORT, SHEET, TEMPLATES, Rendered, render_all
from engine.word.names import W_P, W_T
from engine.word.package import Package
from engine.workspace import Workspace, house

_TOLD_BY = {"sheet.declaration": SHEET, "endorser.fields": ENDORSEMENTS, "readiness.": READINESS, "pack.": REGISTER}
"""Tags that only one of them has, for a template under a name of its own."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """A preview that was made. kind: the house template it takes the place of. is_sample: whose data it shows."""

    pdf: Path
    title: str
    kind: str
    pages: int
    is_sample: bool


def preview(workspace: Workspace, file: Path) -> Previewed:
    """Render a template with the workspace's data, or with the sample's where there is none that can be used.

    A verification sheet is shown for the first statement. Raises TemplateError with every finding, and the earlier
    preview stays.
    """
    data = file.read_bytes()
    kind = _kind(file.name, data)
    converter = choose(Edition.DRAFT)
    with converter.warmed():
        reading, is_sample = _reading(workspace)
        document = _rendered(workspace, reading, kind, file, data)
        converted = _converted(document, converter)
    when = datetime.combine(reading.assessment.council.date, time(), UTC)
    pdf = finish(converted.pdf, About(document.title, when, "")) if converter.is_tagged else converted.pdf
    place = workspace.outputs / "preview" / f"{file.stem}.pdf"
    _put(place, pdf)
    return Previewed(place, document.title, kind, converted.pages, is_sample)


def _kind(name: str, data: bytes) -> str:
    """Which of the house templates it stands for: by its name, else by its tags."""
    if name in TEMPLATES:
        return name
    try:
        package = Package.read(data)
        text = "".join(
            str(word.text or "")
            for part in package.texts()
            for paragraph in package.xml(part).iter(W_P)
            for word in paragraph.iter(W_T)
        )
    except Exception:  # whatever is wrong with the file, rendering it says so with a finding
        return REPORT
    return next((kind for tag, kind in _TOLD_BY.items() if tag in text), REPORT)


def _reading(workspace: Workspace) -> tuple[Reading, bool]:
    """What to show, and whether it is the sample's."""
    if (workspace.inputs / "council.yaml").is_file():
        try:
            return read(workspace, Progress()), False
        except InputError:
            pass  # a template can be looked at all the same; penholder check says what is wrong with council.yaml
    return read(Workspace(house()), Progress()), True


def _rendered(workspace: Workspace, reading: Reading, kind: str, file: Path, data: bytes) -> Rendered:
    statements = reading.assessment.framework.statements
    sheet = f"verification/{statements[0].id}"
    name = {REPORT: "report", SHEET: sheet, ENDORSEMENTS: "endorsements", READINESS: "readiness", REGISTER: PACK}[kind]
    own = workspace.template(REPORT)
    report = own if own.is_file() else house() / "word_templates" / REPORT  # charts take its colours
    templates = {REPORT: report.read_bytes(), kind: data}
    assessment, judgement = reading.assessment, reading.judgement
    standing = readiness(assessment, judgement)
    try:
        (document,) = render_all(
            assessment, judgement, standing, Edition.DRAFT, reading.logo, templates, sheet_code, {name}
        )
    except TemplateError as fault:
        resolved = file.resolve()
        shown = workspace.relative(resolved) if resolved.is_relative_to(workspace.root) else str(file)
        found = [_at(finding, kind, shown) for finding in fault.findings]
        raise TemplateError(f"There is no new preview: {file.name} has errors.", found) from fault
    return document


def _at(finding: Finding, kind: str, file: str) -> Finding:
    """A finding about a house template, about the file that took its place."""
    is_about = finding.place.file.endswith(f"/{kind}")
    return replace(finding, place=Place(file, finding.place.where)) if is_about else finding


def _converted(document: Rendered, converter: Converter) -> Converted:
    with scratch() as folder:
        return convert_all([Source(document.name, document.contents)], converter, folder)[0]


def _put(place: Path, data: bytes) -> None:
    """The whole file, or the earlier one."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, fresh = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            Path(fresh).chmod(0o644)
            Path(fresh).replace(place)
        except OSError:
            Path(fresh).unlink(missing_ok=True)
            raise
    except OSError as fault:
        message = (
            f"{place.name} could not be written ({fault.strerror or fault}). Close it in other programs, try again."
        )
        raise PublishError(message) from fault
