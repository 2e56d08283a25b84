"""The numbers that Word puts before paragraphs of lists: headings and captions among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from engine.word.counts import Counts
from engine.word.names import W_P, W_VAL, qn
from engine.word.numbering import Numbering
from engine.word.package import NUMBERING, STYLES, Package
from engine.word.styles import Styles

_COUNTED, _STYLE = (qn("w:numPr"),), qn("w:pStyle")


def labels(package: Package, root: etree._Element, styles: Styles) -> Mapping[etree._Element, str]:
    """The number of each paragraph that has one, as it is shown, such as "1.2". root: the text of the document."""
    looks = package.xml(STYLES)
    lists = package.xml(NUMBERING) if NUMBERING in package.parts else None
    if lists is None or not (_counts(looks) or _counts(root)):
        return {}
    numbering = Numbering(looks, lists)
    counts = Counts(numbering, styles, _may_be_listed(root, numbering, styles))
    found = ((paragraph, one.number) for paragraph, one in counts.found.items())
    return {paragraph: number.label for paragraph, number in found if number is not None and number.label}


def _may_be_listed(root: etree._Element, numbering: Numbering, styles: Styles) -> Iterator[etree._Element]:
    """The paragraphs that a list or a style may number, in order: few of those of a long document."""
    if numbering.of_style(styles.ids.get("normal", "")) is not None:
        yield from root.iter(W_P)
        return
    last: etree._Element | None = None
    for said in root.iter(_STYLE, *_COUNTED):
        about = said.getparent()
        paragraph = None if about is None else about.getparent()
        if paragraph is None or paragraph is last or paragraph.tag != W_P:
            continue
        if said.tag != _STYLE or numbering.of_style(str(said.get(W_VAL))) is not None:
            last = paragraph
            yield paragraph


def _counts(root: etree._Element) -> bool:
    return next(root.iter(*_COUNTED), None) is not None
