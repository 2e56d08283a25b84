"""The official wording as a workbook prints it, before ids are given to it. Its content is data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model.framework import Block, LibraryRow


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """One data source of Section E, and the heading it stands under."""

    group: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedWording:
    """Everything one file prints. By statement id: checklist items, the sentence above the template, and its blocks.

    A part the file does not have is empty: a checklist workbook has items alone. The id of a row is empty, for no
    workbook prints any.
    """

    items: Mapping[str, tuple[str, ...]]
    quality: Mapping[str, str]
    blocks: Mapping[str, tuple[Block, ...]]
    library: tuple[LibraryRow, ...]
    sources: tuple[PrintedSource, ...]
