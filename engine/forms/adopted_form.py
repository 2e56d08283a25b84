"""A form that is filled with pieces of another Word file: its markup as it stands, under the headings of the form."""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from engine.foreign.limits import FORM
from engine.foreign.word_file import word_document
from engine.forms.form_brand import FormBrand
from engine.forms.form_look import dress, furnish, help_box, writing_table
from engine.forms.help_lines import Help
from engine.forms.narrative import HOW, NarrativeForm, help_for
from engine.schemas import Schema, meta, row_rules
from engine.word.package import Package
from engine.word.styles import read_styles

FROM_LAST_YEAR = "From last year: bring this up to date, then delete this line."
_STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote", "List Bullet", "Table Grid")
_TO_FILL = {"quotations": "words", "strengths": "text", "risks": "impact"}
"""The column of a table that takes the text of a paragraph."""

Contents = Mapping[str, Sequence[Any]]
Texts = Mapping[str, Sequence[str]]


def adopted_form(
    data: bytes,
    form: NarrativeForm,
    schema: Schema,
    brand: FormBrand,
    contents: Contents,
    texts: Texts,
    is_of_before: bool,
) -> bytes:
    """The form as a Word file. data: the file the pieces come from, which becomes the form.

    contents: markup by field; texts: the same as plain lines, for fields that hold a table. is_of_before: whether each
    field begins with the line that says it is from last year, which a final edition waits for.
    """
    source = word_document(data, FORM)
    body = source.element.body
    kept = {name: [copy.deepcopy(piece) for piece in pieces] for name, pieces in contents.items()}
    for child in list(body):
        body.remove(child)
    body.append(copy.deepcopy(Document().element.body.sectPr))
    _lend_styles(source)
    dress(source, brand)
    furnish(source, form.kind, form.title, brand)
    source.add_paragraph(form.kind, "Subtitle")
    source.add_paragraph(form.title, "Title")
    help_box(source, [*form.opening, Help("How to fill in this form", HOW)])
    for field, rules in schema.items():
        source.add_paragraph(meta(rules, "heading"), "Heading 1")
        help_box(source, list(help_for(rules, form.blocks.get(field), form.with_titles)))
        if kept.get(field) and is_of_before and meta(rules, "holds") == "story":
            _marked(source)
        _put(source, field, rules, brand, kept.get(field, ()), texts.get(field, ()))
    _drop_what_is_not_used(source)
    buffer = io.BytesIO()
    source.save(buffer)
    package = Package.read(buffer.getvalue())
    package.describe(f"{form.kind}: {form.title}", "Adult social care self-assessment", brand.council, brand.when)
    return package.write()


def word_file_of(lines: Sequence[str]) -> bytes:
    """A Word file with a paragraph for each line."""
    document, buffer = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


def _put(
    document: WordDocument,
    field: str,
    rules: Schema,
    brand: FormBrand,
    pieces: Sequence[Any],
    lines: Sequence[str],
) -> None:
    holds = meta(rules, "holds")
    if holds == "table":
        columns = {name: meta(column, "column") for name, column in row_rules(rules).items()}
        writing_table(document, meta(rules, "heading"), list(columns.values()), brand, len(lines))
        table: Any = document.tables[-1]
        if field in _TO_FILL:
            at = list(columns).index(_TO_FILL[field])
            for number, line in enumerate(lines, start=1):
                table.rows[number].cells[at].paragraphs[0].text = line
    elif holds == "bullets":
        for line in lines or ("",):
            document.add_paragraph(line, "List Bullet")
    elif pieces:
        levels = read_styles(serialize_part_xml(document.styles.element)).levels
        for piece in pieces:
            _below_the_headings(piece, document, levels)
            document.element.body.insert_element_before(piece, "w:sectPr")
    else:
        document.add_paragraph()
    document.add_paragraph()


def _below_the_headings(piece: Any, document: WordDocument, levels: Mapping[str, int]) -> None:
    """Give headings inside a piece the level below those of the form, so that none is taken for one of them."""
    for style in piece.iter(qn("w:pStyle")):
        if levels.get(str(style.get(qn("w:val")))):
            style.set(qn("w:val"), str(document.styles["Heading 2"].style_id))
    for outline in list(piece.iter(qn("w:outlineLvl"))):
        if (around := outline.getparent()) is not None:
            around.remove(outline)


def _marked(document: WordDocument) -> None:
    """The line that says a text is from last year, highlighted: what is highlighted is told until it is gone."""
    run = document.add_paragraph().add_run(FROM_LAST_YEAR)
    run._r.get_or_add_rPr().append(_highlight())


def _highlight() -> Any:
    highlight = OxmlElement("w:highlight")
    highlight.set(qn("w:val"), "yellow")
    return highlight


def _lend_styles(document: WordDocument) -> None:
    """The styles a form needs and the file does not have, from Word's own blank document."""
    blank = Document()
    have = {style.name for style in document.styles}
    taken = {style.style_id for style in document.styles}
    for name in _STYLES:
        if name not in have:
            style = copy.deepcopy(blank.styles[name].element)
            if style.get(qn("w:styleId")) in taken:
                style.set(qn("w:styleId"), f"Form{style.get(qn('w:styleId'))}")
            document.styles.element.append(style)


def _drop_what_is_not_used(document: WordDocument) -> None:
    """Pictures and links of the file that no piece in this form speaks of, and whatever Word kept of its comments."""
    used = {value for element in document.element.iter() for value in element.attrib.values()}
    relations = document.part.rels
    for key, relation in list(relations.items()):
        is_of_content = relation.reltype.rpartition("/")[2] in ("image", "hyperlink", "chart", "oleObject", "package")
        if (is_of_content and key not in used) or relation.reltype.endswith("/stylesWithEffects"):
            del relations[key]
