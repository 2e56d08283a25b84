"""What stands in a place of its own: a long title in one line of a running header, a theme's lead above the river."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from engine.rendering.fitting.printed_widths import PrintedWidths
from engine.rendering.fitting.saying import Word
from engine.rendering.fitting.sizes import set_size
from engine.word.names import W_P, W_R, W_T, W_TBL
from engine.word.styles import Styles

_APART = 4.0
"""Millimetres between what stands at the left of a header and what stands at its right."""
_LEAD, _MOST_LINES = "theme lead", 3
_SMALLEST = 22
"""Half-points: a lead in smaller letters is none."""
_ANY = 10_000
_GAP = 0.1
"""How wide a space is, in millimetres for a point of the letters."""


def shorten_headers(header: etree._Element, title: str, room: float, widths: PrintedWidths) -> bool:
    """Cut a title so that its line of a header stays one line; it stands whole on the cover. Whether any was cut.

    room: the width of the text, in millimetres.
    """
    changed = False
    for paragraph in (p for p in header.iter(W_P) if next(p.iterancestors(W_TBL), None) is None):
        for text in [each for each in paragraph.iter(W_T) if title and title in (each.text or "")]:
            whole, words = text.text or "", title.split()
            while len(words) > 1 and _line(widths.words(paragraph)) + _APART > room:
                words.pop()
                text.text = whole.replace(title, f"{' '.join(words)} …")
                changed = True
    return changed


def fit_leads(root: etree._Element, room: float, widths: PrintedWidths, styles: Styles) -> None:
    """Let each theme's lead take three lines at most, in smaller letters where it must: below them is a picture."""
    if _LEAD not in styles.ids:
        return
    for paragraph in styles.of_name(root, _LEAD):
        words = list(widths.words(paragraph))
        largest = max((letters.look.size for word in words for letters in word), default=0)
        most = largest
        while most > _SMALLEST and lines_of(words, room, most) > _MOST_LINES:
            most -= 1
        if most < largest:
            for run in paragraph.iter(W_R):
                set_size(run, most)


def lines_of(words: list[Word], room: float, most: int) -> int:
    """How many lines words take, in letters no larger than most half-points."""
    lines, at = 0, room + 1
    for word in words:
        wide, gap = _wide(word, most), max(min(letters.look.size, most) / 2 * _GAP for letters in word)
        if at + gap + wide > room:
            lines, at = lines + 1, wide
        else:
            at += gap + wide
    return lines


def _line(words: Iterable[Word]) -> float:
    """The width of words in one line, in millimetres."""
    return sum(_wide(word, _ANY) + word[0].look.size / 2 * _GAP for word in words)


def _wide(word: Word, most: int) -> float:
    return sum(letters.width(most) for letters in word)
