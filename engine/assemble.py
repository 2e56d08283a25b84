"""The whole way through the house: a workspace becomes an edition, in eight steps."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path

from engine.assessment.assess import assess
from engine.assessment.fingerprint import sheet_code
from engine.assessment.length import length_findings
from engine.assessment.public import published
from engine.assessment.readiness import readiness
from engine.assessment.severity import weighed
from engine.assessment.snapshot import as_record, snapshot
from engine.clock import now
from engine.errors import InputError, TemplateError, UsageError
from engine.findings import Finding, Place, error, errors_in, in_order, info, warning
from engine.framework.catalogue import framework_file, load_framework
from engine.good_templates import GoodTemplates
from engine.lists.whole import lists
from engine.manifest import NAME, Output, fingerprints, header, with_stand_ins, write_manifest
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition, Order
from engine.model.framework import Framework
from engine.model.judgement import Judgement
from engine.partial import NOTHING, staying
from engine.pdf.choice import choose
from engine.pdf.convert import Converted, Source, convert_all
from engine.pdf.converter import Converter
from engine.pdf.embedded import PAGES_ARE_NOT_TAGGED
from engine.pdf.finish import About
from engine.pdf.kept import finish
from engine.progress import Progress
from engine.publish import publish
from engine.signoff.register import Register
from engine.sources.load import load_inputs
from engine.sources.snapshot_file import previous_version
from engine.templates.brand.apply import not_applied
from engine.templates.page import readiness_page
from engine.templates.render import REPORT, TEMPLATES, Rendered, render_all
from engine.transcription.whole import transcribe
from engine.validation.whole import validate_all
from engine.vocabulary import framework_vocabulary
from engine.workspace import Workspace


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
        rendered = _rendered(reading, Order(edition), _templates(workspace))
        step.said = f"{len(rendered)} documents"
    return rendered


def build(workspace: Workspace, edition: Edition, with_pdf: bool, progress: Progress) -> Built:
    """Steps 1 to 8 for a whole edition. A draft says what is wrong; another one is refused while errors stand."""
    return build_order(workspace, Order(edition, with_pdf), progress)


def build_order(workspace: Workspace, order: Order, progress: Progress) -> Built:
    """Steps 1 to 8. With only, the rest of the edition stays as it is."""
    with warmed_converter(order) as converter:
        return build_with(converter, workspace, order, progress)


@contextmanager
def warmed_converter(order: Order) -> Iterator[Converter | None]:
    """The engine for an order's PDFs, being made ready while this is open; None where none are asked for."""
    converter = choose(order.edition) if order.with_pdf else None
    with converter.warmed() if converter else nullcontext():
        yield converter


def build_with(converter: Converter | None, workspace: Workspace, order: Order, progress: Progress) -> Built:
    """Steps 1 to 8 with an engine that is ready."""
    reading = _as_for(order.edition, read(workspace, progress))
    _refuse_errors(reading, order.edition)
    with progress.step("render") as step:
        drawn = _drawn(workspace, reading, order)
        step.said = f"{len(drawn.rendered)} documents"
    converted = _convert(drawn.rendered, converter, progress)
    pdfs = _finish(reading, drawn.rendered, converted, converter, progress)
    section_a, notes = _notes(reading, drawn.rendered, converted, converter)
    with progress.step("publish") as step:
        outputs = [*_outputs(reading, drawn.rendered, converted, pdfs), *_along(reading, notes, order)]
        files, older = _files(workspace, order, _header(reading, order, converter), drawn, outputs)
        folder = publish(workspace.outputs, order.edition, files)
        step.said = workspace.relative(folder)
    GoodTemplates(workspace).keep(drawn.proven)
    pages = {document.name: made.pages for document, made in zip(drawn.rendered, converted, strict=True) if made.pages}
    findings = in_order((*drawn.findings, *reading.judgement.findings, *_brand(workspace, reading), *notes, *older))
    return Built(order.edition, folder, reading, findings, pages, section_a, converter.name if converter else "none")


def check(workspace: Workspace, progress: Progress) -> tuple[Reading, tuple[Finding, ...]]:
    """Steps 1 to 5 in memory: everything that is wrong with inputs and templates. Writes nothing."""
    reading = read(workspace, progress)
    try:
        render(workspace, reading, Edition.DRAFT, progress)
    except TemplateError as fault:
        return reading, (*reading.judgement.findings, *fault.findings)
    return reading, (*reading.judgement.findings, *_brand(workspace, reading))


