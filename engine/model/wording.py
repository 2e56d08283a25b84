"""The official wording as a workbook prints it, before ids are given to it. Its content is data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """One block of a stage 2 template. id is the framework's; the texts are as printed, without their bullets."""

    id: str
    title: str
    guidance: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of the Section D library. statement is a framework's id, empty where the row serves all or says none."""

    group: str
    text: str
    statement: str
    document_types: tuple[str, ...]
    information_return: bool
    twelve_months: bool


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """One data source of Section E, and the heading it stands under."""

    group: str
    text: str


@dataclass(frozen=True, slots=True)
class PrintedWording:
    """Everything one file prints. By statement id: checklist items, the sentence above the template, and its blocks.

    A part the file does not have is empty: a checklist workbook has items alone.
    """

    items: Mapping[str, tuple[str, ...]]
    quality: Mapping[str, str]
    blocks: Mapping[str, tuple[PrintedBlock, ...]]
    library: tuple[PrintedRow, ...]
    sources: tuple[PrintedSource, ...]
