"""What contents lists are made of: the headings and captions of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from engine.word.contents_list import ListAsked
from engine.word.fields import fields
from engine.word.names import W_BOOKMARK, W_ID, W_NAME, W_P, qn

_END = qn("w:bookmarkEnd")
_LABEL = re.compile(r"\w++\s++[\d.]++\s*+[:–—-]?\s*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """What a contents list may hold. level: of a heading, else 0. style: its name in small letters. caption: its kind,
    in small letters. number: of a numbered heading, as it is shown. within: the bookmarks it stands in."""

    level: int
    style: str
    caption: str
    number: str
    text: str
    bookmark: str
    within: frozenset[str]

    def level_in(self, asked: ListAsked) -> int:
        """On which level of a list it stands, from 1; 0 where it does not."""
        if asked.within and asked.within.casefold() not in self.within:
            return 0
        if asked.caption:
            return 1 if self.caption == asked.caption else 0
        if self.style in asked.styles:
            return asked.styles[self.style]
        is_heading = self.style.startswith("heading ")
        return self.level if is_heading and asked.low <= self.level <= asked.high else 0

    @property
    def without_label(self) -> str:
        """The text without a label and number in front of it, such as "Table 3: "."""
        label = _LABEL.match(self.text)
        return (self.text[label.end() :] if label else "") or self.text


def captions_of(root: etree._Element) -> dict[etree._Element, str]:
    """The kind of each caption, in small letters, by its paragraph."""
    found: dict[etree._Element, str] = {}
    for each in fields(root):
        paragraph = next(each.begin.iterancestors(W_P), None)
        if paragraph is not None and (kind := each.argument("SEQ")):
            found.setdefault(paragraph, kind.casefold())
    return found


def bookmarks_around(paragraph: etree._Element, root: etree._Element) -> Iterator[str]:
    """The bookmarks in which a paragraph begins."""
    open_: dict[str, str] = {}
    for element in root.iter(W_BOOKMARK, _END, W_P):
        if element is paragraph:
            break
        if element.tag == W_BOOKMARK:
            open_[str(element.get(W_ID))] = str(element.get(W_NAME)).casefold()
        elif element.tag == _END:
            open_.pop(str(element.get(W_ID)), None)
    yield from open_.values()
