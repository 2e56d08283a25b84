"""The whole way through the house: a workspace becomes an edition, in eight steps."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from engine.assessment.assess import assess
from engine.assessment.fingerprint import sheet_code
from engine.assessment.length import length_findings
from engine.assessment.public import published
from engine.assessment.readiness import readiness
from engine.assessment.severity import weighed
from engine.assessment.snapshot import as_record, snapshot
from engine.clock import now
from engine.errors import InputError, TemplateError
from engine.findings import Finding, Place, error, errors_in, in_order, info, warning
from engine.finishing import Finished, finish_all
from engine.framework.catalogue import framework_file, load_framework
from engine.lists.whole import lists
from engine.manifest import NAME, Output, fingerprints, write_manifest
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition
from engine.model.judgement import Judgement
from engine.model.signing import PACK
from engine.pdf.choice import choose
from engine.pdf.convert import Converted, Source, convert_all
from engine.pdf.converter import Converter
from engine.pdf.embedded import PAGES_ARE_NOT_TAGGED
from engine.progress import Progress
from engine.publish import publish
from engine.signoff.register import Register
from engine.sources.load import load_inputs
from engine.sources.snapshot_file import previous_version
from engine.template_check import check_templates
from engine.templates.page import readiness_page
from engine.templates.render import ENDORSEMENTS, SHEET, TEMPLATES, Rendered, render_all
from engine.transcription.whole import transcribe
from engine.validation.whole import validate_all
from engine.workspace import Workspace

_MENDED_BY_A_NEW_SHEET = ("V-03",)
"""Errors about a signature that does not count. The text is none the worse, and a new sheet takes a final edition."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A workspace after steps 1 to 4. sources: hashes of every file, taken before the first was read."""

    assessment: SelfAssessment
    judgement: Judgement
    logo: bytes
    sources: dict[str, dict[str, object]]
    framework_file: str


@dataclass(frozen=True, slots=True)
class Built:
    """An edition that stands. pages: of each PDF by name, empty without PDFs."""

    edition: Edition
    folder: Path
    reading: Reading
    findings: tuple[Finding, ...]
    pages: dict[str, int]
    section_a: int
    pdf_engine: str


def read(workspace: Workspace, progress: Progress) -> Reading:
    """Steps 1 to 4: what the inputs say, and what there is to say about them.

    Raises InputError with every finding where nothing can be built at all.
    """
    with progress.step("load") as step:
        sources = fingerprints(workspace)
        chosen = framework_file(workspace)
        framework = load_framework(chosen)
        inputs = load_inputs(workspace, framework)
        previous, of_previous = previous_version(workspace)
        register = Register(workspace)
        step.said = f"{sum(path.startswith('inputs/') for path in sources)} files"
    with progress.step("validate") as step:
        checked = validate_all(inputs, framework)
        found = (*inputs.findings, *of_previous, *checked.findings, *register.faults())
        step.said = f"{len(errors_in(found))} errors"
        if not checked.council_is_sound:
            raise InputError("council.yaml must be right before anything can be built.", in_order(found))
    with progress.step("model"):
        assessment, doubts = transcribe(checked, framework)
    with progress.step("assess") as step:
        judgement = assess(assessment, (*found, *doubts), register.entries(), previous)
        step.said = f"{len(framework.statements)} statements"
    logo = inputs.pictures.get(assessment.council.logo, b"")
    return Reading(assessment, judgement, logo, sources, chosen.name)


def render(workspace: Workspace, reading: Reading, edition: Edition, progress: Progress) -> tuple[Rendered, ...]:
    """Step 5: every Word document of the pack, proven. Raises TemplateError with every finding."""
    with progress.step("render") as step:
        templates = {name: template_bytes(workspace, name) for name in TEMPLATES}
        assessment, judgement = reading.assessment, reading.judgement
        standing = readiness(assessment, judgement)
        rendered = render_all(assessment, judgement, standing, edition, reading.logo, templates, sheet_code)
        step.said = f"{len(rendered)} documents"
    return rendered


