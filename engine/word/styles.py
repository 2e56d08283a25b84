"""The styles of a document, by the names people see in Word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from engine.word.names import W_STYLE, W_VAL, qn

_OUTLINE = f"{qn('w:pPr')}/{qn('w:outlineLvl')}"


class MissingStyleError(KeyError):
    """A style that is asked for by name and that the document does not define."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Styles:
    """ids: a style's id by its lower-case name. levels: the outline level, from 1, of heading styles by id."""

    ids: Mapping[str, str]
    names: Mapping[str, str]
    levels: Mapping[str, int]

    def id_of(self, name: str) -> str:
        """The id of a style by its name in any case. Raises MissingStyleError where the document does not define it."""
        try:
            return self.ids[name.lower()]
        except KeyError:
            raise MissingStyleError(name) from None

    def name_of(self, paragraph: etree._Element) -> str:
        """The lower-case style name of a paragraph; "normal" where none is set."""
        style = paragraph.find(W_STYLE)
        return "normal" if style is None else self.names.get(str(style.get(W_VAL)), "normal")

    def id_in(self, paragraph: etree._Element) -> str:
        """The id of the style of a paragraph; of the usual one where none is set."""
        style = paragraph.find(W_STYLE)
        return self.ids.get("normal", "") if style is None else str(style.get(W_VAL))

    def level_of(self, paragraph: etree._Element) -> int:
        """The heading level of a paragraph, 1 to 9; 0 for body text."""
        own = paragraph.find(_OUTLINE)
        if own is not None:
            return _level(own)
        style = paragraph.find(W_STYLE)
        return 0 if style is None else self.levels.get(str(style.get(W_VAL)), 0)


@lru_cache(maxsize=64)
def read_styles(xml: bytes) -> Styles:
    """The styles in a styles part."""
    styles = {str(s.get(qn("w:styleId"))): s for s in etree.fromstring(xml).iter(qn("w:style"))}
    names = {key: _value(style, "w:name").lower() for key, style in styles.items()}
    levels = {key: level for key in styles if (level := _inherited_level(styles, key))}
    return Styles({name: key for key, name in names.items()}, names, levels)


def _inherited_level(styles: Mapping[str, etree._Element], key: str) -> int:
    seen: set[str] = set()
    while key in styles and key not in seen:
        seen.add(key)
        own = styles[key].find(_OUTLINE)
        if own is not None:
            return _level(own)
        key = _value(styles[key], "w:basedOn")
    return 0


def _level(outline: etree._Element) -> int:
    value = str(outline.get(W_VAL, "9"))
    return int(value) + 1 if re.fullmatch("[0-8]", value) else 0


def _value(style: etree._Element, child: str) -> str:
    element = style.find(qn(child))
    return "" if element is None else str(element.get(W_VAL, ""))
