"""A completed workbook, or a report of before, as pieces of its own Word markup by the form they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from engine.foreign.limits import GUIDANCE
from engine.foreign.word_file import word_parts
from engine.framework.layout import Layout
from engine.model.adopted import NotPlaced
from engine.model.framework import Framework
from engine.plain_words import folded
from engine.sources.official.pages import BULLET
from engine.sources.official.printed_names import begins, is_title_of_statement, nearest, statement_in
from engine.word.names import W_P, W_TBL, W_TC, W_TR, qn
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.styles import Styles, read_styles

_GROUPS = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"), qn("w:ins"))
_UNSEEN = (qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_HEADING_WORDS = 16
_OVERVIEW, _VERIFICATION = "overview", "verification"
_IN_OVERVIEW = frozenset({_OVERVIEW, "process"})
"""The sections of the layout whose texts are fields of one form, the overview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHeadings:
    """The headings a kind of form has. ways: how a text's heading may begin, folded, by field.

    fields: those of the form; what stands under another heading belongs to nothing in it. first: the field of what
    stands before any heading; empty where that belongs to nothing.
    """

    ways: Mapping[str, tuple[str, ...]]
    fields: frozenset[str]
    first: str = ""


@dataclass(slots=True)
class Completed:
    """What was found. pieces: markup by form and field; hints: lines of the guidance itself, which are nobody's own."""

    pieces: dict[tuple[str, str], list[etree._Element]] = field(default_factory=dict)
    hints: list[NotPlaced] = field(default_factory=list)
    unplaced: list[NotPlaced] = field(default_factory=list)


def _is_in_run(piece: etree._Element) -> bool:
    """Whether a tab or a break is text; the stops of a paragraph's tabs have the same name."""
    above = piece.getparent()
    return above is not None and above.tag == qn("w:r")


def seen_text(element: etree._Element) -> str:
    """The words of a paragraph or table as they are read when all tracked changes are accepted."""
    said = []
    for piece in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen"), W_P):
        if any(above.tag in _UNSEEN for above in piece.iterancestors()):
            continue
        if piece.tag == qn("w:t"):
            said.append(piece.text or "")
        elif piece.tag == qn("w:noBreakHyphen"):
            said.append("-")
        elif piece.tag == W_P or _is_in_run(piece):
            said.append(" ")
    return " ".join("".join(said).split())


Piece = etree._Element
"""A paragraph or table as the file has it."""


def lines_of_pieces(pieces: Sequence[Piece]) -> Iterator[str]:
    """Pieces as plain lines: a paragraph without its bullet, a row of a table with its cells one after the other."""
    for piece in pieces:
        if piece.tag == W_TBL:
            for row in piece.iter(W_TR):
                yield "; ".join(filter(None, (seen_text(cell) for cell in row.iter(W_TC))))
        elif text := BULLET.sub("", seen_text(piece)):
            yield text