def build(workspace: Workspace, edition: Edition, with_pdf: bool, progress: Progress) -> Built:
    """Steps 1 to 8. A draft is built and says what is wrong; another edition is refused while errors stand."""
    converter = choose(edition) if with_pdf else None
    with converter.warmed() if converter else nullcontext():
        reading = _as_for(edition, read(workspace, progress))
        _refuse_errors(reading, edition)
        rendered = _to_deliver(render(workspace, reading, edition, progress), converter)
        converted = _convert(rendered, converter, progress)
    finished = _finish(reading, edition, rendered, converted, converter, progress)
    section_a, notes = _notes(reading, converted, converter)
    with progress.step("publish") as step:
        outputs = [*_outputs(reading, rendered, converted, finished), *_along(reading, notes, edition)]
        folder = publish(workspace.outputs, edition, _files(reading, edition, converter, outputs))
        step.said = workspace.relative(folder)
    pages = {document.name: made.pages for document, made in zip(rendered, finished, strict=True) if made.pages}
    findings = in_order((*reading.judgement.findings, *_mended(rendered), *notes))
    return Built(edition, folder, reading, findings, pages, section_a, converter.name if converter else "none")


def check(workspace: Workspace, progress: Progress) -> tuple[Reading, tuple[Finding, ...]]:
    """Steps 1 to 5 in memory: everything that is wrong with inputs and templates. Writes nothing.

    Templates with errors are not rendered: it would say the same once more, and not as well.
    """
    reading = read(workspace, progress)
    findings = [*reading.judgement.findings, *(f for one in check_templates(workspace) for f in one.findings)]
    if any(found.code.startswith("W-") for found in errors_in(findings)):
        return reading, tuple(findings)
    try:
        rendered = render(workspace, reading, Edition.DRAFT, progress)
    except TemplateError as fault:
        return reading, (*findings, *fault.findings)
    return reading, in_order((*findings, *_mended(rendered)))


def _as_for(edition: Edition, reading: Reading) -> Reading:
    """What the readers of an edition may see."""
    if edition is not Edition.PUBLIC:
        return reading
    assessment, judgement = published(reading.assessment, reading.judgement)
    return replace(reading, assessment=assessment, judgement=judgement)


def _mended(rendered: tuple[Rendered, ...]) -> tuple[Finding, ...]:
    return tuple(finding for document in rendered for finding in document.mended)


def _refuse_errors(reading: Reading, edition: Edition) -> None:
    errors = [found for found in errors_in(reading.judgement.findings) if found.code not in _MENDED_BY_A_NEW_SHEET]
    if errors and not edition.is_draft:
        count = f"{len(errors)} errors stand" if len(errors) > 1 else "1 error stands"
        raise InputError(f"The {edition} edition was not built: {count}.", reading.judgement.findings)


def template_bytes(workspace: Workspace, name: str) -> bytes:
    """A template of the workspace. Raises TemplateError where it cannot be read."""
    path = workspace.template(name)
    try:
        return path.read_bytes()
    except OSError as fault:
        message = f"The template {name} cannot be read ({fault.strerror})."
        place = workspace.place(path)
        fix = "Put it back; `penholder new` makes a workspace with the house copies."
        raise TemplateError(message, [error("W-02", place, message, fix)]) from fault


def _to_deliver(rendered: tuple[Rendered, ...], converter: Converter | None) -> tuple[Rendered, ...]:
    """All documents; without tagged PDFs no register page, since there is no pack for it to begin."""
    is_tagged = converter is not None and converter.is_tagged
    return tuple(document for document in rendered if is_tagged or document.name != PACK)


def _convert(rendered: tuple[Rendered, ...], converter: Converter | None, progress: Progress) -> tuple[Converted, ...]:
    """Step 6. Without a converter the Word files stand as they are, their page numbers unknown."""
    if converter is None:
        return tuple(Converted(document.contents.package.write(), b"", 0, {}) for document in rendered)
    with progress.step("convert") as step, tempfile.TemporaryDirectory(prefix="penholder-") as scratch:
        sheets = tuple(document.name for document in rendered if document.is_sheet)
        sources = [Source(d.name, d.contents, sheets if d.name == PACK else ()) for d in rendered]
        converted = convert_all(sources, converter, Path(scratch))
        step.said = f"{len(converted)} documents, {converter.name}"
    return converted


