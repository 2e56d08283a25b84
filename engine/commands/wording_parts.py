"""The parts of a framework's wording, counted: which are the guidance's own words, and which are penholder's."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.framework import Framework
from engine.phrases import nouns


@dataclass(frozen=True, slots=True)
class WordingPart:
    """A part of the wording. said: how much there is of it, in words. is_official: whether it is the guidance's own."""

    said: str
    is_official: bool


def parts_of(framework: Framework) -> tuple[WordingPart, ...]:
    """Each part, in the order in which an import tells them."""
    blocks = [block for statement in framework.statements for block in statement.blocks]
    flagged = sum(row.information_return for row in framework.library)
    counts = {
        "items": f"{nouns.CHECKLIST_ITEM.figure(len(framework.items))} under "
        f"{nouns.QUALITY_STATEMENT.figure(len(framework.statements))}",
        "blocks": f"{nouns.BLOCK.figure(len(blocks))}, {nouns.PROMPT.figure(sum(len(b.prompts) for b in blocks))}, "
        f"{nouns.SUGGESTION_OF_DATA.figure(sum(len(b.data) for b in blocks))}",
        "library": f"{nouns.LIBRARY_ROW.figure(len(framework.library))}, {flagged} of them for the information return",
        "sources": nouns.DATA_SOURCE.figure(len(framework.sources)),
    }
    pages = [theme for theme in framework.themes if theme.covers or theme.points]
    said = sum(len(statement.i_statements) for statement in framework.statements)
    sections = (framework.overview_section, framework.theme_section, framework.process_section)
    hints = sum(1 for section in sections for _ in section.lines())
    counts |= {
        "pages": f"{nouns.PAGE_ON_A_THEME.figure(len(pages))}, {nouns.I_STATEMENT.figure(said)}, "
        f"{nouns.POINT_LOOKED_FOR.figure(sum(len(theme.points) for theme in pages))}",
        "sections": f"{nouns.HINT.figure(hints)} on Sections A, B and C",
        "declarations": nouns.DECLARATION.figure(len(framework.declarations)),
        "tips": nouns.TIP.figure(sum(bool(tip.text) for tip in framework.top_tips)),
    }
    return tuple(WordingPart(text, part in framework.official_parts) for part, text in counts.items())
