"""How wide the letters of a rendered document are printed: each run in its own font, weight and size."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.fonts.widths import width_of
from engine.templates.palette import Palette
from engine.word.look import OF_HEADINGS, OF_TEXT, Look
from engine.word.looks import Looks
from engine.word.names import EMU_PER_MM, W_R, W_T, W_TC, qn

_HYPHEN, _BREAKS = qn("w:noBreakHyphen"), {qn("w:br"), qn("w:tab"), qn("w:cr")}
_INLINE, _EXTENT = qn("wp:inline"), qn("wp:extent")
_MAY_BREAK = re.compile("(?<=[^\\W_]-)(?=[^\\W\\d_])|(?<=[\u2013\u2014\u00ad\u200b])")
"""Where a line may end inside what has no space in it: after a hyphen before a letter, after a dash."""
_WIDE = frozenset("WF")


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of one look. size: in half-points."""

    text: str
    face: str
    bold: bool
    size: int
    scale: int = 100

    def width(self, most: int) -> float:
        """In millimetres, in letters no larger than most half-points."""
        return width_of(self.text, self.face, self.bold, min(self.size, most) / 2) * self.scale / 100


Word = tuple[Letters, ...]
"""Letters that stand in one line or are broken between two of them."""


class Lettering:
    """The words and pictures of a document as they are printed."""

    def __init__(self, looks: Looks, palette: Palette) -> None:
        self._looks = looks
        self.styles = looks.by_id
        """The styles of the document by their ids."""
        self._faces = {OF_HEADINGS: palette.headings, OF_TEXT: palette.font, "": palette.font}

    def words(self, paragraph: etree._Element) -> Iterator[Word]:
        """Each word of a paragraph."""
        word: list[Letters] = []
        around = self._looks.look_around(paragraph)
        about = paragraph.find(qn("w:pPr"))
        for run in _runs(paragraph):
            look = self._looks.look_within(run, about, around)
            for piece, ends in _pieces(run):
                if piece:
                    word.append(self._letters(piece, look))
                if ends and word:
                    yield tuple(word)
                    word = []
        if word:
            yield tuple(word)

    def look(self, run: etree._Element, paragraph: etree._Element) -> Look:
        """How the letters of a run look."""
        return self._looks.look_of(run, paragraph)

    def _letters(self, text: str, look: Look) -> Letters:
        shown = text.upper() if look.capitals else text
        face = self._faces.get(look.face, look.face)
        return Letters(shown, face, bool(look.bold), look.size, look.scale)


def pictures_of(cell: etree._Element) -> Iterator[float]:
    """The width in millimetres of each picture in the lines of a cell."""
    for inline in cell.iter(_INLINE):
        extent = inline.find(_EXTENT)
        if extent is not None and next(inline.iterancestors(W_TC)) is cell:
            yield int(extent.get("cx", "0")) / EMU_PER_MM


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph itself, in links too; not those of a text box in it."""
    for run in paragraph.iter(W_R):
        if next(run.iterancestors(paragraph.tag)) is paragraph:
            yield run


def _pieces(run: etree._Element) -> Iterator[tuple[str, bool]]:
    """The text of a run in pieces, each with whether a line may end behind it."""
    for element in run:
        if element.tag == _HYPHEN:
            yield "-", False
        elif element.tag in _BREAKS:
            yield "", True
        elif element.tag == W_T and element.text:
            yield from _parts(element.text)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    pieces = re.split(r"[ \n\t\r]", text)
    for number, piece in enumerate(pieces):
        parts = _MAY_BREAK.split(piece)
        for at, part in enumerate(parts):
            is_last = at == len(parts) - 1
            yield from _letters_of(part, not is_last or number < len(pieces) - 1)


def _letters_of(part: str, ends: bool) -> Iterator[tuple[str, bool]]:
    """Letters of scripts that are written without spaces may each end a line."""
    if part.isascii() or not any(unicodedata.east_asian_width(letter) in _WIDE for letter in part):
        yield part, ends
        return
    yield from ((letter, True) for letter in part)
