"""A part of a drawing, cleared of all that is more than a drawing: links, fields, files, programs.

What may stay stands in lists; what is on none goes.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from engine.sources.drawings import names
from engine.sources.drawings.names import CDR, DGM, DSP, MC, A, C, M, R, V, W
from engine.word.branches import taken

STRICT = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)

_SPACES = frozenset(
    (
        *(A, C, CDR, DGM, DSP, M, V, W),
        *(names.PIC, names.WP, names.WPC, names.WPG, names.WPS, names.LC),
        *(names.C14, names.C15, names.C16),
    )
)
"""Whose elements a drawing is made of. None of Office's own: there stand embedded files, locks and signatures."""
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("hyperlink", "fldSimple", "smartTag", "customXml", "sdt", "sdtContent", "ins")
)
"""Of which the content stays."""
_GONE = frozenset(
    (
        *(f"{W}{name}" for name in ("object", "control", "altChunk", "subDoc", "attachedTemplate", "movie", "sdtPr")),
        *(f"{W}{name}" for name in ("instrText", "delInstrText", "fldChar", "fldData", "del", "moveFrom", "sdtEndPr")),
        *(f"{W}{name}" for name in ("commentReference", "footnoteReference", "endnoteReference", "customXmlPr")),
        *(f"{W}{name}" for name in ("headerReference", "footerReference", "sectPr", "smartTagPr")),
        *(f"{A}{name}" for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver", "snd", "videoFile", "audioFile")),
        *(f"{A}{name}" for name in ("audioCd", "wavAudioFile", "quickTimeFile", "extLst")),
        *(f"{C}{name}" for name in ("externalData", "printSettings", "pivotSource")),
    )
)
_FORMULAS = frozenset((f"{C}f", f"{names.C15}f", f"{names.C15}sqref", f"{names.C15}formulaRef"))
"""Where values were taken from; those that are shown stand beside it."""
_ASKING = frozenset(("href", "src", "action", "macro", "textlink", "althref"))
"""Attributes that name something elsewhere, or a program."""

NewRelation = Callable[[str, str], str | None]
"""Gives the new id of a relation by its old one and the name of the element that has it; None where it may not stay."""


def cleared(element: etree._Element, relation: NewRelation) -> etree._Element:
    """The element without what is more than a drawing; it is changed in place.

    relation: see there. What it raises is let through.
    """
    for inner in list(element):
        _clear(inner, relation)
    _attributes(element, relation)
    return element


def _clear(element: etree._Element, relation: NewRelation) -> None:
    around = element.getparent()
    if around is None:
        return
    if element.tag == f"{MC}AlternateContent":
        branch = taken(element)
        _put_in_place(element, [] if branch is None else list(branch), relation)
    elif not isinstance(element.tag, str) or element.tag in _GONE or _space(element) not in _SPACES:
        around.remove(element)
    elif element.tag in _WRAPPERS:
        _put_in_place(element, list(element), relation)
    else:
        if element.tag in _FORMULAS:
            element.text = ""
        cleared(element, relation)


def _put_in_place(element: etree._Element, content: list[etree._Element], relation: NewRelation) -> None:
    around = element.getparent()
    if around is None:
        return
    at = around.index(element)
    around.remove(element)
    around[at:at] = content
    for inner in content:
        _clear(inner, relation)


def _attributes(element: etree._Element, relation: NewRelation) -> None:
    for name, value in list(element.attrib.items()):
        space, _, local = str(name).rpartition("}")
        if f"{space}}}" == R:
            new = relation(str(value), str(element.tag))
            if new is None:
                del element.attrib[name]
            else:
                element.set(name, new)
        elif (space and f"{space}}}" not in _SPACES and name not in _KEPT) or local.lower() in _ASKING:
            del element.attrib[name]


_KEPT = frozenset((f"{names.OFFICE}spt", "{http://www.w3.org/XML/1998/namespace}space"))


def _space(element: etree._Element) -> str:
    return str(element.tag).partition("}")[0] + "}"
