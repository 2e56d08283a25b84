"""The styles of a document, by the names people see in Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from engine.word.names import W_P, W_VAL, qn

_SETTINGS, _STYLE, _LEVEL = qn("w:pPr"), qn("w:pStyle"), qn("w:outlineLvl")


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
        style = _said(paragraph, _STYLE)
        return "normal" if style is None else self.names.get(str(style.get(W_VAL)), "normal")

    def id_in(self, paragraph: etree._Element) -> str:
        """The id of the style of a paragraph; of the usual one where none is set."""
        style = _said(paragraph, _STYLE)
        return self.ids.get("normal", "") if style is None else str(style.get(W_VAL))

    def level_of(self, paragraph: etree._Element) -> int:
        """The heading level of a paragraph, 1 to 9; 0 for body text."""
        own = _said(paragraph, _LEVEL)
        if own is not None:
            return _level(own)
        style = _said(paragraph, _STYLE)
        return 0 if style is None else self.levels.get(str(style.get(W_VAL)), 0)

    def of_name(self, root: etree._Element, name: str) -> Iterator[etree._Element]:
        """The paragraphs under an element that have a style by its name in small letters, in order; not "normal"."""
        keys = {key for key, called in self.names.items() if called == name}
        return (one for one in _saying(root, lambda kind, value: value in keys) if self.name_of(one) == name)

    def with_level_or_name(self, root: etree._Element, names: Collection[str]) -> set[etree._Element]:
        """The paragraphs under an element that may be headings, or have a style of one of these names."""
        if "normal" in names:
            return set(root.iter(W_P))
        keys = {*self.levels, *(key for key, name in self.names.items() if name in names)}
        return set(_saying(root, lambda kind, value: kind == _LEVEL or value in keys))


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
        own = _said(styles[key], _LEVEL)
        if own is not None:
            return _level(own)
        key = _value(styles[key], "w:basedOn")
    return 0


def _saying(root: etree._Element, is_meant: Callable[[str, str], bool]) -> Iterator[etree._Element]:
    """The paragraphs of which a style or level is meant: to ask each paragraph of a long document takes much longer."""
    for said in root.iter(_STYLE, _LEVEL):
        if is_meant(str(said.tag), str(said.get(W_VAL))):
            settings = said.getparent()
            paragraph = None if settings is None or settings.tag != _SETTINGS else settings.getparent()
            if paragraph is not None and paragraph.tag == W_P:
                yield paragraph


def _said(element: etree._Element, kind: str) -> etree._Element | None:
    """What the settings of a paragraph or a style say of this kind: asked for thousands, a path takes twice as long."""
    for settings in element.iterchildren(_SETTINGS):
        for said in settings.iterchildren(kind):
            return said
    return None


def _level(outline: etree._Element) -> int:
    value = str(outline.get(W_VAL, "9"))
    return int(value) + 1 if re.fullmatch("[0-8]", value) else 0


def _value(style: etree._Element, child: str) -> str:
    element = style.find(qn(child))
    return "" if element is None else str(element.get(W_VAL, ""))
