"""Section breaks in the paragraph of a tag that is taken away with it: LibreOffice puts them there when it saves."""

from __future__ import annotations

import re

from lxml import etree

from engine.word.names import W_P, qn
from engine.word.package import DOCUMENT, Package
from engine.word.text import paragraph_text

_SECTION = f"{qn('w:pPr')}/{qn('w:sectPr')}"
_GOES = re.compile(r"\{\{p [^{}]*\}\}|\{%p\s+end(?:if|for)\s*%\}")
"""What ends with its paragraph. Behind the beginning of a loop a break would be in the loop, which may not be meant."""
_FLAT = {qn("w:before"): "0", qn("w:after"): "0", qn("w:line"): "20", qn("w:lineRule"): "exact"}


def set_apart(package: Package) -> tuple[int, ...]:
    """Give each such break a paragraph of its own behind the tag, one point high.

    Returns which paragraphs of the text, counted from 0 as it is now, these tags stand in.
    """
    if b"<w:sectPr" not in package.parts.get(DOCUMENT, b""):
        return ()
    root = package.xml(DOCUMENT)
    tags = [one for one in root.iter(W_P) if one.find(_SECTION) is not None and _GOES.fullmatch(paragraph_text(one))]
    for paragraph in tags:
        _set_apart(paragraph)
    if tags:
        package.put(DOCUMENT, root)
    return tuple(number for number, one in enumerate(root.iter(W_P)) if one in tags)


def _set_apart(paragraph: etree._Element) -> None:
    section = paragraph.find(_SECTION)
    assert section is not None
    own = etree.Element(W_P)
    about = etree.SubElement(own, qn("w:pPr"))
    etree.SubElement(about, qn("w:spacing"), _FLAT)
    about.append(section)
    paragraph.addnext(own)
