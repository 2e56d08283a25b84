"""Pages without the protective marking, whatever kind of page they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from engine.findings import Finding, Place, error
from engine.phrases.forms import and_more
from engine.word.margins import margins, section_texts
from engine.word.names import W_T
from engine.word.package import DOCUMENT, Package

_NAMED = 3
_COVER = 15
"""Paragraphs and tables of a section that is no more than a cover."""


def unmarked_pages(
    package: Package, roots: Mapping[str, etree._Element], template: Place, marking: str
) -> Iterator[Finding]:
    """W-37 for the kinds of page on which neither header nor footer prints the marking, all of them at once.

    The first page of a section may print it in its text, and so may a cover. roots: the parts with text.
    """
    texts = list(section_texts(roots[DOCUMENT]))
    marked = {number for number, blocks in enumerate(texts, 1) if any(marking in block for block in blocks)}
    covers = {number for number in marked if len(texts[number - 1]) <= _COVER}
    printed = {name: marking in "".join(text.text or "" for text in root.iter(W_T)) for name, root in roots.items()}
    bare = [
        f"the {one.pages} of section {one.section}"
        for one in margins(package)
        if not any(printed.get(part) for part in one.parts) and one.section not in (marked if one.is_first else covers)
    ]
    if bare:
        where = and_more(", ".join(bare[:_NAMED]), len(bare) - _NAMED)
        message = f"No header and no footer prints the protective marking on {where}."
        yield error("W-37", template, message, "Put {{ marking }} into the header of these pages (Insert › Header).")
