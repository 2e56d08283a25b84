"""The body of a Word document as blocks: paragraphs, tables and pictures, each with heading trail and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from lxml import etree

from engine.findings import Finding, Place, error
from engine.model.story import Block, Kind, Paragraph, Picture, Run, Table
from engine.plain_words import clean
from engine.sources.picture_file import is_printable
from engine.sources.word_lists import WordLists
from engine.sources.word_runs import is_on, paragraph_runs, trimmed
from engine.word.names import EMU_PER_MM, W_P, W_R, W_TBL, W_TC, W_TR, W_VAL, qn
from engine.word.styles import Styles, read_styles

_MOST_COLUMNS = 63
"""What Word allows a table; a file that claims more is not believed."""
_FORM_HELP = "form help"
"""The style of what a form says to its writer, which is not read."""
_TITLES = {"title", "subtitle"}
"""Styles of the form's own name, which is not read either; below the first heading they are people's text."""

_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_NOT_CARRIED = {
    qn("w:footnoteReference"): ("a footnote", "Move its words into the text."),
    qn("w:endnoteReference"): ("an endnote", "Move its words into the text."),
    qn("w:txbxContent"): ("a text box", "Move its words into the text."),
    qn("w:object"): ("an embedded object", "Put it in as a picture with alternative text."),
    qn("m:oMath"): ("an equation", "Write it in words."),
    qn("w:sym"): ("a character of a symbol font", "Type the character itself, or write it in words."),
    _OLD_PICTURE: ("a picture in the format of old versions of Word", "Take it out and put the picture in again."),
}
_SAID_OTHERWISE = (qn("w:object"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
"""What stands inside is a second copy of what is there already: for older programs, or to be shown on the page."""
_TRACKED = {
    qn("w:ins"): "an insertion that is still tracked",
    qn("w:del"): "a deletion that is still tracked",
    qn("w:moveFrom"): "text that was moved away and is still tracked",
    qn("w:commentReference"): "a comment",
}


def read_body(document: WordDocument, file: str) -> tuple[tuple[Block, ...], list[Finding]]:
    """All blocks of the document, and findings for what cannot be carried into a report."""
    body = _Body(document, file)
    return tuple(body.blocks()), body.findings


@dataclass
class _Body:
    document: WordDocument
    file: str
    trail: list[tuple[int, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        part = self.document.part
        self.styles: Styles = read_styles(etree.tostring(part.styles.element))
        self.lists = WordLists(self.document, self.styles)

    def blocks(self) -> Iterator[Block]:
        for element in _unwrapped(self.document.element.body):
            if element.tag == W_P:
                yield from self.paragraph(element)
            elif element.tag == W_TBL:
                yield from self.table(element)
            elif element.tag == qn("w:altChunk"):
                message = "Here stands a whole file inside the file, which does not reach the report."
                fix = "Open the form in Word and save it again: Word puts the file's text in its place."
                self.findings.append(error("I-12", self.place(f"below paragraph {self.count}"), message, fix))

    def place(self, detail: str) -> Place:
        return Place(self.file, " › ".join([*(text for _, text in self.trail), detail]))

    def paragraph(self, element: etree._Element) -> Iterator[Block]:
        name = self.styles.name_of(element)
        if name == _FORM_HELP or (name in _TITLES and not self.trail):
            return
        self.count += 1
        place = self.place(f"paragraph {self.count}")
        self.check(element, place)
        yield from self.pictures(element, place)
        runs = paragraph_runs(element, self.styles, self.document)
        if not "".join(run.text for run in runs).strip():
            self.count -= not _has_picture(element)
            return
        level = self.styles.level_of(element)
        if level:
            yield self.heading(runs, level)
            return
        kind, depth, identity = self.lists.kind_of(element)
        yield Paragraph(trimmed(runs), place, kind, depth, self.lists.number_of(kind, depth, identity))

    def heading(self, runs: list[Run], level: int) -> Paragraph:
        text = clean("".join(run.text for run in runs))
        self.trail = [entry for entry in self.trail if entry[0] < level] + [(level, text)]
        self.count = 0
        self.lists.ended()
        return Paragraph(trimmed(runs), Place(self.file, " › ".join(t for _, t in self.trail)), Kind.HEADING, level)

    def check(self, element: etree._Element, place: Place) -> None:
        for tag, (what, fix) in _NOT_CARRIED.items():
            if any(_is_first_copy(found) for found in element.iter(tag)):
                message = f"Here stands {what}, which does not reach the report."
                self.findings.append(error("I-12", place, message, fix))
        if any(is_on(run, "w:vanish") for run in element.iter(W_R)):
            fix = "In Word, show hidden text (¶), then delete it or make it visible."
            self.findings.append(error("I-12", place, "Here stands hidden text, which does not reach the report.", fix))
        for tag, what in _TRACKED.items():
            if next(element.iter(tag), None) is not None:
                fix = "Accept or refuse the change in Word (Review), or delete the comment, and save."
                self.findings.append(error("I-13", place, f"Here stands {what}.", fix))

    def table(self, element: etree._Element) -> Iterator[Block]:
        self.count += 1
        outer = self.place(f"table {self.count}")
        self.lists.interrupted()
        rows = []
        for row in element.iter(W_TR):
            if next(row.iterancestors(W_TBL)) is not element:
                continue
            rows.append(tuple(self.cells(row, outer)))
        if any(paragraph.text for row in rows for cell in row for paragraph in cell):
            yield Table(tuple(rows), outer)

    def cells(self, row: etree._Element, place: Place) -> Iterator[tuple[Paragraph, ...]]:
        """The cells of a row, and empty ones where it begins late or a cell spans columns, so that columns agree."""
        yield from [()] * _columns(row, "w:trPr", "w:gridBefore", 0)
        for cell in _unwrapped(row):
            if cell.tag == W_TC:
                yield self.cell(cell, place)
                yield from [()] * (_columns(cell, "w:tcPr", "w:gridSpan", 1) - 1)

    def cell(self, element: etree._Element, place: Place) -> tuple[Paragraph, ...]:
        self.check(element, place)
        if next(element.iter(W_TBL), None) is not None:
            fix = "Put the inner table on its own below the outer one."
            self.findings.append(error("I-12", place, "A table stands inside a cell of another table.", fix))
        if next(element.iter(qn("a:blip")), None) is not None:
            message = "A picture stands inside a table, which does not reach the report."
            self.findings.append(error("I-12", place, message, "Put the picture on its own, above or below the table."))
        paragraphs = []
        for paragraph in element.iter(W_P):
            runs = paragraph_runs(paragraph, self.styles, self.document)
            if any(run.text.strip() for run in runs):
                kind, depth, _ = self.lists.kind_of(paragraph)
                paragraphs.append(Paragraph(trimmed(runs), place, kind, depth))
        return tuple(paragraphs)

    def pictures(self, element: etree._Element, place: Place) -> Iterator[Picture]:
        for drawing in element.iter(qn("w:drawing")):
            blip = next(drawing.iter(qn("a:blip")), None)
            extent = next(drawing.iter(qn("wp:extent")), None)
            about = next(drawing.iter(qn("wp:docPr")), None)
            if blip is None and next(drawing.iter(qn("w:txbxContent")), None) is not None:
                continue  # told as a text box
            if blip is None or extent is None:
                message = "Here stands a drawing that is no picture, so it would be lost."
                self.findings.append(error("I-12", place, message, "Save it as a picture and put the picture in."))
                continue
            target = blip.get(qn("r:embed"))
            if target is None:
                message = "Here stands a picture that is only linked, not put in."
                self.findings.append(error("I-12", place, message, "In Word, insert the picture itself."))
                continue
            size = (int(extent.get("cx", "0")) / EMU_PER_MM, int(extent.get("cy", "0")) / EMU_PER_MM)
            words = clean(about.get("descr", "")) if about is not None else ""
            data = self.document.part.related_parts[target].blob
            if is_printable(data):
                yield Picture(data, words, *size, place)
            else:
                message = "Here stands a picture in a format that cannot be printed, or a damaged one."
                self.findings.append(error("I-12", place, message, "Put it in again as a PNG or JPEG picture."))


def _columns(element: etree._Element, properties: str, name: str, default: int) -> int:
    found = element.find(f"{qn(properties)}/{qn(name)}")
    return default if found is None else min(int(found.get(W_VAL, default)), _MOST_COLUMNS)


def _is_first_copy(element: etree._Element) -> bool:
    return not any(ancestor.tag in _SAID_OTHERWISE for ancestor in element.iterancestors())


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, also those inside content controls and custom tags."""
    for child in parent:
        if child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag")):
            yield from _unwrapped(child)
        else:
            yield child


def _has_picture(element: etree._Element) -> bool:
    return next(element.iter(qn("w:drawing")), None) is not None
