"""What a workbook prints outside its checklists, templates and lists: pages on themes, sections, declarations, tips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.framework.layout import Layout
from engine.model.framework import Framework
from engine.model.wording import PrintedTexts
from engine.plain_words import folded
from engine.sources.official.import_notes import ImportNotes
from engine.sources.official.pages import PrintedLine
from engine.sources.official.printed_names import begins, statement_in
from engine.sources.official.sections import SectionReader
from engine.sources.official.theme_page import ThemePageReader
from engine.sources.official.tips import TipsReader

_HEADING_WORDS = 14
"""A heading has no more words. The guidance describes its own sections in sentences that begin as their headings do."""

Region = ThemePageReader | SectionReader | TipsReader


def read_texts(
    lines: Iterable[PrintedLine | None], framework: Framework, layout: Layout, notes: ImportNotes
) -> PrintedTexts:
    """The texts of a file. None among the lines: here stands a table that is a checklist, a template or a list.

    Lines that belong to nothing are told, by the heading they stand under.
    """
    reader = _Texts(framework=framework, layout=layout)
    for line in lines:
        if line is None:
            reader.region = None
        else:
            reader.read(line)
    for heading, untaken in reader.untaken.items():
        notes.not_taken(heading, untaken)
    return reader.printed()


@dataclass(slots=True, kw_only=True)
class _Texts:
    """Reads one line after another. region: what the lines belong to now; untaken: lines that belong to nothing."""

    framework: Framework
    layout: Layout
    region: Region | None = None
    heading: str = "its beginning"
    pages: list[ThemePageReader] = field(default_factory=list)
    sections: dict[str, list[SectionReader]] = field(default_factory=dict)
    tips: TipsReader | None = None
    untaken: dict[str, list[PrintedLine]] = field(default_factory=dict)

    def read(self, line: PrintedLine) -> None:
        if opened := self.opened_by(line):
            self.region, self.heading = opened, line.text
            return
        ends = _is_heading(line) and any(way in folded(line.text) for way in self.layout.theme_pages.ends)
        if self.region and not ends and self.region.take(line):
            return
        self.region = None
        if ends or line.level:
            self.heading = line.text
        else:
            self.untaken.setdefault(self.heading, []).append(line)

    def opened_by(self, line: PrintedLine) -> Region | None:
        """The region that a line is the heading of, begun anew; None where it is no heading of one."""
        if not _is_heading(line):
            return None
        plain = folded(line.text)
        for name, words in self.layout.sections.items():
            if begins(line.text, words.heading):
                section = SectionReader(name, self.layout)
                self.sections.setdefault(name, []).append(section)
                return section
        if any(way in plain for way in self.layout.tips) and self.tips is None:
            self.tips = TipsReader(self.framework)
            return self.tips
        if begins(line.text, self.layout.theme_pages.covers):
            return None
        if theme := self.theme_called(line):
            return self.page(theme)
        return None

    def theme_called(self, line: PrintedLine) -> str:
        """The id of the theme whose page a line begins; empty where it begins none."""
        plain = folded(line.text)
        if statement_in(line.text, self.framework):
            return ""
        for theme in self.framework.themes:
            names = [folded(name) for name in (theme.name, *theme.also_called)]
            if (any(name in plain for name in names) and "theme" in plain) or (line.level and plain in names):
                return theme.id
        return ""

    def page(self, theme: str) -> ThemePageReader:
        self.pages.append(ThemePageReader(theme=theme, framework=self.framework, layout=self.layout))
        return self.pages[-1]

    def printed(self) -> PrintedTexts:
        pages = {}
        we: dict[str, tuple[str, ...]] = {}
        says: dict[str, tuple[str, ...]] = {}
        for page in sorted(self.pages, key=lambda each: each.weight):
            if page.weight:
                pages[page.theme] = page.printed()
                we |= {key: tuple(lines) for key, lines in page.we.items()}
                says |= {key: tuple(lines) for key, lines in page.i_statements.items()}
        best = {name: max(found, key=lambda each: each.weight) for name, found in self.sections.items()}
        declared = [one for found in self.sections.get("process", []) for one in found.declarations]
        return PrintedTexts(
            pages=pages,
            we=we,
            i_statements=says,
            sections={name: section.printed() for name, section in best.items() if section.weight},
            declarations=tuple({one.id: one for one in declared}.values()),
            tips=tuple(self.tips.texts) if self.tips else ("",) * len(self.framework.top_tips),
        )


def _is_heading(line: PrintedLine) -> bool:
    """Whether a line can be one, going by its look or its length."""
    return not line.bullet and (bool(line.level) or len(line.text.split()) <= _HEADING_WORDS)
