"""The words of a Word file that a reader gets to see: not those that are hidden, too small, or as pale as the paper.

Where a file says one thing twice, for newer programs and for older ones, only what all of them show counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from engine.word.look import NOTHING_SAID, Look, contrast, is_set
from engine.word.looks import NO_SETTINGS, Looks, Settings, settings_of
from engine.word.names import BINDINGS, W_FIELD, W_P, W_R, W_TR, qn
from engine.word.text import paragraph_text

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE, _FALLBACK = f"{_COMPATIBLE}Choice", f"{_COMPATIBLE}Fallback"
_UNDERSTOOD = {
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
"""What every program that shows documents understands, by the name it goes under: its Fallback is never shown."""
_LEAST_SIZE, _LEAST_SCALE, _LEAST_CONTRAST = 8, 34, 1.25
"""Half-points; hundredths of the usual width; to 1: below these nobody reads words, whatever they are."""
_HIDDEN_ROW = f"{qn('w:trPr')}/{qn('w:hidden')}"
_CONTROL = qn("w:sdt")
_ASKING = f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
_CHANGING = (*(qn(f"w:{name}") for name in ("fldSimple", "txbxContent", "ruby")), *BINDINGS)
_IN_A_DRAWING = (qn("w:drawing"), qn("w:pict"))


@dataclass(frozen=True, slots=True)
class Reader:
    """A program that shows a document. takes_first: whether it takes the newest of what is there in several forms."""

    takes_first: bool

    def passes_over(self, branch: etree._Element) -> bool:
        """Whether a branch of what is there in several forms is not shown."""
        branches = list(either) if (either := branch.getparent()) is not None else []
        return branch is not (self._taken(branches) if branches else None)

    def _taken(self, branches: list[etree._Element]) -> etree._Element | None:
        first = next((branch for branch in branches if branch.tag == _CHOICE), None)
        if first is not None and (self.takes_first or _is_understood(first)):
            return first
        return next((branch for branch in branches if branch.tag == _FALLBACK), None)


READERS = (Reader(True), Reader(False))
"""Those that understand everything, and those that understand what all do."""


def _is_understood(choice: etree._Element) -> bool:
    names = choice.get("Requires", "").split()
    return bool(names) and all(choice.nsmap.get(name) == _UNDERSTOOD.get(name, "") for name in names)


def has_forms(root: etree._Element) -> bool:
    """Whether anything is there in several forms, so that not every reader sees the same."""
    return next(root.iter(_CHOICE, _FALLBACK), None) is not None


def seen_texts(root: etree._Element, looks: Looks, reader: Reader) -> Iterator[str]:
    """The text of every paragraph under an element as it is seen, in order."""
    return (text for _, text in _seen(root, looks, reader))


def settled_texts(root: etree._Element, looks: Looks) -> Iterator[str]:
    """The seen texts of paragraphs that say the same wherever they are shown: no fields, drawings, bound controls."""
    for paragraph, text in _seen(root, looks, READERS[0]):
        is_bound = any(next(control.iter(*BINDINGS), None) is not None for control in paragraph.iterancestors(_CONTROL))
        if not is_bound and next(paragraph.iter(W_FIELD, *_CHANGING), None) is None:
            yield text


def _seen(root: etree._Element, looks: Looks, reader: Reader) -> Iterator[tuple[etree._Element, str]]:
    sight = Sight(looks, reader, has_forms(root))
    for paragraph in root.iter(W_P):
        if not sight.is_passed_over(paragraph):
            yield paragraph, paragraph_text(paragraph, sight.sees)


def is_seen(text: etree._Element, looks: Looks) -> bool:
    """Whether every reader sees a text of a document."""
    paragraph = next(text.iterancestors(W_P), text)
    return all(Sight(looks, reader, True).sees(paragraph, text) for reader in READERS)


class _Container(NamedTuple):
    """What holds paragraphs: the look it gives to letters, whether its row is hidden, whether it is in a drawing."""

    look: Look
    is_hidden: bool
    is_drawn: bool


class _Surroundings(NamedTuple):
    """What is around the runs of a paragraph: what holds it, and its settings.

    looks: those of its runs that were asked for.
    """

    container: _Container
    settings: Settings
    looks: dict[etree._Element, Look]


class Sight:
    """What a reader sees of a part. is_varied: whether it has several forms."""

    def __init__(self, looks: Looks, reader: Reader, is_varied: bool) -> None:
        self.looks, self.reader, self.is_varied = looks, reader, is_varied
        self.rows: dict[etree._Element, bool] = {}
        """The rows that were asked for, and whether Word hides them."""
        self.holder: etree._Element | None = None
        """What holds the paragraph that was asked for last: in a text and in a cell, most have the same."""
        self.container = _Container(NOTHING_SAID, False, False)
        self.last: etree._Element | None = None
        self.surroundings = _Surroundings(self.container, NO_SETTINGS, {})

    def is_passed_over(self, element: etree._Element) -> bool:
        """Whether it stands in a branch that is not shown."""
        return self.is_varied and any(
            self.reader.passes_over(branch) for branch in element.iterancestors(_CHOICE, _FALLBACK)
        )

    def sees(self, paragraph: etree._Element, text: etree._Element) -> bool:
        """Whether a text of a paragraph, or of one in a drawing in it, is seen."""
        run = text.getparent()
        if run is None or run.tag != W_R:
            return True
        own = next(text.iterancestors(W_P), paragraph)
        look, hides = self.look(run, own)
        is_drawn = self.surroundings.container.is_drawn
        return not (hides or is_unreadable(look, is_drawn)) and not self.is_passed_over(run)

    def look(self, run: etree._Element, own: etree._Element) -> tuple[Look, bool]:
        """The look of a run of its own paragraph, and whether Word hides it, by itself or with its row."""
        around = self._around(own)
        look = around.looks.get(run)
        if look is None:
            look = around.looks[run] = self.looks.look_within(run, around.settings, around.container.look)
        return look, around.container.is_hidden or look.hidden

    def _hides(self, row: etree._Element) -> bool:
        if row not in self.rows:
            self.rows[row] = is_hidden_row(row)
        return self.rows[row]

    def _around(self, paragraph: etree._Element) -> _Surroundings:
        if self.last is not paragraph:
            self.last = paragraph
            self.surroundings = _Surroundings(self._container(paragraph), settings_of(paragraph), {})
        return self.surroundings

    def _container(self, paragraph: etree._Element) -> _Container:
        holder = paragraph.getparent()
        if holder is None or self.holder is not holder:
            self.holder = holder
            self.container = _Container(
                look=self.looks.look_around(paragraph),
                is_hidden=any(self._hides(row) for row in paragraph.iterancestors(W_TR)),
                is_drawn=next(paragraph.iterancestors(*_IN_A_DRAWING), None) is not None,
            )
        return self.container


def is_unreadable(look: Look, is_drawn: bool = False) -> bool:
    """Whether letters are too small, too narrow or too pale to be read. is_drawn: what is behind them is not known."""
    if look.size < _LEAST_SIZE or look.scale < _LEAST_SCALE:
        return True
    return not is_drawn and contrast(look.colour, look.behind) < _LEAST_CONTRAST


def still_asks(around: etree._Element) -> bool:
    """Whether an element is a content control that shows the words with which it asks for others."""
    switch = around.find(_ASKING) if around.tag == _CONTROL else None
    return switch is not None and is_set(switch)


def is_hidden_row(row: etree._Element) -> bool:
    """Whether Word hides a row of a table."""
    switch = row.find(_HIDDEN_ROW)
    return switch is not None and is_set(switch)
