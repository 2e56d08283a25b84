"""What stands inside a tag and is none of it: docxtpl takes all between its letters away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from engine.inspection.remarks import Fault, Remark, on_tag
from engine.inspection.template_walk import Tag, TemplatePart, TemplateWalk
from engine.word.names import W_P, W_R, qn

_NAMES = {
    **dict.fromkeys(map(qn, ("w:drawing", "w:pict", "w:object")), "A picture"),
    **dict.fromkeys(map(qn, ("w:footnoteReference", "w:endnoteReference")), "A note"),
    qn("w:fldChar"): "A field",
    qn("w:fldSimple"): "A field",
    qn("w:sym"): "A symbol",
    qn("m:oMath"): "A formula",
}


def within(page: TemplateWalk) -> Iterator[Remark]:
    """W-18 what would disappear with the tag it stands in; W-10 a tag that begins in a link and ends outside it.

    Word puts letters of one tag into as many runs as somebody's editing has made: that makes no difference.
    """
    for part in page.parts:
        for tag in part.tags:
            if tag.line is None or not tag.typed.is_closed:
                continue
            pieces = tag.line.pieces_of(tag.typed.start, tag.typed.end)
            if len(pieces) < 2:
                continue
            if _around(pieces[0]) != _around(pieces[-1]):
                message = "This tag begins inside a link, a content control or the like, and ends outside it."
                fix = "Type the whole tag anew, in one place."
                yield on_tag(page, tag, Fault("W-10", message, fix=fix))
            elif lost := _lost(part, tag, pieces):
                message = f"{lost} stands inside this tag and would disappear with it."
                yield on_tag(page, tag, Fault("W-18", message, fix="Move it before or behind the tag."))


def _around(piece: etree._Element) -> list[etree._Element]:
    """What a letter stands in inside its paragraph, runs aside."""
    return [each for each in takewhile(lambda each: each.tag != W_P, piece.iterancestors()) if each.tag != W_R]


def _lost(part: TemplatePart, tag: Tag, pieces: tuple[etree._Element, ...]) -> str:
    first, last = part.orders[pieces[0]], part.orders[pieces[-1]]
    if tag.line is None:
        return ""
    inner = (each for each in tag.line.element.iter(*_NAMES) if first < part.orders.get(each, -1) < last)
    return next((_NAMES[str(each.tag)] for each in inner), "")
