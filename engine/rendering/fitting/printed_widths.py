"""How wide the letters of a rendered document are printed: each run in its own font, weight and size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from threading import get_ident

from lxml import etree

from engine.cache import key_of
from engine.fonts.on_this_machine import fonts_here
from engine.model.last_used import LastUsed
from engine.rendering.fitting.saying import NO_BREAK_HYPHEN, LetterForm, Saying, Stretch, Word
from engine.templates.palette import Palette
from engine.whole_numbers import whole_number
from engine.word.look import NOTHING_SAID, OF_HEADINGS, OF_TEXT, Look
from engine.word.looks import Looks, Written, looks_of, settings_of, written
from engine.word.names import EMU_PER_MM, W_R, W_STYLE, W_T, W_TC, W_VAL, qn

_INLINE, _EXTENT = qn("wp:inline"), qn("wp:extent")
_ABOUT, _OF_TABLE, _OF_PARTS = qn("w:rPr"), f"{qn('w:tblPr')}/{qn('w:tblStyle')}", f"{qn('w:tblStylePr')}/{qn('w:rPr')}"
_AROUND_RUNS = frozenset(map(qn, ("w:hyperlink", "w:ins", "w:sdt", "w:smartTag", "w:fldSimple", "w:customXml")))
_SIGNS = {qn("w:noBreakHyphen"): NO_BREAK_HYPHEN, **dict.fromkeys(map(qn, ("w:br", "w:tab", "w:cr")), "\n")}
_KEY_FIGURE = "key figure"
_MOST_KEPT, _MOST_TABLES = 20_000, 2_000
_Piece = tuple[Written, str]


def printed_widths(styles: bytes, palette: Palette) -> PrintedWidths:
    """Those of a document with this part of styles. What one document says need not be measured for the next."""
    return _printed_widths(styles, palette, get_ident())


@lru_cache(maxsize=16)
def _printed_widths(styles: bytes, palette: Palette, _thread: int) -> PrintedWidths:
    return PrintedWidths(looks_of(styles), palette, key_of(styles, repr(palette), fonts_here()))


class PrintedWidths:
    """How wide the words of documents with the same styles are printed."""

    def __init__(self, looks: Looks, palette: Palette, made_from: str) -> None:
        """made_from: a hash over all that decides it."""
        self._looks = looks
        self.made_from = made_from
        self.styles = looks.by_id
        """The styles of the document by their ids."""
        self._faces = {OF_HEADINGS: palette.headings, OF_TEXT: palette.font, "": palette.font}
        self._one_look: dict[str, bool] = {}
        """Of each style of tables whether it gives the same to the letters of all cells."""
        self.fitting: LastUsed[bytes, bool] = LastUsed(_MOST_TABLES)
        """Whether no word is broken in tables, by a hash over all that is in them."""
        self._seen: dict[tuple[str, Look, tuple[_Piece, ...]], Saying] = {}
        named = ((key, about.find(qn("w:name"))) for key, about in self.styles.items())
        self._of_figures = {k for k, n in named if n is not None and str(n.get(W_VAL)).casefold() == _KEY_FIGURE}

    def words(self, paragraph: etree._Element) -> tuple[Word, ...]:
        """Each word of a paragraph outside of tables."""
        return self.said(paragraph, NOTHING_SAID).words

    def said(self, paragraph: etree._Element, around: Look) -> Saying:
        """What a paragraph says. around: what the table that it stands in gives to its letters."""
        runs = list(_runs(paragraph))
        style = paragraph.find(W_STYLE)
        name = "" if style is None else str(style.get(W_VAL))
        key = (name, around, tuple(map(_said, runs)))
        said = self._seen.get(key)
        if said is None:
            if len(self._seen) >= _MOST_KEPT:
                self._seen.clear()
            said = self._seen[key] = Saying(
                list(self._letters(paragraph, runs, key[2], around)), name in self._of_figures
            )
        return said

    def look(self, run: etree._Element, paragraph: etree._Element) -> Look:
        """How the letters of a run look."""
        return self._looks.look_of(run, paragraph)

    def around(self, paragraph: etree._Element) -> Look:
        """What the tables around a paragraph give to its letters."""
        return self._looks.look_around(paragraph)

    def is_one_look(self, table: etree._Element) -> bool:
        """Whether a table gives the same to the letters of all its cells: its style does not tell them apart."""
        style = table.find(_OF_TABLE)
        key = "" if style is None else str(style.get(W_VAL))
        if key not in self._one_look:
            self._one_look[key] = not self._tells_cells_apart(key)
        return self._one_look[key]

    def _tells_cells_apart(self, key: str) -> bool:
        seen: set[str] = set()
        while key in self.styles and key not in seen:
            seen.add(key)
            if self.styles[key].find(_OF_PARTS) is not None:
                return True
            base = self.styles[key].find(qn("w:basedOn"))
            key = "" if base is None else str(base.get(W_VAL))
        return False

    def _letters(
        self, paragraph: etree._Element, runs: list[etree._Element], said: tuple[_Piece, ...], around: Look
    ) -> Iterator[Stretch]:
        settings = settings_of(paragraph)
        for run, (_, text) in zip(runs, said, strict=True):
            if text:
                look = self._looks.look_within(run, settings, around)
                face = self._faces.get(look.face, look.face)
                letters = LetterForm(face, bool(look.bold), look.size, look.scale)
                yield Stretch(text.upper() if look.capitals else text, letters)


def pictures_of(cell: etree._Element) -> Iterator[float]:
    """The width in millimetres of each picture in the lines of a cell."""
    for inline in cell.iter(_INLINE):
        extent = inline.find(_EXTENT)
        if extent is not None and next(inline.iterancestors(W_TC), None) is cell:
            yield (whole_number(extent.get("cx")) or 0) / EMU_PER_MM


def _runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph itself, in links too; not those of a text box in it."""
    for child in paragraph:
        if child.tag == W_R:
            yield child
        elif child.tag in _AROUND_RUNS:
            yield from child.iter(W_R)


def _said(run: etree._Element) -> _Piece:
    """What a run says, and how it is to look."""
    text = "".join([_text(element) for element in run])
    return written(next(run.iterchildren(_ABOUT), None)), text


def _text(element: etree._Element) -> str:
    return element.text or "" if element.tag == W_T else _SIGNS.get(str(element.tag), "")
