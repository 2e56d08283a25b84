"""The blocks of a text that were proven before: of a document of which one form has changed, most are the same.

What is wrong with a block by itself, and what readers see of it, hangs on what stands in it and on the styles, lists
and words of its document. What only shows where blocks meet is asked of the whole each time.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

from engine.model.last_used import LastUsed
from engine.word.looks import Looks
from engine.word.names import W_BODY
from engine.word.visible import READERS, has_forms, seen_texts

_MOST = 10_000
"""Blocks of some ten reports."""

_Lines = tuple[tuple[str, ...], ...]
"""The texts that each of READERS sees of a block."""

PROVEN: LastUsed[bytes, _Lines] = LastUsed(_MOST)


class TextBlocks:
    """The blocks of a document's text. new: the text with those alone that were not proven before."""

    def __init__(self, root: etree._Element, decided_by: Iterable[bytes]) -> None:
        """decided_by: all that decides what there is to say of a block, beside what stands in it."""
        body = root.find(W_BODY)
        self._blocks = [] if body is None else list(body)
        around = hashlib.sha256(repr([sorted(each.items()) for each in (root, body) if each is not None]).encode())
        for said in decided_by:
            around.update(hashlib.sha256(said).digest())
        context = around.digest()
        self._keys = [hashlib.sha256(context + etree.tostring(block)).digest() for block in self._blocks]
        known = ((key, PROVEN.get(key)) for key in set(self._keys))
        self._known = {key: lines for key, lines in known if lines is not None}
        self.new = root if body is None else self._with_new_alone(root, body)

    def _with_new_alone(self, root: etree._Element, body: etree._Element) -> etree._Element:
        made = _emptied(root)
        for child in root:
            made.append(_emptied(child) if child is body else copy.copy(child))
        made[root.index(body)].extend(
            copy.copy(block) for block, key in zip(self._blocks, self._keys, strict=True) if key not in self._known
        )
        return made

    def keep(self, looks: Looks) -> None:
        """Take what is new for proven, since nothing is wrong with it."""
        for block, key in zip(self._blocks, self._keys, strict=True):
            if key not in self._known:
                self._known[key] = lines = _lines(block, looks)
                PROVEN.put(key, lines)

    def seen_by(self, reader: int) -> Iterator[str]:
        """The text of every paragraph as one of READERS sees it, in order, of blocks that were kept."""
        return (line for key in self._keys for line in self._known[key][reader])


def _emptied(element: etree._Element) -> etree._Element:
    """An element without the elements in it; the text between them goes with these."""
    said = {str(name): str(value) for name, value in element.items()}
    made = etree.Element(element.tag, said, nsmap=cast("dict[str, str]", element.nsmap))
    made.text, made.tail = element.text, element.tail
    return made


def _lines(block: etree._Element, looks: Looks) -> _Lines:
    first = tuple(seen_texts(block, looks, READERS[0]))
    if not has_forms(block):
        return tuple(first for _ in READERS)
    return (first, *(tuple(seen_texts(block, looks, reader)) for reader in READERS[1:]))
