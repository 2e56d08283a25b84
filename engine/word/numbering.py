"""What a Word file says of its lists: the form, the words and the start of the number of each level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from engine.word.look import is_set, of_letters
from engine.word.names import W_VAL, qn
from engine.word.symbols import shown

_STYLE_ID, _LEVEL = qn("w:styleId"), qn("w:ilvl")
_OF_PARAGRAPH = f"{qn('w:pPr')}/{qn('w:numPr')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of a list. form: of its number, by Word's name. words: around it, such as "Priority %1:".

    restart: the level, from 1, behind which it begins anew; 0 for never, None for any above it. is_legal: whether the
    numbers of the levels above stand in figures. style: the id of the style that brings it along.
    """

    form: str
    words: str
    start: int
    restart: int | None
    is_legal: bool
    is_picture: bool
    style: str

    @property
    def is_bullet(self) -> bool:
        """Whether it has bullets, and no numbers or words."""
        return self.form == "bullet"


Levels = Mapping[int, Level]


class Numbering:
    """The lists of a document by the number that Word gives them."""

    def __init__(self, styles: etree._Element, root: etree._Element | None) -> None:
        """styles, root: the parts of the file with its styles and its lists; None for a file without lists."""
        named = styles.iterchildren(qn("w:style"))
        self.styles: Mapping[str, etree._Element] = {str(style.get(_STYLE_ID)): style for style in named}
        root = etree.Element("none") if root is None else root
        self.abstract = {str(a.get(qn("w:abstractNumId"))): a for a in root.iter(qn("w:abstractNum"))}
        self.lists = {str(num.get(qn("w:numId"))): num for num in root.iter(qn("w:num"))}
        self.known: dict[str, tuple[str, Levels]] = {}
        self.brought: dict[str, etree._Element | None] = {}
        """The numbering of each style that was asked for."""

    def of(self, key: str) -> tuple[str, Levels]:
        """What tells a list from those that do not count with it, and its levels; both empty for one not defined."""
        if key not in self.known:
            base = self._abstract(key)
            levels = {} if base is None else dict(_levels(base))
            for change in self.lists[key].iterfind(qn("w:lvlOverride")) if key in self.lists else ():
                levels |= dict(_levels(change))
            self.known[key] = "" if base is None else str(base.get(qn("w:abstractNumId"))), levels
        return self.known[key]

    def new_start(self, key: str, depth: int) -> int | None:
        """The number with which a list begins anew at a level, where it does."""
        for change in self.lists[key].iterfind(qn("w:lvlOverride")) if key in self.lists else ():
            start = change.find(qn("w:startOverride"))
            if start is not None and number(change.get(_LEVEL), 0) == depth:
                return number(start.get(W_VAL), 1)
        return None

    def of_paragraph(self, paragraph: etree._Element, style: str) -> tuple[str, int] | None:
        """The list and the level of a paragraph by its own settings and those of its style, by id; None without one.

        The list is "0" where it was taken off.
        """
        own, brought = paragraph.find(_OF_PARAGRAPH), self.of_style(style)
        said = [about for about in (own, brought) if about is not None]
        key = next((str(found.get(W_VAL)) for about in said if (found := about.find(qn("w:numId"))) is not None), None)
        if key is None:
            return None
        depths = [found for about in said if (found := about.find(_LEVEL)) is not None]
        if depths:
            return key, max(number(depths[0].get(W_VAL), 0), 0)
        return key, next((depth for depth, level in self.of(key)[1].items() if level.style == style and style), 0)

    def of_style(self, key: str) -> etree._Element | None:
        """The numbering that a style brings along, its own or that of the style it is based on."""
        if key not in self.brought:
            self.brought[key] = self._of_style(key)
        return self.brought[key]

    def _of_style(self, key: str) -> etree._Element | None:
        seen: set[str] = set()
        while key in self.styles and key not in seen:
            seen.add(key)
            own = self.styles[key].find(_OF_PARAGRAPH)
            if own is not None:
                return own
            base = self.styles[key].find(qn("w:basedOn"))
            key = "" if base is None else str(base.get(W_VAL))
        return None

    def _abstract(self, key: str, seen: tuple[str, ...] = ()) -> etree._Element | None:
        """The definition of a list; of one that takes its levels from a list style, that style's."""
        base = None if key not in self.lists else self.lists[key].find(qn("w:abstractNumId"))
        found = None if base is None else self.abstract.get(str(base.get(W_VAL)))
        link = None if found is None else found.find(qn("w:numStyleLink"))
        if link is None or key in seen:
            return found
        numbers = self.of_style(str(link.get(W_VAL)))
        other = None if numbers is None else numbers.find(qn("w:numId"))
        linked = None if other is None else self._abstract(str(other.get(W_VAL)), (*seen, key))
        return found if linked is None else linked


def number(text: str | None, default: int) -> int:
    """A number as a damaged file may spell it."""
    try:
        return int(text or default)
    except ValueError:
        return default


def _levels(parent: etree._Element) -> list[tuple[int, Level]]:
    return [(number(level.get(_LEVEL), 0), _level(level)) for level in parent.iterfind(qn("w:lvl"))]


def _level(level: etree._Element) -> Level:
    def said(name: str) -> str | None:
        found = level.find(qn(name))
        return None if found is None else str(found.get(W_VAL, ""))

    depth = number(level.get(_LEVEL), 0)
    form = said("w:numFmt") or "decimal"
    look = of_letters(level.find(qn("w:rPr")))
    words = said("w:lvlText")
    if words is None:
        words = "" if form == "bullet" else f"%{depth + 1}."
    if look.hidden:
        form, words = "none", ""
    elif form == "bullet":
        words = shown(words, look.face)
    restart, legal = said("w:lvlRestart"), level.find(qn("w:isLgl"))
    return Level(
        form=form,
        words=words,
        start=number(said("w:start"), 1),
        restart=None if restart is None else number(restart, 0),
        is_legal=legal is not None and is_set(legal),
        is_picture=level.find(qn("w:lvlPicBulletId")) is not None,
        style=said("w:pStyle") or "",
    )
