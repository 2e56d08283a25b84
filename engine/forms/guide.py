"""The guide for template editors as a Word document: the text of docs/template-editors.md, then every field."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

GUIDE_TITLE = "A guide for template editors"
MEASURE = 158.0
"""The width of its text, in millimetres."""
_PICTURE = 130.0
_TAG, _TAG_LINES = "Tag", "Tag Lines"
_HEADINGS = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"}
_FACE = "Courier New"


@dataclass(frozen=True, slots=True)
class FieldTable:
    """A table of fields under its heading. rows: how a field is typed, what it prints, an example, where from."""

    title: str
    rows: tuple[tuple[str, str, str, str], ...]


def guide_document(text: str, tables: Sequence[FieldTable], pictures: Mapping[str, bytes], house: bytes) -> bytes:
    """The document. text: Markdown. pictures: by the names the text uses. house: a Word file whose looks it takes."""
    document = _blank(house)
    writer = _Writer(document, pictures)
    for node in SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text)).children:
        writer.block(node)
    for table in tables:
        document.add_paragraph(table.title, "Heading 3")
        writer.fields(table)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _blank(house: bytes) -> Any:
    """The house file without its text, headers and footers: what stays is its styles, its theme and its page."""
    document: Any = Document(io.BytesIO(house))
    section = document.element.body.sectPr
    for element in list(document.element.body):
        if element is not section:
            document.element.body.remove(element)
    for kind in ("headerReference", "footerReference", "titlePg"):
        for reference in section.findall(qn(f"w:{kind}")):
            section.remove(reference)
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.rpartition("/")[2] in ("header", "footer", "image"):
            document.part.rels.pop(key)
    page = document.sections[0]
    page.page_width, page.page_height, page.orientation = Mm(210), Mm(297), WD_ORIENTATION.PORTRAIT
    page.left_margin = page.right_margin = Mm(26)
    page.top_margin = page.bottom_margin = Mm(24)
    for style in (
        document.styles.add_style(_TAG, WD_STYLE_TYPE.CHARACTER),
        document.styles.add_style(_TAG_LINES, WD_STYLE_TYPE.PARAGRAPH),
    ):
        style.font.name, style.font.size = _FACE, Pt(9.5)
    footer = page.footer.paragraphs[0]
    footer.style = "Footer"
    footer.add_run(f"{GUIDE_TITLE}  ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), " PAGE ")
    footer._p.append(number)
    lines = document.styles[_TAG_LINES].paragraph_format
    lines.left_indent, lines.space_after, lines.keep_together = Mm(6), Pt(8), True
    return document


class _Writer:
    """Writes Markdown's blocks in the styles of the house."""

    def __init__(self, document: Any, pictures: Mapping[str, bytes]) -> None:
        self.document = document
        self.pictures = pictures

    def block(self, node: SyntaxTreeNode) -> None:
        if node.type == "heading":
            self.inline(self.document.add_paragraph(style=_HEADINGS[node.tag]), node.children[0])
        elif node.type == "paragraph":
            self.inline(self.document.add_paragraph(style="Normal"), node.children[0])
        elif node.type in ("bullet_list", "ordered_list"):
            for item in node.children:
                style = "List Bullet" if node.type == "bullet_list" else "List Number"
                self.inline(self.document.add_paragraph(style=style), item.children[0].children[0])
        elif node.type == "fence":
            self.document.add_paragraph(node.content.rstrip("\n"), _TAG_LINES)
        elif node.type == "table":
            self.table(node)
        else:
            raise ValueError(f"the guide has a {node.type}, which its Word form cannot show")

    def inline(self, paragraph: Any, node: SyntaxTreeNode, bold: bool = False) -> None:
        for part in node.children:
            if part.type == "code_inline":
                _add_tag(paragraph, part.content)
            elif part.type == "image":
                self.picture(paragraph, part)
            elif part.type in ("strong", "em", "link"):
                self.inline(paragraph, part, bold or part.type == "strong")
            else:
                run = paragraph.add_run(" " if part.type == "softbreak" else part.content)
                run.style = "Strong" if bold else None

    def picture(self, paragraph: Any, node: SyntaxTreeNode) -> None:
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(self.pictures[str(node.attrs["src"])]), width=Mm(_PICTURE))
        about = next(run._r.iter(qn("wp:docPr")))
        about.set("descr", node.content)

    def table(self, node: SyntaxTreeNode) -> None:
        rows = [row for part in node.children for row in part.children]
        table = self.grid(len(rows), len(rows[0].children), f"Table: {_words(rows[0].children[0])} and what follows")
        for number, row in enumerate(rows):
            for cell, entry in zip(table.rows[number].cells, row.children, strict=True):
                for inner in entry.children:
                    self.inline(cell.paragraphs[0], inner)
        self.document.add_paragraph(style="Table Note")

    def fields(self, told: FieldTable) -> None:
        table = self.grid(len(told.rows) + 1, 3, f"Fields: {told.title}", (60.0, 56.0, 42.0))
        for cell, heading in zip(table.rows[0].cells, ("Type this", "It prints", "Comes from"), strict=True):
            cell.paragraphs[0].add_run(heading)
        for row, (written, means, example, source) in zip(table.rows[1:], told.rows, strict=True):
            written_in, means_in, source_in = (cell.paragraphs[0] for cell in row.cells)
            _add_tag(written_in, written)
            means_in.add_run(means)
            source_in.add_run(source)
            if example:
                row.cells[1].add_paragraph(style="Table Text").add_run(f"“{example}”", "Emphasis")

    def grid(self, rows: int, columns: int, title: str, widths: Sequence[float] = ()) -> Any:
        """An empty table with a header row that is repeated on each page, rows that do not break, and a title."""
        table = self.document.add_table(rows, columns, "Report Table")
        table.autofit = False
        about = OxmlElement("w:tblCaption")
        about.set(qn("w:val"), title)
        table._tbl.tblPr.append(about)
        wide = widths or [MEASURE / columns] * columns
        for column, width in zip(table.columns, wide, strict=True):
            column.width = Mm(width)
        for number, row in enumerate(table.rows):
            for name in ("w:cantSplit", *(("w:tblHeader",) if number == 0 else ())):
                row._tr.get_or_add_trPr().append(OxmlElement(name))
            for cell, width in zip(row.cells, wide, strict=True):
                cell.width = Mm(width)
                cell.paragraphs[0].style = "Table Text" if number else "Table Heading"
        return table


def _add_tag(paragraph: Any, words: str) -> None:
    """The face once more beside the style: LibreOffice lets the style of a table win over that of letters."""
    paragraph.add_run(words, _TAG).font.name = _FACE


def _words(node: SyntaxTreeNode) -> str:
    return "".join(_texts(node))


def _texts(node: SyntaxTreeNode) -> Iterator[str]:
    if not node.children:
        yield node.content
    for child in node.children:
        yield from _texts(child)
