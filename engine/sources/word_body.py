"""The body of a Word document as blocks: paragraphs, tables and pictures, each with heading trail and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from lxml import etree

from engine.findings import Finding, Place, error
from engine.model.story import Block, Kind, Paragraph, Picture, Run, Table
from engine.plain_words import clean
from engine.sources.word_runs import paragraph_runs, trimmed
from engine.word.names import EMU_PER_MM, W_P, W_TBL, W_TC, W_TR, W_VAL, qn
from engine.word.styles import Styles, read_styles

_KIND_BY_STYLE = {
    "list bullet": (Kind.BULLET, 0),
    "list bullet 2": (Kind.BULLET, 1),
    "list bullet 3": (Kind.BULLET, 1),
    "list number": (Kind.NUMBER, 0),
    "list number 2": (Kind.NUMBER, 1),
    "list number 3": (Kind.NUMBER, 1),
    "quote": (Kind.QUOTE, 0),
    "intense quote": (Kind.QUOTE, 0),
    "quote attribution": (Kind.ATTRIBUTION, 0),
    "caption": (Kind.CAPTION, 0),
    "source": (Kind.SOURCE, 0),
}
_FORM_HELP = {"form help", "title", "subtitle"}
"""Styles whose paragraphs belong to the form itself and are not read."""

_NOT_CARRIED = {
    "w:footnoteReference": ("a footnote", "Move its words into the text."),
    "w:endnoteReference": ("an endnote", "Move its words into the text."),
    "w:txbxContent": ("a text box", "Move its words into the text."),
    "w:object": ("an embedded object", "Put it in as a picture with alternative text."),
    "m:oMath": ("an equation", "Write it in words."),
}
_TRACKED = {
    "w:ins": "an insertion that is still tracked",
    "w:del": "a deletion that is still tracked",
    "w:commentReference": "a comment",
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
    list_number: int = 0
    last_list: str = ""

    def __post_init__(self) -> None:
        part = self.document.part
        self.styles: Styles = read_styles(etree.tostring(part.styles.element))
        self.numbering = _numbering(self.document)

    def blocks(self) -> Iterator[Block]:
        for element in _unwrapped(self.document.element.body):
            if element.tag == W_P:
                yield from self.paragraph(element)
            elif element.tag == W_TBL:
                yield from self.table(element)

    def place(self, detail: str) -> Place:
        return Place(self.file, " › ".join([*(text for _, text in self.trail), detail]))

    def paragraph(self, element: etree._Element) -> Iterator[Block]:
        name = self.styles.name_of(element)
        if name in _FORM_HELP:
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
        kind, depth, identity = self.list_of(element, name)
        self.follow_list(kind, depth, identity)
        yield Paragraph(trimmed(runs), place, kind, depth, self.list_number)

    def heading(self, runs: list[Run], level: int) -> Paragraph:
        text = clean("".join(run.text for run in runs))
        self.trail = [entry for entry in self.trail if entry[0] < level] + [(level, text)]
        self.count = 0
        self.last_list = ""
        return Paragraph(trimmed(runs), Place(self.file, " › ".join(t for _, t in self.trail)), Kind.HEADING, level)

    def list_of(self, element: etree._Element, style: str) -> tuple[Kind, int, str]:
        """What kind of paragraph it is, how deep, and which of the document's lists it belongs to."""
        number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        kind, depth = _KIND_BY_STYLE.get(style, (Kind.TEXT, 0))
        if number is None or kind in (Kind.QUOTE, Kind.ATTRIBUTION, Kind.CAPTION, Kind.SOURCE):
            return kind, depth, kind
        level = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
        depth = int(level.get(W_VAL, "0")) if level is not None else depth
        num_id = str(number.get(W_VAL))
        if num_id == "0":
            return Kind.TEXT, 0, ""
        bullet = self.numbering.get((num_id, depth), "bullet") == "bullet"
        return (Kind.BULLET if bullet else Kind.NUMBER), min(depth, 1), num_id

    def follow_list(self, kind: Kind, depth: int, identity: str) -> None:
        """A list goes on while its paragraphs follow one another, or while Word itself says it is the same list."""
        if kind not in (Kind.BULLET, Kind.NUMBER):
            if not self.last_list.isdigit():
                self.last_list = ""
        elif depth == 0 and identity != self.last_list:
            self.list_number += 1
            self.last_list = identity

    def check(self, element: etree._Element, place: Place) -> None:
        for tag, (what, fix) in _NOT_CARRIED.items():
            if next(element.iter(qn(tag)), None) is not None:
                message = f"Here stands {what}, which does not reach the report."
                self.findings.append(error("I-12", place, message, fix))
        for tag, what in _TRACKED.items():
            if next(element.iter(qn(tag)), None) is not None:
                fix = "Accept or refuse the change in Word (Review), or delete the comment, and save."
                self.findings.append(error("I-13", place, f"Here stands {what}.", fix))

    def table(self, element: etree._Element) -> Iterator[Block]:
        self.count += 1
        outer = self.place(f"table {self.count}")
        self.last_list = ""
        rows = []
        for row in element.iter(W_TR):
            if next(row.iterancestors(W_TBL)) is not element:
                continue
            rows.append(tuple(self.cell(cell, outer) for cell in row.iterchildren(W_TC)))
        if any(paragraph.text for row in rows for cell in row for paragraph in cell):
            yield Table(tuple(rows), outer)

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
                kind, depth, _ = self.list_of(paragraph, self.styles.name_of(paragraph))
                paragraphs.append(Paragraph(trimmed(runs), place, kind, depth))
        return tuple(paragraphs)

    def pictures(self, element: etree._Element, place: Place) -> Iterator[Picture]:
        for drawing in element.iter(qn("w:drawing")):
            blip = next(drawing.iter(qn("a:blip")), None)
            extent = next(drawing.iter(qn("wp:extent")), None)
            about = next(drawing.iter(qn("wp:docPr")), None)
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
            yield Picture(self.document.part.related_parts[target].blob, words, *size, place)


def _numbering(document: WordDocument) -> dict[tuple[str, int], str]:
    """The number format of each list and level: "bullet", "decimal" and so on."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    formats: dict[str, dict[int, str]] = {}
    for abstract in root.iter(qn("w:abstractNum")):
        levels = {}
        for level in abstract.iter(qn("w:lvl")):
            shape = level.find(qn("w:numFmt"))
            levels[int(level.get(qn("w:ilvl"), "0"))] = "decimal" if shape is None else str(shape.get(W_VAL))
        formats[str(abstract.get(qn("w:abstractNumId")))] = levels
    found: dict[tuple[str, int], str] = {}
    for num in root.iter(qn("w:num")):
        base = num.find(qn("w:abstractNumId"))
        for depth, shape in formats.get(str(base.get(W_VAL)) if base is not None else "", {}).items():
            found[(str(num.get(qn("w:numId"))), depth)] = shape
    return found


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, also those inside content controls and custom tags."""
    for child in parent:
        if child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag")):
            yield from _unwrapped(child)
        else:
            yield child


def _has_picture(element: etree._Element) -> bool:
    return next(element.iter(qn("w:drawing")), None) is not None
