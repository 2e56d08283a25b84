"""How a Word form looks: styles in the council's colours, shaded help that is locked, tables to write in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Protocol

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from engine.forms.form_brand import FormBrand
from engine.word.help_seal import seal

_WIDTH_MM = 170
_EMPTY_ROWS = 4
_LOGO_HEIGHT = Mm(14)
_CELL_MARGIN = 108
"""Twentieths of a point: what Word keeps free at the left of a cell, by which tables stand out of the text."""
_STYLES = (
    ("Normal", 11, False),
    ("Title", 24, True),
    ("Subtitle", 11, False),
    ("Heading 1", 15, True),
    ("Heading 2", 12.5, True),
    ("Heading 3", 11, True),
    ("Caption", 10, True),
    ("Quote", 12, False),
)
"""The styles people write in: name, size in points, bold."""


class HelpLines(Protocol):
    """A sentence of help, and the points below it."""

    @property
    def text(self) -> str: ...
    @property
    def points(self) -> tuple[str, ...]: ...


def dress(document: WordDocument, brand: FormBrand) -> None:
    """A4, British English, and the styles that people, sources and help texts take."""
    styles: Any = document.styles
    for name, size, bold in _STYLES:
        _type(styles[name], brand.font, size, bold)
        if name != "Normal":
            styles[name].font.color.rgb = RGBColor.from_string(brand.slate if name == "Subtitle" else brand.deep)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Heading 1"].paragraph_format.space_before = Pt(18)
    styles["Heading 1"].paragraph_format.space_after = Pt(4)
    styles["Subtitle"].paragraph_format.space_after = Pt(2)
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for name in ("Source", "Form Help", "Form Cell", "Quote Attribution"):
        style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size = Pt(9.5)
    _shade_help(styles, brand)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - _WIDTH_MM) / 2)
    section.top_margin, section.bottom_margin = Mm(28), Mm(22)


def furnish(document: WordDocument, kind: str, title: str, brand: FormBrand) -> None:
    """The header with the council's logo or name, and the footer with the form's name and the page."""
    section = document.sections[0]
    section.header_distance = Mm(9)
    head = section.header.paragraphs[0]
    if brand.logo:
        picture: Any = head.add_run().add_picture(io.BytesIO(brand.logo), height=_LOGO_HEIGHT)
        about = picture._inline.docPr
        about.set("descr", brand.logo_words)
        about.set("name", "Logo")
    else:
        head.add_run(brand.council).bold = True
    foot = section.footer.paragraphs[0]
    _small(foot, brand, f"{brand.council} · {kind} · {title} · Page ")
    _field(foot, "PAGE", brand)
    _small(foot, brand, " of ")
    _field(foot, "NUMPAGES", brand)


def help_box(document: WordDocument, parts: Sequence[HelpLines]) -> None:
    """Help in a shaded box. Word lets nobody write into it; the style tells the reader not to read it.

    Each paragraph is sealed, so that the reader can tell what somebody wrote in that style all the same.
    """
    box, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    about = OxmlElement("w:sdtPr")
    for name, value in (("w:alias", "Help"), ("w:tag", "help"), ("w:lock", "sdtContentLocked")):
        entry = OxmlElement(name)
        entry.set(qn("w:val"), value)
        about.append(entry)
    box.extend((about, content))
    for number, part in enumerate(parts):
        paragraph = document.add_paragraph(style="Form Help")
        paragraph.add_run(part.text).bold = number > 0 and bool(part.points)
        content.append(paragraph._p)
        for point in part.points:
            paragraph = _point(document, point)
            content.append(paragraph._p)
    sealed = sum(1 for _ in document.element.body.iter(qn("w:bookmarkStart")))
    for number, element in enumerate(content, start=sealed + 1):
        seal(element, number)
    paragraph.paragraph_format.space_after = Pt(6)
    document.element.body.insert_element_before(box, "w:sectPr")


def writing_table(
    document: WordDocument, title: str, columns: Sequence[str], brand: FormBrand, least_rows: int = 0
) -> Any:
    """A table of python-docx with a header row that repeats on each page, and rows to write in."""
    table: Any = document.add_table(rows=1 + max(_EMPTY_ROWS, least_rows), cols=len(columns), style="Table Grid")
    table.autofit = False
    for name, value in (("w:tblCaption", title), ("w:tblDescription", f"Columns: {', '.join(filter(None, columns))}")):
        entry = OxmlElement(name)
        entry.set(qn("w:val"), value)
        table._tbl.tblPr.append(entry)
    _colour_borders(table, brand)
    for column in table.columns:
        column.width = Mm((_WIDTH_MM - 4) / len(columns))
    for number, row in enumerate(table.rows):
        row.height = Mm(8 if number == 0 else 13)
        for cell, text in zip(row.cells, columns, strict=True):
            cell.width = Mm((_WIDTH_MM - 4) / len(columns))
            cell.paragraphs[0].style = "Form Cell"
            if number == 0:
                run = cell.paragraphs[0].add_run(text)
                run.bold, run.font.color.rgb = True, RGBColor(0xFF, 0xFF, 0xFF)
                _shade(cell._tc.get_or_add_tcPr(), brand.deep)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def label_cell(cell: Any, text: str, brand: FormBrand) -> None:
    """A label in a cell of python-docx, on a wash: what is asked for beside or below it."""
    cell.paragraphs[0].add_run(text).bold = True
    _shade(cell._tc.get_or_add_tcPr(), brand.wash)


def _type(style: Any, font: str, size: float, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [name for name in fonts.attrib if "Theme" in name]:
        del fonts.attrib[attribute]
    fonts.set(qn("w:cs"), font)
    fonts.set(qn("w:eastAsia"), font)


def _shade_help(styles: Any, brand: FormBrand) -> None:
    """Small slate letters on a wash, with a line at the left; what is typed after it is text again."""
    style = styles["Form Help"]
    style.next_paragraph_style = styles["Normal"]
    style.font.color.rgb = RGBColor.from_string(brand.slate)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.keep_with_next = style.paragraph_format.keep_together = True
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(3)
    properties = style.element.get_or_add_pPr()
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("w:val", "single"), ("w:sz", "18"), ("w:space", "6"), ("w:color", brand.lead)):
        line.set(qn(name), value)
    borders.append(line)
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", brand.wash)):
        shade.set(qn(name), value)
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(borders)
    spacing.addprevious(shade)


def _point(document: WordDocument, text: str) -> Paragraph:
    """A point of help: a bullet of Word's own, in the help's style."""
    paragraph = document.add_paragraph(text, "Form Help")
    bullets: Any = document.styles["List Bullet"].element.pPr
    properties: Any = paragraph._p.get_or_add_pPr()
    properties._insert_numPr(OxmlElement("w:numPr"))
    numbers = properties.numPr
    numbers.get_or_add_ilvl().val = 0
    numbers.get_or_add_numId().val = bullets.numPr.numId.val
    paragraph.paragraph_format.left_indent = Mm(7)
    paragraph.paragraph_format.first_line_indent = Mm(-4)
    return paragraph


def _small(paragraph: Paragraph, brand: FormBrand, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(brand.slate)


def _field(paragraph: Paragraph, instruction: str, brand: FormBrand) -> None:
    _small(paragraph, brand, "1")
    run = paragraph.runs[-1]._r
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run.addprevious(field)
    field.append(run)


def _shade(properties: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    properties.append(shade)


def _colour_borders(table: Any, brand: FormBrand) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", brand.lead)):
            line.set(qn(name), value)
        borders.append(line)
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(_CELL_MARGIN))
    indent.set(qn("w:type"), "dxa")
    for part in (indent, borders):
        table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(part)
