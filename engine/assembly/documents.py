"""Steps 5 to 7: the documents drawn, converted and finished, the report laid out while others are still drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from engine.assembly.drawing import Drawn, draw
from engine.assembly.finishing import Finished, about, as_converted, finish_one, with_sheets
from engine.assembly.one_state import refuse_changed
from engine.assembly.proven_pdfs import refuse, unseen_in
from engine.assembly.reading import Reading
from engine.cache import scratch
from engine.errors import ConversionError
from engine.findings import Finding
from engine.model.edition import Edition, Order
from engine.model.manifest import Manifest
from engine.model.signing import PACK
from engine.pdf.chapterwise import Chapterwise
from engine.pdf.convert import Conversions, Converted, Source, convert_all, converting
from engine.pdf.converter import Converter
from engine.phrases import nouns
from engine.progress import Progress
from engine.rendering.render import Hearer, Rendered
from engine.templates.kinds import TemplateKind
from engine.workspace import Workspace


def made(
    converter: Converter | None,
    workspace: Workspace,
    reading: Reading,
    order: Order,
    earlier: Manifest | None,
    chapterwise: Chapterwise | None,
    progress: Progress,
) -> tuple[Drawn, tuple[Finished, ...]]:
    """The documents as they are drawn, and as they are delivered. Without a converter their page numbers are unknown.

    Raises TemplateError as draw does and where a PDF does not show what it must, and ConversionError where one fails or
    a report that alone is wanted at once is to be laid out as a whole.
    """
    if converter is None:
        drawn = _drawn(workspace, reading, order, progress)
        return drawn, tuple(map(_as_word, _to_deliver(drawn, order.edition, converter)))
    with scratch() as place, converting(converter, place, progress.stop_if_wished) as conversions:

        def begin(document: Rendered) -> None:
            source, is_report = Source(document.name, document.contents), document.template == TemplateKind.REPORT
            if is_report and order.report_at_once:
                conversions.begin_with(source, _in_chapters(document, reading, chapterwise))
            elif is_report or (document.is_sheet and len(order.only) == 1):  # several are quicker in lots
                conversions.begin(source)

        drawn = _drawn(workspace, reading, order, progress, begin)
        rendered = _to_deliver(drawn, order.edition, converter)
        return drawn, _finished(reading, order, rendered, converter, conversions, earlier, progress)


def _drawn(
    workspace: Workspace,
    reading: Reading,
    order: Order,
    progress: Progress,
    as_drawn: Callable[[Rendered], None] = lambda _: None,
) -> Drawn:
    with progress.step("render") as step:
        drawn = draw(workspace, reading, order, Hearer(partial(progress.parts, step), as_drawn))
        refuse_changed(workspace, reading.sources)  # from here on nothing of them is read
        step.said = nouns.DOCUMENT.figure(len(drawn.rendered))
    return drawn


def _in_chapters(
    report: Rendered, reading: Reading, chapterwise: Chapterwise | None
) -> Callable[[Path], dict[str, Converted]]:
    """What lays out a report at once and gives it by name; nothing where it is to be laid out as a whole."""
    if chapterwise is None:
        return lambda _: {}
    begun = chapterwise.begin(report.name, report.contents, about(report, reading.assessment.council.date))

    def laid_out(folder: Path) -> dict[str, Converted]:
        found = begun(folder)
        if found is None:
            return {}
        word = report.contents.package.write()
        return {report.name: Converted(word, found.pdf, found.pages, found.section_pages)}

    return laid_out


def _to_deliver(drawn: Drawn, edition: Edition, converter: Converter | None) -> tuple[Rendered, ...]:
    """All documents; without tagged PDFs no register page, since there is no pack for it to begin.

    Briefs are made for every edition, so that what is wrong with their template is told, and a draft alone has them.
    """
    is_tagged = converter is not None and converter.is_tagged
    return tuple(
        document
        for document in drawn.rendered
        if (is_tagged or document.name != PACK) and (edition.is_draft or not document.is_brief)
    )


def _finished(
    reading: Reading,
    order: Order,
    rendered: tuple[Rendered, ...],
    converter: Converter,
    conversions: Conversions,
    earlier: Manifest | None,
    progress: Progress,
) -> tuple[Finished, ...]:
    """Steps 6 and 7: the documents as they are delivered, each finished while others are still laid out.

    A report at once comes finished, or is left out.
    """
    council, documents = reading.assessment.council, {document.name: document for document in rendered}
    made = {name: _as_word(document) for name, document in documents.items() if document.is_brief}
    profile = council.signing if order.edition is Edition.FINAL else None
    sources = _sources([document for document in rendered if document.name not in made], earlier)
    with progress.step("convert") as step:
        unseen: list[Finding] = []
        made_one = progress.parts(step, len(sources))
        for name, each in conversions.of(sources):
            document = documents[name]
            if not converter.is_tagged or (order.report_at_once and document.template == TemplateKind.REPORT):
                made[name] = as_converted(document, each)
            else:
                made[name] = finish_one(document, each, council.date, profile)
                unseen += unseen_in(made[name])
            if name == PACK:  # the last of the short ones, while the report is still laid out
                sheets = [made[source.name] for source in sources if documents[source.name].is_sheet]
                made[name] = with_sheets(made[name], sheets, council.date, profile)
            made_one()
        step.said = f"{nouns.DOCUMENT.figure(len(sources))}, {converter.name}"
    delivered = tuple(made[document.name] for document in rendered if document.name in made)
    if not delivered:
        raise ConversionError("The report is laid out as a whole.")
    if not converter.is_tagged:
        return delivered
    with progress.step("finish") as step:
        refuse(unseen)
        fields = sum(len(document.fields) for document in delivered if document.rendered.is_sheet)
        pdfs = sum(bool(document.pdf) for document in delivered)
        step.said = f"{nouns.PLACE_TO_SIGN.figure(fields)}, {nouns.TAGGED_PDF.figure(pdfs)}"
    return delivered


def have_chapters_ready(documents: Sequence[Finished], reading: Reading, chapterwise: Chapterwise) -> None:
    """Have the chapters of the report laid out while nobody waits for them."""
    for one in documents:
        if one.rendered.template == TemplateKind.REPORT and one.pdf:
            told = about(one.rendered, reading.assessment.council.date)
            chapterwise.make_ready(one.name, one.rendered.contents, told, one.converted)


def chapters_of_what_stands(
    converter: Converter, workspace: Workspace, reading: Reading, order: Order, chapterwise: Chapterwise
) -> None:
    """The same of a report that was built before and has not changed: its PDF is kept, so it is not laid out again.

    Raises as made does.
    """
    drawn = _drawn(workspace, reading, replace(order, report_at_once=True), Progress())
    with scratch() as place:
        reports = convert_all([Source(one.name, one.contents) for one in drawn.rendered], converter, place)
    have_chapters_ready(list(map(as_converted, drawn.rendered, reports)), reading, chapterwise)


def _as_word(document: Rendered) -> Finished:
    """A document of which no PDF is made: the page numbers in it are unknown."""
    return as_converted(document, Converted(document.contents.package.write(), b"", 0, {}))


def _sources(rendered: Sequence[Rendered], earlier: Manifest | None) -> list[Source]:
    before = {name: entry.pages or 0 for name, entry in earlier.outputs.items()} if earlier else {}
    sheets = {document.name: before.get(f"{document.name}.pdf", 0) for document in rendered if document.is_sheet}
    register = max(before.get(f"{PACK}.pdf", 0) - sum(sheets.values()), 1)
    return [
        Source(d.name, d.contents, sheets, register) if d.name == PACK else Source(d.name, d.contents) for d in rendered
    ]
