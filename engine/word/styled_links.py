"""Links as LibreOffice 7.4 takes them into a PDF: it passes over one whose letters have no style of characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from engine.word.fields import fields
from engine.word.names import NAMESPACES, W_INSTRUCTION, W_VAL, qn
from engine.word.package import DOCUMENT, STYLES, Package

_LOOK, _STYLE = qn("w:rPr"), qn("w:rStyle")
_BARE = etree.XPath("descendant::w:hyperlink/descendant::w:r[not(w:rPr/w:rStyle)]", namespaces=NAMESPACES)
_LOOKS_LIKE_NOTHING = "PrintedLink"
"""The style that such letters get: they stay as they are."""
_SIGNS = (b"<w:hyperlink", b"HYPERLINK")


def style_links(root: etree._Element, package: Package) -> None:
    """Give the letters of every link a style, in a copy that is to be converted. root: of its text, not put back."""
    is_needed = _style_in(root)
    for name in [name for name in package.texts() if name != DOCUMENT]:
        if any(sign in package.parts[name] for sign in _SIGNS):
            part = package.xml(name)
            if _style_in(part):
                package.put(name, part)
                is_needed = True
    if is_needed:
        styles = package.xml(STYLES)
        made = etree.SubElement(
            styles, qn("w:style"), {qn("w:type"): "character", qn("w:styleId"): _LOOKS_LIKE_NOTHING}
        )
        etree.SubElement(made, qn("w:name"), {W_VAL: "Printed Link"})
        package.put(STYLES, styles)


def _style_in(part: etree._Element) -> bool:
    """Whether any link of a part had none."""
    bare: list[etree._Element] = [
        *cast("list[etree._Element]", _BARE(part)),
        *filter(_is_bare, _linked_by_fields(part)),
    ]
    for run in bare:
        look = run.find(_LOOK)
        if look is None:
            look = etree.Element(_LOOK)
            run.insert(0, look)
        look.insert(0, etree.Element(_STYLE, {W_VAL: _LOOKS_LIKE_NOTHING}))
    return bool(bare)


def _is_bare(run: etree._Element) -> bool:
    return run.find(f"{_LOOK}/{_STYLE}") is None


def _linked_by_fields(part: etree._Element) -> Iterator[etree._Element]:
    codes = "".join(code.text or "" for code in part.iter(W_INSTRUCTION))
    for found in fields(part) if "HYPERLINK" in codes.upper() else ():
        if found.name == "HYPERLINK":
            yield from found.results
