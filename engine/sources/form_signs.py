"""By what a Word form can be told, whatever its file is called: its lines, its title, what stands in its margins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.foreign.limits import FORM
from engine.foreign.word_file import word_document
from engine.model.framework import Framework
from engine.plain_words import folded
from engine.word.names import W_P
from engine.word.text import paragraph_text, texts

_OPENING = 6
"""Paragraphs at the top in which the title stands."""
_TITLE_WORDS = 20
BRING_IN = (
    "Its titles are those of a whole workbook or report, and a form is one of them alone, so its text would be lost.",
    "Keep it outside inputs/, and let `penholder adopt` put its words into the forms, or Bring in of the studio.",
)
"""What there is to say of a file that is_of_all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSigns:
    """lines: every paragraph, folded. The others as they stand: opening, the first paragraphs; title, of the document's
    properties; margins, of its headers and footers.
    """

    lines: frozenset[str]
    opening: tuple[str, ...]
    title: str
    margins: tuple[str, ...]


def is_of_all(signs: FormSigns, framework: Framework) -> bool:
    """Whether most statements stand in titles of a file, as in a completed workbook or a report: a form has its own."""
    titles = [f" {line} " for line in signs.lines if len(line.split()) <= _TITLE_WORDS]
    named = [any(f" {folded(each.name)} " in title for title in titles) for each in framework.statements]
    return sum(named) > len(named) / 2


def form_signs(path: Path) -> FormSigns:
    """The signs of a Word file. Raises RefusedFile where it is none that can be read."""
    document = word_document(path, FORM)
    lines = [paragraph_text(paragraph) for paragraph in document.element.body.iter(W_P)]
    parts = [part for section in document.sections for part in (section.header, section.footer)]
    return FormSigns(
        lines=frozenset(map(folded, lines)),
        opening=tuple(lines[:_OPENING]),
        title=document.core_properties.title or "",
        margins=tuple(line for part in parts for line in texts(part._element)),
    )
