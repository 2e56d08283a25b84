"""The body of a Word document as blocks: paragraphs, tables and pictures, each with heading trail and number."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from lxml import etree

from engine.findings import Finding, Place, error, info, unseen_letters, warning
from engine.model.story import Block, Cell, Kind, Numbered, Paragraph, Picture, Run, Table
from engine.plain_words import clean, folded
from engine.sources.drawings.found import TextBox, begins_with_words, stands_in_text
from engine.sources.word_doubts import Doubter
from engine.sources.word_furniture import words_around_the_page
from engine.sources.word_links import linked
from engine.sources.word_lists import WordLists
from engine.sources.word_notes import WordNotes, read_comments
from engine.sources.word_pictures import drawn_beside_the_text, pictures
from engine.sources.word_runs import TYPED_BULLET, LetterReader, cut, trimmed
from engine.sources.word_settled import Settled, settle
from engine.sources.word_strays import stray_words
from engine.sources.word_table_doubts import table_doubts
from engine.sources.word_tables import GridCell, grid, is_layout, is_merged, unwrapped
from engine.word.help_seal import is_as_issued
from engine.word.looks import looks_of
from engine.word.names import W_P, W_TBL, qn
from engine.word.styles import Styles, read_styles
from engine.word.text import paragraph_text
from engine.word.visible import READERS, Sight

_FORM_HELP = "form help"
"""The style of what a form says to its writer, which is not read."""
_TITLES = {"title", "subtitle"}
"""Styles of the form's own name, which is not read either; below the first heading they are people's text."""
_FILES_INSIDE = (qn("w:altChunk"), qn("w:subDoc"))
_LABEL = re.compile(r"(figure|table|chart)\s+\d+\s*+(?:[:.–-]\s*+)?", re.IGNORECASE)
"""What Word puts before a caption; the report counts its own figures and tables."""


def read_body(
    document: WordDocument, file: str, headings: Collection[str] = ()
) -> tuple[tuple[Block, ...], list[Finding]]:
    """All blocks of the document, and findings for what cannot be carried into a report.

    headings: of the form, folded. A paragraph that says nothing but one of them is a heading in any style, unless a
    real heading says the same.
    """
    body = _Body(document=document, file=file, form_headings=frozenset(headings))
    body.lost_headings = set(headings) - body.headings()
    blocks = tuple(body.blocks(document.element.body))
    around = words_around_the_page(document, file, body.doubter.sight)
    return blocks, [*body.findings, *stray_words(document, file), *around]


@dataclass(kw_only=True)
class _Body:
    document: WordDocument
    file: str
    form_headings: frozenset[str] = frozenset()
    lost_headings: set[str] = field(default_factory=set)
    trail: list[tuple[int, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    count: int = 0
    is_in_box: bool = False
    """Whether what is read stands in a text box: no heading does, and what there is to say of it has been said."""

    def __post_init__(self) -> None:
        part = self.document.part
        styles = etree.tostring(part.styles.element)
        self.styles: Styles = read_styles(styles)
        sight = Sight(looks_of(styles), READERS[0], False)  # of several forms one was taken
        settled = Settled()
        settle(self.document.element.body, settled)
        self.lists = WordLists(self.document, self.styles)
        notes = WordNotes(self.document, settled)
        self.doubter = Doubter(notes, read_comments(self.document), sight, settled)
        self.letters = LetterReader(self.styles, part, notes, sight)

    def headings(self) -> set[str]:
        """What the paragraphs in heading styles say, folded."""
        every = self.document.element.body.iter(W_P)
        return {folded(paragraph_text(p)) for p in every if self.styles.level_of(p)}

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for element in unwrapped(parent):
            if element.tag == W_P:
                yield from self.paragraph(element)
            elif element.tag == W_TBL:
                yield from self.table(element)
            elif element.tag in _FILES_INSIDE:
                message = "Here stands a whole file inside the file, which does not reach the report."
                fix = "Open the form in Word and save it again: Word puts the file's text in its place."
                self.findings.append(error("I-12", self.place(f"below paragraph {self.count}"), message, fix))

    def place(self, detail: str) -> Place:
        return Place(self.file, " › ".join([*(text for _, text in self.trail), detail]))

    def paragraph(self, element: etree._Element) -> Iterator[Block]:
        name = self.styles.name_of(element)
        if name == _FORM_HELP or (name in _TITLES and not self.trail):
            self.findings += drawn_beside_the_text(element, self.place("the form's own words"), self.doubter.sight)
            if name == _FORM_HELP:
                self.help(element)
            return
        self.count += 1
        place = self.place(f"paragraph {self.count}")
        if not self.is_in_box:
            self.findings += self.doubter.doubts(element, place)
        lines = list(self.written(element, place))
        heads = lines[:1] if lines and lines[0].kind is Kind.HEADING else []
        drawn = list(self.pictures(element, heads[0].place if heads else place))
        shown = [block for block in drawn if isinstance(block, Picture)]
        first, then = (lines, shown) if heads or begins_with_words(element) else (shown, lines)
        yield from (*first, *then)
        for box in drawn:
            if isinstance(box, TextBox):
                yield from self.in_box(box, place)

    def written(self, element: etree._Element, place: Place) -> Iterator[Paragraph]:
        """The letters of a paragraph; one with none counts where something is drawn in it."""
        lines = [runs for line in self.letters.lines(element) if (runs := self.linked(line, place))]
        if not lines:
            self.count -= next(element.iter(qn("w:drawing"), qn("w:pict")), None) is None
            return
        text = folded(paragraph_text(element))
        level = 0 if self.is_in_box else self.styles.level_of(element)
        if level or (not self.is_in_box and text in self.lost_headings and self.lists.kind_of(element)[0] is Kind.TEXT):
            counted = self.lists.counted(element)
            yield self.heading(self.linked(self.letters.runs(element), place), level, text, counted)
            return
        for number, runs in enumerate(lines):
            self.count += number > 0
            yield self.line(element, runs, self.place(f"paragraph {self.count}"), goes_on=number > 0)

    def in_box(self, box: TextBox, place: Place) -> Iterator[Block]:
        """What stands in a text box, below the paragraph that it hangs on."""
        message = "The words of a text box are read below the paragraph that it stands beside."
        self.findings.append(info("I-41", place, message, "Nothing, if they read well in that order."))
        was, self.is_in_box = self.is_in_box, True
        yield from self.blocks(box.content)
        self.is_in_box = was

    def help(self, element: etree._Element) -> None:
        if not is_as_issued(element):
            message = f'"{paragraph_text(element)[:60]}" stands in the shaded help, which is not read.'
            fix = "If somebody wrote it, give it the style Normal, and it is read. If the form came so, nothing."
            self.findings.append(warning("I-50", self.place("the shaded help"), message, fix))

    def linked(self, runs: list[Run], place: Place) -> list[Run]:
        """The runs with their links judged; none where no letter is among them."""
        made, found = linked(runs, place)
        self.findings += [finding for finding in found if finding not in self.findings]
        return made if any(run.text.strip() or run.note for run in made) else []

    def line(self, element: etree._Element, runs: list[Run], place: Place, goes_on: bool) -> Paragraph:
        """goes_on: whether it is the next line of a paragraph; of a number, there is one for all of them."""
        kind, depth, identity = self.lists.kind_of(element)
        number = self.lists.counted(element)
        if kind is Kind.NUMBER and number is not None and goes_on:
            kind, depth, number = Kind.TEXT, 0, None
        self.findings += self.lists.doubts(element, place)
        text = "".join(run.text for run in runs)
        self.findings += unseen_letters(place, paragraph_text(element))
        if kind is Kind.CAPTION and (label := _LABEL.match(text)):
            runs = cut(runs, label.end())
        elif kind in (Kind.TEXT, Kind.BULLET) and (mark := TYPED_BULLET.match(text)):
            runs, kind, identity = cut(runs, mark.end()), Kind.BULLET, Kind.BULLET
            message = "A list whose bullets were typed by hand is read as a list."
            self.findings.append(info("I-42", place, message, "Nothing, if it is one."))
        return Paragraph(
            trimmed(runs),
            place,
            kind=kind,
            level=depth,
            list_number=self.lists.number_of(kind, depth, identity),
            number=number if kind is Kind.NUMBER else None,
        )

    def heading(self, runs: list[Run], level: int, text: str, number: Numbered | None) -> Paragraph:
        words, depth = clean("".join(run.text for run in runs)), level or 1
        self.trail = [entry for entry in self.trail if entry[0] < depth] + [(depth, words)]
        self.count = 0
        self.lists.ended()
        place = Place(self.file, " › ".join(text for _, text in self.trail))
        if number is not None and text not in self.form_headings:
            message = f'The heading "{words}" has the number {number.label}, which the report leaves out.'
            self.findings.append(
                warning("I-43", place, message, "Where the text refers to it, say which part is meant.")
            )
        if not level:
            self.lost_headings.discard(text)
            message = f'"{words}" is not in a heading style, and is read as the heading of that name.'
            self.findings.append(warning("I-40", place, message, "Give it the style Heading 1."))
        return Paragraph(trimmed(runs), place, kind=Kind.HEADING, level=depth)

    def table(self, element: etree._Element) -> Iterator[Block]:
        self.findings += table_doubts(element, self.place(f"table {self.count + 1}"))
        if is_layout(element):
            message = "A table that only arranges text is taken apart; its contents follow one another."
            where = self.place(f"below paragraph {self.count}")
            self.findings.append(info("I-41", where, message, "Nothing, if they read well in that order."))
            for row in grid(element):
                for cell in row:
                    yield from () if cell.element is None else self.blocks(cell.element)
            return
        self.count += 1
        outer = self.place(f"table {self.count}")
        self.lists.interrupted()
        rows = tuple(tuple(self.cell(cell, outer) for cell in row) for row in grid(element))
        if any(isinstance(block, Picture) or block.text for row in rows for cell in row for block in cell):
            if is_merged(element):
                message = (
                    "Cells are merged here. What stands in a cell over several rows is repeated in each of them; what "
                    "stands in one over several columns is in the first, with dashes in the others."
                )
                fix = "Look at the table in the report; where it reads badly, split the cells in Word."
                self.findings.append(warning("I-45", outer, message, fix))
            yield Table(rows, outer)

    def cell(self, cell: GridCell, table: Place) -> Cell:
        if cell.element is None:
            return ()
        place = Place(self.file, f"{table.where}, row {cell.row}, column {cell.column}")
        self.findings += [f for f in self.doubter.doubts(cell.element, place) if f not in self.findings]
        if next(cell.element.iter(W_TBL), None) is not None:
            fix = "Put the inner table on its own below the outer one."
            self.findings.append(error("I-12", place, "A table stands inside a cell of another table.", fix))
        blocks: list[Paragraph | Picture] = []
        for paragraph in cell.element.iter(W_P):
            if not stands_in_text(paragraph):
                continue
            blocks += [block for block in self.pictures(paragraph, place) if isinstance(block, Picture)]
            for goes_on, runs in enumerate(self.letters.lines(paragraph)):
                if made := self.linked(runs, place):
                    kind, depth, _ = self.lists.kind_of(paragraph)
                    number = self.lists.counted(paragraph) if kind is Kind.NUMBER else None
                    if number is not None and goes_on:
                        kind, depth, number = Kind.TEXT, 0, None
                    earlier = (block for block in blocks if isinstance(block, Paragraph))
                    at = 1 + sum(p.kind is kind for p in earlier) if kind is Kind.NUMBER else 0
                    blocks.append(
                        Paragraph(trimmed(made), place, kind=kind, level=depth, list_number=at, number=number)
                    )
        return tuple(blocks)

    def pictures(self, element: etree._Element, place: Place) -> Iterator[Picture | TextBox]:
        """The pictures and text boxes of a paragraph; of what else is drawn there, it is told."""
        told = drawn_beside_the_text(element, place, self.doubter.sight, self.doubter.notes)
        for found in (*pictures(element, self.document, place, self.doubter.sight), *told):
            if not isinstance(found, Finding):
                yield found
            elif found not in self.findings:
                self.findings.append(found)