def _brand(workspace: Workspace, reading: Reading) -> Iterator[Finding]:
    """A warning for each template that is not in the council's brand yet."""
    council = reading.assessment.council
    for path in map(workspace.template, TEMPLATES):
        if path.is_file():
            yield from not_applied(path.read_bytes(), council, workspace.place(path))


def _as_for(edition: Edition, reading: Reading) -> Reading:
    """What the readers of an edition may see."""
    if edition is not Edition.PUBLIC:
        return reading
    assessment, judgement = published(reading.assessment, reading.judgement)
    return replace(reading, assessment=assessment, judgement=judgement)


def _refuse_errors(reading: Reading, edition: Edition) -> None:
    errors = errors_in(reading.judgement.findings)
    if errors and not edition.is_draft:
        count = f"{len(errors)} errors stand" if len(errors) > 1 else "1 error stands"
        raise InputError(f"The {edition} edition was not built: {count}.", reading.judgement.findings)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Step 5 of an order. proven: templates that worked; sources: with those that stood in for broken ones."""

    rendered: tuple[Rendered, ...]
    proven: dict[str, bytes]
    sources: Mapping[str, Mapping[str, object]]
    findings: tuple[Finding, ...] = ()


def _drawn(workspace: Workspace, reading: Reading, order: Order) -> _Drawn:
    """The documents; those of a draft from a template's last version that worked, where the present one is broken."""
    try:
        templates = _templates(workspace)
        rendered = _rendered(reading, order, templates)
        return _Drawn(
            rendered, {document.template: templates[document.template] for document in rendered}, reading.sources
        )
    except TemplateError as fault:
        if not order.edition.is_draft:
            raise
        return _with_stand_ins(workspace, reading, order, fault)


def _with_stand_ins(workspace: Workspace, reading: Reading, order: Order, fault: TemplateError) -> _Drawn:
    good = GoodTemplates(workspace)
    stand_ins = good.in_place_of(fault)
    present = {name: workspace.template(name) for name in TEMPLATES if name not in stand_ins}
    try:
        templates = stand_ins | {name: path.read_bytes() for name, path in present.items()}
        rendered = _rendered(reading, order, templates)
    except (TemplateError, OSError):
        raise fault from None
    used = {workspace.relative(workspace.template(name)): data for name, data in stand_ins.items()}
    findings = (*map(good.said, stand_ins), *fault.findings)
    return _Drawn(rendered, {}, with_stand_ins(reading.sources, used), findings)


def _rendered(reading: Reading, order: Order, templates: Mapping[str, bytes]) -> tuple[Rendered, ...]:
    assessment, judgement = reading.assessment, reading.judgement
    only, standing = _documents(assessment.framework, order), readiness(assessment, judgement)
    return render_all(assessment, judgement, standing, order.edition, reading.logo, templates, sheet_code, only)


def _documents(framework: Framework, order: Order) -> frozenset[str]:
    """The names of the sheets of these statements. Raises UsageError for a statement there is none of."""
    if order.only and order.edition is Edition.PUBLIC:
        raise UsageError("The public edition is the report alone: it has no sheets. Leave out --only.")
    words = framework_vocabulary(framework)
    for name in order.only:
        if words.find("statement", name) is None:
            near = words.close_to("statement", name) or ", ".join(s.id for s in framework.statements)
            raise UsageError(f'There is no quality statement "{name}". Did you mean {near}?')
    return frozenset(f"verification/{words.find('statement', name)}" for name in order.only)


def _templates(workspace: Workspace) -> dict[str, bytes]:
    return {name: _template(workspace, name) for name in TEMPLATES}


def _template(workspace: Workspace, name: str) -> bytes:
    path = workspace.template(name)
    try:
        return path.read_bytes()
    except OSError as fault:
        message = f"The template {name} cannot be read ({fault.strerror})."
        place = workspace.place(path)
        fix = "Put it back; `penholder new` makes a workspace with the house copies."
        raise TemplateError(message, [error("W-02", place, message, fix)]) from fault


def _convert(rendered: tuple[Rendered, ...], converter: Converter | None, progress: Progress) -> tuple[Converted, ...]:
    """Step 6. Without a converter the Word files stand as they are, their page numbers unknown."""
    if converter is None:
        return tuple(Converted(document.contents.package.write(), b"", 0, {}) for document in rendered)
    with progress.step("convert") as step, tempfile.TemporaryDirectory(prefix="penholder-") as scratch:
        sources = [Source(document.name, document.contents) for document in rendered]
        converted = convert_all(sources, converter, Path(scratch))
        step.said = f"{len(converted)} documents, {converter.name}"
    return converted


