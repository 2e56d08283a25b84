"""The tables of fields in docs/templates.md, made of the list that the product has."""

from __future__ import annotations

from collections.abc import Iterator

from engine.commands.template_fields import FieldGuide
from engine.workspace import Workspace
from tests.conftest import ROOT

DOCS = ROOT / "docs" / "templates.md"
BEGIN, END = "<!-- made by tests/material/field_tables.py: begin -->\n", "<!-- end -->"


def tables() -> str:
    """A table for each section of the list."""
    return "\n".join(_lines())


def in_docs() -> str:
    """What stands between the marks."""
    return DOCS.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


def _lines() -> Iterator[str]:
    vocabulary = FieldGuide(Workspace(ROOT))
    for section in vocabulary.sections:
        yield from ("", f"### {section.title}", "", "| write | means | comes from |", "|---|---|---|")
        for field in section.fields:
            yield f"| `{field.written}` | {field.means} | {vocabulary.comes_from(field)} |"
    yield "\n"


if __name__ == "__main__":
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    DOCS.write_text(f"{before}{BEGIN}{tables()}{END}{rest.partition(END)[2]}", encoding="utf-8")
