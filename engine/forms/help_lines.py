"""What the framework has to say to whoever fills in a form, as lines of help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.model.framework import Block, Framework, QualityStatement, Theme

_QUESTIONS = "Questions to ask yourselves; not all need an answer:"


@dataclass(frozen=True, slots=True)
class Help:
    """Some lines of help: a sentence, and the points below it."""

    text: str
    points: tuple[str, ...] = ()


def help_of(block: Block, label: str = _QUESTIONS) -> Iterator[Help]:
    """A block's guidance, then its lists. label: the line over its prompts."""
    yield from (Help(line) for line in block.guidance)
    for words, points in (
        (label, block.prompts),
        ("Data that may help:", block.data),
        ("Documents that may belong here:", block.documents),
    ):
        if points:
            yield Help(words, points)


def statement_opening(framework: Framework, statement: QualityStatement) -> Iterator[Help]:
    """The statement as “We” and “I”, and whatever the guidance asks for that no heading of the form does."""
    yield Help(f"“{statement.text}”")
    if others := statement.printed_otherwise:
        yield Help("As the guidance prints it:", others)
    if statement.i_statements:
        yield Help("What people should be able to say:", statement.i_statements)
    for block in statement.blocks:
        if block.id == "verification" and "blocks" in framework.official_parts:
            yield Help(f"At the end of the guidance’s template: “{block.title}”. Here that is the verification sheet.")


def theme_opening(framework: Framework, theme: Theme) -> Iterator[Help]:
    """The guidance's page on the theme, and its hints on Section B that no heading of the form asks for."""
    yield from (Help(line) for line in (theme.covers, *theme.notes) if line)
    if theme.points:
        yield Help(" ".join(filter(None, ("What is looked for:", theme.lead))), theme.points)
    for statement in theme.statements:
        said = (*statement.printed_otherwise, *statement.i_statements)
        yield Help(f"{statement.name}: “{statement.text}”", said)
    section = framework.theme_section
    yield from (Help(line) for line in section.guidance)
    for part in section.parts:
        if part.id == "performance" and part.guidance:
            yield Help(f"{part.title}, in the forms of the statements:", part.guidance)


def overview_opening(framework: Framework) -> Iterator[Help]:
    """The guidance's hints on the whole of Section A, and its tips."""
    yield from (Help(line) for line in framework.overview_section.guidance)
    if tips := tuple(tip.text for tip in framework.top_tips if tip.text):
        yield Help("Tips for the whole self-assessment:", tips)


def parts_by_field(*blocks: tuple[Block, ...]) -> Mapping[str, Block]:
    """Blocks by the field of the form they help with, which has their id."""
    return {block.id: block for some in blocks for block in some}