def _finish(
    reading: Reading,
    rendered: tuple[Rendered, ...],
    converted: tuple[Converted, ...],
    converter: Converter | None,
    progress: Progress,
) -> tuple[bytes, ...]:
    """Step 7. The embedded engine's PDFs have no tags to finish, so they stay as they are."""
    if converter is None or not converter.is_tagged:
        return tuple(made.pdf for made in converted)
    when = datetime.combine(reading.assessment.council.date, time(), UTC)
    with progress.step("finish") as step:
        with ThreadPoolExecutor(2) as pool:
            about = (About(document.title, when, document.code) for document in rendered)
            pdfs = tuple(pool.map(finish, (made.pdf for made in converted), about))
        step.said = f"{len(pdfs)} tagged PDFs"
    return pdfs


def _notes(
    reading: Reading,
    rendered: tuple[Rendered, ...],
    converted: tuple[Converted, ...],
    converter: Converter | None,
) -> tuple[int, list[Finding]]:
    """What only the pages tell: the length of Section A, and what the reader of the PDFs has to know."""
    if converter is None:
        message = "Without PDFs nobody knows the page numbers, so the contents list shows dashes."
        fix = "Build with PDFs before you pass the report on, or update the fields in Word (Ctrl+A, F9)."
        return 0, [info("P-02", Place("word_templates/report.docx"), message, fix)]
    reports = [made for document, made in zip(rendered, converted, strict=True) if document.template == REPORT]
    section_a, over = length_findings(reading.assessment, reports[0].section_pages) if reports else (0, [])
    notes = [*weighed(over, reading.assessment.council)]
    if not converter.is_tagged:
        notes.append(warning("P-01", Place("outputs"), PAGES_ARE_NOT_TAGGED, "Install LibreOffice and build again."))
    return section_a, notes


def _outputs(
    reading: Reading,
    rendered: tuple[Rendered, ...],
    converted: tuple[Converted, ...],
    pdfs: tuple[bytes, ...],
) -> list[Output]:
    """Every file of the edition, with the sources it was made from."""
    outputs = []
    for document, made, pdf in zip(rendered, converted, pdfs, strict=True):
        from_ = _made_from(reading, document)
        about = {"statement": document.statement, "code": document.code, "fingerprint": document.fingerprint}
        known = {key: value for key, value in about.items() if value}
        outputs.append(Output(f"{document.name}.docx", made.docx, from_, known))
        if pdf:
            outputs.append(Output(f"{document.name}.pdf", pdf, from_, {**known, "pages": made.pages}))
    return outputs


def _along(reading: Reading, notes: Sequence[Finding], order: Order) -> list[Output]:
    """What goes along with the report: workbooks, and where it stands. The public edition is the report alone."""
    if order.edition is Edition.PUBLIC or order.only:
        return []
    from_ = tuple(path for path in reading.sources if not path.startswith(("word_templates/", "signoff/")))
    made = lists(reading.assessment, reading.judgement)
    judgement = replace(reading.judgement, findings=in_order((*reading.judgement.findings, *notes)))
    page = readiness_page(reading.assessment, readiness(reading.assessment, judgement), order.edition)
    made["readiness.html"] = page
    made["record.json"] = as_record(snapshot(reading.assessment, reading.judgement))
    return [Output(name, data, from_, {}) for name, data in made.items()]


def _header(reading: Reading, order: Order, converter: Converter | None) -> dict[str, object]:
    framework = {"version": reading.assessment.framework.version, "file": reading.framework_file}
    return header(order.edition, framework, converter.version if converter else "none")


def _files(
    workspace: Workspace, order: Order, head: dict[str, object], drawn: _Drawn, outputs: list[Output]
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The edition's files by path, the manifest among them; and a finding for each that stays though it is older."""
    fresh = {output.path: output.data for output in outputs}
    rest = staying(workspace.outputs / order.edition, head, drawn.sources, fresh) if order.only else NOTHING
    manifest = write_manifest(head, now(), drawn.sources, outputs, rest.entries)
    return fresh | dict(rest.files) | {NAME: manifest}, rest.findings


def _made_from(reading: Reading, document: Rendered) -> tuple[str, ...]:
    """A sheet is made from its statement's form and what all documents share; the report from everything."""
    forms = {f"inputs/narrative/{statement}.docx" for statement in reading.assessment.statements}
    others = forms - {f"inputs/narrative/{document.statement}.docx"} if document.statement else set()
    if document.code:
        others |= {"signoff/register.jsonl"}  # only the report tells how far the sheets have got
    return tuple(
        path
        for path in reading.sources
        if path not in others and (not path.startswith("word_templates/") or path.endswith(f"/{document.template}"))
    )
