"""The official wording as a workbook prints it, before ids are given to it. Its content is data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.model.framework import Block, Declaration, HintedSection, LibraryRow


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """One data source of Section E, and the heading it stands under."""

    group: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """The page on a theme: what it covers, the words before what is looked for, its points, and all other lines."""

    covers: str
    lead: str
    points: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTexts:
    """What is printed outside checklists, templates and lists. pages: by theme; we, i_statements: by statement.

    sections: overview, theme, process and library, as far as they are there. tips: one for each of the framework's, in
    its order; empty where it is not there.
    """

    pages: Mapping[str, PrintedPage]
    we: Mapping[str, tuple[str, ...]]
    i_statements: Mapping[str, tuple[str, ...]]
    sections: Mapping[str, HintedSection]
    declarations: tuple[Declaration, ...]
    tips: tuple[str, ...]

    def each(self) -> Iterator[tuple[str, str]]:
        """Every text, behind the id of the theme or statement it is about, empty where it is about none."""
        for theme, page in self.pages.items():
            yield from ((theme, text) for text in (page.covers, page.lead, *page.points, *page.notes) if text)
        for lines in (self.we, self.i_statements):
            yield from ((key, text) for key, texts in lines.items() for text in texts)
        for section in self.sections.values():
            yield from (("", text) for text in section.lines())
        yield from (("", one.text) for one in self.declarations)
        yield from (("", text) for text in self.tips if text)


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
    texts: PrintedTexts

    @property
    def is_more_than_checklists(self) -> bool:
        """Whether it is a whole workbook, so that what it lacks is worth telling."""
        return bool(self.blocks or self.library or self.sources or any(self.texts.each()))
