"""Which texts outside checklists, templates and lists a workbook does not have, so that those in use stay."""

from __future__ import annotations

from engine.framework.layout import Layout
from engine.model.framework import Block, Framework, HintedSection
from engine.model.wording import PrintedTexts
from engine.sources.official.import_notes import ImportNotes


def missing_texts(texts: PrintedTexts, framework: Framework, layout: Layout, notes: ImportNotes) -> None:
    """A warning for each part that was not found; one for the whole of it where none of its parts was."""
    _pages(texts, framework, notes)
    sections = {
        "overview": ("The hints on Section A", framework.overview_section),
        "theme": ("The hints on Section B", framework.theme_section),
        "process": ("The hints on Section C", framework.process_section),
    }
    for name, (what, section) in sections.items():
        found = texts.sections.get(name)
        if found is None:
            notes.missing(what)
        else:
            for part in _lacking(section, found):
                notes.missing(f'{what}: "{part.title}"')
    declared = {one.id for one in texts.declarations}
    for declaration in framework.declarations:
        if declaration.id not in declared and declaration.id in layout.declarations:
            notes.missing(f'The declaration of "{declaration.heading}"')
    if not any(texts.tips):
        notes.missing("The tips")
    else:
        for tip, text in zip(framework.top_tips, texts.tips, strict=True):
            if not text:
                notes.missing(f'The tip "{tip.name}"')


def _pages(texts: PrintedTexts, framework: Framework, notes: ImportNotes) -> None:
    for theme in framework.themes:
        page = texts.pages.get(theme.id)
        if page is None:
            notes.missing(f'The page on the theme "{theme.name}"', theme.id)
            continue
        if not page.covers:
            notes.missing(f'What the theme "{theme.name}" covers', theme.id)
        if not page.points:
            notes.missing(f'What is looked for in the theme "{theme.name}"', theme.id)
        for statement in theme.statements:
            if not texts.we.get(statement.id):
                notes.missing(f'The “We” statement of "{statement.name}" on the page of its theme', statement.id)


def _lacking(section: HintedSection, found: HintedSection) -> list[Block]:
    there = {part.id for part in found.parts if part.guidance or part.prompts}
    return [part for part in section.parts if part.id not in there]
