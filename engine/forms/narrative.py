"""Blank Word forms: the headings to write under, from the schemas."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from engine.schemas import Schema, meta, row_rules

_HELP = "Write under each heading, and keep the headings. Put references in square brackets, such as [D-014]."
_DEEP = RGBColor(0x12, 0x40, 0x4A)
_STYLES = (
    ("Normal", 11, False),
    ("Title", 26, True),
    ("Heading 1", 18, True),
    ("Caption", 11, True),
    ("Quote", 12, False),
)


def narrative_form(title: str, schema: Schema) -> bytes:
    """A form with every heading of its schema, and tables with their columns."""
    document = Document()
    _dress(document)
    document.core_properties.title = title
    document.add_paragraph(title, "Title")
    document.add_paragraph(_HELP, "Form Help")
    for rules in schema.values():
        document.add_paragraph(meta(rules, "heading"), "Heading 1")
        holds = meta(rules, "holds")
        if holds == "table":
            columns = [meta(column, "column") for column in row_rules(rules).values()]
            table = document.add_table(rows=4, cols=len(columns), style="Table Grid")
            for cell, column in zip(table.rows[0].cells, columns, strict=True):
                cell.paragraphs[0].add_run(column).bold = True
            document.add_paragraph()
        else:
            document.add_paragraph(style="List Bullet" if holds == "bullets" else None)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _dress(document: Any) -> None:
    """Arial, A4, British English, and the styles that sources and help texts take."""
    styles = document.styles
    for name, size, bold in _STYLES:
        font = styles[name].font
        font.name, font.size, font.bold, font.italic = "Arial", Pt(size), bold, False
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in [a for a in fonts.attrib if "Theme" in a]:
            del fonts.attrib[attribute]
        if name != "Normal":
            font.color.rgb = _DEEP
    for name in ("Source", "Form Help", "Quote Attribution"):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size = Pt(9.5)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
