"""library.xlsx: what the information return asks for and where it is, what is missing, what is to be written."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.assessment import SelfAssessment
from engine.model.evidence import Document, Status
from engine.model.framework import LibraryRow
from engine.model.judgement import Judgement
from engine.plain_words import long_date, short_date
from engine.publishing.lists.sheet_table import Cell, CellLink, SheetTable

_NONE = "–"
_ASKED = (("Row", 9), ("What is asked for", 60))


def library_tables(assessment: SelfAssessment, judgement: Judgement) -> tuple[SheetTable, ...]:
    """The index for the information return, the whole library, the gaps, and the reports still to be written."""
    return (
        _index(assessment),
        _library(assessment, judgement),
        _gaps(assessment),
        _to_write(assessment),
    )


def _index(assessment: SelfAssessment) -> SheetTable:
    """Every row of the information return, each document that answers it, and where in it to look."""
    columns = (*_ASKED, ("Document", 11), ("Title", 46), ("Status", 14), ("Where to look", 34), ("Covers", 24))
    rows = [
        (row.id, row.text, *_answer(document))
        for row in assessment.framework.library
        if row.information_return
        for document in _answering(row, assessment)
    ]
    title = "Information return: what answers each row"
    hint = "The reference of a document is a link to it. A row that several documents answer stands here several times."
    return SheetTable(sheet="Information return", title=title, hint=hint, columns=columns, rows=tuple(rows))


def _answer(document: Document | None) -> tuple[Cell, ...]:
    if document is None:
        return _NONE, "No document yet", Status.GAP.value, _NONE, _NONE
    title, where = document.title or _NONE, document.where_to_look or _NONE
    return _ref(document), title, document.status.value, where, _covers(document)


def _library(assessment: SelfAssessment, judgement: Judgement) -> SheetTable:
    columns = (
        ("Document", 11),
        ("Title", 46),
        ("Rows it answers", 18),
        ("Type", 22),
        ("Kind of evidence", 20),
        ("Status", 14),
        ("Owner", 30),
        ("Approved", 18),
        ("Review due", 18),
        ("Referred to in", 52),
    )
    names = {statement.id: statement.name for statement in assessment.framework.statements}
    rows = []
    for document in assessment.evidence.documents:
        cited = [names[key] for key, refs in judgement.cited.items() if document.ref in refs]
        rows.append(
            (
                _ref(document),
                document.title or _NONE,
                ", ".join(document.library_rows) or _NONE,
                document.type or _NONE,
                assessment.framework.kinds_in_words(document.kinds) or _NONE,
                document.status.value,
                document.owner or _NONE,
                document.approved or _NONE,
                document.review_due or _NONE,
                "; ".join(cited) or _NONE,
            )
        )
    hint = "Every document, once. Its reference is a link to it."
    return SheetTable(sheet="Library", title="Document library", hint=hint, columns=columns, rows=tuple(rows))


def _gaps(assessment: SelfAssessment) -> SheetTable:
    """Documents that are not there, and evidence that groups say is needed."""
    columns = (("What is missing", 60), ("About", 22), ("Who said so", 30), ("Owner", 30), ("Due", 18))
    rows = (*_missing_documents(assessment), *_needed(assessment))
    title = "Gap log"
    hint = "Rows of the library without a document in place, and evidence that groups wrote they need."
    return SheetTable(sheet="Gap log", title=title, hint=hint, columns=columns, rows=rows or ((_NONE,) * len(columns),))


def _missing_documents(assessment: SelfAssessment) -> Iterator[tuple[Cell, ...]]:
    for row in assessment.framework.library:
        for document in _answering(row, assessment):
            if document is None:
                yield row.text, row.id, "No document answers the row", _NONE, _NONE
            elif document.is_to_come:
                reason = f": {document.reason}" if document.reason else ""
                what = f"{document.title}{reason}"
                yield what, row.id, document.status.value, document.owner or _NONE, document.due or _NONE


def _needed(assessment: SelfAssessment) -> Iterator[tuple[Cell, ...]]:
    names = {group.id: group.name for group in assessment.council.groups}
    for checklist in assessment.checklists:
        for answer in checklist.answers.values():
            if answer.need:
                yield answer.need, answer.item, names.get(checklist.group, checklist.group), _NONE, _NONE


def _to_write(assessment: SelfAssessment) -> SheetTable:
    columns = (*_ASKED, ("Document", 11), ("Status", 14), ("Owner", 30), ("Due", 18))
    rows: list[tuple[Cell, ...]] = []
    for row in assessment.framework.library:
        for document in _answering(row, assessment) if row.needs_writing else ():
            if document is None:
                rows.append((row.id, row.text, _NONE, Status.GAP.value, _NONE, _NONE))
            elif document.is_to_come:
                ref, state = document.ref, document.status.value
                rows.append((row.id, row.text, ref, state, document.owner or _NONE, document.due or _NONE))
    due = assessment.council.dates.information_return
    hint = "Reports that the library asks for and that nobody has by nature."
    if due:
        hint += f" The information return is due on {long_date(due)}."
    empty = ((_NONE, "Nothing is left to write.", *[_NONE] * 4),)
    return SheetTable(
        sheet="To write", title="Reports still to be written", hint=hint, columns=columns, rows=tuple(rows) or empty
    )


def _answering(row: LibraryRow, assessment: SelfAssessment) -> list[Document | None]:
    return [*assessment.evidence.answering(row.id)] or [None]


def _ref(document: Document) -> Cell:
    """The reference, with the document's link under it: LibreOffice breaks no line of a link, and titles are long."""
    return CellLink(document.ref, document.link) if document.link else document.ref


def _covers(document: Document) -> str:
    if not (document.covers_from and document.covers_to):
        return _NONE
    return f"{short_date(document.covers_from)} to {short_date(document.covers_to)}"
