"""The whole way through the house: a workspace becomes an edition, in eight steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.assembly.composing import is_part
from engine.assembly.documents import have_chapters_ready, made
from engine.assembly.doubts import doubt_findings, refuse_doubts
from engine.assembly.drawing import Drawn, brand_findings, house_copies
from engine.assembly.finishing import Finished
from engine.assembly.good_templates import GoodTemplates
from engine.assembly.one_order import OneOrder
from engine.assembly.one_state import of_one_state
from engine.assembly.partial import NOTHING, staying
from engine.assembly.reading import Reading
from engine.assembly.section_pages import begins
from engine.assessment.length import length_findings
from engine.assessment.readiness import readiness
from engine.assessment.severity import weighed
from engine.assessment.snapshot import as_record, snapshot
from engine.clock import now
from engine.errors import InputError
from engine.finding_kinds import Trait, has
from engine.findings import Finding, Place, errors_in, in_order, info, warning
from engine.model.edition import Edition, Order, Since
from engine.model.manifest import MadeBy, Manifest
from engine.model.signing import PACK
from engine.pdf.converter import Converter
from engine.pdf.embedded import PAGES_ARE_NOT_TAGGED
from engine.phrases import sentences
from engine.progress import Progress
from engine.publishing.earlier import since
from engine.publishing.easy_read import easy_read
from engine.publishing.lists.all_lists import lists
from engine.publishing.manifest import NAME, Output, made_by, read_manifest, write_manifest
from engine.publishing.publish import publish, refuse_what_is_open, refuse_what_stands_there
from engine.publishing.put_aside import put_aside
from engine.rendering.readiness_page import readiness_page
from engine.rendering.render import Rendered
from engine.rendering.web.page import web_page
from engine.system_words import program_of
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
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


def build(
    converter: Converter | None,
    workspace: Workspace,
    order: Order,
    progress: Progress,
    at_hand: OneOrder | None = None,
) -> Built:
    """Steps 1 to 8, with an engine that is ready or being made so; without one there are no PDFs.

    A draft says what is wrong; another edition is refused while errors stand. Of an order for a part, the rest of the
    edition stays as it is. at_hand: of who builds parts of the same order; a whole build makes its chapters ready for
    the next. Raises ConversionError where a report that alone is wanted at once is to be laid out as a whole, and
    ChangedWhileReadError where the sources never stay as they are while they are read.
    """
    refuse_what_stands_there(workspace.outputs, order.edition)
    if not order.edition.is_draft:
        refuse_what_is_open(workspace.outputs, order.edition)
    earlier = read_manifest(workspace.outputs / order.edition)
    at_hand = at_hand or OneOrder()

    def of_what_is_there() -> tuple[Reading, Drawn, tuple[Finished, ...]]:
        found = at_hand.reading(order.edition, workspace, progress)
        _refuse_errors(found, order.edition)
        return found, *made(converter, workspace, found, order, earlier, at_hand.chapterwise, progress)

    reading, drawn, documents = of_one_state(of_what_is_there)
    refuse_doubts(documents, order.edition)
    section_a, notes = _notes(reading, documents, converter)
    notes += doubt_findings(documents, order.edition)
    with progress.step("publish") as step:
        outputs = [*_outputs(reading, documents, order.edition), *_along(workspace, reading, drawn, notes, order)]
        files, older = _files(workspace, order, _made_by(reading, order, converter), drawn, outputs)
        folder, told = _published(workspace, order.edition, files, earlier)
        notes += told
        step.said = workspace.relative(folder)
    GoodTemplates(workspace).keep(drawn.proven)
    if at_hand.chapterwise is not None and not order.is_part:
        have_chapters_ready(documents, reading, at_hand.chapterwise)
    pages = {document.name: document.pages for document in documents if document.pages}
    others = (*drawn.findings, *house_copies(workspace), *brand_findings(workspace, reading), *notes, *older)
    findings = in_order((*reading.judgement.findings, *others))
    engine = converter.name if converter else "none"
    return Built(
        edition=order.edition,
        folder=folder,
        reading=reading,
        findings=findings,
        pages=pages,
        section_a=section_a,
        pdf_engine=engine,
        since=_since(earlier, reading),
    )


def _refuse_errors(reading: Reading, edition: Edition) -> None:
    errors = [found for found in errors_in(reading.judgement.findings) if not has(found, Trait.LEAVES_A_FINAL)]
    if errors and not edition.is_draft:
        raise InputError(
            f"The {edition} edition was not built: {sentences.ERRORS_STAND(len(errors))}.", reading.judgement.findings
        )


def _notes(reading: Reading, documents: tuple[Finished, ...], converter: Converter | None) -> tuple[int, list[Finding]]:
    """What only the pages tell: the length of Section A, and what the reader of the PDFs has to know."""
    if converter is None:
        message = "Without PDFs nobody knows the page numbers, so the contents list shows dashes."
        fix = "Build with PDFs before you pass the report on, or update the fields in Word (Ctrl+A, F9)."
        return 0, [info("P-02", Place("word_templates/report.docx"), message, fix)]
    reports = [one.converted for one in documents if one.rendered.template == TemplateKind.REPORT]
    section_a, over = length_findings(reading.assessment, reports[0].section_pages) if reports else (0, [])
    notes = [*weighed(over, reading.assessment.council)]
    if not converter.is_tagged:
        notes.append(warning("P-01", Place("outputs"), PAGES_ARE_NOT_TAGGED, "Install LibreOffice and build again."))
    return section_a, notes


def _outputs(reading: Reading, documents: tuple[Finished, ...], edition: Edition) -> list[Output]:
    """Every file of the edition, with the sources it was made from. The pack is there as PDF only.

    The public report is a web page besides, made from the Word file as it is delivered, and from nothing else.
    """
    outputs = []
    for one in documents:
        rendered, from_ = one.rendered, _made_from(reading, one.rendered)
        word = Output(
            path=f"{one.name}.docx",
            data=one.converted.docx,
            made_from=from_,
            statement=rendered.statement,
            code=rendered.code,
            fingerprint=rendered.fingerprint,
        )
        if one.name != PACK:
            outputs.append(word)
        if edition is Edition.PUBLIC and rendered.template == TemplateKind.REPORT:
            page = web_page(word.data, word.path)
            outputs.append(Output(path=f"{one.name}.html", data=page, made_from=from_))
        if one.pdf:
            sections = begins(one.converted.section_pages, reading.assessment.framework)
            known = replace(word, pages=one.pages, fields=one.fields, sections=sections)
            outputs.append(replace(known, path=f"{one.name}.pdf", data=one.pdf))
    return outputs


def _since(earlier: Manifest | None, reading: Reading) -> Since | None:
    return since(earlier, reading.sources, reading.judgement.fingerprints) if earlier else None


def _along(
    workspace: Workspace, reading: Reading, drawn: Drawn, notes: Sequence[Finding], order: Order
) -> list[Output]:
    """What goes along with the report: workbooks, the easy-read source, and where it stands, in the template's colours.

    The public edition is the report alone.
    """
    if order.edition is Edition.PUBLIC or order.is_part:
        return []
    from_ = tuple(path for path in reading.sources if _is_of_report(path))
    palette = next(one.palette for one in drawn.rendered if one.template == TemplateKind.REPORT)
    judgement = replace(reading.judgement, findings=in_order((*reading.judgement.findings, *notes)))
    final = read_manifest(workspace.outputs / Edition.FINAL) if order.edition.is_draft else None
    standing = readiness(reading.assessment, judgement)
    files = {
        **lists(reading.assessment, reading.judgement, palette),
        "easy-read.txt": easy_read(reading.assessment),
        "readiness.html": readiness_page(reading.assessment, standing, order.edition, _since(final, reading), palette),
        "record.json": as_record(snapshot(reading.assessment, reading.judgement)),
    }
    return [Output(path=name, data=data, made_from=from_) for name, data in files.items()]


def _is_of_report(path: str) -> bool:
    """Whether a file is an input, or the report's template."""
    return not path.startswith("word_templates/") or path.rpartition("/")[2].casefold() == TemplateKind.REPORT


