"""Blank Word forms: the headings to write under, from the schemas, and help that the report never prints."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument

from engine.forms.form_brand import FormBrand
from engine.forms.form_look import dress, furnish, help_box, writing_table
from engine.forms.help_lines import Help, help_of
from engine.model.framework import Block
from engine.phrases import nouns
from engine.schemas import Schema, meta, row_rules
from engine.word.package import Package

HOW = (
    "Write in the white space under each heading. Keep the headings; headings of your own may stand below them.",
    "Put references in square brackets, such as [D-014] for a document or [E-003] for a data source.",
    "A case study, waiting times and the like are tables: copy one from the form Blocks into any part with free text.",
    "The shaded help is for you. It is not read, so do not write into it.",
    "Accept or refuse all tracked changes, and delete comments, before you send the form back.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeForm:
    """What a form is about. kind: what it is called above its title. opening: help on the whole of it.

    blocks: the framework's help by the field it belongs to; with_titles: under their own titles too.
    """

    kind: str
    title: str
    opening: tuple[Help, ...]
    blocks: Mapping[str, Block]
    with_titles: bool = False


def narrative_form(form: NarrativeForm, schema: Schema, brand: FormBrand) -> bytes:
    """A form with every heading of its schema, help under each, and tables with their columns."""
    document = dressed_document(brand)
    furnish(document, form.kind, form.title, brand)
    document.add_paragraph(form.kind, "Subtitle")
    document.add_paragraph(form.title, "Title")
    help_box(document, [*form.opening, Help("How to fill in this form", HOW)])
    for field, rules in schema.items():
        document.add_paragraph(meta(rules, "heading"), "Heading 1")
        help_box(document, list(help_for(rules, form.blocks.get(field), form.with_titles)))
        _space_to_write(document, rules, brand)
    return finished(document, f"{form.kind}: {form.title}", brand)


def finished(document: WordDocument, title: str, brand: FormBrand) -> bytes:
    """The bytes of a form, which says what it is and whose."""
    buffer = io.BytesIO()
    document.save(buffer)
    package = Package.read(buffer.getvalue())
    package.describe(title, "Adult social care self-assessment", brand.council, brand.when)
    return package.write()


def dressed_document(brand: FormBrand) -> WordDocument:
    """python-docx's blank document in a council's look, without the copy of the styles that Word 2010 kept."""
    document: WordDocument = Document()
    relations = document.part.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")]:
        del relations[key]
    dress(document, brand)
    return document


def _space_to_write(document: WordDocument, rules: Schema, brand: FormBrand) -> None:
    holds = meta(rules, "holds")
    if holds == "table":
        columns = [meta(column, "column") for column in row_rules(rules).values()]
        writing_table(document, meta(rules, "heading"), columns, brand)
    else:
        document.add_paragraph(style="List Bullet" if holds == "bullets" else None)
    document.add_paragraph()


def help_for(rules: Schema, block: Block | None, with_title: bool) -> Iterator[Help]:
    """The lines of help under a heading: what the schema asks for, then what the framework suggests."""
    yield Help(" ".join(_asked(rules)) or "Leave it blank if there is nothing to say.", tuple(_columns(rules)))
    if block is None:
        return
    if with_title and block.title != meta(rules, "heading"):
        yield Help(f"In the guidance: “{block.title}”")
    yield from help_of(block)


def _asked(rules: Schema) -> Iterator[str]:
    if words := meta(rules, "fix"):
        yield words
    if choices := [choice for choice in rules.get("allowed", ()) if choice]:
        yield f"Write one of: {', '.join(choices)}."
    if longest := rules.get("maxlength"):
        yield f"At most {nouns.CHARACTER.figure(longest)}, spaces included."


def _columns(rules: Schema) -> Iterator[str]:
    """For a table, what belongs into each column that does not say so by its name."""
    if meta(rules, "holds") == "table":
        for column in row_rules(rules).values():
            if words := " ".join(_asked(column)):
                name = meta(column, "column")
                yield f"{name}{' ' if name.endswith('?') else ': '}{words}"
