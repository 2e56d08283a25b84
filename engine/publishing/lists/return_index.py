"""The index of the information return: what answers each item, where it stands, and its hash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engine.model.evidence import Document
from engine.model.information_return import AnsweredItem, SentFile
from engine.phrases import nouns
from engine.publishing.lists.sheet_table import Cell, CellLink, Properties, SheetTable
from engine.publishing.lists.workbook import workbook

_NONE = "–"
_COLUMNS = (
    ("Place", 7),
    ("Item", 14),
    ("What is asked for", 56),
    ("Statement", 28),
    ("Document", 11),
    ("Title", 40),
    ("File", 52),
    ("Pages", 10),
    ("File saved", 14),
    ("Link", 14),
    ("Page or section", 30),
    ("Date", 14),
    ("Covers", 26),
    ("Looks back", 12),
    ("SHA-256", 66),
)


def return_index(items: Sequence[AnsweredItem], about: Properties) -> bytes:
    """index.xlsx: a row for each document of each item; an item without one stands there all the same."""
    table = SheetTable(
        sheet="Index",
        title="Information return: index",
        hint="Each file lies in the folder of its item. The last column is its hash, which proves that it is the one.",
        columns=_COLUMNS,
        rows=tuple(row for item in items for row in _rows(item)),
    )
    return workbook((table,), about)


def _rows(answered: AnsweredItem) -> Iterator[tuple[Cell, ...]]:
    item = answered.item
    asked: tuple[Cell, ...] = (answered.place, item.number or _NONE, item.text, item.statement or "All")
    looks_back = nouns.MONTH.figure(item.months) if item.months else _NONE
    if not answered.documents:
        yield (*asked, _NONE, "Nothing answers it yet", *[_NONE] * 7, looks_back, _NONE)
    for document, file in answered.documents:
        yield (*asked, *_document(document, file), looks_back, file.sha256 if file else _NONE)


def _document(document: Document, file: SentFile | None) -> tuple[Cell, ...]:
    link: Cell = CellLink("Open", document.link) if document.link else _NONE
    covers = f"{document.covers_from:%d/%m/%Y} to {document.covers_to:%d/%m/%Y}" if _tells(document) else _NONE
    approved: date | str = document.approved or _NONE
    title = document.title or document.status.value
    where = document.where_to_look or _NONE
    return document.ref, title, file.path if file else _NONE, *_of_text(file), link, where, approved, covers


def _of_text(file: SentFile | None) -> tuple[Cell, Cell]:
    """How many pages a file has and when it was saved, as it says itself."""
    text = file.text if file else None
    return (text.pages or _NONE, text.saved or _NONE) if text else (_NONE, _NONE)


def _tells(document: Document) -> bool:
    return document.covers_from is not None and document.covers_to is not None