def _made_by(reading: Reading, order: Order, converter: Converter | None) -> MadeBy:
    engine = converter.version if converter else "none"
    framework, left_out = reading.assessment.framework.version, reading.assessment.council.leave_out
    return made_by(order.edition, framework, reading.framework_file, engine, left_out)


def _files(
    workspace: Workspace, order: Order, makers: MadeBy, drawn: Drawn, outputs: list[Output]
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The edition's files by path, the manifest among them; and a finding for each that stays though it is older."""
    fresh = {output.path: output.data for output in outputs}
    rest = staying(workspace.outputs / order.edition, makers, drawn.sources, fresh) if order.is_part else NOTHING
    manifest = write_manifest(makers, now(), drawn.sources, outputs, rest.entries)
    return fresh | dict(rest.files) | {NAME: manifest}, rest.findings


def _published(
    workspace: Workspace, edition: Edition, files: dict[str, bytes], earlier: Manifest | None
) -> tuple[Path, list[Finding]]:
    """The edition's folder, with findings for what was put aside, and for each file of a draft that stays as it was."""
    built_before = earlier.outputs if earlier else {}
    aside = put_aside(workspace.outputs, edition, {*built_before, *files, NAME})
    stayed: list[str] = []
    folder = publish(workspace.outputs, edition, files, stayed.append if edition.is_draft else None)
    return folder, [*aside, *(_stayed(f"outputs/{edition}", name) for name in stayed)]


def _stayed(folder: str, name: str) -> Finding:
    message = f"{name} is open in another program{program_of(Path(name))}, so {folder} still has the earlier one."
    return warning("M-13", Place(f"{folder}/{name}"), message, "Close it, and build again.")


def _made_from(reading: Reading, document: Rendered) -> tuple[str, ...]:
    """A sheet is made from its statement's form and what all documents share; report and pack from everything."""
    forms = {f"inputs/narrative/{statement}.docx" for statement in reading.assessment.statements}
    others = forms - {f"inputs/narrative/{document.statement}.docx"} if document.statement else set()
    if document.is_sheet or document.is_brief:
        others |= {"signoff/register.jsonl"}  # only report and pack tell how far the sheets have got
    of_pack = {TemplateKind.SHEET, TemplateKind.ENDORSEMENTS} if document.name == PACK else set()
    used = {document.template, *of_pack}
    return tuple(
        path
        for path in reading.sources
        if path.casefold() not in others
        and (not path.startswith("word_templates/") or path.rpartition("/")[2].casefold() in used or is_part(path))
    )