def _finish(
    reading: Reading,
    edition: Edition,
    rendered: tuple[Rendered, ...],
    converted: tuple[Converted, ...],
    converter: Converter | None,
    progress: Progress,
) -> tuple[Finished, ...]:
    """Step 7. PDFs without tags have nothing to finish: they stay as they are."""
    if converter is None or not converter.is_tagged:
        return tuple(Finished(made.pdf, made.pages) for made in converted)
    council = reading.assessment.council
    with progress.step("finish") as step:
        finished = finish_all(rendered, converted, council.date, council.signing if edition is Edition.FINAL else None)
        fields = sum(len(made.fields) for document, made in zip(rendered, finished, strict=True) if document.is_sheet)
        step.said = f"{fields} places to sign, {len(finished)} tagged PDFs"
    return finished


def _notes(
    reading: Reading, converted: tuple[Converted, ...], converter: Converter | None
) -> tuple[int, list[Finding]]:
    """What only the pages tell: the length of Section A, and what the reader of the PDFs has to know."""
    if converter is None:
        message = "Without PDFs nobody knows the page numbers, so the contents list shows dashes."
        fix = "Build with PDFs before you pass the report on, or update the fields in Word (Ctrl+A, F9)."
        return 0, [info("P-02", Place("word_templates/report.docx"), message, fix)]
    pages = converted[0].section_pages
    section_a, over = length_findings(reading.assessment, pages)
    notes = [*weighed(over, reading.assessment.council)]
    if not converter.is_tagged:
        notes.append(warning("P-01", Place("outputs"), PAGES_ARE_NOT_TAGGED, "Install LibreOffice and build again."))
    return section_a, notes


def _outputs(
    reading: Reading,
    rendered: tuple[Rendered, ...],
    converted: tuple[Converted, ...],
    finished: tuple[Finished, ...],
) -> list[Output]:
    """Every file of the edition, with the sources it was made from. The pack is there as PDF only."""
    outputs = []
    for document, made, done in zip(rendered, converted, finished, strict=True):
        from_ = _made_from(reading, document)
        about = {"statement": document.statement, "code": document.code, "fingerprint": document.fingerprint}
        known = {key: value for key, value in about.items() if value}
        if document.name != PACK:
            outputs.append(Output(f"{document.name}.docx", made.docx, from_, known))
        if done.pdf:
            fields = {"fields": [asdict(field) for field in done.fields]} if done.fields else {}
            outputs.append(Output(f"{document.name}.pdf", done.pdf, from_, {**known, "pages": done.pages, **fields}))
    return outputs


def _along(reading: Reading, notes: Sequence[Finding], edition: Edition) -> list[Output]:
    """What goes along with the report: workbooks, and where it stands. The public edition is the report alone."""
    if edition is Edition.PUBLIC:
        return []
    from_ = tuple(path for path in reading.sources if not path.startswith("word_templates/"))
    made = lists(reading.assessment, reading.judgement)
    judgement = replace(reading.judgement, findings=in_order((*reading.judgement.findings, *notes)))
    page = readiness_page(reading.assessment, readiness(reading.assessment, judgement), edition)
    made["readiness.html"] = page
    made["record.json"] = as_record(snapshot(reading.assessment, reading.judgement))
    return [Output(name, data, from_, {}) for name, data in made.items()]


def _files(reading: Reading, edition: Edition, converter: Converter | None, outputs: list[Output]) -> dict[str, bytes]:
    """The edition's files by path, the manifest among them."""
    framework = {"version": reading.assessment.framework.version, "file": reading.framework_file}
    tool = converter.version if converter else "none"
    manifest = write_manifest(edition, now(), framework, tool, reading.sources, outputs)
    return {output.path: output.data for output in outputs} | {NAME: manifest}


def _made_from(reading: Reading, document: Rendered) -> tuple[str, ...]:
    """A sheet is made from its statement's form and what all documents share; report and pack from everything."""
    forms = {f"inputs/narrative/{statement}.docx" for statement in reading.assessment.statements}
    others = forms - {f"inputs/narrative/{document.statement}.docx"} if document.statement else set()
    if document.is_sheet:
        others |= {"signoff/register.jsonl"}  # only report and pack tell how far the sheets have got
    used = {document.template, SHEET, ENDORSEMENTS} if document.name == PACK else {document.template}
    return tuple(
        path
        for path in reading.sources
        if path not in others and (not path.startswith("word_templates/") or path.rpartition("/")[2] in used)
    )
