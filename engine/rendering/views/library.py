"""Sections D and E: documents, data sources and figures, each where references lead to."""

from __future__ import annotations

from collections.abc import Iterable

from engine.model.assessment import SelfAssessment
from engine.model.evidence import DataSource, Document, Figure, Status
from engine.model.framework import LibraryRow
from engine.model.story import Run
from engine.rendering.views.shared import View, or_not_yet, plain, short_date_or_dash
from engine.rendering.writer import Rich, Writer, anchor_of
from engine.templates import worth


def library_view(assessment: SelfAssessment, writer: Writer) -> list[View]:
    """The library by group: every row of the framework with its documents, then the council's own."""
    groups = []
    for group in assessment.framework.library_groups:
        rows = [
            _asked_row(row, document, writer)
            for row in assessment.framework.library
            if row.group == group.id
            for document in _answering(row, assessment)
        ]
        own = [d for d in assessment.evidence.documents if not d.library_rows and (d.theme or "all-themes") == group.id]
        rows += [_own_row(document, writer) for document in own]
        groups.append({"name": group.name, "rows": rows})
    return groups


def sources_view(assessment: SelfAssessment, writer: Writer) -> list[View]:
    """The data sources: those the framework lists, by its groups, then the council's own."""
    listed = {source.id: source.group for source in assessment.framework.sources}
    groups = []
    for group in assessment.framework.source_groups:
        chosen = [s for s in assessment.evidence.sources if listed.get(s.listed_as) == group.id]
        groups.append({"name": group.name, "rows": [_source(source, writer) for source in chosen]})
    own = [source for source in assessment.evidence.sources if source.listed_as not in listed]
    groups.append({"name": "Our own sources", "rows": [_source(source, writer) for source in own]})
    return [group for group in groups if group["rows"]]


def figures_view(assessment: SelfAssessment, writer: Writer) -> list[View]:
    """Every figure with the years before it and what it is compared with."""
    return [_figure(figure, writer) for figure in assessment.evidence.figures]


def references_view(assessment: SelfAssessment, every: bool) -> list[View]:
    """What the marks in square brackets mean. every: those too of which there is nothing yet."""
    evidence = assessment.evidence
    documents = "A document. Section D lists it with its status and says where to find it."
    sources = "A data source. Section E lists it with the date of its data."
    figures = "A figure. Section E gives it with earlier years and a comparison."
    return [
        {"mark": mark, "meaning": meaning}
        for mark, meaning, there in (
            ("[D-001]", documents, evidence.documents),
            ("[E-001]", sources, evidence.sources),
            ("[F-001]", figures, evidence.figures),
        )
        if there or every
    ]


def _answering(row: LibraryRow, assessment: SelfAssessment) -> list[Document | None]:
    """The documents that answer a row; one None where there is none, so that the row is printed all the same."""
    return [*assessment.evidence.answering(row.id)] or [None]


def _asked_row(row: LibraryRow, document: Document | None, writer: Writer) -> View:
    flag = _for_the_return(row.information_return)
    asks = f"{row.id}: {row.text}"
    if document is None:
        kinds = " or ".join(row.document_types)
        return {
            "ref": writer.text("–"),
            "title": "No document yet",
            "asks": asks,
            "type": kinds,
            **flag,
            "where": writer.text("Not available"),
            "status": writer.text(Status.GAP, "Strong"),
        }
    return _own_row(document, writer) | {"asks": asks} | flag


def _own_row(document: Document, writer: Writer) -> View:
    return {
        "ref": writer.anchor(anchor_of(document.ref), document.ref, "Strong"),
        "title": or_not_yet(document.title),
        "asks": "",
        "type": or_not_yet(document.type),
        **_for_the_return(False),
        "where": _where(
            document.where_to_look or f"Open {document.ref}",
            document.link,
            writer,
            document.where_to_look or "Not available",
        ),
        "status": _status(document, writer),
    }


def _for_the_return(is_asked_for: bool) -> View:
    """The same twice: a narrow column has no room for the longer tag."""
    flag = "Yes" if is_asked_for else "No"
    return {"information_return": flag, "ir": f"IR: {flag}"}


def _status(document: Document, writer: Writer) -> Rich:
    if document.is_in_place:
        return writer.text(document.status)
    reason = f": {document.reason}" if document.status is Status.NOT_APPLICABLE and document.reason else ""
    due = f", due {short_date_or_dash(document.due)}" if document.due else ""
    return writer.line(plain(Run(document.status, bold=True), reason or due))


def _where(words: str, link: str, writer: Writer, missing: str) -> Rich:
    """A link under words that say what it opens; never a bare address, nor words that stand for any other too."""
    return writer.link(words, link) if link else writer.text(missing)


def _source(source: DataSource, writer: Writer) -> View:
    parts = [
        source.publisher,
        source.note if source.used else f"Not used: {source.note}" if source.note else "Not used",
    ]
    publisher = f" at {source.publisher}" if source.publisher else ""
    return {
        "ref": writer.anchor(anchor_of(source.ref), source.ref, "Strong"),
        "title": source.title,
        "note": ". ".join(part.rstrip(".") for part in parts if part) + ".",
        "as_at": short_date_or_dash(source.as_at),
        "where": _where(f"Open {source.ref}{publisher}", source.link, writer, "Held by the council"),
    }


def _figure(figure: Figure, writer: Writer) -> View:
    detail = f"{figure.period}, from {figure.source}." if figure.source else f"{figure.period}."
    return {
        "ref": writer.anchor(anchor_of(figure.ref), figure.ref, "Strong"),
        "measure": figure.measure,
        "detail": f"{detail} {figure.note}".strip(),
        "value": worth.amount(figure.value),
        "a_year_ago": worth.amount(figure.a_year_ago or "–"),
        "two_years_ago": worth.amount(figure.two_years_ago or "–"),
        "comparator_value": worth.amount(figure.comparator_value or "–"),
        "comparator": figure.comparator,
    }


def documents_rows(documents: Iterable[Document], writer: Writer) -> list[View]:
    """A row for each of these documents."""
    rows = (_own_row(document, writer) for document in documents)
    return [{name: row[name] for name in ("ref", "title", "type", "where", "status")} for row in rows]


def sources_rows(sources: Iterable[DataSource], writer: Writer) -> list[View]:
    """A row for each of these data sources."""
    return [_source(source, writer) for source in sources]


def figures_rows(figures: Iterable[Figure], writer: Writer) -> list[View]:
    """A row for each of these figures."""
    return [_figure(figure, writer) for figure in figures]
