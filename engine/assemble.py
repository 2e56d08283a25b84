"""The whole way through the house: a workspace becomes an edition, in eight steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from engine.assessment.length import length_findings
from engine.assessment.readiness import readiness
from engine.assessment.severity import weighed
from engine.assessment.snapshot import as_record, snapshot
from engine.clock import now
from engine.drawing import Drawn, draw, not_in_brand
from engine.errors import InputError, TemplateError
from engine.findings import Finding, Place, errors_in, in_order, info, warning
from engine.finishing import Finished, finish_all
from engine.good_templates import GoodTemplates
from engine.lists.whole import lists
from engine.manifest import NAME, Output, header, read_manifest, since, write_manifest
from engine.model.edition import Edition, Order, Since
from engine.model.signing import PACK
from engine.partial import NOTHING, staying
from engine.pdf.choice import choose
from engine.pdf.convert import Converted, Source, convert_all
from engine.pdf.converter import Converter
from engine.pdf.embedded import PAGES_ARE_NOT_TAGGED
from engine.pdf.leased import scratch
from engine.progress import Progress
from engine.publish import publish
from engine.reading import Reading, read, read_for
from engine.template_check import check_templates
from engine.templates.page import readiness_page
from engine.templates.render import ENDORSEMENTS, REPORT, SHEET, Rendered
from engine.workspace import Workspace

_MENDED_BY_A_NEW_SHEET = ("V-03",)
"""Errors about a signature that does not count. The text is none the worse, and a new sheet takes a final edition."""


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
    since: Since | None
    """What differs from the build before it; None where there was none."""


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
    earlier = read_manifest(workspace.outputs / order.edition)
    reading = read_for(order.edition, workspace, progress)
    _refuse_errors(reading, order.edition)
    with progress.step("render") as step:
        drawn = draw(workspace, reading, order)
        step.said = f"{len(drawn.rendered)} documents"
    rendered = _to_deliver(drawn.rendered, converter)
    converted = _convert(rendered, converter, progress)
    finished = _finish(reading, order.edition, rendered, converted, converter, progress)
    section_a, notes = _notes(reading, rendered, converted, converter)
    with progress.step("publish") as step:
        outputs = [*_outputs(reading, rendered, converted, finished), *_along(workspace, reading, notes, order)]
        files, older = _files(workspace, order, _header(reading, order, converter), drawn, outputs)
        folder = publish(workspace.outputs, order.edition, files)
        step.said = workspace.relative(folder)
    GoodTemplates(workspace).keep(drawn.proven)
    pages = {document.name: made.pages for document, made in zip(rendered, finished, strict=True) if made.pages}
    others = (*drawn.findings, *not_in_brand(workspace, reading), *notes, *older)
    findings = in_order((*reading.judgement.findings, *others))
    engine = converter.name if converter else "none"
    return Built(order.edition, folder, reading, findings, pages, section_a, engine, _since(earlier, reading))


def check(workspace: Workspace, progress: Progress) -> tuple[Reading, tuple[Finding, ...]]:
    """Steps 1 to 5 in memory: everything that is wrong with inputs and templates. Writes nothing.

    Templates with errors are not rendered: it would say the same once more, and not as well.
    """
    reading = read(workspace, progress)
    findings = [*reading.judgement.findings, *(f for one in check_templates(workspace) for f in one.findings)]
    if any(found.code.startswith("W-") for found in errors_in(findings)):
        return reading, tuple(findings)
    try:
        with progress.step("render") as step:
            drawn = draw(workspace, reading, Order(Edition.FINAL))
            step.said = f"{len(drawn.rendered)} documents"
    except TemplateError as fault:
        return reading, (*findings, *fault.findings)
    told = {(found.code, found.place.file) for found in findings}
    mended = [found for found in drawn.findings if (found.code, found.place.file) not in told]
    return reading, in_order((*findings, *mended, *not_in_brand(workspace, reading)))


def _refuse_errors(reading: Reading, edition: Edition) -> None:
    errors = [found for found in errors_in(reading.judgement.findings) if found.code not in _MENDED_BY_A_NEW_SHEET]
    if errors and not edition.is_draft:
        count = f"{len(errors)} errors stand" if len(errors) > 1 else "1 error stands"
        raise InputError(f"The {edition} edition was not built: {count}.", reading.judgement.findings)


def _to_deliver(rendered: tuple[Rendered, ...], converter: Converter | None) -> tuple[Rendered, ...]:
    """All documents; without tagged PDFs no register page, since there is no pack for it to begin."""
    is_tagged = converter is not None and converter.is_tagged
    return tuple(document for document in rendered if is_tagged or document.name != PACK)


def _convert(rendered: tuple[Rendered, ...], converter: Converter | None, progress: Progress) -> tuple[Converted, ...]:
    """Step 6. Without a converter the Word files stand as they are, their page numbers unknown."""
    if converter is None:
        return tuple(Converted(document.contents.package.write(), b"", 0, {}) for document in rendered)
    with progress.step("convert") as step, scratch() as place:
        sheets = tuple(document.name for document in rendered if document.is_sheet)
        sources = [Source(d.name, d.contents, sheets if d.name == PACK else ()) for d in rendered]
        converted = convert_all(sources, converter, place)
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


def _since(earlier: Mapping[str, Any] | None, reading: Reading) -> Since | None:
    return since(earlier, reading.sources, reading.judgement.fingerprints) if earlier else None


def _along(workspace: Workspace, reading: Reading, notes: Sequence[Finding], order: Order) -> list[Output]:
    """What goes along with the report: workbooks, and where it stands. The public edition is the report alone."""
    if order.edition is Edition.PUBLIC or order.only:
        return []
    from_ = tuple(path for path in reading.sources if not path.startswith("word_templates/"))
    made = lists(reading.assessment, reading.judgement)
    judgement = replace(reading.judgement, findings=in_order((*reading.judgement.findings, *notes)))
    final = read_manifest(workspace.outputs / Edition.FINAL) if order.edition.is_draft else None
    standing = readiness(reading.assessment, judgement)
    page = readiness_page(reading.assessment, standing, order.edition, _since(final, reading))
    made["readiness.html"] = page
    made["record.json"] = as_record(snapshot(reading.assessment, reading.judgement))
    return [Output(name, data, from_, {}) for name, data in made.items()]


def _header(reading: Reading, order: Order, converter: Converter | None) -> dict[str, object]:
    framework = {"version": reading.assessment.framework.version, "file": reading.framework_file}
    return header(order.edition, framework, converter.version if converter else "none")


def _files(
    workspace: Workspace, order: Order, head: dict[str, object], drawn: Drawn, outputs: list[Output]
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The edition's files by path, the manifest among them; and a finding for each that stays though it is older."""
    fresh = {output.path: output.data for output in outputs}
    rest = staying(workspace.outputs / order.edition, head, drawn.sources, fresh) if order.only else NOTHING
    manifest = write_manifest(head, now(), drawn.sources, outputs, rest.entries)
    return fresh | dict(rest.files) | {NAME: manifest}, rest.findings


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
