"""The tables of fields in docs/templates.md, made of the list that the product has."""

from __future__ import annotations

from collections.abc import Iterator

from engine.commands.template_fields import FieldGuide
from engine.workspace import Workspace
from tests.conftest import ROOT


def tables() -> str:
    """A table for each section of the list."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    vocabulary = FieldGuide(Workspace(ROOT))
    for section in vocabulary.sections:
        yield from ("", f"### {section.title}", "", "| write | means | comes from |", "|---|---|---|")
        for field in section.fields:
            yield f"| `{field.written}` | {field.means} | {vocabulary.comes_from(field)} |"
    yield "\n"