def left_behind(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """What plain lines of pieces do not have: words that tracked changes delete, and pictures; each with its name."""
    for piece in pieces:
        if gone := "".join(text.text or "" for text in piece.iter(qn("w:delText"))).strip():
            yield gone, "deleted with tracked changes"
        if any(True for _ in piece.iter(qn("w:drawing"), qn("w:pict"))):
            yield "a picture", "no picture goes into a list or a table of a form"


def read_completed(
    data: bytes, framework: Framework, layout: Layout, headings: Mapping[str, FormHeadings]
) -> Completed:
    """What a Word file has for each form. Raises RefusedFile, and of damage whatever lxml and zipfile do."""
    package = Package(word_parts(data, GUIDANCE))
    styles = read_styles(package.parts.get(STYLES, b"<none/>"))
    return _Reader(framework, layout, styles, headings).read(package.xml(DOCUMENT)[0])


class _Reader:
    """Reads a body from top to bottom: a heading names a form or a field, and what follows belongs to it."""

    def __init__(
        self, framework: Framework, layout: Layout, styles: Styles, headings: Mapping[str, FormHeadings]
    ) -> None:
        self.framework = framework
        self.layout = layout
        self.styles = styles
        self.headings = headings
        """By kind of form: statement, theme, overview."""
        self.known_hints = {folded(line) for line in _hints(framework)}
        self.has_wording = "blocks" in framework.official_parts
        self.form = self.field = ""
        self.level = 0
        """Of the heading that named the form, where it is one by its style."""
        self.where = "its beginning"
        self.in_list = False
        self.found = Completed()

    def read(self, body: etree._Element) -> Completed:
        for element in self.walk(body):
            if element.tag == W_TBL:
                self.table(element)
            else:
                self.paragraph(element)
        return self.found

    def walk(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Paragraphs and tables in order; a table that lays out headings and text is walked through, cell by cell."""
        for child in parent:
            if child.tag == W_P:
                yield child
            elif child.tag == W_TBL and self.is_layout(child):
                for cell in child.iter(W_TC):
                    if next(cell.iterancestors(W_TBL), None) is child:
                        yield from self.walk(cell)
            elif child.tag == W_TBL:
                yield child
            elif child.tag in _GROUPS:
                yield from self.walk(child)

    def is_layout(self, table: etree._Element) -> bool:
        """Whether a table holds headings of forms or fields, rather than something somebody wrote."""
        if self.is_checklist(table):
            return False
        lines = [p for p in table.iter(W_P) if next(p.iterancestors(W_TBL), None) is table]
        every = [ways for kind in self.headings.values() for each in kind.ways.values() for ways in each]
        texts = [seen_text(line) for line in lines]
        return any(self.is_short(text) and begins(text, every) for text in texts)

    def is_checklist(self, table: etree._Element) -> bool:
        names = [rating.name for rating in self.framework.ratings]
        return any(
            sum(nearest(seen_text(cell), names, 0.88) is not None for cell in row.iter(W_TC)) > len(names) // 2
            for row in table.iter(W_TR)
        )

    def is_rated(self, table: etree._Element) -> bool:
        """Whether anything stands in a checklist beside the items it was printed with."""
        rows = [[seen_text(cell) for cell in row.iter(W_TC)] for row in table.iter(W_TR)]
        return any(any(cells[1:]) for cells in rows[1:])

    def is_short(self, text: str) -> bool:
        return 0 < len(text.split()) <= _HEADING_WORDS

    def paragraph(self, element: etree._Element) -> None:
        text = seen_text(element)
        if not text:
            if unseen := next(left_behind([element]), None):
                self.keep(element, unseen[0])
            return
        if self.opens(element, text):
            self.in_list = False
            return
        level = self.styles.level_of(element)
        if self.form and 0 < level <= self.level:  # a heading of something else ends the form
            self.form, self.field, self.where = "", "", text
        if hint := self.is_hint(element, text):
            self.found.hints.append(NotPlaced(where=self.where, text=text, why=hint))
        else:
            self.keep(element, text)

    def opens(self, element: etree._Element, text: str) -> bool:
        """Whether a paragraph is a heading that says where the next ones belong."""
        level = self.styles.level_of(element)
        if not (level or self.is_short(text)) or self.is_point(element, text):
            return False
        if (level or not self.form) and (form := self.form_called(text)):
            self.begin(form, text, level)
            return True
        if (level or "stage" in folded(text)) and is_title_of_statement(text, self.framework):
            self.begin(statement_in(text, self.framework), text, level)
            return True
        if self.form and (name := self.field_called(text)):
            self.field, self.where = name, f"{self.form}: {text}"
            return True
        return False

    def form_called(self, text: str) -> str:
        """The id of the statement, theme or overview that a heading names; empty where it names none."""
        if is_title_of_statement(text, self.framework):
            return statement_in(text, self.framework)
        plain = folded(text)
        for theme in self.framework.themes:
            if any(plain == folded(name) or ("theme" in plain and folded(name) in plain) for name in theme.names):
                return theme.id
        section = next((n for n, words in self.layout.sections.items() if begins(text, words.heading)), "")
        return _OVERVIEW if section in _IN_OVERVIEW else f"section {section}" if section else ""

    def field_called(self, text: str) -> str:
        """The field of the form that a heading names; empty where it names none."""
        kind = self.headings.get(self.kind())
        return next((name for name, ways in kind.ways.items() if begins(text, ways)), "") if kind else ""

    def begin(self, form: str, text: str, level: int) -> None:
        """What follows belongs to a form; first to the field of what stands before any heading of it."""
        self.form, self.where, self.level = form, text, level
        kind = self.headings.get(self.kind())
        self.field = kind.first if kind else ""

    def kind(self) -> str:
        if self.form == _OVERVIEW:
            return self.form
        return "theme" if any(theme.id == self.form for theme in self.framework.themes) else "statement"

    def is_point(self, element: etree._Element, text: str) -> bool:
        listed = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None and not self.styles.level_of(element)
        return listed or self.styles.name_of(element).startswith("list") or BULLET.match(text) is not None

    def is_hint(self, element: etree._Element, text: str) -> str:
        """Why a line is the guidance's own; empty where it is somebody's."""
        bare = BULLET.sub("", text)
        if folded(bare) in self.known_hints:
            return "wording of the guidance"
        if begins(bare, (*self.layout.prompts, *self.layout.data, *self.layout.notes)) and self.is_short(text):
            self.in_list = True
            return "wording of the guidance"
        if self.in_list and self.is_point(element, text) and not self.has_wording:
            return "a point of a list of prompts, as far as can be told without the official wording"
        self.in_list = self.in_list and self.is_point(element, text)
        return ""

    def table(self, element: etree._Element) -> None:
        text = seen_text(element)
        if self.is_checklist(element):
            if not self.is_rated(element):
                return
            why = "a stage 1 checklist: put it into inputs/checklists/ as a workbook"
            self.found.unplaced.append(NotPlaced(where=self.where, text=text, why=why))
        elif text:
            self.keep(element, text)

    def keep(self, element: etree._Element, text: str) -> None:
        """Put an element where it belongs, or say why it belongs nowhere."""
        kind = self.headings.get(self.kind()) if self.form and not self.form.startswith("section") else None
        if kind and self.field in kind.fields:
            self.found.pieces.setdefault((self.form, self.field), []).append(element)
            return
        why = "no heading above it belongs to a form"
        if self.field == _VERIFICATION:
            why = "who verifies stands in council.yaml, and signatures on sheets"
        elif self.form:
            why = "it stands under no heading of the form"
        self.found.unplaced.append(NotPlaced(where=self.where, text=text, why=why))
        for gone, how in left_behind([element]):
            if gone != text:
                self.found.unplaced.append(NotPlaced(where=self.where, text=gone, why=how))


def _hints(framework: Framework) -> Iterator[str]:
    """Every line that the wording in use prints for the writer."""
    yield from framework.prompts()
    yield from (*framework.library_help, *framework.sources_help)
    for statement in framework.statements:
        yield from (statement.text, *statement.we_statements, *statement.i_statements)
        for block in statement.blocks:
            yield from (block.title, *block.documents)
    yield from (note for theme in framework.themes for note in (*theme.notes, theme.lead) if note)
    yield from (tip.text for tip in framework.top_tips if tip.text)
    yield from (item.text for item in framework.items.values())
    yield from (source.text for source in framework.sources)
    yield from (declaration.text for declaration in framework.declarations)
