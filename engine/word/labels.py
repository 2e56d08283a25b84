"""The numbers that Word puts before paragraphs of lists: headings and captions among them."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from engine.word.counts import Counts
from engine.word.names import qn
from engine.word.numbering import Numbering
from engine.word.package import NUMBERING, STYLES, Package
from engine.word.styles import Styles

_COUNTED = qn("w:numPr")


def labels(package: Package, root: etree._Element, styles: Styles) -> Mapping[etree._Element, str]:
    """The number of each paragraph that has one, as it is shown, such as "1.2". root: the text of the document."""
    looks = package.tree(STYLES)
    lists = package.tree(NUMBERING) if NUMBERING in package.parts else None
    if lists is None or not (_counts(looks) or _counts(root)):
        return {}
    numbering = Numbering(looks, lists)
    counts = Counts(numbering, styles, root)
    found = ((paragraph, one.number) for paragraph, one in counts.found.items())
    return {paragraph: number.label for paragraph, number in found if number is not None and number.label}


def _counts(root: etree._Element) -> bool:
    return next(root.iter(_COUNTED), None) is not None
