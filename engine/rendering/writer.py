"""What people wrote, as WordprocessingML in the styles of the template it goes into."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from docx.opc.part import Part
from markupsafe import Markup

from engine.model.story import Block, Boxed, Kind, Paragraph, Picture, Run, Story, Table
from engine.plain_words import folded
from engine.rendering.chart import Chart
from engine.rendering.footnotes import Footnotes
from engine.rendering.numberings import Numberings
from engine.rendering.pictures import inline_picture, placed_picture
from engine.rendering.relations import Relations
from engine.rendering.tables import table_xml
from engine.templates.template import TemplateDocument
from engine.whole_numbers import whole_number
from engine.word.contents import UNKNOWN_PAGE
from engine.word.names import NAMESPACES, W_BOOKMARK, W_ID
from engine.word.signing_places import PACK_SCHEME, SigningPlace

_STYLE_OF = {
    Kind.TEXT: "Normal",
    Kind.QUOTE: "Intense Quote",
    Kind.ATTRIBUTION: "Quote Attribution",
    Kind.CAPTION: "Caption",
    Kind.SOURCE: "Source",
}
_LIST_STYLES = {Kind.BULLET: ("List Bullet", "List Bullet 2"), Kind.NUMBER: ("List Number", "List Number 2")}
_LOOKS = {
    "card": {Kind.HEADING: "Card Heading", Kind.TEXT: "Card Text", Kind.SOURCE: "Card Evidence"},
    "notice": {Kind.HEADING: "Notice Heading", Kind.TEXT: "Notice Text", Kind.SOURCE: "Notice Text"},
    "plain": {Kind.HEADING: "Card Label", Kind.TEXT: "Normal", Kind.SOURCE: "Source"},
}
"""The styles of a block's title, words and last line, by its look; what is of another kind stands like its words."""
_LABEL_OF_A_BLOCK = "Card Label"
NO_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)
"""A PNG of one transparent pixel."""

MEASURE, HEIGHT = 158.0, 220.0
"""The width and height of the text of a portrait page, in millimetres; larger pictures are made smaller."""
_KEEP = "<w:keepNext/>"
_ID_IN_TEXT = re.compile(r"(\[[A-Z])-(\d{3,4}\])", re.ASCII)
_LINE_OF_A_PICTURE = '<w:spacing w:line="240" w:lineRule="auto"/>'


Around = Block | Boxed | None
"""What stands before a paragraph, or after it."""


class Rich:
    """A value that becomes ready-made XML at the moment it is printed, inside the part that prints it.

    is_block: it is whole paragraphs, for {{p …}}; otherwise runs, for {{r …}}.
    """

    __slots__ = ("_write", "is_block")

    def __init__(self, write: Callable[[], str], is_block: bool = False) -> None:
        self._write = write
        self.is_block = is_block

    def __html__(self) -> Markup:
        return Markup(self._write())


