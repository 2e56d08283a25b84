"""A starter of a template: a plain Word file with every field of its kind in place, to be changed in Word."""

from __future__ import annotations

import io
import re
from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.text.paragraph import Paragraph

from engine.foreign.limits import TEMPLATE
from engine.foreign.word_file import word_document
from engine.forms.starter_layout import Chapter, Node, chapters, opening
from engine.templates.field_list import CONDITION
from engine.templates.field_list import Section as FieldSection
from engine.templates.kinds import TemplateKind
from engine.templates.tag_style import TAG_STYLE
from engine.word.package import Package

_DEEPEST = 4
_STEERS = re.compile(r"\{%(p|tr) [^{}]*%\}")
_MARGIN = qn("w:headerReference"), qn("w:footerReference")
_FURNITURE = ("/header", "/footer", "/image")
_BODY_ONLY = (qn("w:titlePg"), qn("w:type"))
_OF_COVER = {"title": "Title", "subtitle": "Subtitle"}
_WITHOUT_LABEL = ("chart", "source", "text", "about")
_CONTENTS = ' TOC \\o "1-2" \\h \\z '
_FIRST_OF_SECTION_A = "overview"
"""The chapter whose heading has the bookmark by which the length of Section A is measured begins with these fields."""


def starter(kind: TemplateKind, house_copy: bytes, sections: tuple[FieldSection, ...]) -> bytes:
    """The file. house_copy: the house's template of the same kind, for its styles, its paper and its margins.

    sections: the fields there are. The same ones give the same bytes.
    """
    document = word_document(house_copy, TEMPLATE)
    _emptied(document)
    writer = _StarterWriter(document)
    writer.paragraph("{{r council.logo }}\t{{ marking }}", "Marking")
    cover, *others = chapters(kind, sections)
    writer.cover(cover)
    if kind is TemplateKind.REPORT:
        writer.contents()
    for chapter in others:
        writer.chapter(chapter)
    _without_unused(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return Package.read(buffer.getvalue()).write()


class _StarterWriter:
    """Writes chapters into an empty document."""

    def __init__(self, document: WordDocument) -> None:
        self.document = document
        section = document.sections[0]
        width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        self.measure = width // 635
        """Of the text, in twentieths of a point."""

    def cover(self, chapter: Chapter) -> None:
        """What all templates may print, without a heading: the title, and whose paper it is."""
        for node in chapter.nodes:
            for one in node.below.values():
                if one.tag == CONDITION:
                    self.condition(one, 1)
                elif one.field is not None:
                    self.paragraph(one.field.written, _OF_COVER.get(one.step, "Cover Line"))

    def chapter(self, chapter: Chapter) -> None:
        level = 1
        if chapter.title:
            heading = self.heading(chapter.title, 1)
            level = 2
            if chapter.nodes[0].step == _FIRST_OF_SECTION_A:
                _bookmark(heading, "section_a")
        for node in chapter.nodes:
            if node.below and not node.tag and not node.is_list:
                self.every(node, level)  # what a template calls such a group needs no heading of its own
            else:
                self.node(node, level)

    def every(self, node: Node, level: int, but: tuple[Node | None, ...] = ()) -> None:
        for inner in node.below.values():
            if inner not in but:
                self.node(inner, level)

    def node(self, node: Node, level: int) -> None:
        """A field with all that is below it."""
        if node.is_line:
            assert node.field is not None
            bare = node.step in _WITHOUT_LABEL
            self.paragraph(
                node.field.written if bare else f"{node.label}: {node.field.written}",
                "Source" if node.step == "source" else "Normal",
            )
        elif node.is_place_to_sign:
            self.form(node)
        elif node.is_list:
            self.entries(node, level)
        elif node.tag == CONDITION:
            self.condition(node, level)
        else:
            self.heading(node.label, level)
            if node.field is not None:
                self.paragraph(node.field.written)
            self.every(node, level + 1)

    def condition(self, node: Node, level: int) -> None:
        self.paragraph(opening(node))
        if node.below:
            self.heading(node.label, level)
            self.every(node, level + 1)
        else:
            self.paragraph(f"{node.label}: yes")
        self.paragraph("{%p endif %}")

    def entries(self, node: Node, level: int) -> None:
        loop = opening(node)
        if node.below and not node.columns():
            heading, anchor = node.heading, node.below.get("anchor")
            self.paragraph(loop)
            if heading is not None:
                self.heading("".join(one.field.written for one in (anchor, heading) if one and one.field), level)
            self.every(node, level + 1 if heading else level, (heading, anchor))
            self.paragraph("{%p endfor %}")
            return
        self.paragraph(f"{{%p if {loop.partition(' in ')[2]}")
        self.heading(node.label, level)
        if node.below:
            self.table(node)
        else:
            assert node.field is not None
            self.paragraph(loop)
            self.paragraph(node.field.written.removeprefix(loop).strip(), "List Bullet")
            self.paragraph("{%p endfor %}")
        self.paragraph("{%p endif %}")

    def table(self, node: Node) -> None:
        """A table with a row for each entry of a list."""
        columns = node.columns()
        blank = [""] * len(columns)
        rows: list[list[str]] = [
            [column.label for column in columns],
            [opening(node).replace("{%p", "{%tr", 1), *blank[1:]],
            [_in_a_cell(column) for column in columns],
            ["{%tr endfor %}", *blank[1:]],
        ]
        self.rows(rows, "Report Table", [self.measure // len(columns)] * len(columns))

    def form(self, node: Node) -> None:
        """A table with a place to sign or to fill in on each line."""
        rows = [[one.label, one.field.written] for one in node.below.values() if one.field is not None]
        self.rows(rows, "Form Table", [self.measure * 28 // 100, self.measure * 72 // 100], has_head=False)

    def rows(self, rows: list[list[str]], style: str, widths: list[int], has_head: bool = True) -> None:
        made: Any = self.document.add_table(len(rows), len(widths), style=style)
        made.autofit = False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width * 635
        for number, (row, texts) in enumerate(zip(made.rows, rows, strict=True)):
            is_head = has_head and number == 0
            if is_head:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = width * 635
                cell.paragraphs[0].style = "Table Heading" if is_head else "Table Text"
                run = cell.paragraphs[0].add_run(text)
                if _STEERS.fullmatch(text) and TAG_STYLE in self.document.styles:
                    run.style = TAG_STYLE

    def heading(self, text: str, level: int) -> Paragraph:
        return self.paragraph(text, f"Heading {min(level, _DEEPEST)}")

    def paragraph(self, text: str, style: str = "Normal") -> Paragraph:
        made = self.document.add_paragraph(text, style)
        if _STEERS.fullmatch(text) and TAG_STYLE in self.document.styles:
            made.runs[0].style = TAG_STYLE
        return made

    def contents(self) -> None:
        """The contents list, to be filled in by penholder."""
        self.paragraph("Contents", "TOC Heading")
        line = self.paragraph("", "toc 1")
        for kind in ("begin", "", "separate", "words", "end"):
            run = line.add_run("The contents list is filled in by penholder." if kind == "words" else "")
            if kind == "":
                code = OxmlElement("w:instrText")
                code.set(qn("xml:space"), "preserve")
                code.text = _CONTENTS
                run._r.append(code)
            elif kind != "words":
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)


def _in_a_cell(node: Node) -> str:
    assert node.field is not None
    if not node.is_joined:
        return node.field.written
    return f'{{{{ {opening(node).partition(" in ")[2].removesuffix(" %}")}|join(", ") }}}}'


def _emptied(document: WordDocument) -> None:
    """Take the text out; what stays is one section, upright, with the same margins on all of its pages."""
    body: Any = document.element.body
    kept = deepcopy(next(one._sectPr for one in document.sections if _is_upright(one) and _is_marked(one)))
    for child in list(body):
        body.remove(child)
    for left in [child for child in kept if child.tag in _BODY_ONLY or _is_of_some_pages(child)]:
        kept.remove(left)
    body.append(kept)


def _is_upright(section: Section) -> bool:
    return section.orientation == WD_ORIENTATION.PORTRAIT


def _is_marked(section: Section) -> bool:
    """Whether the header of its pages prints the protective marking."""
    return any("marking" in line.text for line in section.header.paragraphs)


def _is_of_some_pages(child: Any) -> bool:
    """Whether it is the header or footer of first or even pages alone."""
    return child.tag in _MARGIN and child.get(qn("w:type")) != "default"


def _without_unused(document: WordDocument) -> None:
    """Take out the headers, footers and pictures that nothing leads to any more."""
    used = {value for element in document.element.iter() for value in element.attrib.values()}
    relations = document.part.rels
    for key in [key for key, one in relations.items() if key not in used and one.reltype.endswith(_FURNITURE)]:
        del relations[key]


def _bookmark(paragraph: Paragraph, name: str) -> None:
    """A bookmark around a paragraph's text."""
    for tag, at in (("w:bookmarkStart", 1), ("w:bookmarkEnd", len(paragraph._p))):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), "1")
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        paragraph._p.insert(at + (tag == "w:bookmarkEnd"), mark)
