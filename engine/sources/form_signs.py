"""By what a Word form can be told, whatever its file is called: its lines, its title, what stands in its margins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.foreign.limits import FORM
from engine.foreign.word_file import word_document
from engine.plain_words import folded
from engine.word.names import W_P
from engine.word.text import paragraph_text, texts

_OPENING = 6
"""Paragraphs at the top in which the title stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSigns:
    """lines: every paragraph, folded. The others as they stand: opening, the first paragraphs; title, of the document's
    properties; margins, of its headers and footers.
    """

    lines: frozenset[str]
    opening: tuple[str, ...]
    title: str
    margins: tuple[str, ...]


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
