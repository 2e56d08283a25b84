"""The information return: what is asked for, and the files that answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.evidence import Document
from engine.model.evidence_files import FileAtHand, FileText


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """One thing a request asks for. number, statement: as the request prints them; empty where it prints none.

    answered_by: ids of library rows and documents. months: how far back it looks; 0 where it does not say.
    """

    number: str
    text: str
    statement: str
    months: int
    answered_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as it was read. file: its name; columns: the heading of each that was found, by what it holds."""

    file: str
    columns: Mapping[str, str]
    items: tuple[AskedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file of the return. source: in inputs/evidence; path: where it stands in the return; text: what it says."""

    source: FileAtHand
    path: str
    sha256: str
    size: int
    text: FileText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredItem:
    """An item with its documents, each with its file where there is one. folder: its name in the return."""

    place: int
    item: AskedItem
    documents: tuple[tuple[Document, SentFile | None], ...]
    folder: str
