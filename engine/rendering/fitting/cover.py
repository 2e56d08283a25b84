"""A title of any length on its one cover page: letters get smaller, or it is told that there is no room."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.findings import Finding, Place, warning
from engine.fonts.widths import line_height
from engine.rendering.fitting.furniture import lines_of
from engine.rendering.fitting.printed_widths import PrintedWidths
from engine.rendering.fitting.saying import Stretch, Word
from engine.rendering.fitting.sizes import set_size
from engine.whole_numbers import whole_number
from engine.word.names import EMU_PER_MM, TWIPS_PER_MM, W_BODY, W_P, W_R, W_STYLE, W_VAL, qn
from engine.word.styles import Styles

_SECTION = f"{qn('w:pPr')}/{qn('w:sectPr')}"
_ABOUT, _SPACING, _INDENT = qn("w:pPr"), qn("w:spacing"), qn("w:ind")
_SMALLEST = 40
"""Half-points: a title in smaller letters is none."""
_SPARE = 12.0
"""Millimetres kept free: the rims of the panel, and what programs round."""
_SINGLE_LINE = 240
_ANY = 10_000


def fit_cover(root: etree._Element, lettering: PrintedWidths, styles: Styles, place: Place) -> Iterator[Finding]:
    """Fit the title onto the first page, where a section of its own holds it. A warning where that cannot be."""
    cover = _Cover.of(root, lettering, styles)
    if cover is None:
        return
    largest = max((letters.look.size for word in lettering.words(cover.title) for letters in word), default=0)
    most = largest
    while most > _SMALLEST and not cover.holds(most):
        most -= 2
    if most < largest:
        for run in cover.title.iter(W_R):
            set_size(run, most)
    if not cover.holds(most):
        message = "The title, with the lines below it, does not fit onto the cover, which goes on over a second page."
        yield warning("W-65", place, message, "Shorten the title or the subtitle in council.yaml.")


class _Cover:
    """The first page of a document, as high and wide as its section says."""

    def __init__(
        self, section: etree._Element, paragraphs: list[etree._Element], title: etree._Element, lettering: PrintedWidths
    ) -> None:
        self.paragraphs, self.title, self.lettering = paragraphs, title, lettering
        page, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        self.width = _length(page, "w:w") - _length(margins, "w:left") - _length(margins, "w:right")
        self.height = _length(page, "w:h") - _length(margins, "w:top") - _length(margins, "w:bottom")

    @classmethod
    def of(cls, root: etree._Element, lettering: PrintedWidths, styles: Styles) -> _Cover | None:
        """None where the document does not begin with a section of paragraphs alone, a title among them."""
        paragraphs: list[etree._Element] = []
        for each in root.iterfind(f"{W_BODY}/*"):
            if each.tag != W_P:
                break
            paragraphs.append(each)
            section = each.find(_SECTION)
            if section is not None:
                title = next((p for p in paragraphs if styles.name_of(p) == "title"), None)
                return None if title is None else cls(section, paragraphs, title, lettering)
        return None

    def holds(self, most: int) -> bool:
        """Whether all stands on one page where the letters of the title are no larger than so many half-points."""
        needed = sum(self._height(p, most if p is self.title else _ANY) for p in self.paragraphs)
        return needed + _SPARE <= self.height and self._widest(most) <= self._room(self.title)

    def _widest(self, most: int) -> float:
        return max((_wide(word, most) for word in self.lettering.words(self.title)), default=0.0)

    def _room(self, paragraph: etree._Element) -> float:
        return self.width - self._said(paragraph, _INDENT, "w:left") - self._said(paragraph, _INDENT, "w:right")

    def _height(self, paragraph: etree._Element, most: int) -> float:
        """Of a paragraph with the space around it, in millimetres."""
        words = list(self.lettering.words(paragraph))
        lines = lines_of(words, self._room(paragraph), most)
        line = max((_line(one, most) for w in words for one in w), default=0.0)
        multiple = (self._said(paragraph, _SPACING, "w:line") * TWIPS_PER_MM or _SINGLE_LINE) / _SINGLE_LINE
        pictures = (
            max((whole_number(e.get("cy")) or 0 for e in paragraph.iter(qn("wp:extent"))), default=0) / EMU_PER_MM
        )
        around = self._said(paragraph, _SPACING, "w:before") + self._said(paragraph, _SPACING, "w:after")
        return max(lines * line * multiple, pictures) + around

    def _said(self, paragraph: etree._Element, what: str, name: str) -> float:
        """A length that a paragraph or its styles give, in millimetres; 0 where none does."""
        for about in self._settings(paragraph):
            found = about.find(what)
            if found is not None and found.get(qn(name)) is not None:
                return _length(found, name)
        return 0.0

    def _settings(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """What is said of a paragraph: by itself, then by its style and those that one is based on."""
        own, style = paragraph.find(_ABOUT), paragraph.find(W_STYLE)
        yield from () if own is None else (own,)
        key, seen = "" if style is None else str(style.get(W_VAL)), set[str]()
        while key in self.lettering.styles and key not in seen:
            seen.add(key)
            about, base = (self.lettering.styles[key].find(name) for name in (_ABOUT, qn("w:basedOn")))
            yield from () if about is None else (about,)
            key = "" if base is None else str(base.get(W_VAL))


def _line(letters: Stretch, most: int) -> float:
    """The height of a single line of letters, in millimetres."""
    look = letters.look
    return line_height(look.face, look.bold, min(look.size, most) / 2)


def _wide(word: Word, most: int) -> float:
    return sum(letters.width(most) for letters in word)


def _length(element: etree._Element | None, name: str) -> float:
    """A length in twips as millimetres; 0 where none is given."""
    return 0.0 if element is None else (whole_number(element.get(qn(name))) or 0) / TWIPS_PER_MM
