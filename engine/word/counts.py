"""The numbers of a Word file's lists, counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.model.story import Numbered
from engine.word.names import W_P, W_VAL, qn
from engine.word.numbering import Level, Levels, Numbering
from engine.word.numerals import numeral
from engine.word.styles import Styles

_PLACE_OF_NUMBER = re.compile(r"%([1-9])")
_TEXT_BOX, _COUNTED, _STYLE = qn("w:txbxContent"), qn("w:numPr"), qn("w:pStyle")
_MEANT = frozenset("✓✔✗✘☐☑☒")
"""Bullets that say something."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a paragraph stands in a list. key: Word's number of the list; depth: its level, from 0.

    level: None for a list that is not defined. number: None for a bullet.
    """

    key: str
    depth: int
    level: Level | None
    number: Numbered | None


class Counts:
    """The places of paragraphs in the lists of a document. root: of its text."""

    def __init__(self, numbering: Numbering, styles: Styles, root: etree._Element) -> None:
        self.numbering, self.styles = numbering, styles
        self.counters: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()
        self.found: dict[etree._Element, Counted] = {}
        for paragraph in _may_be_listed(root, numbering, styles):
            if next(paragraph.iterancestors(_TEXT_BOX), None) is None:
                self._count(paragraph)

    def of(self, paragraph: etree._Element) -> Counted | None:
        """The place of a paragraph in a list; None where it is in none."""
        return self.found.get(paragraph)

    def _count(self, paragraph: etree._Element) -> None:
        place = self.numbering.of_paragraph(paragraph, self.styles.id_in(paragraph))
        if place is None:
            return
        key, depth = place
        counted_with, levels = self.numbering.of(key)
        level = levels.get(depth)
        number = None
        if level is not None:
            value = self._next(key, counted_with, depth, levels)
            number = self._numbered(level, depth, value, self.counters[counted_with], levels)
        self.found[paragraph] = Counted(key, depth, level, number)

    def _next(self, key: str, counted_with: str, depth: int, levels: Levels) -> int:
        """The number of the next paragraph of a list at a level; those below it begin anew."""
        counters = self.counters.setdefault(counted_with, {})
        start = None if (key, depth) in self.begun else self.numbering.new_start(key, depth)
        self.begun.add((key, depth))
        if start is not None or depth not in counters:
            counters[depth] = levels[depth].start if start is None else start
        else:
            counters[depth] += 1
        for below in [other for other in counters if other > depth]:
            restart = levels[below].restart if below in levels else None
            if restart is None or depth < restart:
                del counters[below]
        return counters[depth]

    def _numbered(
        self, level: Level, depth: int, value: int, counters: dict[int, int], levels: Levels
    ) -> Numbered | None:
        """The number as it is shown; None for a bullet that is only a bullet."""
        if level.is_bullet:
            says = level.words if level.words in _MEANT or sum(map(str.isalnum, level.words)) > 1 else ""
            return Numbered(label=says, form="none", words=says, value=value) if says else None

        def shown(at: int) -> str:
            form = levels[at].form if at in levels else "decimal"
            if level.is_legal and form not in ("none", "bullet"):
                form = "decimal"
            counted = counters.get(at, levels[at].start if at in levels else 1)
            made = numeral(counted, form)
            return str(counted) if made is None else made

        label = _PLACE_OF_NUMBER.sub(lambda found: shown(int(found[1]) - 1), level.words)
        own = f"%{depth + 1}"
        parts = [_PLACE_OF_NUMBER.sub(lambda found: shown(int(found[1]) - 1), part) for part in level.words.split(own)]
        form = "decimal" if level.is_legal else level.form
        return Numbered(label=label.strip(), form=form, words="%1".join(parts), value=value)


def _may_be_listed(root: etree._Element, numbering: Numbering, styles: Styles) -> Iterator[etree._Element]:
    """The paragraphs that a list or a style may number, in order: few of those of a long document."""
    if numbering.of_style(styles.ids.get("normal", "")) is not None:
        yield from root.iter(W_P)
        return
    last: etree._Element | None = None
    for said in root.iter(_STYLE, _COUNTED):
        about = said.getparent()
        paragraph = None if about is None else about.getparent()
        if paragraph is None or paragraph is last or paragraph.tag != W_P:
            continue
        if said.tag != _STYLE or numbering.of_style(str(said.get(W_VAL))) is not None:
            last = paragraph
            yield paragraph
