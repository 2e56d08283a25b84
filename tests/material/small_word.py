"""Small Word files made with python-docx: the styles penholder writes in, and no more than a test needs."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section

from engine.findings import Place
from engine.model.story import Kind, Paragraph, Run
from engine.templates.template import Template
from engine.word.package import Package
from tests.material.small_office import resaved

PLACE = Place("word_templates/small.docx")
_OF_A_BOX = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
_PARAGRAPH_STYLES = ("Quote Attribution", "Source", "Table Heading", "Table Text", "toc 1", "toc 2", "toc 3")
_LETTER_STYLES = ("Hyperlink", "Evidence Reference", "Contents Link", "Caption Label")
_TABLE_STYLES = ("Report Table", "Form Table")


def word_file(*lines: str) -> WordDocument:
    """A document with a paragraph for each line; a line that begins with # is a heading of that level."""
    document = opened(_blank())
    for line in lines:
        add_line(document, line)
    return document


@lru_cache(maxsize=1)
def _blank() -> bytes:
    document = Document()
    for names, kind in (
        (_PARAGRAPH_STYLES, WD_STYLE_TYPE.PARAGRAPH),
        (_LETTER_STYLES, WD_STYLE_TYPE.CHARACTER),
        (_TABLE_STYLES, WD_STYLE_TYPE.TABLE),
    ):
        for name in names:
            document.styles.add_style(name, kind)
    _take_out_what_nobody_uses(document)
    return in_bytes(document)


def _take_out_what_nobody_uses(document: WordDocument) -> None:
    """The hundred table styles that python-docx brings, twice: each test would read 800 KB of them several times."""
    for style in [style for style in document.styles if style.type is WD_STYLE_TYPE.TABLE]:
        if style.name not in (*_TABLE_STYLES, "Normal Table", "Table Grid"):
            style.delete()
    for key in [key for key, relation in document.part.rels.items() if "stylesWithEffects" in relation.reltype]:
        document.part.drop_rel(key)


def add_line(document: WordDocument, line: str) -> None:
    """One more paragraph, or heading."""
    words = line.lstrip("#")
    level = len(line) - len(words)
    if level:
        document.add_heading(words.strip(), level)
    else:
        document.add_paragraph(words)


def add_table(document: WordDocument, *rows: tuple[str, ...]) -> None:
    """A table with these texts in its cells."""
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def text_box(paragraphs: str) -> BaseOxmlElement:
    """A run as Word writes a text box: once as a drawing, and once more for programs that know no such drawings."""
    words = f"<w:txbxContent>{paragraphs}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="1800000" cy="540000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"/></wps:spPr><wps:txbx>{words}</wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    drawn = (
        '<wp:inline><wp:extent cx="1800000" cy="540000"/><wp:docPr id="77" name="Box"/><a:graphic>'
        f'<a:graphicData uri="{_OF_A_BOX["wps"]}">{shape}</a:graphicData></a:graphic></wp:inline>'
    )
    plain = f'<v:shape type="#_x0000_t202" style="width:90pt;height:40pt"><v:textbox>{words}</v:textbox></v:shape>'
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _OF_A_BOX.items())
    return parse_xml(
        f"<w:r {spaces}><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{drawn}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{plain}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def first_section(document: WordDocument) -> Section:
    """The section that header and footer belong to."""
    return document.sections[0]


def in_bytes(document: WordDocument) -> bytes:
    """The file as it is saved."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_template(document: WordDocument) -> Template:
    """The document as a template."""
    return Template(in_bytes(document), PLACE)


def as_package(document: WordDocument) -> Package:
    """The document as its parts."""
    return Package.read(in_bytes(document))


def opened(file: bytes | Package) -> WordDocument:
    """A file as python-docx sees it."""
    return Document(io.BytesIO(file if isinstance(file, bytes) else file.write()))


def filled(document: WordDocument, **values: Any) -> WordDocument:
    """What the document becomes as a template with these values."""
    return opened(as_template(document).render(lambda _: values))


def saved_by_libreoffice(data: bytes, folder: Path) -> bytes:
    """The file as LibreOffice saves it."""
    (folder / "file.docx").write_bytes(data)
    return resaved(folder / "file.docx", folder).read_bytes()


def words_of(document: WordDocument) -> list[str]:
    """The texts of its paragraphs, empty ones left out."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def line(*runs: Run | str, kind: Kind = Kind.TEXT, level: int = 0, list_number: int = 0) -> Paragraph:
    """A paragraph of narrative."""
    made = tuple(Run(run) if isinstance(run, str) else run for run in runs)
    return Paragraph(
        made, Place("inputs/narrative/equity.docx", "paragraph 1"), kind=kind, level=level, list_number=list_number
    )


def cited(ref: str) -> Run:
    """A reference as the reader of narrative hands it on."""
    return Run(f"[{ref}]", reference=ref)
