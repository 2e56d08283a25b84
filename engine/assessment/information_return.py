"""What answers each item of the information return, and what there is to say about it before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.assessment.windows import days_not_covered, year_before
from engine.findings import Finding, Place, warning
from engine.framework.matching import match
from engine.model.assessment import SelfAssessment
from engine.model.evidence import Document
from engine.model.framework import Framework
from engine.model.information_return import AskedItem, Request
from engine.phrases import nouns
from engine.plain_words import long_date, quoted


def of_framework(framework: Framework) -> Request:
    """What the framework's library flags for the information return, where no request has come yet."""
    names = {statement.id: statement.name for statement in framework.statements}
    items = (
        AskedItem(
            number=row.id,
            text=row.text,
            statement=names.get(row.statement, ""),
            months=12 if row.twelve_months else 0,
            answered_by=(row.id,),
        )
        for row in framework.library
        if row.information_return
    )
    return Request(file="", columns={}, items=tuple(items))


def answered(request: Request, framework: Framework, earlier: Request | None) -> Request:
    """A request with the rows of the library that its items are, as far as their words tell with a clear margin.

    earlier: a request from before, whose answers stay where an item is worded as it was, or nearly.
    """
    texts = [item.text for item in request.items]
    rows = [row for row in framework.library if row.information_return] or list(framework.library)
    by_words = match([row.text for row in rows], texts, own_words=False).pairs
    before = earlier.items if earlier else ()
    by_earlier = match([item.text for item in before], texts, own_words=False).pairs
    items = []
    for item, row, former in zip(request.items, by_words, by_earlier, strict=True):
        kept = before[former].answered_by if former is not None else ()
        items.append(replace(item, answered_by=kept or ((rows[row].id,) if row is not None else ())))
    return replace(request, items=tuple(items))


def documents_for(item: AskedItem, assessment: SelfAssessment) -> tuple[Document, ...]:
    """The documents that answer an item: those it names, and those that answer the rows it names; each once."""
    named = {document.ref: document for document in assessment.evidence.documents}
    found: dict[str, Document] = {}
    for key in item.answered_by:
        if key in named:
            found[key] = named[key]
        else:
            found |= {document.ref: document for document in assessment.evidence.answering(key)}
    return tuple(found.values())


def item_findings(item: AskedItem, documents: Sequence[Document], assessment: SelfAssessment) -> Iterator[Finding]:
    """N-02, N-03 and N-04: what an item lacks."""
    about = f"{item.number} {quoted(item.text)}".strip()
    ready = [document for document in documents if document.is_in_place]
    if not item.answered_by:
        message = f"{about}: nothing says which row of the library or which document answers it."
        fix = "Write LIB- or D-numbers under answered_by, in the newest file of inputs/return/."
        yield warning("N-02", Place("inputs/return"), message, fix)
    elif not documents:
        message = f"{about}: no document answers {', '.join(item.answered_by)}."
        yield warning(
            "N-03", Place("inputs/evidence.xlsx", "Library"), message, "Add a document, or say why there is none."
        )
    for document in documents:
        if document.is_to_come:
            message = f"{about}: {document.called}, is not in place ({document.status})."
            yield warning("N-03", document.place, message, "Finish it, or say in the return why it is not there.")
    yield from _window(about, item, ready, assessment)


def _window(about: str, item: AskedItem, ready: Sequence[Document], assessment: SelfAssessment) -> Iterator[Finding]:
    due = assessment.council.dates.information_return
    if not (item.months and ready and due):
        return
    missing = days_not_covered(ready, year_before(due), due)
    if missing > assessment.council.thresholds.window_days:
        refs = ", ".join(document.ref for document in ready)
        message = (
            f"{about}: asks for twelve months up to {long_date(due)}; {refs} leaves out {nouns.DAY.figure(missing)}."
        )
        fix = "Bring it up to date, fill in Covers from and Covers to, or add evidence of the rest."
        yield warning("N-04", ready[0].place, message, fix)
