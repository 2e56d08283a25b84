"""How wide the letters of a rendered document are printed: each run in its own font, weight and size."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from engine.fonts.widths import width_of
from engine.templates.palette import Palette
from engine.word.look import NOTHING_SAID, OF_HEADINGS, OF_TEXT, Look
from engine.word.looks import Looks
from engine.word.names import EMU_PER_MM, W_R, W_STYLE, W_T, W_TC, W_VAL, qn

_HYPHEN, _BREAKS = qn("w:noBreakHyphen"), {qn("w:br"), qn("w:tab"), qn("w:cr")}
_INLINE, _EXTENT = qn("wp:inline"), qn("wp:extent")
_MAY_BREAK = re.compile("(?<=[^\\W_]-)(?=[^\\W\\d_])|(?<=[\u2013\u2014\u00ad\u200b])")
"""Where a line may end inside what has no space in it: after a hyphen before a letter, after a dash."""
_WIDE = frozenset("WF")
_ABOUT, _OF_TABLE, _OF_PARTS = qn("w:rPr"), f"{qn('w:tblPr')}/{qn('w:tblStyle')}", f"{qn('w:tblStylePr')}/{qn('w:rPr')}"
_AROUND_RUNS = frozenset(map(qn, ("w:hyperlink", "w:ins", "w:sdt", "w:smartTag", "w:fldSimple", "w:customXml")))
_SIGNS = {_HYPHEN: "\0", **dict.fromkeys(_BREAKS, "\n")}
_KEY_FIGURE = "key figure"
_Piece = tuple[bytes, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Letters of one look. size: in half-points."""

    text: str
    face: str
    bold: bool
    size: int
    scale: int = 100

    def width(self, most: int) -> float:
        """In millimetres, in letters no larger than most half-points."""
        return width_of(self.text, self.face, self.bold, min(self.size, most) / 2) * self.scale / 100


Word = tuple[Stretch, ...]
"""Stretch that stand in one line or are broken between two of them."""


class PrintedWidths:
    """The words and pictures of a document as they are printed."""

    def __init__(self, looks: Looks, palette: Palette) -> None:
        self._looks = looks
        self.styles = looks.by_id
        """The styles of the document by their ids."""
        self._faces = {OF_HEADINGS: palette.headings, OF_TEXT: palette.font, "": palette.font}
        self._seen: dict[tuple[str, Look, tuple[_Piece, ...]], tuple[Word, ...]] = {}
        named = ((key, about.find(qn("w:name"))) for key, about in self.styles.items())
        self._of_figures = {k for k, n in named if n is not None and str(n.get(W_VAL)).casefold() == _KEY_FIGURE}
        self._around: dict[etree._Element, Look] = {}

    def words(self, paragraph: etree._Element, table: etree._Element | None = None) -> tuple[Word, ...]:
        """Each word of a paragraph. table: the one it stands in."""
        runs = list(_runs(paragraph))
        style = paragraph.find(W_STYLE)
        around = NOTHING_SAID if table is None else self._of_table(table, paragraph)
        key = ("" if style is None else str(style.get(W_VAL)), around, tuple(map(_said, runs)))
        words = self._seen.get(key)
        if words is None:
            words = self._seen[key] = tuple(self._read(paragraph, runs, around))
        return words

    def is_key_figure(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a figure in large letters."""
        style = paragraph.find(W_STYLE)
        return style is not None and str(style.get(W_VAL)) in self._of_figures

    def look(self, run: etree._Element, paragraph: etree._Element) -> Look:
        """How the letters of a run look."""
        return self._looks.look_of(run, paragraph)

    def _of_table(self, table: etree._Element, paragraph: etree._Element) -> Look:
        """What a table gives to the letters in it; asked cell by cell only where its style tells them apart."""
        if table not in self._around:
            style = table.find(_OF_TABLE)
            if self._tells_cells_apart("" if style is None else str(style.get(W_VAL))):
                return self._looks.look_around(paragraph)
            self._around[table] = self._looks.look_around(paragraph)
        return self._around[table]

    @cache  # noqa: B019 - as long as its document is fitted
    def _tells_cells_apart(self, key: str) -> bool:
        seen: set[str] = set()
        while key in self.styles and key not in seen:
            seen.add(key)
            if self.styles[key].find(_OF_PARTS) is not None:
                return True
            base = self.styles[key].find(qn("w:basedOn"))
            key = "" if base is None else str(base.get(W_VAL))
        return False

    def _read(self, paragraph: etree._Element, runs: list[etree._Element], around: Look) -> Iterator[Word]:
        word: list[Stretch] = []
        about = paragraph.find(qn("w:pPr"))
        for run in runs:
            look = self._looks.look_within(run, about, around)
            for piece, ends in _pieces(run):
                if piece:
                    word.append(self._letters(piece, look))
                if ends and word:
                    yield tuple(word)
                    word = []
        if word:
            yield tuple(word)

    def _letters(self, text: str, look: Look) -> Stretch:
        shown = text.upper() if look.capitals else text
        face = self._faces.get(look.face, look.face)
        return Stretch(text=shown, face=face, bold=bool(look.bold), size=look.size, scale=look.scale)


def pictures_of(cell: etree._Element) -> Iterator[float]:
    """The width in millimetres of each picture in the lines of a cell."""
    for inline in cell.iter(_INLINE):
        extent = inline.find(_EXTENT)
        if extent is not None and next(inline.iterancestors(W_TC), None) is cell:
            yield int(extent.get("cx", "0")) / EMU_PER_MM


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph itself, in links too; not those of a text box in it."""
    for child in paragraph:
        if child.tag == W_R:
            yield child
        elif child.tag in _AROUND_RUNS:
            yield from child.iter(W_R)


def _said(run: etree._Element) -> _Piece:
    """What a run says, and how it is to look."""
    about = run.find(_ABOUT)
    text = "".join(_text(element) for element in run)
    return b"" if about is None else etree.tostring(about, with_tail=False), text


def _text(element: etree._Element) -> str:
    return element.text or "" if element.tag == W_T else _SIGNS.get(str(element.tag), "")


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
    """Stretch of scripts that are written without spaces may each end a line."""
    if part.isascii() or not any(unicodedata.east_asian_width(letter) in _WIDE for letter in part):
        yield part, ends
        return
    yield from ((letter, True) for letter in part)
