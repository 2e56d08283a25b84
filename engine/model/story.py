"""Narrative: what people wrote in Word, as blocks of text with a place, free of the look it came with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass, fields, replace
from enum import StrEnum
from typing import Annotated, Any

from engine.findings import Place
from engine.model.roles import Citation, Consent, Label, Link, MayBeLeftOut, Narrative, Quoted, Shape, Wording


class Kind(StrEnum):
    """What a paragraph is, whatever it looked like."""

    TEXT = "text"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    CAPTION = "caption"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one kind. link is a web address, reference an id such as D-014; at most one of the two is set.

    note: the words of the footnote that stands here; such a run has no letters of its own.
    """

    text: Shape[str]
    _: KW_ONLY
    bold: Shape[bool] = False
    italic: Shape[bool] = False
    link: Link[str] = ""
    reference: Citation[str] = ""
    note: tuple[Run, ...] = ()

    def with_text(self, text: str) -> Run:
        """The same with these letters; itself where it has them already, as most have."""
        return self if text == self.text else replace(self, text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The number of an item as its writer saw it. label: all of it, such as "Priority 2:" or "1.b)".

    form: how the figure is written, by Word's name for it. words: around the figure, which is %1. value: the figure.
    """

    label: Shape[str]
    form: Shape[str]
    words: Shape[str]
    value: Shape[int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. level counts from 0 for lists and from 1 for headings.

    list_number tells lists apart. number: of an item of a numbered list; None where the file defines none.
    """

    runs: tuple[Run, ...]
    place: Place
    _: KW_ONLY
    kind: Shape[Kind] = Kind.TEXT
    level: Shape[int] = 0
    list_number: Shape[int] = 0
    number: Numbered | None = None

    @property
    def text(self) -> str:
        """The words without their formatting, and without footnotes."""
        return "".join(run.text for run in self.runs)

    @property
    def notes(self) -> tuple[Paragraph, ...]:
        """The footnotes of the paragraph, in order, each as a paragraph of its own at the same place."""
        return tuple(Paragraph(run.note, self.place) for run in self.runs if run.note)

    @property
    def references(self) -> tuple[str, ...]:
        """The ids the paragraph refers to, in order, and then those of its footnotes."""
        own = tuple(run.reference for run in self.runs if run.reference)
        return own + tuple(reference for note in self.notes for reference in note.references)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with the words that stand for it. Sizes in millimetres.

    what: how it is called, such as "chart". drawing: a Word file with nothing in it but a drawing, for a picture that
    is yet to be made of it; where nothing could draw it, data stays empty. identity: what tells a picture that is made
    here from any other, whatever makes it; of one that is carried as it is, its bytes do.
    """

    data: Shape[bytes]
    alt: Annotated[Label[str], MayBeLeftOut("It stands beside the picture, in no paragraph.")]
    width: Shape[float]
    height: Shape[float]
    place: Place
    what: Shape[str] = "picture"
    drawing: Shape[bytes] = b""
    identity: Shape[str] = ""


Cell = tuple[Paragraph | Picture, ...]
"""What stands in a cell of a table, one below the other."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, each cell a tuple of paragraphs and pictures; the first row is the header."""

    rows: Narrative[tuple[tuple[Cell, ...], ...]]
    place: Place

    @property
    def what(self) -> str:
        """How it is called, as a picture says of itself."""
        return "table"

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max(len(row) for row in self.rows)


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxed:
    """A block of a kind of its own, such as a foreword. label: printed above it; may be empty. look: of its styles.

    story: what it prints, one below the other; a heading is its title, a source what stands small at its end.
    """

    label: Wording[str]
    look: Shape[str]
    story: Narrative[tuple[Block, ...]]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(Boxed):
    """One that tells of somebody, who was asked whether it may be published."""

    story: Quoted[tuple[Block, ...]]
    may_publish: Consent[bool]


Story = tuple[Block | Boxed | Agreed, ...]
"""What stands under a heading: what was typed there, blocks of a kind of their own among it."""


def paragraphs(story: Story) -> Iterator[Paragraph]:
    """Every paragraph in reading order, those in table cells included, each with its footnotes after it."""
    for block in story:
        if isinstance(block, Paragraph):
            yield from with_notes(block)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from with_notes(*lines_of(cell))
        elif isinstance(block, Boxed):
            yield from paragraphs(block.story)


def blocks_in(form: Any) -> Iterator[Boxed]:
    """The blocks of a kind of their own in a form: a dataclass of which some fields are stories."""
    for part in fields(form):
        value = getattr(form, part.name)
        yield from (block for block in value if isinstance(block, Boxed)) if isinstance(value, tuple) else ()


def lines_of(cell: Cell) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell."""
    return tuple(line for line in cell if isinstance(line, Paragraph))


def pictures(story: Story) -> Iterator[Picture]:
    """Every picture in reading order, those in table cells and blocks included."""
    for block in story:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Boxed):
            yield from pictures(block.story)
        elif isinstance(block, Table):
            yield from (inner for row in block.rows for cell in row for inner in cell if isinstance(inner, Picture))


def with_notes(*lines: Paragraph) -> Iterator[Paragraph]:
    """Each paragraph, and then its footnotes."""
    for line in lines:
        yield line
        yield from line.notes


def references(story: Story) -> tuple[str, ...]:
    """Every id the story refers to, in reading order."""
    return tuple(run.reference for paragraph in paragraphs(story) for run in paragraph.runs if run.reference)