class Writer:
    """Writes into one document: its style ids, its relations, its numberings, its bookmarks."""

    def __init__(self, document: TemplateDocument, anchors: Mapping[str, str]) -> None:
        """anchors: the bookmark of every reference that has a row in this document."""
        self.document = document
        self.styles = document.template.styles
        self.anchors = anchors
        self.placed: set[str] = set()
        body = document.docx.element
        self.bookmarks = max((whole_number(mark.get(W_ID)) or 0 for mark in body.iter(W_BOOKMARK)), default=0) + 10000
        self.pictures = 0
        self.numberings = Numberings(document)
        self.relations = Relations()
        self.notes = Footnotes(document)

    # values for a template

    def line(self, paragraph: Paragraph) -> Rich:
        """For {{r …}}: the runs of a paragraph, behind its number where it had one in a list."""
        mark = f"{paragraph.number.label} " if paragraph.number else ""
        return Rich(lambda: (self.run(mark) if mark else "") + self.runs(paragraph.runs))

    def text(self, words: str, style: str = "", is_bold: bool = False) -> Rich:
        """For {{r …}}: plain words in a character style."""
        return Rich(lambda: self.run(words, style, "<w:b/><w:bCs/>" if is_bold else ""))

    def together(self, *parts: Rich) -> Rich:
        """For {{r …}}: several values of one line, one behind the other."""
        return Rich(lambda: "".join(part.__html__() for part in parts))

    def jump(self, words: str, bookmark: str) -> Rich:
        """For {{r …}}: a link to a place in the document, under words that say what stands there."""
        return Rich(
            lambda: f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{self.run(words, "Contents Link")}</w:hyperlink>'
        )

    def story(self, story: Story, heading_level: int, under: str = "") -> Rich:
        """For {{p …}}: paragraphs, lists, tables and pictures; headings inside become headings of that level.

        under: the heading right above it, where the template prints one that a block may be called by as well.
        """
        return Rich(lambda: self.blocks(story, heading_level, under), is_block=True)

    def anchor(self, bookmark: str, words: str = "", style: str = "") -> Rich:
        """For {{r …}}: a place that links and page numbers point to, around words or around nothing."""
        return Rich(lambda: self.bookmark(bookmark, self.run(words, style) if words else ""))

    def page(self, bookmark: str) -> Rich:
        """For {{r …}}: the number of the page a bookmark is on, as a link to it."""
        return Rich(lambda: self.page_reference(bookmark))

    def pack_page(self, document: str) -> Rich:
        """For {{r …}}: the page of the pack on which another document begins, as a link to it."""
        return Rich(lambda: self.web_link(self.page_number(document), f"{PACK_SCHEME}{document}"))

    def link(self, words: str, address: str) -> Rich:
        """For {{r …}}: a link to a web address, under words that say where it leads."""
        return Rich(lambda: self.web_link(self.run(words, "Hyperlink"), address))

    def picture(self, data: bytes, width: float, height: float, alt: str) -> Rich:
        """For {{r …}}: a picture in the line."""
        return Rich(lambda: self.inline_picture(data, width, height, alt))

    def chart(self, chart: Chart, alt: str) -> Rich:
        """For {{r …}}: a chart in the line, with lines for programs that draw them and dots for all others."""
        return Rich(lambda: self.inline_chart(chart, alt))

    def drawing(self, draw: Callable[[], Chart], alt: str) -> Rich:
        """For {{r …}}: a chart in the line, drawn only where a template prints it."""
        return Rich(lambda: self.inline_chart(draw(), alt))

    def field(self, place: SigningPlace, width: float, height: float, is_live: bool) -> Rich:
        """For {{r …}}: an empty place of this size; where it is live, the PDF makes it a field to sign or fill in."""
        name = place.mark if is_live else place.blank_mark
        return Rich(lambda: self.inline_picture(NO_PICTURE, width, height, place.tip, name))

    def placed_picture(self, data: bytes, width: float, height: float, alt: str, left: float) -> Rich:
        """For {{r …}}: a picture at a distance from the page's left edge, for footers."""
        return Rich(lambda: placed_picture(self.relation(data), self.number(), width, height, alt, left))

    # XML

    def runs(self, runs: Iterable[Run]) -> str:
        """Runs with their formatting, links and references."""
        return "".join(self.formatted(run) for run in runs)

    def formatted(self, run: Run, part: Part | None = None) -> str:
        """One run. part: where it will stand, if not in the part being printed."""
        if run.note:
            return self.notes.mark(lambda part: "".join(self.formatted(inner, part) for inner in run.note))
        if run.reference:
            return self.reference(run.reference)
        if run.link:
            return self.web_link(self.run(run.text, "Hyperlink"), run.link, part)
        style = "Strong" if run.bold else "Emphasis" if run.italic else ""
        return self.run(run.text, style, "<w:i/>" if run.bold and run.italic else "")

    def run(self, words: str, style: str = "", more: str = "") -> str:
        look = f'<w:rStyle w:val="{self.styles.id_of(style)}"/>' if style else ""
        about = f"<w:rPr>{look}{more}</w:rPr>" if look or more else ""
        lines = [f'<w:t xml:space="preserve">{_unbroken(escape(line))}</w:t>' for line in words.split("\n")]
        return f"<w:r>{about}{'<w:br/>'.join(lines)}</w:r>"

    def reference(self, ref: str) -> str:
        """[D-014], which never breaks at its hyphen; a link where the document has a row for it."""
        letter, _, number = ref.partition("-")
        anchor = self.anchors.get(ref)
        style = self.styles.id_of("Evidence Reference" if anchor else "Strong")
        run = (
            f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t>[{letter}</w:t><w:noBreakHyphen/>'
            f"<w:t>{number}]</w:t></w:r>"
        )
        return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run}</w:hyperlink>' if anchor else run

    def web_link(self, run: str, address: str, part: Part | None = None) -> str:
        part = part or self.document.current_rendering_part or self.document.docx.part
        relation = self.relations.to_address(part, address)
        return f'<w:hyperlink xmlns:r="{NAMESPACES["r"]}" r:id="{relation}" w:history="1">{run}</w:hyperlink>'

    def bookmark(self, name: str, inside: str) -> str:
        """The bookmark, once: a second place of the same name would make both useless."""
        if name in self.placed:
            return inside
        self.placed.add(name)
        self.bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name={quoteattr(name)}/>'
        return f'{start}{inside}<w:bookmarkEnd w:id="{self.bookmarks}"/>'

    def page_reference(self, bookmark: str) -> str:
        return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{self.page_number(bookmark)}</w:hyperlink>'

    def page_number(self, bookmark: str) -> str:
        style = f'<w:rPr><w:rStyle w:val="{self.styles.id_of("Contents Link")}"/></w:rPr>'
        parts = (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            f"<w:t>{UNKNOWN_PAGE}</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
        return "".join(f"<w:r>{style}{part}</w:r>" for part in parts)

    def inline_picture(self, data: bytes, width: float, height: float, alt: str, name: str = "") -> str:
        return inline_picture(self.relation(data), self.number(), width, height, alt, name)

    def inline_chart(self, chart: Chart, alt: str) -> str:
        part = self.document.current_rendering_part or self.document.docx.part
        lines = self.relations.to_drawing(part, chart.lines) if chart.lines else ""
        return inline_picture(self.relation(chart.dots), self.number(), chart.width, chart.height, alt, lines=lines)

    def relation(self, data: bytes) -> str:
        """The relation from the part being printed to a picture; the same picture is stored once."""
        return self.relations.to_picture(self.document.current_rendering_part or self.document.docx.part, data)

    def number(self) -> int:
        self.pictures += 1
        return self.pictures

    # paragraphs and blocks

    def blocks(self, story: Story, heading_level: int, under: str = "") -> str:
        parts: list[str] = []
        for index, block in enumerate(story):
            following = story[index + 1] if index + 1 < len(story) else None
            previous = story[index - 1] if index else None
            if isinstance(block, Paragraph):
                parts.append(self.paragraph(block, previous, following, heading_level))
            elif isinstance(block, Table):
                parts.append(table_xml(block, self.in_cell, self.styles, MEASURE))
            elif isinstance(block, Boxed):
                above = previous.text if isinstance(previous, Paragraph) and previous.kind is Kind.HEADING else ""
                parts.append(self.boxed(block, above if index else under))
            else:
                parts.append(self.figure(block))
        return "".join(parts)

    def paragraph(self, block: Paragraph, previous: Around, following: Around, heading_level: int) -> str:
        inside = self.runs(block.runs)
        more = ""
        if block.kind is Kind.HEADING:
            return self.styled(f"heading {heading_level}", inside)
        if block.kind in _LIST_STYLES:
            style = _LIST_STYLES[block.kind][block.level]
            return self.styled(style, inside, self.list_number(block, style))
        if block.kind is Kind.CAPTION:
            inside = self.caption_label("Table" if isinstance(following, Table) else "Figure") + inside
        if block.kind is Kind.QUOTE and block.text[:1] not in "“‘\"'":
            inside = self.run("“") + inside + self.run("”")
        if block.kind is Kind.SOURCE and not block.text.casefold().startswith("source"):
            inside = self.run("Source: ") + inside
        if block.kind is Kind.TEXT and isinstance(following, Paragraph) and following.kind in _LIST_STYLES:
            more += "<w:keepNext/>"
        if block.kind is Kind.TEXT and isinstance(previous, Table | Boxed):
            more += '<w:spacing w:before="200"/>'
        return self.styled(_STYLE_OF[block.kind], inside, more)

    def boxed(self, box: Boxed, above: str = "") -> str:
        """A block in the styles of its look; its parts keep together, and its label with them.

        above: the heading right above it; one that says what the label says stands for it.
        """
        styles = _LOOKS[box.look]
        has_label = box.label and folded(box.label) != folded(above)
        parts = [self.styled(_LABEL_OF_A_BLOCK, self.run(box.label), _KEEP)] if has_label else []
        for number, block in enumerate(box.story, start=1):
            more = _KEEP if number < len(box.story) else ""
            if isinstance(block, Paragraph):
                parts.append(self.cell_paragraph(block, styles.get(block.kind, styles[Kind.TEXT]), more, strong=False))
            elif isinstance(block, Table):
                parts.append(table_xml(block, self.in_cell, self.styles, MEASURE))
            else:
                parts.append(self.styled(styles[Kind.TEXT], self.drawn(block, MEASURE), more + _LINE_OF_A_PICTURE))
        return "".join(parts) if box.story else ""

    def styled(self, style: str, inside: str, more: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles.id_of(style)}"/>{more}</w:pPr>{inside}</w:p>'

    def in_cell(self, block: Paragraph | Picture, style: str, more: str, strong: bool, room: float) -> str:
        """One paragraph or picture of a cell. room: how wide a picture may be, in millimetres."""
        if isinstance(block, Picture):
            return self.styled(style, self.drawn(block, room), _LINE_OF_A_PICTURE + more)
        return self.cell_paragraph(block, style, more, strong)

    def cell_paragraph(self, paragraph: Paragraph, style: str, more: str, strong: bool) -> str:
        runs = [replace(run, bold=run.bold or strong) for run in paragraph.runs]
        number = paragraph.number.label if paragraph.number else f"{paragraph.list_number}."
        marks = {Kind.BULLET: "• ", Kind.NUMBER: f"{number} "}
        mark = marks.get(paragraph.kind, "")
        return self.styled(style, (self.run(mark) if mark else "") + self.runs(runs), more)

    def caption_label(self, kind: str) -> str:
        style = f'<w:rPr><w:rStyle w:val="{self.styles.id_of("Caption Label")}"/></w:rPr>'
        parts = (
            f'<w:t xml:space="preserve">{kind} </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> SEQ {kind} \\* ARABIC </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
        return "".join(f"<w:r>{style}{part}</w:r>" for part in parts) + self.run("  ")

    def figure(self, picture: Picture) -> str:
        return self.styled("Normal", self.drawn(picture, MEASURE), f"<w:keepNext/>{_LINE_OF_A_PICTURE}")

    def drawn(self, picture: Picture, room: float) -> str:
        """A picture in the line, no larger than there is room; what stands there, of one that could not be drawn."""
        if not picture.data:
            about = f": {picture.alt.rstrip('.')}" if picture.alt else ""
            return self.run(f"[Here stands a {picture.what} that could not be drawn{about}.]", "Emphasis")
        scale = min(1.0, room / picture.width, HEIGHT / picture.height)
        return self.inline_picture(picture.data, picture.width * scale, picture.height * scale, picture.alt)

    def list_number(self, block: Paragraph, style: str) -> str:
        """The numbering of an item, so that it shows the number that its writer saw, or counts from 1."""
        if block.kind is not Kind.NUMBER:
            return ""
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.numberings.of(block, style)}"/></w:numPr>'


def anchor_of(ref: str) -> str:
    """The bookmark of a reference: letters, digits and underscores only, as Word asks."""
    return "ref_" + re.sub(r"\W", "_", ref)


def _unbroken(line: str) -> str:
    """Text of a run in which no id, such as [F-010], breaks at its hyphen: it stands there as plain letters."""
    return _ID_IN_TEXT.sub(r'\1</w:t><w:noBreakHyphen/><w:t xml:space="preserve">\2', line) if "[" in line else line
