"""A small PDF with some of everything that a screen reader goes by, as LibreOffice makes it of a Word file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from PIL import Image

from engine.pdf.convert import Source, convert_all
from engine.pdf.finish import About, finish
from engine.word.contents import Contents
from engine.word.names import qn
from tests.building import converter
from tests.material.small_word import add_table, as_package, word_file

ABOUT = About(title="A small file", when=datetime(2026, 3, 14, tzinfo=UTC))
ADDRESS, LINKED, ALTERNATIVE = "https://wenlow.example.org/plan", "Our plan for next year", "A square, all of it grey"
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def some_of_everything() -> WordDocument:
    """Headings, a contents list, a list, a table with headings, a picture and links, on three pages."""
    document = word_file("# First heading", "Some text.", "# Second heading", "## Below it", "More text.")
    for heading in [each for each in document.paragraphs if each.text.endswith("heading")]:
        heading.paragraph_format.page_break_before = True
    document.element.body.insert(0, contents_field())
    document.add_paragraph("A line of a list", style="List Bullet")
    document.add_paragraph("Another line of it", style="List Bullet")
    add_table(document, ("Measure", "Figure"), ("Waiting", "12"), ("Seen", "34"))
    first_row = document.tables[0].rows[0]._tr
    first_row.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {_W}/>"))
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "grey").save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture)
    document.element.body.find(f".//{qn('wp:docPr')}").set("descr", ALTERNATIVE)
    _link(document, ADDRESS, LINKED)
    return document


def converted(document: WordDocument, folder: Path) -> bytes:
    """Its PDF as LibreOffice leaves it."""
    contents = Contents(as_package(document))
    contents.prepare()
    with converter() as office:
        (made,) = convert_all([Source("small", contents)], office, folder)
    return made.pdf


def finished(document: WordDocument, folder: Path) -> bytes:
    """Its PDF as it is delivered."""
    return finish(converted(document, folder), ABOUT)


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The PDF of a converter that does one thing otherwise: it is changed, and all else stays."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def annotations_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """All of a file's, in the order of its pages."""
    return [annotation for page in pdf.pages for annotation in page.get("/Annots", pikepdf.Array())]


def elements(pdf: pikepdf.Pdf, *kinds: str) -> list[pikepdf.Object]:
    """The elements of the structure of these kinds, as they are stored."""
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") in kinds]


def contents_field() -> BaseOxmlElement:
    """A paragraph with a contents list that nobody has filled in."""
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>to be filled in</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return parse_xml(f"<w:p {_W}>{field}</w:p>")


def _link(document: WordDocument, address: str, words: str) -> None:
    relation = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = f'<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>{words}</w:t></w:r>'
    document.add_paragraph()._p.append(parse_xml(f'<w:hyperlink {_W} r:id="{relation}">{run}</w:hyperlink>'))
