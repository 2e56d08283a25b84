"""The paragraph in which a document has changed since somebody last looked at it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from engine.word.names import W_P
from engine.word.text import paragraph_text


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A paragraph: all that Word's markup says of it, and its words."""

    markup: bytes
    words: str


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """The words of a paragraph that changed, and those of the one above it that has any; empty where nothing did."""

    words: str = ""
    above: str = ""


def document_lines(root: etree._Element) -> tuple[DocumentLine, ...]:
    """Every paragraph of a document, in order."""
    return tuple(DocumentLine(etree.tostring(one, with_tail=False), paragraph_text(one)) for one in root.iter(W_P))


def changed_line(former: tuple[DocumentLine, ...], now: tuple[DocumentLine, ...]) -> ChangedLine:
    """The first paragraph that is another than before; where words were taken out, what stands there now."""
    if former == now:
        return ChangedLine()
    pairs = enumerate(zip(former, now, strict=False))
    at = next((number for number, (one, other) in pairs if one != other), min(len(former), len(now)))
    above = [line.words for line in now[:at] if line.words]
    below = [line.words for line in now[at:] if line.words]
    if below:
        return ChangedLine(below[0], above[-1] if above else "")
    return ChangedLine(*reversed(above[-2:])) if above else ChangedLine()
