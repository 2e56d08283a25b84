"""The order in which WordprocessingML wants its elements (ECMA-376, schema wml.xsd), and where each may stand."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from lxml import etree

from engine.word.names import NAMESPACES, qn

_BORDERS = "top left start bottom right end insideH insideV tl2br tr2bl between bar"
_SEQUENCES = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath rPrChange",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
    "headers cellIns cellDel cellMerge tcPrChange",
    "w:sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid "
    "printerSettings sectPrChange",
    "w:numPr": "ilvl numId numberingChange ins",
    "w:tblBorders": _BORDERS,
    "w:tcBorders": _BORDERS,
    "w:pBdr": _BORDERS,
}
ORDER = {
    qn(name): {qn(f"w:{child}"): rank for rank, child in enumerate(children.split())}
    for name, children in _SEQUENCES.items()
}
"""The rank of each child of an element whose children have an order."""
MAY_REPEAT = frozenset({qn("w:headerReference"), qn("w:footerReference")})
"""They stand first, in any order of their own."""
_BEGINS = {"w:p": "pPr", "w:r": "rPr", "w:tc": "tcPr", "w:tbl": "tblPr tblGrid", "w:tr": "tblPrEx trPr"}
BEGINS = {qn(name): tuple(qn(f"w:{child}") for child in children.split()) for name, children in _BEGINS.items()}
"""What an element begins with, where it is there."""
BEGINNINGS = frozenset(child for children in BEGINS.values() for child in children)

_BLOCKS = (
    "body hdr ftr tc footnote endnote comment sdtContent customXml txbxContent ins del moveFrom moveTo docPartBody"
)
_LINES = "p hyperlink sdtContent smartTag fldSimple ins del moveFrom moveTo customXml dir bdo rt rubyBase"
_STANDS_IN = {
    "w:p": _BLOCKS,
    "w:tbl": _BLOCKS,
    "w:tr": "tbl sdtContent customXml ins del",
    "w:tc": "tr sdtContent customXml ins del",
    "w:r": _LINES,
    "w:hyperlink": _LINES,
    "w:t": "r",
    "w:drawing": "r",
}
STANDS_IN = {
    qn(name): frozenset(qn(f"w:{parent}") for parent in parents.split()) for name, parents in _STANDS_IN.items()
}
"""The elements of Word's own that an element may stand in."""
_OF_WORD = f"{{{NAMESPACES['w']}}}"


def is_out_of_order(element: etree._Element) -> bool:
    """Whether the known children of an element stand in another order than Word's."""
    return len(element) > 1 and _is_out_of_order(*_shape(element))


def is_tidy(element: etree._Element) -> bool:
    """Whether the known children of an element stand in Word's order, and each once where Word takes one."""
    return len(element) < 2 or _is_tidy(*_shape(element))


def stands_late(element: etree._Element) -> bool:
    """Whether an element that others begin with stands behind something they do not begin with."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None or before is None:
        return False
    known = BEGINS.get(str(parent.tag), ())
    return element.tag in known and before.tag not in known


def put_in_order(element: etree._Element) -> None:
    """Sort the children of an element; what the schema does not know keeps its order behind the rest."""
    known = ORDER[str(element.tag)]
    element[:] = sorted(element, key=lambda child: _rank(known, str(child.tag)))


def repeated_children(element: etree._Element) -> list[etree._Element]:
    """The children that only say again what one before them says, as LibreOffice writes them."""
    seen: set[tuple[str, bytes]] = set()
    again = []
    for child in element:
        said = (str(child.tag), etree.tostring(child))
        if child.tag in ORDER[str(element.tag)] and said in seen:
            again.append(child)
        seen.add(said)
    return again


def repeated(element: etree._Element) -> tuple[str, ...]:
    """The names of children that stand twice where Word takes one."""
    return _repeated(*_shape(element)) if len(element) > 1 else ()


def is_misplaced(element: etree._Element) -> bool:
    """Whether an element stands directly in one of Word's own elements that does not take it."""
    parent = element.getparent()
    if parent is None or parent.tag in STANDS_IN[str(element.tag)]:
        return False
    return str(parent.tag).startswith(_OF_WORD)


def short_name(element: etree._Element) -> str:
    """An element's name as the schema writes it, such as w:tc."""
    return f"{element.prefix}:{etree.QName(element).localname}"


def _shape(element: etree._Element) -> tuple[str, tuple[str, ...]]:
    """An element's name and those of its children. Thousands of elements have some dozen shapes between them."""
    return str(element.tag), tuple([str(child.tag) for child in element])


@lru_cache(maxsize=4096)
def _is_out_of_order(name: str, children: tuple[str, ...]) -> bool:
    ranks = [_rank(ORDER[name], child) for child in children if child in ORDER[name]]
    return any(first > then for first, then in pairwise(ranks))


@lru_cache(maxsize=4096)
def _repeated(name: str, children: tuple[str, ...]) -> tuple[str, ...]:
    again = (child for number, child in enumerate(children) if child in children[:number])
    return tuple(f"w:{etree.QName(child).localname}" for child in again if child in ORDER[name].keys() - MAY_REPEAT)


@lru_cache(maxsize=4096)
def _is_tidy(name: str, children: tuple[str, ...]) -> bool:
    return not (_is_out_of_order(name, children) or _repeated(name, children))


def _rank(known: dict[str, int], name: str) -> int:
    return 0 if name in MAY_REPEAT else known.get(name, len(known))
