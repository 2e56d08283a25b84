"""The words of a drawing that stands alone in a document, and which of them a picture of it lacks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from engine.sources.drawings.cleared import STRICT
from engine.sources.drawings.names import A, W
from engine.word.names import W_R, W_T
from engine.word.package import DOCUMENT, Package

_WORD = re.compile(r"\S+")
_LAID_OUT = "word/diagrams/drawing"


def missing_words(document: bytes, shown: str) -> list[str]:
    """The words that cannot stand in a picture, since it has not all of their letters. shown: what stands in it.

    Letters are counted, not words: programs break lines and words. Of a chart nothing is asked: which names stand on an
    axis is for the room there is.
    """
    there = _letters(shown)
    lacking: list[str] = []
    for word in (word for text in _texts(Package.read(document)) for word in _WORD.findall(text)):
        letters = _letters(word)
        if letters <= there:
            there -= letters
        else:
            lacking.append(word)
    return lacking


def _texts(package: Package) -> Iterator[str]:
    """The words of shapes, and of a diagram as it was laid out last."""
    for name in package.parts:
        if name == DOCUMENT or name.startswith(_LAID_OUT):
            root = etree.fromstring(package.parts[name], STRICT)
            yield from (text.text or "" for text in root.iter(W_T, f"{A}t") if not _is_hidden(text))


def _is_hidden(text: etree._Element) -> bool:
    run = next(text.iterancestors(W_R), None)
    return run is not None and run.find(f"{W}rPr/{W}vanish") is not None


def _letters(text: str) -> Counter[str]:
    """Letters and figures without regard to case or to how they are joined."""
    return Counter(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
